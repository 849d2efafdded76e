"""What is said of a newcomer: the rows of case.json's lists that tell of it, and one sentence on top."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from headwater.records.tables import TABLES, Tables
from headwater.runs.assembly import LISTS, assemble
from headwater.runs.beside.laid_out import ENDS_OF
from headwater.runs.beside.world import World
from headwater.runs.plan import GIVEN
from headwater.runs.row_spans import key_of
from headwater.runs.rows_of_lists import Json

_WITHOUT = frozenset({"rejected", "judgements", "relations"})
_OF_GROUPS = frozenset({"conflicts", "matches_findings", "origins_findings", "to_find"})
"""Tables with rows that tell of a group: they are told where the newcomer is in it."""


def rows_told(world: World) -> Tables:
    """The rows that tell of the newcomer: its own, those that name it, of its groups, and what these name."""
    found: dict[str, list[Any]] = {}
    for name, kind in TABLES.items():
        if kind not in GIVEN and (name in ENDS_OF or key_of(name)):
            found[name] = world.own(name)
    groups = {row.id for row in found["matched_groups"]}
    for name in _OF_GROUPS:
        more = [row for row in world.new.get(name, ()) if getattr(row, "group", None) in groups]
        found[name] += [row for row in more if row not in found[name]]
    found["group_origins"] = [row for row in world.new.get("group_origins", ()) if row.group in groups]
    parts = {row.id for row in found["parts"]}
    found["part_credits"] = [row for row in world.new.get("part_credits", ()) if row.part in parts]
    _named(world, found)
    return Tables({TABLES[name]: rows for name, rows in found.items() if rows})


def _named(world: World, found: dict[str, list[Any]]) -> None:
    """Origins, sources and entities that rows name."""
    origins = {
        one for name in ("claim_origins", "group_origins") for row in found[name] for one in row.origins
    }
    found["origins"] = [row for row in world.new.get("origins", ()) if row.id in origins]
    sources = {row.source for row in found["sources_here"]} | {row.parent for row in found["derivations"]}
    sources |= {row.source for row in found["origins"] if row.source is not None}
    new = {row.id: row for row in world.new.get("sources", ()) if row.id in sources}
    known = {row.id: row for row in world.laid.table("sources").with_value(sorted(sources - new.keys()))}
    found["sources"] = [row for _, row in sorted((known | new).items())]
    entities = {row.entity for name in ("mention_entities", "attribution_entities") for row in found[name]}
    entities |= {row.entity for row in found["sources"] if row.entity is not None}
    found["entities"] = world.entities(entities)


def answer_of(world: World) -> Json:
    """The answer as JSON: the newcomer, what it comes to in words, and its lists."""
    rows = rows_told(world)
    lists = {name: some for name, some in assemble(rows) if name in LISTS and name not in _WITHOUT}
    told: Json = {"article": world.article, "because": " ".join(_said(world, rows))}
    if world.cut:
        told["cut"] = sorted(world.cut)
    return told | lists


def _said(world: World, rows: Tables) -> Iterable[str]:
    groups, counted = (
        rows.of(TABLES["matched_groups"]),
        {row.group: row for row in rows.of(TABLES["group_origins"])},
    )
    others = [(group, len(group.articles) - 1) for group in groups if len(group.articles) > 1]
    if not others:
        yield "No report of the run tells what it tells."
    for group, many in sorted(others, key=lambda one: (-one[1], one[0].id))[:1]:
        with_ = "1 article" if many == 1 else f"{many:,} articles"
        yield f"It is of one group with {with_} of the run" + _on(counted.get(group.id)) + "."
        if len(others) > 1:
            yield f"It is of {len(others) - 1} more."
    edges = [row for row in rows.of(TABLES["derivations"]) if row.child == world.article]
    here = [row for row in edges if world.laid.place(row.parent) >= 0]
    for edge in sorted(here, key=lambda row: (-row.score, row.id))[:1]:
        sure = "as it says itself" if edge.declared else f"with a score of {edge.score}"
        yield f"It comes from {edge.parent} ({edge.kind}, {sure})."
    children = sum(row.parent == world.article for row in rows.of(TABLES["derivations"]))
    if children:
        yield (
            "1 article of the run comes from it."
            if children == 1
            else f"{children} articles of the run come from it."
        )
    if world.cut:
        yield "More articles hang together with it than are looked at: those nearest to it were."


def _on(row: Any) -> str:
    if row is None:
        return ""
    best = row.separate_origins.best
    return f", on {'1 separate origin' if best == 1 else f'{best} separate origins'}"
