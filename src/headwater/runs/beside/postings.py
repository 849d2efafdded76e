"""Who holds a key: two arrays on the disk, sorted once, of which a question reads a few pages.

Keys are numbers of 64 bits, hashes of whatever they stand for; holders are numbers of 32. They are sorted range by range
of their values, so that no more than a range is in memory, however many there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Holders = npt.NDArray[np.int32]

RANGES = 64
_HELD = 1 << 20
"""Keys of one range that are held before they are written."""


def hash_of(*words: str) -> int:
    """64 bits of some words, the same in every process."""
    text = "\0".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def hashes_of(words: Iterable[str]) -> Keys:
    """The hash of each word."""
    return np.array([hash_of(word) for word in words], dtype=np.uint64)


class Sorting:
    """Keys and holders on their way to the disk, in any order."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._parts: list[list[tuple[Keys, Holders]]] = [[] for _ in range(RANGES)]
        self._waiting = 0
        self._written = [0] * RANGES
        for at in range(RANGES):
            self._draft(at).unlink(missing_ok=True)  # of one who was cut off

    def _draft(self, at: int) -> Path:
        return self._folder / f"{self._name}.range-{at}"

    def add(self, keys: Keys, holders: Holders) -> None:
        """Let each of ``holders`` hold the key beside it."""
        which = (keys >> np.uint64(58)).astype(np.int64)
        order = np.argsort(which, kind="stable")
        keys, holders, which = keys[order], holders[order].astype(np.int32), which[order]
        bounds = np.searchsorted(which, np.arange(RANGES + 1))
        for at in np.flatnonzero(np.diff(bounds)).tolist():
            self._parts[at].append((keys[bounds[at] : bounds[at + 1]], holders[bounds[at] : bounds[at + 1]]))
        self._waiting += len(keys)
        if self._waiting >= _HELD * 8:
            self._flush()

    def _flush(self) -> None:
        for at, parts in enumerate(self._parts):
            if parts:
                with self._draft(at).open("ab") as stream:
                    for keys, holders in parts:
                        rows = np.empty(len(keys), dtype=_PAIR)
                        rows["key"], rows["holder"] = keys, holders
                        stream.write(rows.tobytes())
                        self._written[at] += len(keys)
                parts.clear()
        self._waiting = 0

    def close(self) -> int:
        """Write all of them, sorted, each holder once for a key; gives their number."""
        self._flush()
        sizes = [self._sorted(at) for at in range(RANGES)]
        total = sum(sizes)
        keys = np.lib.format.open_memmap(_keys(self._folder, self._name), "w+", np.uint64, (total,))
        holders = np.lib.format.open_memmap(_holders(self._folder, self._name), "w+", np.int32, (total,))
        start = 0
        for at, size in enumerate(sizes):
            if size:
                rows = np.fromfile(self._draft(at), dtype=_PAIR)
                keys[start : start + size], holders[start : start + size] = rows["key"], rows["holder"]
                start += size
            self._draft(at).unlink(missing_ok=True)
        keys.flush()
        holders.flush()
        return total

    def _sorted(self, at: int) -> int:
        if not self._written[at]:
            return 0
        rows = np.fromfile(self._draft(at), dtype=_PAIR)
        rows = rows[np.lexsort((rows["holder"], rows["key"]))]
        fresh = np.ones(len(rows), dtype=np.bool_)
        fresh[1:] = (rows["key"][1:] != rows["key"][:-1]) | (rows["holder"][1:] != rows["holder"][:-1])
        rows = rows[fresh]
        rows.tofile(self._draft(at))
        return len(rows)


_PAIR = np.dtype([("key", "<u8"), ("holder", "<i4")])


def _keys(folder: Path, name: str) -> Path:
    return folder / f"{name}.keys.npy"


def _holders(folder: Path, name: str) -> Path:
    return folder / f"{name}.holders.npy"


class Postings:
    """The holders of keys, ascending."""

    def __init__(self, folder: Path, name: str) -> None:
        self._keys: Keys = mapped_array(_keys(folder, name))
        self._holders: Holders = mapped_array(_holders(folder, name))

    def counts(self, keys: Keys) -> npt.NDArray[np.int64]:
        """How many hold each key."""
        return np.asarray(
            np.searchsorted(self._keys, keys, "right") - np.searchsorted(self._keys, keys, "left")
        )

    def of(self, key: int, most: int | None = None) -> list[int]:
        """Those who hold a key, the first ``most``."""
        wanted = np.uint64(key)
        start, end = (int(np.searchsorted(self._keys, wanted, side)) for side in ("left", "right"))
        found: list[int] = self._holders[start : end if most is None else min(end, start + most)].tolist()
        return found

    def each(self, keys: Keys) -> Iterator[Holders]:
        """Those who hold each key."""
        starts, ends = np.searchsorted(self._keys, keys, "left"), np.searchsorted(self._keys, keys, "right")
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            yield self._holders[start:end]


def mapped_array(path: Path) -> npt.NDArray[Any]:
    """An array of a file, of which only what is looked at is read; one without a number is no file to be mapped."""
    found: npt.NDArray[Any]
    try:
        found = np.load(path, mmap_mode="r")
    except ValueError:
        found = np.load(path)
    return found.view(np.ndarray)
