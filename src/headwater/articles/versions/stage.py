"""The stage that finds texts of one address and compares them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from headwater.articles.versions.comparing import finding_of, version_of
from headwater.articles.versions.config import VersionsConfig
from headwater.articles.versions.order import in_order
from headwater.articles.web.addresses import key_of
from headwater.records.articles import Article, Part, Sentence, Version, VersionFinding
from headwater.records.moves import Moves
from headwater.records.ports import Models
from headwater.records.remembered import remembered
from headwater.records.stages import Stage
from headwater.records.tables import Tables

Address = tuple[str, str]
"""An address as all its printings share it, and a language."""
Found = tuple[list[Version], list[VersionFinding]]


@dataclass
class ByAddress:
    """The articles of each address as they were last seen, what was found at those that have several, and all rows."""

    seen: dict[type[Any], Sequence[Any]] | None = None
    config: VersionsConfig | None = None
    articles: dict[Address, tuple[str, ...]] = field(default_factory=dict)
    found: dict[Address, Found] = field(default_factory=dict)
    rows: Found = field(default_factory=lambda: ([], []))


def find_versions(tables: Tables, config: VersionsConfig, models: Models) -> Tables:
    """What changed from each text of an address to the next, by a hash of addresses: never all pairs."""
    last = remembered(ByAddress)
    moved = _moved(tables, last) if last.config == config else None
    last.seen = None  # whoever is cut off here begins anew
    if moved is None:
        last.config, last.articles, last.found, last.rows = config, {}, {}, ([], [])
        _enter(last, tables.of(Article))
        moved = set(last.articles)
    several = {one for one in moved if len(last.articles.get(one, ())) > 1}
    if several or not last.found.keys().isdisjoint(moved):
        for one in moved:
            last.found.pop(one, None)
        last.found.update(_found(tables, {one: last.articles[one] for one in several}, config))
        last.rows = _below_one_another(last.found)
    last.seen = {kind: tables.of(kind) for kind in VERSIONS.reads}
    rows: dict[type[Any], list[Any]] = {Version: last.rows[0], VersionFinding: last.rows[1]}
    return Tables(rows)


def _moved(tables: Tables, last: ByAddress) -> set[Address] | None:
    """The addresses at which an article, or a row of one, came or went; null where nobody knows."""
    if last.seen is None:
        return None
    told: dict[type[Any], Moves[Any]] = {}
    for kind, rows in last.seen.items():
        moves = tables.moves_since(kind, rows) if rows or tables.of(kind) else Moves()
        if moves is None:
            return None
        told[kind] = moves
    addresses = {one for row in told[Article].gone if (one := _address(row)) is not None}
    for address in addresses:
        gone = {row.id for row in told[Article].gone}
        left = tuple(id_ for id_ in last.articles.pop(address) if id_ not in gone)
        if left:
            last.articles[address] = left
    addresses |= _enter(last, told[Article].come)
    touched = {row.article for kind in (Part, Sentence) for row in (*told[kind].gone, *told[kind].come)}
    return addresses | {one for one in last.found if not touched.isdisjoint(last.articles.get(one, ()))}


def _address(article: Article) -> Address | None:
    """Where an article stands; null for none, and for front pages, which are no article's address."""
    key = key_of(article.url) if article.url else ""
    return (key, next(iter(article.languages), "")) if key and not key.endswith("/") else None


def _enter(last: ByAddress, articles: Iterable[Article]) -> set[Address]:
    addresses = set()
    for article in articles:
        address = _address(article)
        if address is not None:
            last.articles[address] = (*last.articles.get(address, ()), article.id)
            addresses.add(address)
    return addresses


def _found(
    tables: Tables, groups: dict[Address, tuple[str, ...]], config: VersionsConfig
) -> Iterator[tuple[Address, Found]]:
    """What changed at each of some addresses."""
    wanted = {article for group in groups.values() for article in group}
    articles = {row.id: row for row in tables.of(Article) if row.id in wanted} if wanted else {}
    sentences = _told(tables, wanted)
    for address, group in groups.items():
        ordered = in_order([articles[id_] for id_ in sorted(group)])
        rows = []
        for old, new in pairwise(ordered):
            sides = (old, sentences.get(old.id, [])), (new, sentences.get(new.id, []))
            rows.append(version_of(*sides, ordered[-1], ordered, config))
        yield address, (rows, [finding for row in rows if (finding := finding_of(row)) is not None])


def _below_one_another(found: dict[Address, Found]) -> Found:
    ordered = [some for _, some in sorted(found.items())]
    return [row for rows, _ in ordered for row in rows], [row for _, rows in ordered for row in rows]


def _told(tables: Tables, wanted: set[str]) -> dict[str, list[Sentence]]:
    """The sentences of some articles in order, without headlines and what the site prints around its texts."""
    if not wanted:
        return {}
    around = {part.id for part in tables.of(Part) if part.article in wanted and part.kind == "boilerplate"}
    found: dict[str, list[Sentence]] = {}
    for row in tables.of(Sentence):
        if row.article in wanted and row.part not in around and not row.title:
            found.setdefault(row.article, []).append(row)
    return {article: sorted(rows, key=lambda row: row.index) for article, rows in found.items()}


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
