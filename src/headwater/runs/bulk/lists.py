"""The lists of case.json as Parquet, put together some articles, entities or groups at a time: memory stays bounded.

``lists/NAME/PART.parquet``; a list's parts below one another are the list. ``case.json``'s lists that are rows of one
table come out of that table; the others are joined as ``assembly`` joins them, from just the rows that they need.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from headwater.runs.assembly import assemble
from headwater.runs.bulk.whole import Whole
from headwater.runs.executor import rows_of
from headwater.runs.lists import table_of_list
from headwater.store.storage import Storage

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


def write_lists(whole: Whole, out: Storage) -> dict[str, int]:
    """Write all lists; gives how many rows each has."""
    counts: dict[str, int] = {}
    for name, parts in _lists(whole):
        counts[name] = 0
        written = set()
        for number, table in enumerate(parts):
            written.add(f"{number:06d}.parquet")
            out.write_table(f"{LISTS}/{name}/{number:06d}.parquet", table)
            counts[name] += table.num_rows
        folder = Storage(out.address(f"{LISTS}/{name}"), out.endpoint)
        for stale in set(folder.names()) - written:  # an earlier run had more shards
            folder.remove(stale)
    return counts


def _lists(whole: Whole) -> Iterator[tuple[str, Iterator[pa.Table]]]:
    for name, tables in _BY_SHARD.items():
        yield name, _by_shard(whole, name, tables)
    yield "parts", _parts(whole)
    yield "entities", _entities(whole)
    yield "groups", _groups(whole)
    for name in _BY_ROWS:
        yield name, _by_rows(whole, name, (name,))
        whole.let_go([name])
    yield "findings", _by_rows(whole, "findings", _FINDINGS)


def _listed(name: str, tables: Mapping[str, pa.Table]) -> pa.Table:
    """One list of case.json from these tables alone."""
    return table_of_list(dict(assemble(rows_of(dict(tables)))), name)


def _by_shard(whole: Whole, name: str, tables: Sequence[str]) -> Iterator[pa.Table]:
    for number in range(len(whole.shelves)):
        yield _listed(name, {table: whole.of_shard(number, table) for table in tables})
    whole.let_go(tables)


def _parts(whole: Whole) -> Iterator[pa.Table]:
    """Parts of articles, with whom they are credited to: those rows name parts, not articles."""
    credited = whole.table("part_credits")
    for number in range(len(whole.shelves)):
        parts = whole.of_shard(number, "parts")
        own = credited.filter(pc.is_in(credited["part"], value_set=parts["id"].combine_chunks()))
        yield _listed("parts", {"parts": parts, "part_credits": own})
    whole.let_go(["part_credits"])


def _entities(whole: Whole) -> Iterator[pa.Table]:
    """Entities with all their mentions, as many entities at a time as have about so many mentions."""
    links, mentions = whole.table("mention_entities"), whole.table("mentions")
    row_of = {mention: at for at, mention in enumerate(mentions["id"].to_pylist())}
    of_entity: dict[str, list[int]] = {}
    for at, entity in enumerate(links["entity"].to_pylist()):
        of_entity.setdefault(entity, []).append(at)
    named = links["mention"].to_pylist()
    for entities in _some(whole.table("entities"), of_entity):
        taken = sorted(at for entity in entities["id"].to_pylist() for at in of_entity.get(entity, ()))
        tables = {
            "entities": entities,
            "mention_entities": links.take(pa.array(taken, type=pa.int64())),
            "mentions": mentions.take(pa.array([row_of[named[at]] for at in taken], type=pa.int64())),
        }
        yield _listed("entities", tables)
    whole.let_go(["entities", "mention_entities", "mentions"])


def _some(table: pa.Table, of: Mapping[str, Sequence[int]]) -> Iterator[pa.Table]:
    """The table in stretches, each with about so many rows of others hanging on it."""
    start = weight = 0
    for at, key in enumerate(table["id"].to_pylist()):
        weight += 1 + len(of.get(key, ()))
        if weight >= _AT_ONCE:
            yield table.slice(start, at + 1 - start)
            start, weight = at + 1, 0
    yield table.slice(start)


def _groups(whole: Whole) -> Iterator[pa.Table]:
    groups, counted = whole.table("matched_groups"), whole.table("group_origins")
    row_of = {group: at for at, group in enumerate(counted["group"].to_pylist())}
    for some in _some(groups, {}):
        taken = [row_of[group] for group in some["id"].to_pylist() if group in row_of]
        ends = counted.take(pa.array(taken, type=pa.int64()))
        yield _listed("groups", {"matched_groups": some, "group_origins": ends})
    whole.let_go(["matched_groups", "group_origins"])


def _by_rows(whole: Whole, name: str, tables: Sequence[str]) -> Iterator[pa.Table]:
    found = False
    for table in tables:
        rows = whole.table(table)
        for start in range(0, rows.num_rows, _AT_ONCE):
            found = True
            yield _listed(name, {table: rows.slice(start, _AT_ONCE)})
        whole.let_go([table])
    if not found:
        yield _listed(name, {})


def read_list(out: Storage, name: str) -> pa.Table:
    """A list, its parts below one another; raises KeyError for one that is not there."""
    place = Storage(out.address(f"{LISTS}/{name}"), out.endpoint)
    parts = [place.read_table(part) for part in place.names() if part.endswith(".parquet")]
    if not parts:
        raise KeyError(name)
    return pa.concat_tables(part for part in parts if part is not None)
