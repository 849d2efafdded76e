"""The lists of case.json as Parquet, put together some articles, entities or groups at a time: memory stays bounded.

``lists/NAME/PART.parquet``; a list's parts below one another are the list. ``case.json``'s lists that are rows of one
table come out of that table; the others are joined as ``assembly`` joins them, from just the rows that they need.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from headwater.records.uncollected import uncollected
from headwater.runs.assembly import assemble
from headwater.runs.bulk.mapped import Mapped, Numbers, Ranks, article_order, in_stretches, paired
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
    with uncollected():  # nothing that is made here hangs together in a circle
        return _written(whole, out)


def _written(whole: Whole, out: Storage) -> dict[str, int]:
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
    credited = whole.mapped("part_credits").table
    for number in range(len(whole.shelves)):
        parts = whole.of_shard(number, "parts")
        own = credited.filter(pc.is_in(credited["part"], value_set=parts["id"].combine_chunks()))
        yield _listed("parts", {"parts": parts, "part_credits": own})
    whole.let_go(["part_credits"])


def _entities(whole: Whole) -> Iterator[pa.Table]:
    """Entities with all their mentions, as many entities at a time as have about so many mentions."""
    links, mentions, entities = (whole.mapped(name) for name in ("mention_entities", "mentions", "entities"))
    rows = _rows_of_mentions(whole, links, mentions)
    owners = [entities.by_id.places(array) for _, array in links.column("entity")]
    every = np.concatenate(owners) if owners else np.zeros(0, dtype=np.int64)
    of_entity = paired(every, np.arange(len(every)), entities.num_rows)
    for first, end in _stretches(np.diff(of_entity.bounds)):
        taken = np.sort(of_entity.rows[of_entity.bounds[first] : of_entity.bounds[end]])
        tables = {
            "entities": entities.take(np.arange(first, end)),
            "mention_entities": links.take(taken),
            "mentions": mentions.take(rows[taken]),
        }
        yield _listed("entities", tables)
    whole.let_go(["entities", "mention_entities", "mentions"])


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


def _groups(whole: Whole) -> Iterator[pa.Table]:
    groups, counted = whole.mapped("matched_groups"), whole.mapped("group_origins")
    row_of = Ranks(group for _, array in counted.column("group") for group in array.to_pylist())
    for first, end in _stretches(np.zeros(groups.num_rows, dtype=np.int64)):
        some = groups.take(np.arange(first, end))
        rows = row_of.places(some["id"].combine_chunks())
        ends = counted.take(rows[rows >= 0])
        yield _listed("groups", {"matched_groups": some, "group_origins": ends})
    whole.let_go(["matched_groups", "group_origins"])


def _by_rows(whole: Whole, name: str, tables: Sequence[str]) -> Iterator[pa.Table]:
    found = False
    for table in tables:
        mapped = whole.mapped(table)
        order = article_order(mapped) if whole.by_shards(table) else None
        for rows in in_stretches(mapped, order, _AT_ONCE):
            found = True
            yield _listed(name, {table: rows})
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
