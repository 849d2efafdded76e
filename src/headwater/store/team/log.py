"""The log of judgements as rows: each with its number, added in one short transaction, never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection, MetaData, insert, select, text, update

from headwater.store.logged import chosen, head_of, id_of, moved
from headwater.store.port import LogHead, LogLine

_LONGEST = 200


class Database(Protocol):
    """What the log needs of its case."""

    @property
    def where(self) -> str: ...

    @property
    def tables(self) -> MetaData: ...

    def reading(self) -> AbstractContextManager[Connection]: ...

    def changing(self) -> AbstractContextManager[Connection]: ...

    def exists(self) -> bool: ...


class TeamLog:
    """The judgements of a case in a database. Whoever adds holds the head for that moment; runs do not hinder it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self) -> LogHead:
        """How far the log has come."""
        if not self._database.exists():
            return LogHead()
        with self._database.reading() as connection:
            return _head(connection, self._database.tables, held=False)

    def lines(self, after: int = 0) -> list[LogLine]:
        """The lines behind the one of that number."""
        if not self._database.exists():
            return []
        with self._database.reading() as connection:
            return held_lines(connection, self._database.tables, after)

    def append(self, lines: Sequence[bytes], expected: LogHead | None = None) -> LogHead:
        """Add lines, committed before this returns; raises LogMoved, CaseError, InputError."""
        with self._database.changing() as connection:
            tables = self._database.tables
            head = _head(connection, tables, held=True)
            if expected is not None and expected != head:
                raise moved(self._database.where, expected, head)
            known = _known(connection, tables, lines, self._database.where)
            new = [line for line in chosen(lines, (), self._database.where) if _key(line.id) not in known]
            numbered = [LogLine(n, line.id, line.data) for n, line in enumerate(new, head.length + 1)]
            return add_lines(connection, tables, numbered, head)


def held_lines(connection: Connection, tables: MetaData, after: int = 0) -> list[LogLine]:
    """The lines of the log from a number on."""
    log = _of(tables, "judgement_log")
    found = connection.execute(select(log.c.seq, log.c.line).where(log.c.seq > after).order_by(log.c.seq))
    return [LogLine(seq, id_of(bytes(line), f"line {seq}"), bytes(line)) for seq, line in found]


def add_lines(connection: Connection, tables: MetaData, lines: Sequence[LogLine], head: LogHead) -> LogHead:
    """Add lines behind a head that the caller holds; gives the new one."""
    if not lines:
        return head
    rows = [{"seq": line.seq, "judgement": _key(line.id), "line": line.data} for line in lines]
    connection.execute(insert(_of(tables, "judgement_log")), rows)
    return _set_head(connection, tables, head_of(lines, head))


def put_lines(connection: Connection, tables: MetaData, lines: Sequence[LogLine]) -> LogHead:
    """Make the log these lines: what is new is added, what a purge has redacted is changed, nothing is taken away."""
    head = _head(connection, tables, held=True)
    held = held_lines(connection, tables)
    log = _of(tables, "judgement_log")
    changed = [new for old, new in zip(held, lines, strict=False) if old.data != new.data]
    if changed:
        connection.execute(text("SET LOCAL headwater.redacting = 'on'"))
        for line in changed:
            connection.execute(update(log).where(log.c.seq == line.seq).values(line=line.data))
        connection.execute(text("SET LOCAL headwater.redacting = 'off'"))
        head = head_of(lines[: len(held)])
    add_lines(connection, tables, lines[len(held) :], head)
    return _set_head(connection, tables, head_of(lines))


def _set_head(connection: Connection, tables: MetaData, head: LogHead) -> LogHead:
    connection.execute(update(_of(tables, "state")).values(log_length=head.length, log_sha256=head.sha256))
    return head


def _head(connection: Connection, tables: MetaData, *, held: bool) -> LogHead:
    state = _of(tables, "state")
    asked = select(state.c.log_length, state.c.log_sha256)
    row = connection.execute(asked.with_for_update() if held else asked).one()
    return LogHead(row[0], row[1])


def _known(connection: Connection, tables: MetaData, lines: Sequence[bytes], where: str) -> set[str]:
    log = _of(tables, "judgement_log")
    keys = [_key(id_of(line, where)) for line in lines]
    return set(connection.execute(select(log.c.judgement).where(log.c.judgement.in_(keys))).scalars())


def _key(id_: str) -> str:
    """An id as a column can hold it: whatever a person wrote there, short and of whole letters."""
    data = id_.encode("utf-8", "surrogatepass")
    plain = len(id_) <= _LONGEST and id_.isprintable() and not id_.startswith("sha256:")
    return id_ if plain else f"sha256:{hashlib.sha256(data).hexdigest()}"


def _of(tables: MetaData, name: str) -> Any:
    return tables.tables[f"{tables.schema}.{name}"]
