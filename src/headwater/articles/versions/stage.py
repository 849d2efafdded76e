"""The stage that finds texts of one address and compares them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from headwater.articles.versions.comparing import finding_of, version_of
from headwater.articles.versions.config import VersionsConfig
from headwater.articles.versions.order import in_order
from headwater.articles.web.addresses import key_of
from headwater.records.articles import Article, Part, Sentence, Version, VersionFinding
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import Tables


def find_versions(tables: Tables, config: VersionsConfig, models: Models) -> Tables:
    """What changed from each text of an address to the next, by a hash of addresses: never all pairs."""
    rows: list[Version] = []
    groups = _by_address(tables.of(Article))
    sentences = _told(tables, {article.id for group in groups for article in group})
    for group in groups:
        ordered = in_order(group)
        for old, new in pairwise(ordered):
            sides = (old, sentences.get(old.id, [])), (new, sentences.get(new.id, []))
            rows.append(version_of(*sides, ordered[-1], ordered, config))
    found = [finding for row in rows if (finding := finding_of(row)) is not None]
    return Tables.of_rows(rows, found)


def _by_address(articles: Sequence[Article]) -> list[list[Article]]:
    """Articles of one address and language, where there are several; front pages are no article's address."""
    found: dict[tuple[str, str], list[Article]] = {}
    for article in sorted(articles, key=lambda row: row.id):
        key = key_of(article.url) if article.url else ""
        if key and not key.endswith("/"):
            found.setdefault((key, next(iter(article.languages), "")), []).append(article)
    return [group for _, group in sorted(found.items()) if len(group) > 1]


def _told(tables: Tables, wanted: set[str]) -> dict[str, list[Sentence]]:
    """The sentences of some articles in order, without headlines and what the site prints around its texts."""
    if not wanted:
        return {}
    around = {part.id for part in tables.of(Part) if part.article in wanted and part.kind == "boilerplate"}
    found: dict[str, list[Sentence]] = {}
    for row in sorted(tables.of(Sentence), key=lambda row: (row.article, row.index)):
        if row.article in wanted and row.part not in around and not row.title:
            found.setdefault(row.article, []).append(row)
    return found


VERSIONS = Stage(
    name="articles.versions",
    run=find_versions,
    reads=(Article, Part, Sentence),
    writes=(Version, VersionFinding),
    config=VersionsConfig(),
    shape="table",
    says="comparing versions of one address",
    data=("articles/versions/*.toml", "articles/web/*.toml"),
)

STAGES: tuple[Stage, ...] = (VERSIONS,)
"""What the plan runs after the reading."""
