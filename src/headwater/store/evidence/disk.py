"""What is acknowledged lies on the disk: files and the folders that name them are flushed before a call returns."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from headwater.records.errors import CaseError

_FEW = 4  # flushes: below this, starting threads costs more than they save
_AT_ONCE = 16  # a journal writes the flushes that wait for it together


@contextmanager
def keeping(path: Path) -> Iterator[None]:
    """Turns a fault of the disk into a CaseError that names ``path`` and says what to do."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CaseError(
            f"{path} could not be written: {reason}; what was acknowledged before is kept, mend this and run again"
        ) from error


def flush(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def flush_all(paths: Iterable[Path]) -> None:
    """The same for many paths, several at once."""
    each = list(dict.fromkeys(paths))
    if len(each) < _FEW:
        for path in each:
            flush(path)
        return
    from concurrent.futures import ThreadPoolExecutor  # an unchanged run needs no threads

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(flush, each))


def make_folder(path: Path) -> None:
    """Make a folder with its parents; every new name is on the disk."""
    missing = [path, *path.parents]
    new = [folder for folder in missing if not folder.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for folder in new:
        flush(folder.parent)


def append(path: Path, data: bytes) -> None:
    """Add to the end of a file, on the disk before this returns; where it fails, the file is as it was."""
    new = not path.exists()
    with path.open("ab", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())
        except OSError:
            os.ftruncate(file.fileno(), size)
            raise
    if new:
        flush(path.parent)


def truncate(path: Path, size: int) -> None:
    """Cut a file to ``size`` bytes, on the disk before this returns."""
    with path.open("r+b") as file:
        file.truncate(size)
        os.fsync(file.fileno())
