"""A case cut out of a bulk run: what one group hangs on, as a case that every tool opens.

In it are the group's articles and all that they descend from, with every row that is theirs, as it was made among all
articles: how many separate origins a group has was counted over all. Other groups are in it where all their articles are;
clusters, sources and origins tell only of articles that are here. The case holds no evidence: the bulk run kept none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from headwater.records.arrow import from_table, schema_of
from headwater.records.errors import InputError, UnknownId
from headwater.records.tables import TABLES, Tables
from headwater.runs.assembly import assemble
from headwater.runs.bulk.whole import Whole
from headwater.runs.plan import GIVEN, PLAN, READ
from headwater.runs.results import Case
from headwater.runs.row_spans import key_of
from headwater.store import CaseFolder, Manifest, StageRecord, writing

_MOST = 2_000
"""Articles of a case that is cut: more is no longer something that a person reads."""


def articles_of_group(whole: Whole, group: str) -> list[str]:
    """The articles of a group, by its id or its beginning; raises UnknownId."""
    groups = whole.table("matched_groups")
    found = groups.filter(pc.starts_with(groups["id"], pattern=group))
    if found.num_rows != 1:
        many = "no group has" if found.num_rows == 0 else f"{found.num_rows} groups have"
        raise UnknownId(f"{many} the id {group}; the list groups of the bulk run names them")
    articles: list[str] = found["articles"].to_pylist()[0]
    return articles


def with_ancestors(whole: Whole, articles: Iterable[str]) -> list[str]:
    """The articles and all that they descend from, sorted."""
    edges = whole.table("derivations")
    here = set(whole.table("articles")["id"].to_pylist())
    parents: dict[str, list[str]] = {}
    for child, parent in zip(edges["child"].to_pylist(), edges["parent"].to_pylist(), strict=True):
        if parent in here:
            parents.setdefault(child, []).append(parent)
    found, waiting = set(articles), list(articles)
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return sorted(found)


def cut_case(whole: Whole, articles: Sequence[str], out: Path, says: str) -> Case:
    """Write the case of some articles to ``out``; raises InputError where there are too many, or ``out`` is no place for it."""
    if len(articles) > _MOST:
        raise InputError(
            f"{len(articles):,} articles are more than a case for reading holds ({_MOST:,}); choose a smaller group"
        )
    folder = CaseFolder(out)
    folder.require_room()
    with writing(out):
        folder.sweep()
        folder.stages.mkdir(parents=True, exist_ok=True)
        tables = _cut(whole, articles)
        manifest = Manifest(inputs=[says], unfinished=True)
        for stage, kinds in _stages().items():
            names = [name for name, kind in TABLES.items() if kind in kinds]
            shas = {name: folder.write_table(name, tables[name]) for name in names}
            counts = {name: tables[name].num_rows for name in names}
            manifest.stages[stage] = StageRecord("cut out of a bulk run", shas, counts, 0.0)
        rows = Tables({TABLES[name]: from_table(TABLES[name], table) for name, table in tables.items()})
        sha = folder.write_json(folder.case_json, assemble(rows))
        manifest.exports[folder.case_json.name] = f"cut out of a bulk run\n{sha}"
        manifest.unfinished = False
        folder.write_manifest(manifest)
    return Case(folder, manifest)


def _stages() -> dict[str, tuple[type, ...]]:
    return {"articles.read": READ, "judgements.read": GIVEN} | {stage.name: stage.writes for stage in PLAN}


def _cut(whole: Whole, articles: Sequence[str]) -> dict[str, pa.Table]:
    """Every table of the plan, cut to the articles and to what rows of theirs name."""
    values = pa.array(sorted(articles), type=pa.string())
    kept: dict[str, pa.Table] = {}
    for name, kind in TABLES.items():
        if kind in GIVEN:
            kept[name] = schema_of(kind).empty_table()
        elif (key := key_of(name)) is not None and name != "origins":
            table = whole.table(name)
            kept[name] = table.filter(pc.is_in(table[key], value_set=values))
            whole.let_go([name])
        elif name in _NAMED_BY:
            kept[name] = naming(whole.table(name), _NAMED_BY[name], values)
    groups = kept["matched_groups"]
    kept["matched_groups"] = groups.filter(_inside(groups["articles"], values))
    _of_groups(whole, kept)
    _referred_to(whole, kept, values)
    for name, kind in TABLES.items():
        kept.setdefault(name, schema_of(kind).empty_table())
    return {name: pruned(name, table, kept) for name, table in kept.items()}


_NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "matched_groups": ("articles",),
    "clusters": ("members",),
    "reuse": ("a", "b"),
    "derivations": ("child",),
    "sources": ("cited_by",),
    "not_compared": ("child",),
    "conflicts": ("a.article", "b.article"),
    "changes": ("parent.article", "child.article"),
}
"""Tables without an article's column of their own: every one of these columns names one of the articles."""


def naming(table: pa.Table, columns: Sequence[str], values: pa.Array) -> pa.Table:
    """The rows in each of whose columns one of the values stands; a column is a path, and may hold lists."""
    for column in columns:
        name, _, inner = column.partition(".")
        cells = table[name].combine_chunks()
        cells = pc.struct_field(cells, inner) if inner else cells
        table = table.filter(_any_in(cells, values))
    return table


def _any_in(cells: pa.Array, values: pa.Array) -> pa.Array:
    if not pa.types.is_list(cells.type):
        return pc.is_in(cells, value_set=values)
    found = pc.is_in(pc.list_flatten(cells), value_set=values)
    rows = pc.list_parent_indices(cells).filter(found)
    return pc.is_in(pa.array(range(len(cells)), type=rows.type), value_set=rows)


def _inside(lists: pa.ChunkedArray, values: pa.Array) -> pa.Array:
    """For each list whether all that stands in it is among the values."""
    cells = lists.combine_chunks()
    outside = pc.invert(pc.is_in(pc.list_flatten(cells), value_set=values))
    rows = pc.list_parent_indices(cells).filter(outside)
    return pc.invert(pc.is_in(pa.array(range(len(cells)), type=rows.type), value_set=rows))


def _of_groups(whole: Whole, kept: dict[str, pa.Table]) -> None:
    """What is told of the groups that stay; what is told of others goes."""
    ids = kept["matched_groups"]["id"].combine_chunks()
    counted = whole.table("group_origins")
    kept["group_origins"] = counted.filter(pc.is_in(counted["group"], value_set=ids))
    for name in [name for name, table in kept.items() if "group" in table.column_names and key_of(name)]:
        table = whole.table(name)
        own = table.filter(pc.and_(pc.is_null(table[key_of(name)]), pc.is_in(table["group"], value_set=ids)))
        stay = pc.or_(pc.is_null(kept[name]["group"]), pc.is_in(kept[name]["group"], value_set=ids))
        kept[name] = pa.concat_tables([kept[name].filter(stay), own])
    conflicts = kept["conflicts"]
    kept["conflicts"] = conflicts.filter(
        pc.or_(pc.is_null(conflicts["group"]), pc.is_in(conflicts["group"], value_set=ids))
    )


def _referred_to(whole: Whole, kept: dict[str, pa.Table], values: pa.Array) -> None:
    """Sources, origins, credits of parts and entities that rows which stay name."""
    kept["part_credits"] = naming(whole.table("part_credits"), ["part"], kept["parts"]["id"].combine_chunks())
    for name in ("sources", "origins", "entities"):
        named = pa.array(sorted(_strings(kept.values())), type=pa.string())
        found = naming(whole.table(name), ["id"], named)
        if name in kept:
            found = pa.concat_tables(
                [found, kept[name].filter(pc.invert(pc.is_in(kept[name]["id"], value_set=named)))]
            )
        kept[name] = found.sort_by("id")
    ids = kept["entities"]["id"].combine_chunks()
    kept["relations"] = naming(whole.table("relations"), ["from_", "to"], ids)


def _strings(tables: Iterable[pa.Table]) -> set[str]:
    """All that stands in columns which may hold ids: texts and their reasons are left aside."""
    found: set[str] = set()
    for table in tables:
        for name in table.column_names:
            if name not in ("text", "because", "vector", "tokens"):
                _gather(table[name].to_pylist(), found)
    return found


def _gather(value: Any, found: set[str]) -> None:
    if isinstance(value, str):
        found.add(value)
    elif isinstance(value, list):
        for inner in value:
            _gather(inner, found)
    elif isinstance(value, dict):
        _gather(list(value.values()), found)


_PRUNED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "clusters": ("members", ("articles",)),
    "sources": ("cited_by", ("articles",)),
    "origins": ("reached_by", ("articles", "claims", "attributions")),
    "entities": ("may_be", ("entities",)),
}
"""Lists in rows that stay, cut to the ids of these tables' rows."""


def pruned(name: str, table: pa.Table, kept: Mapping[str, pa.Table]) -> pa.Table:
    """A table whose rows name only rows that are there."""
    rows = table.to_pylist()
    if name in _PRUNED:
        column, holders = _PRUNED[name]
        known = {one for holder in holders for one in kept[holder]["id"].to_pylist()}
        for row in rows:
            row[column] = [one for one in row[column] if one in known]
    if name == "clusters":
        rows = [row for row in rows if len(row["members"]) > 1]
        for row in rows:
            row["representative"] = (
                row["representative"] if row["representative"] in row["members"] else row["members"][0]
            )
    elif name == "matched_groups":
        groups = set(table["id"].to_pylist())
        for row in rows:
            row["within"] = row["within"] if row["within"] in groups else None
    elif name not in _PRUNED:
        return table
    return pa.Table.from_pylist(rows, schema=table.schema)
