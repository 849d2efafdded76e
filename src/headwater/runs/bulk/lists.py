"""The lists of case.json as Parquet, put together some articles, entities or groups at a time: memory stays bounded.

``lists/NAME/PART.parquet``; a list's parts below one another are the list. ``case.json``'s lists that are rows of one
table come out of that table; the others are joined as ``assembly`` joins them, from just the rows that they need.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from headwater.records.errors import HeadwaterError
from headwater.runs.bulk.list_parts import Cut, ListPart, Rows, Shelved, make_part, taken_apart
from headwater.runs.bulk.mapped import Mapped, Numbers, Ranks, article_order, paired
from headwater.runs.bulk.whole import Whole
from headwater.runs.engines.isolation import GivenUp, isolated
from headwater.runs.engines.port import Engine
from headwater.store.storage import Storage

MadeOf = Mapping[str, Rows]
LISTS = "lists"
_AT_ONCE = 5_000
_FINDINGS = (
    "articles_findings",
    "versions_findings",
    "claims_findings",
    "readers_findings",
    "matches_findings",
    "origins_findings",
    "changes_findings",
)
_BY_SHARD: Mapping[str, Sequence[str]] = {
    "articles": ("articles",),
    "credits": ("credits",),
    "attributions": ("attributions", "attribution_entities", "credited_texts"),
    "claims": ("claims", "claim_slots", "claim_origins", "credited_texts"),
    "proposals": ("proposals",),
}
"""Lists whose rows are articles' own, and the tables that they are joined from: all have an article's column."""
_BY_ROWS = ("versions", "relations", "reuse", "clusters", "derivations", "sources", "origins", "changes", "conflicts", "to_find", "not_compared", "rejected")  # fmt: skip
"""Lists that are one table's rows."""


class ListGivenUp(HeadwaterError):  # noqa: N818
    """A part of a list kills every worker that makes it."""


def write_lists(whole: Whole, out: Storage, engine: Engine | None = None) -> dict[str, int]:
    """Write all lists, made by the engine's workers or in this process; gives how many rows each has."""
    counts: dict[str, int] = {}
    numbers: dict[str, int] = {}
    lying = _Lying(whole)
    for part, made in _made(lying.parts(), engine):
        rows, file = taken_apart(made)
        number = numbers.get(part.name, 0)
        out.write(f"{LISTS}/{part.name}/{number:06d}.parquet", file)
        counts[part.name] = counts.get(part.name, 0) + rows
        numbers[part.name] = number + 1
        lying.done()
    for name, many in numbers.items():
        folder = Storage(out.address(f"{LISTS}/{name}"), out.endpoint)
        for stale in set(folder.names()) - {f"{number:06d}.parquet" for number in range(many)}:
            folder.remove(stale)  # an earlier run had more shards
    return counts


def _made(parts: Iterator[ListPart], engine: Engine | None) -> Iterator[tuple[ListPart, bytes]]:
    """Each part with what ``make_part`` gives of it, in order."""
    if engine is None:
        yield from ((part, make_part(part.told(shares_disk=True))) for part in parts)
        return
    shares_disk = engine.shares_disk
    singly = ([part] for part in parts)
    for (part,), made in isolated(
        engine, make_part, singly, lambda some: some[0].told(shares_disk), lambda some: [some]
    ):
        if isinstance(made, GivenUp):
            raise ListGivenUp(f"a part of the list {part.name} cannot be made: {made.reason}")
        yield part, made


class _Lying:
    """The parts of all lists; a table is let go when the last part is made that is made of it."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._told = self._made = 0
        self._used: deque[tuple[int, Sequence[str]]] = (
            deque()
        )  # parts told when nobody needs a table any more

    def parts(self) -> Iterator[ListPart]:
        """List by list."""
        for name, parts, tables in _lists(self._whole):
            for made_of in parts:
                self._told += 1
                yield ListPart(name, made_of)
            self._used.append((self._told, tables))
            self._let_go()

    def done(self) -> None:
        """One part more is made, of those that were told first."""
        self._made += 1
        self._let_go()

    def _let_go(self) -> None:
        while self._used and self._used[0][0] <= self._made:
            self._whole.let_go(self._used.popleft()[1])


def _lists(whole: Whole) -> Iterator[tuple[str, Iterator[MadeOf], Sequence[str]]]:
    """Each list, what its parts are made of, and the tables that no list needs after it."""
    for name, tables in _BY_SHARD.items():
        yield name, _by_shard(whole, tables), tables
    yield "parts", _parts(whole), ["parts", "part_credits"]
    yield "entities", _entities(whole), ["entities", "mention_entities", "mentions"]
    yield "groups", _groups(whole), ["matched_groups", "group_origins"]
    for name in _BY_ROWS:
        yield name, _by_rows(whole, (name,)), [name]
    yield "findings", _by_rows(whole, _FINDINGS), _FINDINGS


def _by_shard(whole: Whole, tables: Sequence[str]) -> Iterator[MadeOf]:
    for number in range(len(whole.shelves)):
        yield {table: _of_shard(whole, number, table) for table in tables}


def _of_shard(whole: Whole, number: int, name: str) -> Rows:
    """A shard's rows of a table that has an article's column, whoever wrote it."""
    shelf = whole.shelves[number]
    if shelf.has(name) and not whole.gathered.has(name):
        return Shelved(shelf.out, shelf.name, name, whole.dropped[number])
    mapped = whole.mapped(name)
    return Cut(mapped.path, mapped.by_article.all_of(whole.ranks(number)))


def _parts(whole: Whole) -> Iterator[MadeOf]:
    """Parts of articles, with whom they are credited to: those rows name parts, not articles."""
    credited = whole.mapped("part_credits")
    row_of = Ranks(part for _, array in credited.column("part") for part in array.to_pylist())
    for number in range(len(whole.shelves)):
        rows = row_of.places(whole.of_shard(number, "parts")["id"].combine_chunks())
        own = Cut(credited.path, np.sort(rows[rows >= 0]))
        yield {"parts": _of_shard(whole, number, "parts"), "part_credits": own}


def _entities(whole: Whole) -> Iterator[MadeOf]:
    """Entities with all their mentions, as many entities at a time as have about so many mentions."""
    links, mentions, entities = (whole.mapped(name) for name in ("mention_entities", "mentions", "entities"))
    rows = _rows_of_mentions(whole, links, mentions)
    owners = [entities.by_id.places(array) for _, array in links.column("entity")]
    every = np.concatenate(owners) if owners else np.zeros(0, dtype=np.int64)
    of_entity = paired(every, np.arange(len(every)), entities.num_rows)
    for first, end in _stretches(np.diff(of_entity.bounds)):
        taken = np.sort(of_entity.rows[of_entity.bounds[first] : of_entity.bounds[end]])
        yield {
            "entities": Cut(entities.path, np.arange(first, end)),
            "mention_entities": Cut(links.path, taken),
            "mentions": Cut(mentions.path, rows[taken]),
        }


def _rows_of_mentions(whole: Whole, links: Mapped, mentions: Mapped) -> Numbers:
    """For each row of ``links`` the row of its mention, found among the mentions of its article."""
    found = np.full(links.num_rows, -1, dtype=np.int64)
    size = len(whole.maps.articles)
    for start in range(0, size, _AT_ONCE):
        some = np.arange(start, min(start + _AT_ONCE, size))
        named, known = links.by_article.all_of(some), mentions.by_article.all_of(some)
        ids = mentions.take(known)["id"].combine_chunks()
        places = pc.index_in(links.take(named)["mention"], value_set=ids).to_numpy()
        found[named] = known[places.astype(np.int64)]
    return found


def _stretches(weights: Numbers) -> Iterator[tuple[int, int]]:
    """Places from where to where, each stretch with about so many rows hanging on it; one, empty, of nothing."""
    start = weight = 0
    for at, more in enumerate(weights.tolist()):
        weight += 1 + more
        if weight >= _AT_ONCE:
            yield start, at + 1
            start, weight = at + 1, 0
    yield start, len(weights)


def _groups(whole: Whole) -> Iterator[MadeOf]:
    groups, counted = whole.mapped("matched_groups"), whole.mapped("group_origins")
    row_of = Ranks(group for _, array in counted.column("group") for group in array.to_pylist())
    for first, end in _stretches(np.zeros(groups.num_rows, dtype=np.int64)):
        some = np.arange(first, end)
        rows = row_of.places(groups.take(some)["id"].combine_chunks())
        yield {
            "matched_groups": Cut(groups.path, some),
            "group_origins": Cut(counted.path, rows[rows >= 0]),
        }


def _by_rows(whole: Whole, tables: Sequence[str]) -> Iterator[MadeOf]:
    found = False
    for table in tables:
        mapped = whole.mapped(table)
        order = article_order(mapped) if whole.by_shards(table) else None
        for start in range(0, mapped.num_rows, _AT_ONCE):
            found = True
            end = min(start + _AT_ONCE, mapped.num_rows)
            yield {table: Cut(mapped.path, np.arange(start, end) if order is None else order[start:end])}
    if not found:
        yield {}


def read_list(out: Storage, name: str) -> pa.Table:
    """A list, its parts below one another; raises KeyError for one that is not there."""
    place = Storage(out.address(f"{LISTS}/{name}"), out.endpoint)
    parts = [place.read_table(part) for part in place.names() if part.endswith(".parquet")]
    if not parts:
        raise KeyError(name)
    return pa.concat_tables(part for part in parts if part is not None)
