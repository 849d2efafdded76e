"""Rows that a survey gave, brought up to date: what stands is the same object in the same place, and only what moved is made.

A survey remembers the lists of rows that it was given, what it worked out of them, and here the rows that it gave, in
the order of a key. Where a run holds no rows but makes them whenever they are gone through, nothing is remembered.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from headwater.records.moves import Moves
from headwater.records.remembered import remembered
from headwater.records.tables import Tables

Row = TypeVar("Row")

MOST_MOVED = 0.25
"""Share of a table's rows that have moved from which on a survey goes through everything."""
_LEAST_MOVED = 200
"""Rows that may have moved whatever the size of the table."""


@dataclass
class KeptRows(Generic[Row]):
    """The rows of one table in the order of ``key``; rows of one key stand together, in an order of their own."""

    key: Callable[[Row], str]
    rows: list[Row] = field(default_factory=list)

    def begin(self, rows: Iterable[Row]) -> list[Row]:
        """Take all rows, in order."""
        self.rows = list(rows)
        return self.rows

    def exchange(self, made: Mapping[str, Sequence[Row]]) -> list[Row]:
        """The rows with those of some keys made anew; the same list where all are as they were."""
        moved = []
        for key in sorted(made, reverse=True):  # from the end, so that places before stay what they are
            start = bisect_left(self.rows, key, key=self.key)
            end = bisect_right(self.rows, key, lo=start, key=self.key)
            old, new = self.rows[start:end], list(made[key])
            if old != new:
                moved.append((start, end, [next((o for o in old if o == one), one) for one in new]))
        if moved:
            self.rows = self.rows.copy()  # who was given the list holds it still
            for start, end, new in moved:
                self.rows[start:end] = new
        return self.rows


def seen_in(tables: Tables, kinds: Iterable[type[Any]]) -> dict[type[Any], Sequence[Any]] | None:
    """The lists of rows that a survey is given, to be remembered; None where these are made whenever they are gone through."""
    seen = {kind: tables.of(kind) for kind in kinds}
    return seen if all(isinstance(rows, list) for rows in seen.values()) else None


def moves_in(
    tables: Tables, seen: Mapping[type[Any], Sequence[Any]] | None
) -> dict[type[Any], Moves[Any]] | None:
    """How each of some tables came out of what was seen; None where one is not known, or where much has moved."""
    found: dict[type[Any], Moves[Any]] = {}
    for kind, rows in (seen or {}).items():
        moves = tables.moves_since(kind, rows)
        if moves is None or len(moves.gone) + len(moves.come) > max(_LEAST_MOVED, MOST_MOVED * len(rows)):
            return None
        found[kind] = moves
    return found or None


Given = TypeVar("Given")


class Standing(Protocol[Given, Row]):
    """What a survey of one table remembers: the lists that it was ``seen`` in, and the rows made of them."""

    seen: Mapping[type[Any], Sequence[Any]] | None

    def all_of(self, rows: Iterable[Given]) -> list[Row]:
        """The rows of all that is given."""

    def after(self, moves: Moves[Given]) -> list[Row]:
        """The rows brought up to date."""


def followed(tables: Tables, given: type[Given], made: Callable[[], Standing[Given, Row]]) -> list[Row]:
    """The rows of a survey of one table; only what moved is made where the process remembers. ``made`` is a class."""
    seen = seen_in(tables, (given,))
    if seen is None:
        return made().all_of(tables.of(given))
    standing: Standing[Given, Row] = remembered(made)  # type: ignore[arg-type]
    moves = moves_in(tables, standing.seen)
    standing.seen = None  # until all is well
    found = standing.all_of(seen[given]) if moves is None else standing.after(moves[given])
    standing.seen = seen
    return found
