"""The cuts of ``cuts.py`` in a process that stays: whom rows that moved concern, and what concerns few articles.

The rows and their order are those that ``concerning_by`` gives; nothing here goes through a table that has not moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import numpy as np

from headwater.records.arrow import from_table, to_table
from headwater.records.tables import TABLES
from headwater.runs.cuts import NAMING_ENTITIES, Cut, concern_entities, concern_judgements, narrowed
from headwater.runs.held import Held
from headwater.runs.row_spans import row_group_digests

HeldOf = Callable[[str], Held]


@dataclass(frozen=True)
class Concerned:
    """One table as it is cut for a stage that reads ``names``."""

    name: str
    cut: Cut
    names: Sequence[str]
    held: HeldOf

    @property
    def known(self) -> bool:
        """Whether this module knows how the table is cut."""
        return self.cut.concern in (concern_entities, concern_judgements)

    def by_moves(self) -> set[str]:
        """Articles that rows which moved concern, or concerned."""
        here = self.held(self.name)
        moved = moved_rows(here, self.cut.fields)
        if self.cut.concern is concern_judgements:
            return {article for row in moved for article in self.judged(row)}
        ids = {row.id for row in moved}
        return {article for name in self._naming() for one in ids for article in self.held(name).naming(one)}

    def numbers(self, article: str) -> list[int]:
        """The rows that concern an article, ascending."""
        here = self.held(self.name)
        if self.cut.concern is concern_judgements:
            return [at for at, row in enumerate(here.typed()) if article in self.judged(row)]
        place = here.place_of_id()
        entities = {row.entity for name in self._naming() for row in self.held(name).of(article)}
        return sorted(place[one] for one in entities if one in place)

    def shown(self, numbers: Iterable[int]) -> list[Any]:
        """Rows by their numbers, as the stage is shown them."""
        rows = self.held(self.name).typed()
        return shown([rows[at] for at in numbers], self.name, self.cut)

    def digests(self, numbers: Iterable[int]) -> dict[int, bytes]:
        """The SHA-256 of each of these rows as it is shown."""
        some, rows = sorted(set(numbers)), self.held(self.name).typed()
        table = narrowed(
            TABLES[self.name], to_table(TABLES[self.name], [rows[at] for at in some]), self.cut.fields
        )
        return dict(zip(some, row_group_digests(table, np.arange(len(some) + 1)), strict=True))

    def _naming(self) -> list[str]:
        return [name for name in NAMING_ENTITIES if name in self.names]

    def judged(self, row: Any) -> set[str]:
        """The articles that are here and that a judgement speaks of."""
        articles = self.held("articles")
        found = {anchor.article for anchor in row.at if articles.of(anchor.article)}
        return found.union(*(articles.with_sha(anchor.sha256) for anchor in row.at))


def shown(rows: Sequence[Any], name: str, cut: Cut) -> list[Any]:
    """Rows with every field empty that the stage does not read."""
    if cut.fields is None or not rows:
        return list(rows)
    kind: Any = TABLES[name]
    return from_table(kind, narrowed(kind, to_table(kind, rows), cut.fields))


def moved_rows(held: Held, fields: frozenset[str] | None) -> list[Any]:
    """Rows with an ``id`` that went, came, or stand in another order, by what is read of them: ``fields``."""
    if fields is None:
        return [row for gone, come in held.swaps for row in (*gone, *come)]
    get = attrgetter(*sorted(fields))
    found: list[Any] = []
    for gone, come in held.swaps:
        old, new = {row.id: get(row) for row in gone}, {row.id: get(row) for row in come}
        same = {one for one in old if old[one] == new.get(one)}
        in_order = [row.id for row in gone if row.id in same] == [row.id for row in come if row.id in same]
        found += [row for row in (*gone, *come) if not in_order or row.id not in same]
    return found


def concerned_of(cuts: Mapping[str, Cut], names: Sequence[str], held: HeldOf) -> dict[str, Concerned] | None:
    """The tables of a stage that are cut, by name; None where one is cut in a way that is not known here."""
    found = {name: Concerned(name, cut, names, held) for name, cut in cuts.items()}
    return found if all(one.known for one in found.values()) else None
