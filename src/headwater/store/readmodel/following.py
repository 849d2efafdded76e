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

import numpy as np

from headwater.records.errors import CaseError
from headwater.store.readmodel.changing import consolidated
from headwater.store.readmodel.lists import TABLES
from headwater.store.readmodel.marks import read_marks
from headwater.store.readmodel.model import AHEAD_OF, IN_LOG, open_whole
from headwater.store.readmodel.moving import LineEdit, MovingList, NotToBeHadError, Places
from headwater.store.readmodel.places import discard, draft_of, log_size, making, path_of, put, reading
from headwater.store.readmodel.rows import row_of

LONGEST = 48_000_000
"""Bytes of the log from which on a new file is made of both."""
_PRAGMAS = ("wal_autocheckpoint = 0", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -32768")


Moved = Mapping[str, Sequence[LineEdit]]
Lines = Mapping[str, Sequence[bytes]]
"""All lines of each list."""


class Following:
    """The read model of one case, as the process left it that makes the answers."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._made_from = ""
        self._places: dict[str, Places] = {}
        self._doubled: dict[str, set[str]] = {}
        """By list the ids that stand on several lines, or did: the first of them is the row."""
        self._steps = 0

    def take(self, before: str, moved: Moved, lines: Lines) -> bool:
        """Bring it from the answer whose case.json has the SHA-256 ``before`` to the next one; False where that cannot be done.

        ``lines`` are those of the next one. ``settle`` is then told the SHA-256 of the new case.json.
        """
        try:
            with making(self.out):
                self._require(before)
                if any(moved.values()):
                    self._write(before, moved, lines)
        except (NotToBeHadError, CaseError, sqlite3.Error, OSError):
            self._made_from = ""
            return False
        return True

    def ready(self, sha: str, lines: Lines) -> None:
        """Learn where the rows of the answer with this case.json lie; ``lines`` are its lines."""
        try:
            with making(self.out):
                self._made_from = ""
                self._learn(sha, lines)
        except (NotToBeHadError, CaseError, sqlite3.Error, OSError):
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
            raise NotToBeHadError
        if not self._made_from:
            raise NotToBeHadError

    def _learn(self, sha: str, lines: Lines) -> None:
        if self._told().get("made_from") != sha:
            raise NotToBeHadError
        self._places, self._doubled = {}, {}
        with closing(reading(path_of(self.out))) as connection:
            marks = read_marks(connection)
            for name in TABLES:
                places = np.array(marks[name][1] if name in marks else (), dtype=np.int64)
                held = [row[0] for row in connection.execute(f'SELECT rowid FROM "{name}"')]
                lost = np.flatnonzero(~np.isin(places, held)) if len(held) != len(places) else ()
                own = lines.get(name, ())
                if len(places) != len(own):
                    raise NotToBeHadError
                self._places[name] = places
                self._doubled[name] = {row_of(own[int(at)])["id"] for at in lost}
        self._made_from = sha

    def _write(self, before: str, moved: Moved, lines: Lines) -> None:
        places = dict(self._places)
        self._steps += 1
        made_from = f"ahead of {before}, step {self._steps} of process {os.getpid()}"
        with self._writing() as connection:
            for name, edits in moved.items():
                if edits and name in TABLES:
                    one = MovingList(connection, TABLES[name], places[name], self._doubled[name], lines[name])
                    places[name] = one.take(edits)
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
                raise NotToBeHadError
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
