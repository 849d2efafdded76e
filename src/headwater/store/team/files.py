"""The files of a case in a database: names, and bytes in pieces under their SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, MetaData, delete, insert, select

from headwater.records.errors import DamagedCase
from headwater.store.port import CaseStore, Mark

PIECE = 1 << 20


def marks(connection: Connection, tables: MetaData) -> dict[str, Mark]:
    """Every file with its mark, by name."""
    files, objects = _of(tables, "files"), _of(tables, "objects")
    asked = select(files.c.name, objects.c.sha256, objects.c.size).join(
        objects, files.c.sha256 == objects.c.sha256
    )
    return {name: Mark(sha, size) for name, sha, size in connection.execute(asked.order_by(files.c.name))}


def pieces(connection: Connection, tables: MetaData, sha: str) -> Iterator[bytes]:
    """The bytes under a hash, a piece at a time."""
    held = _of(tables, "pieces")
    place = 0
    while True:
        found = connection.execute(
            select(held.c.data).where(held.c.sha256 == sha, held.c.place == place)
        ).scalar()
        if found is None:
            return
        yield bytes(found)
        place += 1


def damaged(connection: Connection, tables: MetaData, files: Mapping[str, Mark]) -> list[str]:
    """Names of files whose bytes have not the hash of their mark; all are read."""
    found: dict[str, bool] = {}
    for mark in files.values():
        if mark.sha256 not in found:
            hashed = hashlib.sha256()
            for piece in pieces(connection, tables, mark.sha256):
                hashed.update(piece)
            found[mark.sha256] = hashed.hexdigest() == mark.sha256
    return [name for name, mark in files.items() if not found[mark.sha256]]


def put_files(
    connection: Connection, tables: MetaData, other: CaseStore, theirs: Mapping[str, Mark]
) -> tuple[list[str], list[str]]:
    """Make the files those of ``other`` and no more; gives names written and removed."""
    before = marks(connection, tables)
    objects, files = _of(tables, "objects"), _of(tables, "files")
    held = set(connection.execute(select(objects.c.sha256)).scalars())
    new: dict[str, str] = {}
    for name, mark in theirs.items():
        if mark.sha256 not in held:
            new.setdefault(mark.sha256, name)
    if new:
        rows = [{"sha256": sha, "size": theirs[name].size} for sha, name in new.items()]
        connection.execute(insert(objects), rows)
        _upload(connection, tables, other, new)
    removed = [name for name in before if name not in theirs]
    written = [name for name, mark in theirs.items() if before.get(name) != mark]
    gone = [*removed, *(name for name in written if name in before)]
    if gone:
        connection.execute(delete(files).where(files.c.name.in_(gone)))
    if written:
        connection.execute(insert(files), [{"name": n, "sha256": theirs[n].sha256} for n in written])
    _forget(connection, tables)
    return written, removed


def _upload(connection: Connection, tables: MetaData, other: CaseStore, new: Mapping[str, str]) -> None:
    cursor = driver_cursor(connection)
    with cursor.copy(
        f'COPY "{tables.schema}".pieces (sha256, place, data) FROM STDIN (FORMAT BINARY)'
    ) as copy:
        copy.set_types(["text", "int4", "bytea"])
        for sha, name in new.items():
            hashed = hashlib.sha256()
            for place, piece in enumerate(_cut(other.read(name))):
                hashed.update(piece)
                copy.write_row((sha, place, piece))
            if hashed.hexdigest() != sha:
                raise DamagedCase(
                    f"{other.where}: {name} is damaged or was changed meanwhile; nothing was copied"
                )


def _cut(blocks: Iterator[bytes]) -> Iterator[bytes]:
    for block in blocks:
        for start in range(0, len(block), PIECE):
            yield block[start : start + PIECE]


def _forget(connection: Connection, tables: MetaData) -> None:
    """Take away bytes that no file has: what was purged must not lie here."""
    objects, files, held = (_of(tables, name) for name in ("objects", "files", "pieces"))
    named = select(files.c.sha256)
    connection.execute(delete(held).where(held.c.sha256.not_in(named)))
    connection.execute(delete(objects).where(objects.c.sha256.not_in(named)))


def driver_cursor(connection: Connection) -> Any:
    """A cursor of the driver inside a connection's transaction: COPY is its own."""
    return connection.connection.cursor()


def _of(tables: MetaData, name: str) -> Any:
    return tables.tables[f"{tables.schema}.{name}"]
