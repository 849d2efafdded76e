"""Fills a read model from the rows of case.json."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from headwater.records.ids import row_id
from headwater.store.readmodel.columns import Json, flat
from headwater.store.readmodel.definition import indexes, names, quoted, tables
from headwater.store.readmodel.folding import folded_words
from headwater.store.readmodel.lists import TABLES, Child, ListTable
from headwater.store.readmodel.marks import GAP, mark_of, write_marks
from headwater.store.readmodel.rows import CaseRows
from headwater.version import __version__

FORM = 3
"""Form of the rows: another number, or other SQL, makes every read model anew."""
APPLICATION = 0x48445752
"""SQLite's application id of the file: "HDWR"."""
_BATCH = 1000
TOLD_OF_PRIVACY = (
    "Names of private persons stand here as the articles have them. Keep this file where the case is kept; "
    "headwater export and headwater pack --redacted make what can be handed on."
)

Flat = tuple[Any, ...]


def form() -> str:
    """What a read model's own form hangs on: its SQL and the number of its form."""
    return row_id("rm", FORM, tables(), indexes())


def fill(draft: Path, rows: CaseRows) -> dict[str, int]:
    """Make a read model at ``draft``, a new file that only its owner may read; gives the rows of each list.

    Raises DamagedCase where case.json is not whole, sqlite3.Error or OSError where the disk is full.
    """
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "cache_size = -65536",
            "foreign_keys = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(tables())
        connection.execute("BEGIN")
        counts = Filling(connection).take(rows)
        connection.execute("COMMIT")
        connection.executescript("BEGIN;" + indexes() + "COMMIT;")
        connection.execute("ANALYZE")
        tell(connection, rows, counts)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {FORM}")
        connection.execute("PRAGMA journal_mode = WAL")  # for whoever opens it besides
    return counts


def tell(connection: sqlite3.Connection, rows: CaseRows, counts: dict[str, int]) -> None:
    """What the read model was made from; these rows come last, so that a file that has them is whole."""
    told = {
        "case_format": rows.format,
        "form": form(),
        "made_by": f"headwater {__version__}",
        "made_from": rows.sha256,
        "privacy": TOLD_OF_PRIVACY,
    } | {f"rows_of_{name}": str(count) for name, count in counts.items()}
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", told.items())


class Filling:
    """Writes rows in batches, list by list."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._writers = {name: Writer(table) for name, table in TABLES.items()}

    def take(self, rows: CaseRows) -> dict[str, int]:
        """Write every row; lists that this version does not know are left out."""
        marks: dict[str, list[int]] = {name: [] for name in self._writers}
        for name, line in rows.lines():
            writer = self._writers.get(name)
            if writer is None:
                continue
            marks[name].append(mark_of(line))
            writer.take(rows.row(line), GAP * len(marks[name]))
            if writer.waiting >= _BATCH:
                writer.write(self._connection)
        for name, writer in self._writers.items():
            writer.write(self._connection)
            write_marks(self._connection, name, marks[name], range(GAP, GAP * (len(marks[name]) + 1), GAP))
        return {name: len(some) for name, some in marks.items()}


class Writer:
    """Rows of one list that wait, in its own table and those of the lists inside its rows."""

    def __init__(self, table: ListTable, *, strict: bool = False) -> None:
        """``strict``: an id that is there already raises sqlite3.IntegrityError, instead of being left out."""
        self.waiting = 0
        self._searched = table.searched
        self._flat = flat(table.columns)
        self._own: list[Flat] = []
        columns = f"rowid, {names(table.stored())}"
        self._insert = _insert(table.name, 1 + len(table.stored()), columns, strict=strict)
        self._children = [_ChildWriter(child, strict=strict) for child in table.children]

    def take(self, row: Json, place: int) -> None:
        """Take one row apart, which is to lie at a rowid."""
        values = (place, *self._flat(row))
        if self._searched:
            values = (*values, folded_words(*(row.get(name) or "" for name in self._searched)))
        self._own.append(values)
        for child in self._children:
            child.take(row)
        self.waiting += 1

    def write(self, connection: sqlite3.Connection) -> None:
        """Write what waits."""
        connection.executemany(self._insert, self._own)
        for child in self._children:
            connection.executemany(child.insert, child.rows)
            child.rows.clear()
        self._own.clear()
        self.waiting = 0


class _ChildWriter:
    """Elements of one list inside rows that wait."""

    def __init__(self, child: Child, *, strict: bool) -> None:
        self.rows: list[Flat] = []
        columns = f"{quoted(child.parent)}, place, {names(child.columns)}"
        self.insert = _insert(child.name, 2 + len(child.columns), columns, strict=strict)
        self._field = child.field
        self._values: Callable[[Any], Flat] = _one if child.plain else flat(child.columns)

    def take(self, row: Json) -> None:
        """The elements of a row's list, each with the row's id and its place."""
        elements: Sequence[Any] = row.get(self._field) or ()
        self.rows += [(row["id"], place, *self._values(value)) for place, value in enumerate(elements)]


def _one(value: Any) -> Flat:
    return (value,)


def _insert(table: str, width: int, columns: str, *, strict: bool) -> str:
    # an id that comes twice is a fault of another room: the first row stands, and ``check`` tells of the others
    return f"INSERT{'' if strict else ' OR IGNORE'} INTO {quoted(table)} ({columns}) VALUES ({', '.join('?' * width)})"
