"""Numbers of very many articles put by in a file without a name: the system keeps of it in memory what there is room for."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterable
from typing import IO, Any

import numpy as np
import numpy.typing as npt


class PutBy:
    """Pieces of bytes, one behind the other in a file that is gone when nobody uses it any more."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  its arrays outlive it: they map it themselves
        weakref.finalize(self, self._file.close)
        self._at = 0

    def put(self, pieces: Iterable[bytes | memoryview], kind: str) -> npt.NDArray[Any]:
        """The numbers of some pieces, as an array over the file; raises OSError where the disk is full."""
        start = self._at
        for piece in pieces:
            self.add(piece)
        return self.mapped(start, kind)

    def add(self, piece: bytes | memoryview) -> None:
        """Put a piece there; raises OSError where the disk is full."""
        self._at += self._file.write(piece)

    def mapped(self, start: int, kind: str) -> npt.NDArray[Any]:
        """What was put there from a place on, as an array over the file."""
        if self._at == start:
            return np.empty(0, dtype=kind)
        self._file.flush()
        size = (self._at - start) // np.dtype(kind).itemsize
        mapped = np.memmap(self._file, dtype=kind, mode="r", offset=start, shape=(size,))
        return np.asarray(mapped)


class Grown:
    """An array that grows at its end, put by."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._put_by = PutBy()

    def add(self, numbers: npt.NDArray[Any]) -> None:
        """Some numbers more; raises OSError where the disk is full."""
        self._put_by.add(np.ascontiguousarray(numbers, dtype=self._kind).tobytes())

    def whole(self) -> npt.NDArray[Any]:
        """All of them."""
        return self._put_by.mapped(0, self._kind)
