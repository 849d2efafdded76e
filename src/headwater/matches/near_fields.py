"""The nearest rows of every row among those that lie about the same pivots (an inverted file: Jégou, Douze and Schmid,
2011, with rows of the case as its centres)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from headwater.matches.cosines import SCALE, Nearest, Rows, Tenths, best_of, rounded
from headwater.matches.packing import Hashes
from headwater.matches.vectors import Matrix

PIVOTS = 2
"""Rows, at most, by which others are told where to look, as a multiple of the root of all."""
NEAREST_PIVOTS = 5
"""Pivots of a row."""
_BITS = 64
_TILE = 2048
_HELD = 4_000_000
"""Cosines held at once."""


def pivot_bound(size: int) -> int:
    """Below which mark a row is a pivot, of so many rows: of all, or of half, or a quarter ... ``PIVOTS`` by their root at most."""
    halved = 0
    while (size >> halved) ** 2 > PIVOTS**2 * size:
        halved += 1
    return 1 << (_BITS - halved)


def pivots_of(marks: Hashes) -> npt.NDArray[np.int64]:
    """The rows by which others are told where to look for those near them: those of small marks."""
    return np.flatnonzero(marks <= np.uint64(pivot_bound(len(marks)) - 1))


class Fields:
    """Rows by the pivots that are nearest to them; a row is compared with those that one of its pivots has too.

    Which rows are pivots hangs on their names alone, so that a newcomer mostly moves nobody. A region with many rows
    has many pivots: fields stay of one size, and all is close to linear up to a million rows.
    """

    def __init__(self, matrix: Rows, pivots: npt.NDArray[np.int64]) -> None:
        self._matrix = matrix
        self.pivots = matrix[pivots]
        size = len(matrix)
        self.of = np.zeros((size, min(NEAREST_PIVOTS, len(pivots))), dtype=np.int16)
        for start in range(0, size, _TILE):
            self.of[start : start + _TILE] = fields_of(matrix[start : start + _TILE], self.pivots)

    def nearest(self, most: int, least: float) -> Nearest:
        """The nearest rows of each row, of those in its fields."""
        near, told = self.lists(most, least)
        rows, columns = np.nonzero(near >= 0)
        return Nearest(rows, near[rows, columns].astype(np.int64), told[rows, columns])

    def lists(self, most: int, least: float) -> tuple[Tenths, Tenths]:
        """For each row those near it, best first (-1: none), and how near."""
        size, floor = len(self._matrix), round(least * SCALE)
        near = np.full((size, most), -1, dtype=np.int32)
        told = np.full((size, most), -1, dtype=np.int32)
        order = np.argsort(self.of.ravel(), kind="stable")
        owners = (order // self.of.shape[1]).astype(np.int32)
        bounds = np.searchsorted(self.of.ravel()[order], np.arange(len(self.pivots) + 1))
        for start, end in pairwise(bounds.tolist()):
            members = owners[start:end]
            part = self._matrix[members]
            step = max(1, _HELD // max(1, len(members)))
            for at in range(0, len(members), step):
                self._compare(members, part, slice(at, at + step), near, told, floor)
        return near, told

    def _compare(
        self, members: Tenths, part: Matrix, some: slice, near: Tenths, told: Tenths, floor: int
    ) -> None:
        """Let some members of one field have all of it in their lists."""
        most, mine = near.shape[1], members[some]
        cosines = part[some] @ part.T
        cosines[np.arange(len(mine)), np.arange(some.start, some.start + len(mine))] = -1.0
        lowest = np.maximum(told[mine, -1] - 1, floor - 1)
        if len(members) > most:
            last = np.partition(cosines, -most, axis=1)[:, -most]
            lowest = np.maximum(lowest, np.rint(last * SCALE).astype(np.int32) - 2)
        rows, columns = np.nonzero(cosines >= (lowest / SCALE).astype(np.float32)[:, None])
        values = rounded(cosines[rows, columns], part[some], part, rows, columns)
        good = values >= floor
        found = Nearest(rows[good], members[columns[good]].astype(np.int64), values[good])
        had_rows, had_columns = np.nonzero(near[mine] >= 0)
        known = near[mine][had_rows, had_columns].astype(np.int64)
        had = Nearest(had_rows, known, told[mine][had_rows, had_columns])
        best = best_of((had, found), most)
        rank = np.arange(len(best.rows)) - np.searchsorted(best.rows, best.rows, side="left")
        near[mine[best.rows], rank] = best.near
        told[mine[best.rows], rank] = best.cosines


def fields_of(rows: Matrix, pivots: Matrix) -> npt.NDArray[np.int16]:
    """The pivots nearest to some rows, of equals the first."""
    cosines = rows @ pivots.T
    every = np.broadcast_to(np.arange(len(pivots)), cosines.shape)
    at = np.repeat(np.arange(len(rows)), len(pivots))
    told = rounded(cosines.ravel(), rows, pivots, at, every.ravel()).reshape(cosines.shape)
    keyed = -told.astype(np.int64) * len(pivots) + every
    most = min(NEAREST_PIVOTS, len(pivots))
    best = np.sort(np.argpartition(keyed, most - 1, axis=1)[:, :most], axis=1)
    return best.astype(np.int16)
