"""Connections to a team's database, and what is said where the server or the driver complains."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError

from headwater.records.errors import CaseBusy, CaseError
from headwater.store.evidence.evidence import BY
from headwater.store.team.address import Address

_SECONDS = 10
_FULL = ("53100", "53200")
_BUSY = ("55P03", "40001", "40P01")
_NO_RIGHT = "42501"


def engine_of(address: Address) -> Engine:
    """What connects to a case's database; nothing is asked of it yet."""
    url = make_url(address.url).set(drivername="postgresql+psycopg")
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=2,
        connect_args={"connect_timeout": _SECONDS, "application_name": caller()},
    )


def caller() -> str:
    """Who is at work, as others are told: the name in HEADWATER_BY if there is one, the machine and the process."""
    by = os.environ.get(BY, "")[:20]
    return f"headwater {f'for {by} ' if by else ''}on {socket.gethostname()[:20]}, process {os.getpid()}"[:63]


@contextmanager
def telling(address: Address) -> Iterator[None]:
    """Turns what the server complains of into an error that names the case and says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise complaint(address, error.orig) from error
    except psycopg.Error as error:
        raise complaint(address, error) from error


def complaint(address: Address, error: BaseException | None) -> CaseError:
    """The error for what the driver raised."""
    state = getattr(error, "sqlstate", None) or ""
    said = (str(error).strip().splitlines() or ["the server gave no reason"])[0]
    if state in _FULL:
        return CaseError(
            f"{address.shown} could not be written: {said}; nothing was changed, make room and run again"
        )
    if state in _BUSY:
        return CaseBusy(f"{address.shown} is being written by somebody else; wait, then run again ({said})")
    if state == _NO_RIGHT:
        return CaseError(f"{address.shown}: {said}; ask whoever runs the database for the right")
    if isinstance(error, psycopg.OperationalError) and not state:
        return CaseError(f"{address.shown} cannot be reached: {said}; nothing was changed")
    return CaseError(f"{address.shown}: {said}; nothing was changed")
