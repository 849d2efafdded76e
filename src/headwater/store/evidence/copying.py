"""Bytes into a new file, hashed as they pass: one reading, and the hash is that of what was stored.

Where the file system can share blocks (Btrfs, XFS, bcachefs) a copy is a clone, and the clone is hashed. Else each
block is read once, hashed in one thread and written in another. A kernel copy without a reading of our own
would save nothing: the hash needs the bytes.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from concurrent.futures import Future

_BLOCK = 1 << 20
_LARGE = 8 * _BLOCK  # below this a second thread costs more than it saves
_CLONE = 0x40049409  # FICLONE of linux/fs.h
_RING = 4  # blocks that one thread may be ahead of the other


class Unreadable(Exception):  # noqa: N818 - it is the source that cannot be read, not the case
    """The source could not be read; the destination is not to blame. Holds the error of the system."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


def store_bytes(data: bytes, draft: Path) -> tuple[str, int]:
    """Write ``data`` to ``draft``; gives its SHA-256 and size."""
    with draft.open("xb") as target:
        target.write(data)
    return hashlib.sha256(data).hexdigest(), len(data)


def store_file(source: Path, draft: Path) -> tuple[str, int]:
    """Copy ``source`` to ``draft``; gives the SHA-256 and size of what was stored.

    Raises Unreadable where the source fails, OSError where the draft cannot be written.
    """
    try:
        opened = source.open("rb", buffering=0)
    except OSError as error:
        raise Unreadable(error) from error
    with opened, draft.open("xb", buffering=0) as target:
        size = os.fstat(opened.fileno()).st_size
        if size >= _BLOCK and _cloned(opened, target):
            return _hash_of(draft)
        if size >= _LARGE:
            return _in_two_threads(opened, target)
        return _in_one(opened, target, min(size + 1, _BLOCK))


def _cloned(source: BinaryIO, target: BinaryIO) -> bool:
    try:
        fcntl.ioctl(target.fileno(), _CLONE, source.fileno())
    except OSError:
        return False
    return True


def _hash_of(path: Path) -> tuple[str, int]:
    with path.open("rb", buffering=0) as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size


def _blocks(source: BinaryIO, buffers: list[bytearray]) -> Iterator[memoryview]:
    """The source block by block; a buffer is used again after all others were."""
    turn = 0
    while True:
        view = memoryview(buffers[turn % len(buffers)])
        try:
            got = source.readinto(view)  # type: ignore[attr-defined]
        except OSError as error:
            raise Unreadable(error) from error
        if not got:
            return
        yield view[:got]
        turn += 1


def _write(target: BinaryIO, block: memoryview) -> None:
    while block:
        block = block[target.write(block) :]


def _in_one(source: BinaryIO, target: BinaryIO, block_size: int) -> tuple[str, int]:
    hashed, size = hashlib.sha256(), 0
    for block in _blocks(source, [bytearray(block_size)]):
        hashed.update(block)
        _write(target, block)
        size += len(block)
    return hashed.hexdigest(), size


def _in_two_threads(source: BinaryIO, target: BinaryIO) -> tuple[str, int]:
    from concurrent.futures import ThreadPoolExecutor  # small files need no threads

    hashed, size = hashlib.sha256(), 0
    waiting: list[Future[None]] = []
    with ThreadPoolExecutor(1) as hashing:
        for block in _blocks(source, [bytearray(_BLOCK) for _ in range(_RING + 1)]):
            waiting.append(hashing.submit(hashed.update, block))
            _write(target, block)
            size += len(block)
            if len(waiting) >= _RING:
                waiting.pop(0).result()
        for one in waiting:
            one.result()
    return hashed.hexdigest(), size
