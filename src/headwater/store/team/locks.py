"""Locks of the database that go with their connection: who writes a case, who makes its read model, who reads one."""

from __future__ import annotations

import hashlib
from typing import Any

import psycopg
from sqlalchemy import Connection, text

from headwater.records.errors import CaseBusy
from headwater.store.team.address import Address

_WRITING = "writing"
_MAKING = "making"
_HOLDER = (
    "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' "
    "AND l.classid::bigint = :high AND l.objid::bigint = :low AND l.objsubid = 1 AND l.granted "
    "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1"
)


def take_writing(connection: Connection, address: Address) -> None:
    """Take the right to write, for as long as the connection lives; raises CaseBusy with who has it."""
    key = _key(address, _WRITING)
    if connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar():
        connection.commit()
        return
    unsigned = key % (1 << 64)
    found = connection.execute(text(_HOLDER), {"high": unsigned >> 32, "low": unsigned & 0xFFFFFFFF}).scalar()
    connection.rollback()
    holder = found or "somebody else"
    raise CaseBusy(
        f"{address.shown} is being written by {holder}; wait until it has finished, then run again"
    )


def leave_writing(connection: Connection, address: Address) -> None:
    """Give the right to write back."""
    connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _key(address, _WRITING)})
    connection.commit()


def await_making(connection: Connection, address: Address, seconds: int = 300) -> None:
    """Wait for the right to make the read model, until the transaction ends; the server gives up after so long."""
    connection.execute(text(f"SET LOCAL lock_timeout = '{seconds}s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _key(address, _MAKING)})


def hold_generation(connection: psycopg.Connection[Any], address: Address, generation: int) -> None:
    """Keep a read model from being taken away while the connection lives."""
    connection.execute("SELECT pg_advisory_lock_shared(%s)", [_key(address, str(generation))])


def may_go(connection: Connection, address: Address, generation: int) -> bool:
    """Whether nobody has a read model open; nobody opens it until the transaction ends."""
    asked = text("SELECT pg_try_advisory_xact_lock(:key)")
    return bool(connection.execute(asked, {"key": _key(address, str(generation))}).scalar())


def _key(address: Address, what: str) -> int:
    digest = hashlib.sha256(f"headwater {address.schema} {what}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
