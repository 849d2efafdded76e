"""A read model that is open: whole, of the case as it stands, and read only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from headwater.records.errors import DamagedCase
from headwater.store.port import Found, WrongQuery
from headwater.store.readmodel.building import form
from headwater.store.readmodel.columns import Json, whole
from headwater.store.readmodel.definition import names, quoted
from headwater.store.readmodel.folding import match_of
from headwater.store.readmodel.lists import TABLES, Child
from headwater.store.readmodel.places import reading

AHEAD_OF = "ahead_of"
"""In ``meta``: the SHA-256 of the case.json after which the answer comes whose own is not yet written."""
IN_LOG = "in_log"
"""In ``meta``: headwater itself has written into the log beside the file."""
_HEADER = b"SQLite format 3\x00"
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)


class ReadModel:
    """``OUT/case.sqlite``, opened to read. A damage that shows while reading raises DamagedCase."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def __enter__(self) -> ReadModel:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def select(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows that a SELECT gives; raises WrongQuery for SQL that is wrong or would write."""
        try:
            return self._connection.execute(statement, values).fetchall()
        except (sqlite3.Error, sqlite3.Warning) as error:
            if (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF in _BROKEN:
                raise DamagedCase(
                    f"{self.path} is damaged ({error}); make it anew with: headwater rebuild {self.path.parent}"
                ) from error
            raise WrongQuery(f"the read model does not take this: {error}") from error

    def meta(self) -> dict[str, str]:
        """What it was made from, by what, and how many rows each list has."""
        return dict(self.select('SELECT "key", value FROM meta ORDER BY "key"'))

    def counts(self) -> dict[str, int]:
        """How many rows each list of case.json has here, counted."""
        return {name: self.select(f"SELECT count(*) FROM {quoted(name)}")[0][0] for name in TABLES}

    def rows(self, name: str) -> Iterator[Json]:
        """The rows of a list, as case.json has them and in its order; raises KeyError for an unknown list."""
        table = TABLES[name]
        join = whole(table.fields)
        inside = {child.field: self._elements(child) for child in table.children}
        for values in self.select(f"SELECT {names(table.columns)} FROM {quoted(name)} ORDER BY rowid"):
            row = join(values)
            yield row | {field: found.get(row["id"], []) for field, found in inside.items()}

    def _elements(self, child: Child) -> dict[str, list[Any]]:
        join = (lambda values: values[0]) if child.plain else whole(dict(_fields(child)))
        found: dict[str, list[Any]] = {}
        parent = quoted(child.parent)
        asked = f"SELECT {parent}, {names(child.columns)} FROM {quoted(child.name)} ORDER BY {parent}, place"
        for key, *values in self.select(asked):
            found.setdefault(key, []).append(join(values))
        return found

    def search(self, table: str, asked: str, limit: int = 20) -> list[Found]:
        """Articles or claims that hold every word of a search, in any spelling, best first.

        Nothing in ``asked`` is a command to the engine. Raises KeyError for a table that has no words.
        """
        last = {"articles": 1, "claims": 0}[table]
        match = match_of(asked)
        if match is None:
            return []
        rows = self.select(
            f"SELECT t.id, snippet({table}_fts, {last}, '[', ']', ' … ', 24) FROM {table}_fts "
            f"JOIN {table} t ON t.rowid = {table}_fts.rowid WHERE {table}_fts MATCH ? "
            f"ORDER BY round(bm25({table}_fts), 4), t.rowid LIMIT ?",
            match,
            limit,
        )
        return [Found(table, key, text) for key, text in rows]

    def check(self) -> list[str]:
        """What is broken inside the file: pages, indexes, ids that lead nowhere; reads all of it."""
        told = [row[0] for row in self.select("PRAGMA integrity_check(20)") if row[0] != "ok"]
        lost = self.select('SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2')
        told += [
            f"{int(meant) - held} rows of {name} have the id of another row and are left out"
            for name, held in self.counts().items()
            if (meant := self.meta()[f"rows_of_{name}"]) != str(held)
        ]
        return told + [f"{count} rows of {table} lead to no row of {other}" for table, other, count in lost]


def _fields(child: Child) -> Iterator[tuple[str, Any]]:
    from headwater.store.readmodel.columns import fields_of

    yield from fields_of(child.element).items()


def open_whole(path: Path, made_from: str | None, *, under_way: bool = False) -> ReadModel | None:
    """The read model at ``path``; None where it is missing or damaged, or was made from something else.

    ``made_from`` is the SHA-256 of case.json, or None where any will do; ``under_way``: one that is ahead of it will do
    too. The file is never changed in its place, so that it is read without locks; where it has a log, that is obeyed as it
    stands now.
    """
    if not _has_its_length(path):
        return None
    connection = None
    try:
        number = path.stat().st_ino
        connection = reading(path)
        connection.execute("BEGIN")
        model = ReadModel(path, connection)
        told = model.meta()
        wanted = made_from in (None, told.get("made_from")) or (under_way and told.get(AHEAD_OF) == made_from)
        if told.get("form") == form() and wanted and path.stat().st_ino == number:
            return model
    except (sqlite3.Error, WrongQuery, DamagedCase, FileNotFoundError):
        pass
    if connection is not None:
        connection.close()
    return None


def _has_its_length(path: Path) -> bool:
    """Whether a file is as long as its own first page says: one that was cut off is not."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = file.seek(0, 2)
    except OSError:
        return False
    if len(head) < 100 or not head.startswith(_HEADER):
        return False
    page = int.from_bytes(head[16:18], "big")
    return size == (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
