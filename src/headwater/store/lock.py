"""One writer at a time: an advisory lock on a file of the case."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from headwater.records.errors import CaseBusy, InputError

LOCK = ".lock"


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the case's writing lock; raises CaseBusy where another process has it, InputError for no such place.

    The lock belongs to the process: one that is killed lets go of it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        opened = (folder / LOCK).open("a+b", buffering=0)
    except OSError as error:
        reason = "it is a file" if folder.is_file() else (error.strerror or str(error)).lower()
        raise InputError(f"no case can be written to {folder}: {reason}; give another folder") from error
    with opened as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(20).decode("ascii", "replace").strip() or "unknown"
            raise CaseBusy(
                f"{folder} is being written by process {holder}; wait until it has finished, then run again"
            ) from None
        with suppress(OSError):  # on a full disk nobody can be told who writes; the lock holds even so
            file.truncate(0)
            file.write(str(os.getpid()).encode("ascii"))
        yield
