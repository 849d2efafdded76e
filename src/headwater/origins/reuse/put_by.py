"""Numbers of very many articles put by in a file without a name: the system keeps of it in memory what there is room for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from typing import IO, Any

import numpy as np
import numpy.typing as npt


class PutBy:
    """Pieces of bytes, one behind the other in a file that is gone when nobody uses it any more."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  mapped for as long as an array of it is used
        self._at = 0

    def put(self, pieces: Iterable[bytes | memoryview], kind: str) -> npt.NDArray[Any]:
        """The numbers of some pieces, as an array over the file; raises OSError where the disk is full."""
        start = self._at
        for piece in pieces:
            self._at += self._file.write(piece)
        if self._at == start:
            return np.empty(0, dtype=kind)
        self._file.flush()
        size = (self._at - start) // np.dtype(kind).itemsize
        mapped = np.memmap(self._file, dtype=kind, mode="r", offset=start, shape=(size,))
        return np.asarray(mapped)
