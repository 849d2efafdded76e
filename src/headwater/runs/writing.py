"""Writes case.json: a row of a list a line; a line whose rows have not moved since the last run of this process is taken over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from headwater.records.tables import Tables
from headwater.runs.assembly import Line, laid_out
from headwater.store.folder import compact


@dataclass
class Lines:
    """The lines of the last case.json by the identity of the rows that they are made of; the rows are held with them."""

    known: dict[str, dict[tuple[int, ...], tuple[tuple[Any, ...], str]]] = field(default_factory=dict)

    def lists(self, tables: Tables, *, keep: bool) -> Iterator[tuple[str, Any]]:
        """The lists of case.json, their rows as lines; ``keep``: there may be another run in this process."""
        for name, told in laid_out(tables):
            if not isinstance(told, list):
                yield name, told
            elif not keep:
                yield name, [compact(one.row() if isinstance(one, Line) else one) for one in told]
            else:
                yield name, self._lines(name, told)

    def _lines(self, name: str, told: list[Any]) -> list[str]:
        before = self.known.get(name, {})
        now: dict[tuple[int, ...], tuple[tuple[Any, ...], str]] = {}
        lines = []
        for one in told:
            if not isinstance(one, Line):
                lines.append(compact(one))
                continue
            key = tuple(map(id, one.of))
            found = before.get(key)
            if found is None:
                found = (one.of, compact(one.row()))
            now[key] = found
            lines.append(found[1])
        self.known[name] = now
        return lines
