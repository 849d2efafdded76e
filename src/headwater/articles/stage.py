"""The room's stage: files to articles, parts, sentences, credits, findings and what was rejected.

This stage reads files, so it is a plain function that ``runs`` calls and fingerprints by file hashes;
every other room's stages read tables. Its steps stand apart, so that a run over a case which has grown reads only
the files that are new: ``drafts_of`` reads one file, ``settle`` says whose each article is, ``take_apart`` makes rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a file gave: where in the file, under which id, and the hash of its text."""

    place: str
    id: str
    text: str


Entries = Sequence[Entry | Rejected]


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
    drafts: dict[str, Draft] = {}
    entries: dict[InputFile, Entries] = {}
    for file in found.files:
        entries[file], given = drafts_of(file, config)
        for id_, draft in given.items():
            drafts.setdefault(id_, draft)
    if heard is not None:
        heard.update(heard_from(entries))
    owners, rejected = settle(entries)
    rows = take_apart([drafts[id_] for id_ in sorted(owners)], config, models)
    notes = sorted(rows.of(Rejected), key=lambda row: (row.path, row.reason))
    kept = [row for row in rows.rows() if type(row) is not Rejected]
    return Tables.of_rows(kept, found.rejected, rejected, notes)


def drafts_of(file: InputFile, config: ArticlesConfig) -> tuple[Entries, dict[str, Draft]]:
    """What a file gave, in its order, and its articles by id; of two with one id the first."""
    entries: list[Entry | Rejected] = []
    drafts: dict[str, Draft] = {}
    for place, one in _within_length(file, config):
        if isinstance(one, Rejected):
            entries.append(one)
        else:
            entries.append(Entry(place, one.id, _hash(one.text)))
            drafts.setdefault(one.id, one)
    return entries, drafts


def _within_length(file: InputFile, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected]]:
    for place, one in read_file(file, config):
        if isinstance(one, Draft) and len(one.text) > config.longest_article:
            reason = f"the text has {len(one.text):,} characters, more than {config.longest_article:,}"
            yield place, Rejected(place, reason)
        else:
            yield place, one


def heard_from(entries: Mapping[InputFile, Entries]) -> Heard:
    """The ids that each file gave."""
    return {file: [one.id for one in some if isinstance(one, Entry)] for file, some in entries.items()}


def settle(entries: Mapping[InputFile, Entries]) -> tuple[dict[str, InputFile], list[Rejected]]:
    """The file from which each article is read, the first that gave it; and what was rejected, duplicates too."""
    firsts: dict[str, tuple[InputFile, Entry]] = {}
    rejected: list[Rejected] = []
    for file, some in entries.items():
        for one in some:
            if isinstance(one, Rejected):
                rejected.append(one)
            elif one.id in firsts:
                rejected.append(_duplicate(one, firsts[one.id][1]))
            else:
                firsts[one.id] = (file, one)
    return {id_: file for id_, (file, _) in firsts.items()}, rejected


def take_apart(drafts: Sequence[Draft], config: ArticlesConfig, models: Models) -> Tables:
    """All rows of some articles, in their order; dates that are not believed come as ``Rejected`` rows."""
    frames = identify_all(drafts, config, models)
    anatomies = (dissect(draft, frame, config) for draft, frame in zip(drafts, frames, strict=True))
    return Tables.of_rows(row for anatomy in anatomies for row in anatomy.rows())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _duplicate(row: Entry, first: Entry) -> Rejected:
    same = "the same article" if row.text == first.text else "another text with the same id"
    return Rejected(row.place, f"{same} as {first.place} (id {row.id}); the first is kept")
