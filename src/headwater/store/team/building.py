"""Fills a read model of a team's case from the rows of case.json, inside the caller's transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from headwater.store.readmodel.building import TOLD_OF_PRIVACY
from headwater.store.readmodel.columns import flat
from headwater.store.readmodel.definition import names, quoted
from headwater.store.readmodel.lists import TABLES, Child, ListTable
from headwater.store.readmodel.rows import CaseRows, Json
from headwater.store.team.definition import WORDS, keys, lists, read_form, views
from headwater.store.team.files import driver_cursor
from headwater.store.team.searching import vector_of
from headwater.version import __version__

_BATCH = 2000
_NUL = "\x00"
_NO_LETTER = "\ufffd"
"""Stands for the one character that the engine's texts cannot hold; places in the text stay as they are."""


def fill(connection: Connection, schema: str, rows: CaseRows) -> dict[str, int]:
    """Make a read model in a new schema; gives the rows of each list. Raises DamagedCase for a case.json not whole."""
    connection.exec_driver_sql(f"CREATE SCHEMA {quoted(schema)}")
    connection.exec_driver_sql(f"SET LOCAL search_path = {quoted(schema)}")
    lists().create_all(connection, checkfirst=False)
    writers = {name: _Writer(table, driver_cursor(connection)) for name, table in TABLES.items()}
    for name, row in rows:
        if name in writers:
            writers[name].take(row)
    counts = {}
    for name, writer in writers.items():
        writer.write()
        counts[name] = writer.count
        _leave_out_doubles(connection, TABLES[name])
    for statement in keys():
        connection.exec_driver_sql(statement)
    for statement in views().split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement.replace("%", "%%"))
    _tell(connection, rows, counts)
    connection.exec_driver_sql("SET LOCAL search_path = DEFAULT")
    return counts


def _tell(connection: Connection, rows: CaseRows, counts: dict[str, int]) -> None:
    told = {
        "case_format": rows.format,
        "form": read_form(),
        "made_by": f"headwater {__version__}",
        "made_from": rows.sha256,
        "privacy": TOLD_OF_PRIVACY,
    } | {f"rows_of_{name}": str(count) for name, count in counts.items()}
    table = lists().tables["meta"]
    connection.execute(table.insert(), [{"key": key, "value": value} for key, value in told.items()])
    for name in lists().tables:
        connection.exec_driver_sql(f"ANALYZE {quoted(name)}")


def _leave_out_doubles(connection: Connection, table: ListTable) -> None:
    """Of rows with one id the first stands, as in SQLite; ``check`` tells of the others."""
    if not table.keyed:
        return
    own = quoted(table.name)
    found = connection.exec_driver_sql(
        f"SELECT 1 FROM {own} GROUP BY id HAVING count(*) > 1 OR id IS NULL LIMIT 1"
    )
    if found.first() is None:
        return
    connection.exec_driver_sql(f"DELETE FROM {own} a USING {own} b WHERE a.id = b.id AND a.rowid > b.rowid")
    connection.exec_driver_sql(f"DELETE FROM {own} WHERE id IS NULL")
    for child in table.children:
        name, parent = quoted(child.name), quoted(child.parent)
        connection.exec_driver_sql(
            f"DELETE FROM {name} a USING {name} b WHERE a.{parent} = b.{parent} AND a.place = b.place AND a.ctid > b.ctid"
        )


class _Writer:
    """Rows of one list that wait, in its own table and those of the lists inside its rows."""

    def __init__(self, table: ListTable, cursor: Any) -> None:
        self.count = 0
        self._cursor = cursor
        self._searched = table.searched
        self._flat = flat(table.columns)
        self._own: list[tuple[Any, ...]] = []
        more = f", {WORDS}" if table.searched else ""
        self._copy = f"COPY {quoted(table.name)} (rowid, {names(table.columns)}{more}) FROM STDIN"
        self._children = [_ChildWriter(child) for child in table.children]

    def take(self, row: Json) -> None:
        """Take one row apart."""
        self.count += 1
        values = (self.count, *self._flat(row))
        if self._searched:
            values = (*values, vector_of(*(row.get(name) or "" for name in self._searched)))
        self._own.append(values)
        for child in self._children:
            child.take(row)
        if len(self._own) >= _BATCH:
            self.write()

    def write(self) -> None:
        """Write what waits."""
        _send(self._cursor, self._copy, self._own)
        for child in self._children:
            _send(self._cursor, child.copy, child.rows)


class _ChildWriter:
    """Elements of one list inside rows that wait."""

    def __init__(self, child: Child) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self.copy = (
            f"COPY {quoted(child.name)} ({quoted(child.parent)}, place, {names(child.columns)}) FROM STDIN"
        )
        self._field = child.field
        self._plain = child.plain
        self._flat = flat(child.columns)

    def take(self, row: Json) -> None:
        """The elements of a row's list, each with the row's id and its place."""
        for place, value in enumerate(row.get(self._field) or ()):
            self.rows.append((row["id"], place, *((value,) if self._plain else self._flat(value))))


def _send(cursor: Any, statement: str, rows: list[tuple[Any, ...]]) -> None:
    if not rows:
        return
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_held(value) for value in row])
    rows.clear()


def _held(value: Any) -> Any:
    return value.replace(_NUL, _NO_LETTER) if isinstance(value, str) and _NUL in value else value
