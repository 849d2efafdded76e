"""Where the read model lies, who makes it, and how a new one takes its place."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from headwater.records.errors import CaseBusy, CaseError

NAME = "case.sqlite"
_SIDES = ("-wal", "-shm", "-journal")
_LOCK = f".{NAME}.lock"
_PATIENCE = 300.0
_PAUSE = 0.05


def path_of(out: Path) -> Path:
    """Where a case's read model lies."""
    return out / NAME


@contextmanager
def making(out: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the right to make the read model; whoever comes second waits, then finds what the first has made.

    The case's own writing lock is not touched: a run and the readers do not wait for one another. Raises CaseBusy
    after ``patience`` seconds, CaseError where the folder may not be written.
    """
    try:
        opened = os.open(out / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise unwritten(out, error) from error
    try:
        _take(opened, out, patience)
        yield
    finally:
        os.close(opened)


def _take(opened: int, out: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise CaseBusy(
                    f"{path_of(out)} is being made by another process; wait, then run again"
                ) from None
            time.sleep(_PAUSE)
        else:
            return


def draft_of(out: Path) -> Path:
    """Where a new read model is made; ``making`` is held, so drafts that lie there are left over from killed runs."""
    for left in out.glob(f".{NAME}.*.building*"):
        left.unlink(missing_ok=True)
    return out / f".{NAME}.{os.getpid()}.building"


def log_size(path: Path) -> int:
    """How many bytes lie in the log beside a read model."""
    try:
        return path.with_name(path.name + _SIDES[0]).stat().st_size
    except FileNotFoundError:
        return 0


def reading(path: Path) -> sqlite3.Connection:
    """A read model opened to be read, as it stands now: what is written to its log later is not seen.

    Without a log it is read without locks, for the file itself is never changed in its place.
    """
    way = "mode=ro" if log_size(path) else "immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{way}", uri=True, timeout=1.0, isolation_level=None)


def put(draft: Path, path: Path) -> None:
    """Put a whole draft in its place. Files that SQLite laid beside the old one would be taken for the new one's.

    The old one goes first: without its log it would be another.
    """
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    if log_size(path):
        path.unlink(missing_ok=True)
    _remove_sides(path)
    draft.replace(path)


def clear(out: Path) -> None:
    """Remove the read model and all that was laid beside it."""
    path_of(out).unlink(missing_ok=True)
    _remove_sides(path_of(out))
    for left in out.glob(f".{NAME}.*.building*"):
        left.unlink(missing_ok=True)


def discard(draft: Path) -> None:
    """Remove a draft that came to nothing."""
    draft.unlink(missing_ok=True)
    _remove_sides(draft)


def _remove_sides(path: Path) -> None:
    for side in _SIDES:
        path.with_name(path.name + side).unlink(missing_ok=True)


def unwritten(out: Path, error: Exception) -> CaseError:
    """What to say where the read model could not be written."""
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return CaseError(
        f"{path_of(out)} could not be written: {reason}; the case itself is as it was, mend this and run again"
    )
