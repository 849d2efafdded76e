"""A newcomer and what is about it: rows of the run, and before them rows that were made anew.

A stage over blocks that was done again with the newcomer has written all rows of the articles that it was done for: of these
the run's rows count no longer. So later stages see what they would see in a run with the newcomer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from headwater.records.entities import Entity
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs.beside.laid_out import ENDS_OF, LEFT_OUT, LaidOut
from headwater.runs.cuts import NAMING_ENTITIES
from headwater.runs.row_spans import key_of

MOST = 400
"""Articles that are looked at together: what hangs together beyond them is left as the run has it."""

_MOST_OF_ONE = 64
"""Rows of one value of a column: credits of one part are few."""


@dataclass
class World:
    """``new`` are rows by table; ``covered`` the articles of which a table's rows are all among these."""

    laid: LaidOut
    article: str
    new: dict[str, list[Any]] = field(default_factory=dict)
    covered: dict[str, set[str]] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)  # names of stages whose block was greater than MOST
    _rows: dict[tuple[str, int], list[Any]] = field(default_factory=dict)

    def put(self, tables: Tables, kinds: Iterable[type[Any]], articles: Iterable[str]) -> None:
        """Let a stage have written these rows, which are all that some articles have."""
        some = {*articles, self.article}
        for kind in kinds:
            name = TABLE_OF[kind]
            stay = [row for row in self.new.get(name, ()) if not some.intersection(articles_of(name, row))]
            self.new[name] = [*stay, *tables.of(kind)]
            self.covered.setdefault(name, set()).update(some)

    def own(self, name: str) -> list[Any]:
        """The newcomer's rows of a table."""
        return [row for row in self.new.get(name, ()) if self.article in articles_of(name, row)]

    def rows(self, name: str, articles: Iterable[str]) -> list[Any]:
        """All rows of a table that are of some articles, or name them; in the order of their articles, or of the run."""
        wanted = set(articles)
        covered = self.covered.get(name, set())
        places = sorted(place for one in wanted - covered if (place := self.laid.place(one)) >= 0)
        found: list[Any] = []
        if name in LEFT_OUT:
            places = []
        elif name in ENDS_OF:
            table = self.laid.table(name)
            numbers = sorted({number for place in places for number in table.numbers(place).tolist()})
            found = table.rows(numbers)
            if covered:
                found = [row for row in found if not covered.intersection(articles_of(name, row))]
        else:
            found = self._of_articles(name, places)
        found += [row for row in self.new.get(name, ()) if wanted.intersection(articles_of(name, row))]
        if key_of(name) is not None and name not in ENDS_OF:
            key = "id" if name == "articles" else "article"
            found.sort(key=lambda row: getattr(row, key))
        return found

    def _of_articles(self, name: str, places: Sequence[int]) -> list[Any]:
        """The run's rows of articles, each taken once."""
        missing = [place for place in places if (name, place) not in self._rows]
        if missing:
            table = self.laid.table(name)
            numbers = [table.numbers(place) for place in missing]
            rows = iter(table.rows([number for some in numbers for number in some.tolist()]))
            for place, some in zip(missing, numbers, strict=True):
                self._rows[name, place] = [next(rows) for _ in range(len(some))]
        return [row for place in places for row in self._rows[name, place]]

    def entities(self, ids: Iterable[str]) -> list[Entity]:
        """Entities by their ids, in order."""
        wanted = set(ids)
        new = {row.id: row for row in self.new.get("entities", ()) if row.id in wanted}
        known = {row.id: row for row in self.laid.table("entities").with_value(sorted(wanted - new.keys()))}
        return [row for _, row in sorted((known | new).items())]

    def with_new(self, name: str, values: Iterable[str], column: str) -> list[Any]:
        """Rows of a table that is asked for by a column, the new before those of the run, in order."""
        wanted = set(values)
        new = {getattr(row, column): row for row in self.new.get(name, ()) if getattr(row, column) in wanted}
        rest = sorted(wanted - new.keys())
        known = self.laid.table(name).with_value(rest, _MOST_OF_ONE)
        return [*known, *(row for row in self.new.get(name, ()) if getattr(row, column) in new)]

    def inputs(self, stage: Stage, articles: Iterable[str]) -> Tables:
        """What a stage reads of some articles."""
        some = sorted(articles)
        names = [TABLE_OF[kind] for kind in stage.reads if not TABLE_OF[kind].endswith("_judgements")]
        given = {name: self.rows(name, some) for name in names if name != "entities"}
        if "entities" in names:
            named = {row.entity for name in NAMING_ENTITIES for row in given.get(name, ())}
            given["entities"] = self.entities(one for one in named if one is not None)
        return Tables({TABLES[name]: rows for name, rows in given.items()})

    def closed(self, stage: Stage, beside: Iterable[str] = ()) -> list[str]:
        """The newcomer, and who is ``beside`` it, and all that hangs together with them by the stage's links, the nearest first; at most ``MOST``."""
        names = [TABLE_OF[kind] for kind in stage.links]
        found = dict.fromkeys([self.article, *beside])
        waiting = list(found)
        while waiting and len(found) < MOST:
            tied = dict.fromkeys(one for name in names for one in self._tied(name, waiting))
            waiting = [one for one in tied if one not in found]
            found.update(dict.fromkeys(waiting))
        if waiting and len(found) >= MOST:
            self.cut.add(stage.name)
        return list(found)[:MOST]

    def _tied(self, name: str, articles: Sequence[str]) -> Iterable[str]:
        """The articles that rows of a linking table tie to some."""
        covered = self.covered.get(name, set())
        known = [] if name in LEFT_OUT else [one for one in articles if one not in covered]
        for place in (place for one in known if (place := self.laid.place(one)) >= 0):
            table = self.laid.table(name)
            for number in table.numbers(place).tolist():
                others = [self.laid.id(other) for other in table.ends(number)]
                if not covered.intersection(others):
                    yield from others
        wanted = set(articles)
        for row in self.new.get(name, ()):
            ends = [one for one in articles_of(name, row) if one == self.article or self.laid.place(one) >= 0]
            if wanted.intersection(ends):
                yield from ends


def articles_of(name: str, row: Any) -> list[str]:
    """The articles that a row names, or whose it is."""
    if name in ENDS_OF:
        found: list[str] = []
        for column in ENDS_OF[name]:
            value = row
            for part in column.split("."):
                value = getattr(value, part)
            if isinstance(value, list):
                found += value
            elif value is not None:
                found.append(value)
        return found
    if name == "articles":
        return [row.id]
    article = getattr(row, "article", None)
    return [article] if article is not None else []
