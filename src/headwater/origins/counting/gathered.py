"""The origins of the whole case, each once; brought up to date with the articles that came and went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from headwater.origins.counting.origin_rows import gathered_origin
from headwater.origins.kept_rows import KeptRows, followed
from headwater.records.moves import Moves
from headwater.records.origins import Origin, OriginHere
from headwater.records.tables import Tables


def gathered_origins(tables: Tables) -> list[Origin]:
    """One row an end, as the first claim of the case that reaches it has it, with all articles that reach it."""
    return followed(tables, OriginHere, _Origins)


@dataclass
class _Origins:
    """The rows that reach each end, by the first claim of each, and the rows that were given."""

    seen: Mapping[type[Any], Sequence[Any]] | None = None
    reaching: dict[str, dict[str, OriginHere]] = field(default_factory=dict)
    rows: KeptRows[Origin] = field(default_factory=lambda: KeptRows(attrgetter("id")))

    def all_of(self, rows: Iterable[OriginHere]) -> list[Origin]:
        """The origins of all articles."""
        self.reaching = {}
        for row in rows:
            self.reaching.setdefault(row.origin, {})[row.first] = row
        return self.rows.begin(row for key in sorted(self.reaching) for row in self._of(key))

    def after(self, moves: Moves[OriginHere]) -> list[Origin]:
        """The origins after some of what they are made of has moved."""
        for row in moves.gone:
            self.reaching[row.origin].pop(row.first, None)
        for row in moves.come:
            self.reaching.setdefault(row.origin, {})[row.first] = row
        touched = dict.fromkeys(row.origin for row in (*moves.gone, *moves.come))
        return self.rows.exchange({key: self._of(key) for key in touched})

    def _of(self, key: str) -> list[Origin]:
        rows = self.reaching.get(key)
        if not rows:
            self.reaching.pop(key, None)
            return []
        return [gathered_origin([rows[first] for first in sorted(rows)])]
