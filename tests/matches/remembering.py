"""Tables of a case that a process keeps: what moved in each since it was last looked at is told, as a run tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from headwater.records.moves import Moves
from headwater.records.remembered import remembering
from headwater.records.tables import Tables


class Keeping:
    """What a process keeps of one case."""

    def __init__(self) -> None:
        self._held: dict[type[Any], Any] = {}
        self._before: dict[type[Any], Sequence[Any]] = {}
        self.told = 0

    @contextmanager
    def open(self, rows: Mapping[type[Any], Sequence[Any]]) -> Iterator[Tables]:
        """The tables of the next run; those in which no row is another are the same lists."""
        now = {kind: self._same(kind, list(some)) for kind, some in rows.items()}

        def moves(kind: type[Any], seen: Sequence[Any]) -> Moves[Any] | None:
            if seen is not before.get(kind):
                return None
            self.told += 1
            had, has = {id(row) for row in seen}, {id(row) for row in now[kind]}
            return Moves(
                [row for row in seen if id(row) not in has], [row for row in now[kind] if id(row) not in had]
            )

        before = dict(self._before)
        with remembering(self._held):
            yield Tables(dict(now), moves)
        self._before = now

    def _same(self, kind: type[Any], rows: list[Any]) -> list[Any]:
        before = self._before.get(kind)
        if before is not None and list(map(id, before)) == list(map(id, rows)):
            assert isinstance(before, list)
            return before
        return rows
