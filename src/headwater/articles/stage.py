"""The room's stage: files to articles, parts, sentences, credits, findings and what was rejected.

This stage reads files, so it is a plain function that ``runs`` calls and fingerprints by file hashes;
every other room's stages read tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from headwater.articles.anatomy import dissect, identify_all
from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.files import read_file
from headwater.articles.inputs import Discovery, InputFile, discover
from headwater.records.articles import Article, ArticleFinding, Credit, Part, Rejected, Sentence
from headwater.records.ports import Models
from headwater.records.tables import Tables

READS: tuple[type, ...] = ()
WRITES: tuple[type, ...] = (Article, Part, Sentence, Credit, Rejected, ArticleFinding)
DATA = ("articles/lexicon/*.toml",)

Heard = dict[InputFile, list[str]]
"""Ids of the articles that each file gave, in its order."""


def read(paths: Sequence[Path], config: ArticlesConfig, models: Models) -> Tables:
    """Articles below ``paths`` with their parts, sentences, credits and findings, and what was rejected.

    The order of ``paths`` changes nothing; rows are sorted by article id. Raises nothing for bad input:
    whatever cannot be read is a ``Rejected`` row.
    """
    return read_found(discover(paths), config, models)


def read_found(
    found: Discovery, config: ArticlesConfig, models: Models, heard: Heard | None = None
) -> Tables:
    """The same for files that ``discover`` has listed; ``heard`` is told the ids that each file gave."""
    rejected = list(found.rejected)
    drafts: dict[str, tuple[str, Draft]] = {}
    for place, one in _drafts(found, config, {} if heard is None else heard):
        if isinstance(one, Rejected):
            rejected.append(one)
        elif one.id in drafts:
            rejected.append(_duplicate(place, one, *drafts[one.id]))
        else:
            drafts[one.id] = (place, one)
    chosen = [drafts[key][1] for key in sorted(drafts)]
    rows = [
        dissect(draft, frame, config)
        for draft, frame in zip(chosen, identify_all(chosen, config, models), strict=True)
    ]
    notes = sorted(
        (note for row in rows for note in row.of(Rejected)), key=lambda row: (row.path, row.reason)
    )
    kept = [row for anatomy in rows for row in anatomy.rows() if type(row) is not Rejected]
    return Tables.of_rows(kept, rejected, notes)


def _drafts(found: Discovery, config: ArticlesConfig, heard: Heard) -> Iterator[tuple[str, Draft | Rejected]]:
    for file in found.files:
        of_file = heard.setdefault(file, [])
        for place, one in read_file(file, config):
            of_file += [one.id] if isinstance(one, Draft) else []
            if isinstance(one, Draft) and len(one.text) > config.longest_article:
                reason = f"the text has {len(one.text):,} characters, more than {config.longest_article:,}"
                yield place, Rejected(place, reason)
            else:
                yield place, one


def _duplicate(place: str, row: Draft, first_place: str, first: Draft) -> Rejected:
    same = "the same article" if row.text == first.text else "another text with the same id"
    return Rejected(place, f"{same} as {first_place} (id {row.id}); the first is kept")
