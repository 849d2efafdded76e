"""Of each row of a matrix the nearest rows, kept as rows come."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from headwater.matches.columns import Numbers
from headwater.matches.near_rows import nearest_rows
from headwater.matches.vectors import Matrix

_NOBODY = -1


class NearLists:
    """The nearest of each row, best first, of equals the first; rows that are not ``placed`` are near nobody."""

    def __init__(self, matrix: Matrix, placed: npt.NDArray[np.bool_], most: int, least: float) -> None:
        self._most, self._least = most, least
        self._size = len(matrix)
        room = max(64, self._size + self._size // 8)
        self._matrix = np.zeros((room, matrix.shape[1]), dtype=np.float32)
        self._matrix[: self._size] = matrix * placed[:, None]
        self._near = np.full((room, most), _NOBODY, dtype=np.int32)
        self._cosines = np.full((room, most), -1.0, dtype=np.float32)
        found = nearest_rows(self._matrix[: self._size], most, max(least, 1e-4))
        rank = np.arange(len(found.rows)) - np.searchsorted(found.rows, found.rows, side="left")
        self._near[found.rows, rank] = found.near
        self._cosines[found.rows, rank] = found.cosines

    def beside(self, row: int) -> list[int]:
        """The rows near to one, and those to which it is near."""
        own = self._near[row]
        theirs = np.flatnonzero((self._near[: self._size] == row).any(axis=1))
        return sorted({*own[own != _NOBODY].tolist(), *theirs.tolist()})

    def near(self, a: int, b: int) -> bool:
        """Whether one of two rows is among the nearest of the other."""
        return bool((self._near[a] == b).any() or (self._near[b] == a).any())

    def add(self, vector: Matrix, *, placed: bool) -> list[tuple[int, int]]:
        """Take a row in, behind all others; gives the pairs of which one is not among the other's nearest any more."""
        if self._size == len(self._matrix):
            self._grow()
        row, self._size = self._size, self._size + 1
        if not placed:
            return []
        cosines = np.round(self._matrix[:row] @ vector, 4)
        self._matrix[row] = vector
        close = np.flatnonzero(cosines >= max(self._least, 1e-4))
        if len(close) > self._most:
            own = close[np.argpartition(-cosines[close], self._most - 1)]
            floor = cosines[own[self._most - 1]]
            own = close[cosines[close] >= floor]
        else:
            own = close
        own = own[np.argsort(-cosines[own], kind="stable")][: self._most]
        self._near[row, : len(own)] = own
        self._cosines[row, : len(own)] = cosines[own]
        return self._displace(row, close[cosines[close] > self._cosines[close, -1]], cosines)

    def _displace(self, row: int, rows: Numbers, cosines: npt.NDArray[np.float32]) -> list[tuple[int, int]]:
        """Put a row into the lists of others; what stood last in a full list is out. Of equals the newcomer is last."""
        gone = []
        for other in rows.tolist():
            at = int(np.searchsorted(-self._cosines[other], -cosines[other], side="right"))
            last = int(self._near[other, -1])
            if last != _NOBODY:
                gone.append((min(other, last), max(other, last)))
            self._near[other, at + 1 :] = self._near[other, at:-1]
            self._cosines[other, at + 1 :] = self._cosines[other, at:-1]
            self._near[other, at], self._cosines[other, at] = row, cosines[other]
        return gone

    def _grow(self) -> None:
        more = max(64, self._size // 8)
        self._matrix = np.concatenate(
            [self._matrix, np.zeros((more, self._matrix.shape[1]), dtype=np.float32)]
        )
        self._near = np.concatenate([self._near, np.full((more, self._most), _NOBODY, dtype=np.int32)])
        self._cosines = np.concatenate([self._cosines, np.full((more, self._most), -1.0, dtype=np.float32)])
