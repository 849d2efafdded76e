"""One list of a read model whose lines moved: rows are taken out and put in, in the file itself and in no other list.

Raises NotToBeHadError where too many moved, or there is no room between two rows.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from headwater.store.readmodel.building import Writer
from headwater.store.readmodel.changing import pieces, search, take_out
from headwater.store.readmodel.columns import Json, as_json
from headwater.store.readmodel.lists import ListTable
from headwater.store.readmodel.marks import GAP, PIECE, mark_of, write_pieces
from headwater.store.readmodel.rows import row_of

MOST = 0.1
"""Share of a list's rows from which on it is quicker to copy the file and change the copy."""
_FEW = 2_000
Places = npt.NDArray[np.int64]


class NotToBeHadError(Exception):
    """The read model cannot be brought up to date so."""


class LineEdit(Protocol):
    """Lines ``at`` to ``until`` of a list gave way to ``rows``."""

    @property
    def at(self) -> int: ...
    @property
    def until(self) -> int: ...
    @property
    def rows(self) -> Sequence[bytes]: ...


class MovingList:
    """One list that is being changed: where its rows lie, the ids that come twice, and its lines as they are to be."""

    def __init__(
        self, connection: sqlite3.Connection, table: ListTable, places: Places, doubled: set[str], lines: Sequence[bytes]
    ) -> None:  # fmt: skip
        self._connection, self._table, self._places = connection, table, places
        self._doubled, self._lines = doubled, lines

    def take(self, edits: Sequence[LineEdit]) -> Places:
        """Change the rows; gives where they lie then."""
        moved = sum(edit.until - edit.at + len(edit.rows) for edit in edits)
        if moved > _FEW and moved > MOST * len(self._places):
            raise NotToBeHadError
        come = [self._room(edit) for edit in edits]
        gone = [place for edit in edits for place in self._places[edit.at : edit.until].tolist()]
        lines = [line for edit in edits for line in edit.rows]
        at = [place for some in come for place in some]
        rows = dict(zip(at, map(row_of, lines), strict=True))
        places = self._spliced(edits, come)
        if len(places) != len(self._lines):
            raise NotToBeHadError
        touched = (
            {row["id"] for row in rows.values()} | self._ids("rowid", gone) if self._table.keyed else set()
        )
        take_out(self._connection, self._table, gone)
        twice = self._twice(touched, rows) if self._table.keyed else set()
        self._put({place: row for place, row in rows.items() if row.get("id") not in twice})
        if twice:
            self._put_first(twice, places)
        self._mark(places, gone, dict(zip(at, map(mark_of, lines), strict=True)))
        return places

    def _put(self, rows: Mapping[int, Json]) -> None:
        writer = Writer(self._table, strict=True)
        for place, row in rows.items():
            writer.take(row, place)
        writer.write(self._connection)
        search(self._connection, self._table, list(rows))

    def _twice(self, touched: set[str], rows: Mapping[int, Json]) -> set[str]:
        """Of ids whose lines moved those that stand, or may stand, on several lines now."""
        come = [row["id"] for row in rows.values()]
        again = {key for key, count in Counter(come).items() if count > 1}
        return again | self._ids("id", come) | (touched & self._doubled)

    def _put_first(self, twice: set[str], places: Places) -> None:
        """Put the first line of each of these ids in the place of whichever is there."""
        take_out(self._connection, self._table, sorted(self._ids("id", sorted(twice), "rowid")))
        wanted = {f'"id":{as_json(key)}'.encode("utf-8", "surrogatepass"): key for key in sorted(twice)}
        first: dict[str, int] = {}
        for at, line in enumerate(self._lines):
            for told, key in wanted.items():
                if told in line and key not in first and row_of(line)["id"] == key:
                    first[key] = at
        self._put({int(places[at]): row_of(self._lines[at]) for at in sorted(first.values())})
        self._doubled |= twice

    def _ids(self, column: str, values: Sequence[Any], wanted: str = "id") -> set[Any]:
        """What rows have whose column has one of some values."""
        found: set[Any] = set()
        for some in pieces(values):
            marks = ", ".join("?" * len(some))
            asked = f'SELECT {wanted} FROM "{self._table.name}" WHERE {column} IN ({marks})'
            found.update(row[0] for row in self._connection.execute(asked, some))
        return found

    def _room(self, edit: LineEdit) -> list[int]:
        """Rowids for the lines that come: those of the ones that go, or some between their neighbours."""
        gone, size = self._places[edit.at : edit.until].tolist(), len(edit.rows)
        if size <= len(gone):
            return [int(place) for place in gone[:size]]
        last = int(self._places[edit.at - 1]) if edit.at else 0
        if edit.until == len(self._places):
            return [last + GAP * (k + 1) for k in range(size)]
        step = (int(self._places[edit.until]) - last) // (size + 1)
        if step < 1:
            raise NotToBeHadError
        return [last + step * (k + 1) for k in range(size)]

    def _spliced(self, edits: Sequence[LineEdit], come: Sequence[Sequence[int]]) -> Places:
        pieces, at = [], 0
        for edit, some in zip(edits, come, strict=True):
            pieces += [self._places[at : edit.at], np.array(some, dtype=np.int64)]
            at = edit.until
        return np.concatenate([*pieces, self._places[at:]])

    def _mark(self, places: Places, gone: Sequence[int], come: Mapping[int, int]) -> None:
        """Take down which lines the rows are, in the pieces that they are in."""
        told = {}
        for number in sorted({place // PIECE for place in (*gone, *come)}):
            first, end = np.searchsorted(places, [number * PIECE, (number + 1) * PIECE])
            here = places[first:end]
            asked = "SELECT hashes, places FROM meta_lines WHERE list = ? AND piece = ?"
            row = self._connection.execute(asked, (self._table.name, number)).fetchone() or (b"", b"")
            held, old = np.frombuffer(row[0], dtype=np.uint64), np.frombuffer(row[1], dtype=np.int64)
            marks = np.zeros(len(here), dtype=np.uint64)
            stay = np.isin(here, old)
            marks[stay] = held[np.searchsorted(old, here[stay])]
            for k in np.flatnonzero(np.isin(here, np.fromiter(come, dtype=np.int64, count=len(come)))).tolist():  # fmt: skip
                marks[k] = come[int(here[k])]
            told[number] = (marks.tobytes(), here.astype(np.int64).tobytes())
        write_pieces(self._connection, self._table.name, told)
