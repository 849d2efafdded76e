"""A read model that is brought up to date by the process which makes the answers: it is told which lines moved.

Nothing is read of case.json, and nothing is copied: rows are changed in a log beside the file (SQLite's WAL), as one transaction. The
file itself stays as it is, so whoever reads it without locks, or an older state of the log, reads on in it. What the
log holds is put into a new file when there is time (``settle``). Where anything is not as it was left - another process made it
anew, no room, an id that comes twice - there is nothing to be had here, and it is brought up to date by case.json.

An answer may be shown before its case.json is written. Until then the read model is *ahead* of the one that the manifest
names, and says so; it counts as long as that run is under way, or was cut off.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from headwater.records.errors import CaseError
from headwater.store.readmodel.building import Writer
from headwater.store.readmodel.changing import consolidated, search, take_out
from headwater.store.readmodel.lists import TABLES, ListTable
from headwater.store.readmodel.marks import GAP, PIECE, mark_of, read_marks, write_pieces
from headwater.store.readmodel.model import AHEAD_OF, IN_LOG, open_whole
from headwater.store.readmodel.places import discard, draft_of, log_size, making, path_of, put, reading
from headwater.store.readmodel.rows import row_of

MOST = 0.1
"""Share of a list's rows from which on it is quicker to copy the file and change the copy."""
LONGEST = 48_000_000
"""Bytes of the log from which on a new file is made of both."""
_FEW = 2_000
_PRAGMAS = ("wal_autocheckpoint = 0", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -32768")
Places = npt.NDArray[np.int64]


class LineEdit(Protocol):
    """Lines ``at`` to ``until`` of a list gave way to ``rows``."""

    @property
    def at(self) -> int: ...
    @property
    def until(self) -> int: ...
    @property
    def rows(self) -> Sequence[bytes]: ...


Moved = Mapping[str, Sequence[LineEdit]]


class _NotToBeHadError(Exception):
    """It cannot be brought up to date so."""


class Following:
    """The read model of one case, as the process left it that makes the answers."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._made_from = ""
        self._places: dict[str, Places] = {}
        self._steps = 0

    def take(self, before: str, moved: Moved) -> bool:
        """Bring it from the answer whose case.json has the SHA-256 ``before`` to the next one; False where that cannot be done.

        ``settle`` is then told the SHA-256 of the new case.json.
        """
        try:
            with making(self.out):
                self._require(before)
                if any(moved.values()):
                    self._write(before, moved)
        except (_NotToBeHadError, CaseError, sqlite3.Error, OSError):
            self._made_from = ""
            return False
        return True

    def ready(self, sha: str) -> None:
        """Learn where the rows of the answer with this case.json lie, so that the next one need not."""
        try:
            with making(self.out):
                self._made_from = ""
                self._require(sha)
        except (_NotToBeHadError, CaseError, sqlite3.Error, OSError):
            self._made_from = ""

    def settle(self, sha: str) -> None:
        """The case.json of the answer that was taken is written: it has this SHA-256."""
        if not self._made_from or self._made_from == sha:
            return
        try:
            with making(self.out):
                if self._told().get("made_from") != self._made_from:
                    return
                with self._writing() as connection:
                    _tell(connection, {"made_from": sha})
                    connection.execute('DELETE FROM meta WHERE "key" = ?', (AHEAD_OF,))
                self._made_from = sha
                if log_size(path_of(self.out)) > LONGEST:
                    self._put_together()
        except (CaseError, sqlite3.Error, OSError):
            self._made_from = ""  # it is brought up to date by case.json when it is next opened

    def _put_together(self) -> None:
        draft = draft_of(self.out)
        try:
            consolidated(path_of(self.out), draft)
            put(draft, path_of(self.out))
        finally:
            discard(draft)

    def _told(self) -> dict[str, str]:
        """What the read model says of itself; nothing where there is no whole one."""
        model = open_whole(path_of(self.out), None)
        if model is None:
            return {}
        with model:
            return model.meta()

    def _require(self, before: str) -> None:
        """Know where the rows of the answer before lie."""
        told = self._told()
        if not told or told["made_from"] != (self._made_from or before):
            raise _NotToBeHadError
        if self._made_from in (before, told["made_from"]) and self._places:
            return
        with closing(reading(path_of(self.out))) as connection:
            marks = read_marks(connection)
            counts = {
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in TABLES
            }
        self._places = {name: np.array(marks[name][1] if name in marks else (), dtype=np.int64) for name in TABLES}  # fmt: skip
        if any(len(self._places[name]) != count for name, count in counts.items()):
            self._places.clear()  # an id that comes twice
            raise _NotToBeHadError
        self._made_from = before

    def _write(self, before: str, moved: Moved) -> None:
        places = dict(self._places)
        self._steps += 1
        made_from = f"ahead of {before}, step {self._steps} of process {os.getpid()}"
        with self._writing() as connection:
            for name, edits in moved.items():
                if edits and name in TABLES:
                    places[name] = _List(connection, TABLES[name], places[name]).take(edits)
            counts = {f"rows_of_{name}": str(len(places[name])) for name in TABLES if moved.get(name)}
            _tell(connection, counts | {"made_from": made_from, AHEAD_OF: before, IN_LOG: "yes"})
        self._places, self._made_from = places, made_from
        stamp = time.time_ns()
        os.utime(
            path_of(self.out), ns=(stamp, stamp)
        )  # who watches the file sees that there is something new

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that goes to the log and stays there, for somebody else has the file open when it ends."""
        path = path_of(self.out)
        held = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        own = sqlite3.connect(path, isolation_level=None, timeout=5.0)
        with closing(held) as other, closing(own) as connection:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                raise _NotToBeHadError
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("BEGIN IMMEDIATE")
            other.execute("SELECT 1 FROM meta LIMIT 1").fetchone()
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise


def _tell(connection: sqlite3.Connection, told: Mapping[str, str]) -> None:
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", told.items())


class _List:
    """One list that is being changed: where its rows lie, and what is to be written."""

    def __init__(self, connection: sqlite3.Connection, table: ListTable, places: Places) -> None:
        self._connection, self._table, self._places = connection, table, places

    def take(self, edits: Sequence[LineEdit]) -> Places:
        """Change the rows; gives where they lie then."""
        moved = sum(edit.until - edit.at + len(edit.rows) for edit in edits)
        if moved > _FEW and moved > MOST * len(self._places):
            raise _NotToBeHadError
        come = [self._room(edit) for edit in edits]
        gone = [place for edit in edits for place in self._places[edit.at : edit.until].tolist()]
        lines = [line for edit in edits for line in edit.rows]
        at = [place for some in come for place in some]
        take_out(self._connection, self._table, gone)
        writer = Writer(self._table, strict=True)
        for line, place in zip(lines, at, strict=True):
            writer.take(row_of(line), place)
        writer.write(self._connection)
        search(self._connection, self._table, at)
        places = self._spliced(edits, come)
        self._mark(places, gone, dict(zip(at, map(mark_of, lines), strict=True)))
        return places

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
            raise _NotToBeHadError
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
