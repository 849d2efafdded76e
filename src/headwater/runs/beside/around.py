"""The case around a newcomer: it, the articles of its groups, and all that these descend from, as ``open`` cuts one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pyarrow as pa

from headwater.records.arrow import schema_of, to_table
from headwater.records.tables import TABLES
from headwater.runs.beside.laid_out import ENDS_OF, LEFT_OUT, tables_laid_out
from headwater.runs.beside.world import World
from headwater.runs.bulk.cutting import cut_case
from headwater.runs.bulk.whole import Whole
from headwater.runs.results import Case
from headwater.runs.row_spans import key_of

_MOST = 1000
"""Articles around a newcomer, at most; the nearest stay."""


def write_case(world: World, out: Path, says: str) -> Case:
    """Write the case to ``out``; raises InputError where that is no place for one."""
    articles = articles_around(world)
    return cut_case(cast(Whole, _Around(world, articles)), articles, out, says)


def articles_around(world: World) -> list[str]:
    """The newcomer, the articles of its groups and of its edges, and all that they descend from."""
    near = [one for row in world.own("matched_groups") for one in row.articles]
    near += [end for row in world.own("derivations") for end in (row.child, row.parent)]
    found = dict.fromkeys([world.article, *(one for one in near if world.laid.place(one) >= 0)])
    waiting = list(found)
    while waiting and len(found) < _MOST:
        edges = [row for row in world.rows("derivations", waiting) if row.child in found]
        waiting = [
            row.parent for row in edges if row.parent not in found and world.laid.place(row.parent) >= 0
        ]
        found.update(dict.fromkeys(waiting))
    return list(found)[:_MOST]


class _Around:
    """Tables as a bulk run has them whole, of some articles."""

    def __init__(self, world: World, articles: Sequence[str]) -> None:
        self._world, self._articles = world, articles
        self._held: dict[str, pa.Table] = {}

    def table(self, name: str) -> pa.Table:
        """A table, cut to the articles."""
        if name not in self._held:
            rows = self._rows(name) if name in tables_laid_out() or name in LEFT_OUT else []
            self._held[name] = to_table(TABLES[name], rows) if rows else schema_of(TABLES[name]).empty_table()
        return self._held[name]

    def let_go(self, names: Sequence[str]) -> None:
        """Nothing: few rows are held."""

    def _rows(self, name: str) -> list[Any]:
        world = self._world
        if name == "entities":
            named = ("mention_entities", "attribution_entities", "sources_here", "known_outlets")
            ids = {row.entity for one in named for row in world.rows(one, self._articles)}
            return list(world.entities(one for one in ids if one is not None))
        if name == "part_credits":
            return world.with_new(name, (row.id for row in world.rows("parts", self._articles)), "part")
        if name in ("group_origins", "groups_asked"):
            return world.with_new(
                name, (row.id for row in world.rows("matched_groups", self._articles)), "group"
            )
        if name == "sources":
            return world.with_new(
                name, (row.source for row in world.rows("sources_here", self._articles)), "id"
            )
        if name == "origins":
            told = [*world.rows("claim_origins", self._articles), *self._counted()]
            return world.with_new(name, (one for row in told for one in row.origins), "id")
        return (
            world.rows(name, self._articles)
            if name in ENDS_OF or key_of(name)
            else list(world.new.get(name, ()))
        )

    def _counted(self) -> list[Any]:
        return self._rows("group_origins")
