"""The nearest rows of every row of a matrix.

Exactly, tile by tile over one half of all cosines, up to ``EXACT`` rows; beyond that by a graph (HNSW: Malkov and
Yashunin, 2018), whose time grows as the rows do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from headwater.matches.columns import Numbers
from headwater.matches.vectors import Matrix

EXACT = 120_000
"""Rows up to which every two are compared."""
_TILE = 2048
_HELD = 4_000_000
"""Pairs held before all but the best of each row are let go."""
_ROUNDING = 5e-5

Places = npt.NDArray[np.int64]


def near_pairs(matrix: Matrix, most: int, least: float, exact: int = EXACT) -> tuple[Numbers, Numbers]:
    """Pairs (smaller, greater) of which one is among the ``most`` nearest of the other, at a cosine of ``least`` or more."""
    if len(matrix) < 2:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    if len(matrix) <= exact:
        with threadpool_limits(1, "blas"):  # sums in one order, whatever the machine
            found = nearest_rows(matrix, most, least)
        rows, near = found.rows, found.near
    else:
        rows, near = _by_graph(matrix, most, least)
    codes = np.unique(np.minimum(rows, near) * len(matrix) + np.maximum(rows, near))
    return codes // len(matrix), codes % len(matrix)


@dataclass(frozen=True)
class Nearest:
    """Rows with those near them, best first, of equals the first."""

    rows: Numbers
    near: Numbers
    cosines: npt.NDArray[np.float32]


def nearest_rows(matrix: Matrix, most: int, least: float) -> Nearest:
    """The ``most`` nearest rows of each row. Cosines are rounded to four decimals before they are compared."""
    size = len(matrix)
    held = _Held(size, most, least)
    starts = range(0, size, _TILE)
    for start in starts:
        held.begin(start, matrix[start : start + _TILE])
    for start in starts:
        part = matrix[start : start + _TILE]
        for other in range(start, size, _TILE):
            held.take(start, other, part @ matrix[other : other + _TILE].T)
    return held.best()


class _Held:
    """The best pairs seen so far, and for each row what a cosine must reach to be among its best."""

    def __init__(self, size: int, most: int, least: float) -> None:
        self._most, self._least = most, np.float32(least)
        self._floor = np.full(size, least, dtype=np.float32)
        self._parts: list[Nearest] = []
        self._count = 0

    def begin(self, start: int, part: Matrix) -> None:
        """A first floor of the rows of one tile, from their cosines with each other."""
        if len(part) > self._most:
            cosines = part @ part.T
            np.fill_diagonal(cosines, -1.0)
            floor = np.round(np.partition(cosines, -self._most, axis=1)[:, -self._most], 4)
            np.maximum(floor, self._least, out=self._floor[start : start + len(part)])

    def take(self, start: int, other: int, cosines: Matrix) -> None:
        """The cosines of two stretches of rows."""
        one = self._floor[start : start + cosines.shape[0]] - np.float32(_ROUNDING)
        two = self._floor[other : other + cosines.shape[1]] - np.float32(_ROUNDING)
        rows, columns = np.nonzero(cosines >= one[:, None])
        self._add(start + rows, other + columns, cosines[rows, columns])
        if start != other:
            rows, columns = np.nonzero(cosines >= two[None, :])
            self._add(other + columns, start + rows, cosines[rows, columns])
        if self._count > _HELD:
            self._let_go()

    def _add(self, rows: Numbers, near: Numbers, cosines: npt.NDArray[np.float32]) -> None:
        rounded = np.round(cosines, 4)
        good = (rows != near) & (rounded >= self._floor[rows])
        self._parts.append(Nearest(rows[good], near[good], rounded[good]))
        self._count += int(good.sum())

    def _let_go(self) -> None:
        best = self.best()
        self._parts, self._count = [best], len(best.rows)
        full = np.bincount(best.rows, minlength=len(self._floor)) >= self._most
        lowest = np.full(len(self._floor), np.inf, dtype=np.float32)
        np.minimum.at(lowest, best.rows, best.cosines)
        self._floor[full] = lowest[full]

    def best(self) -> Nearest:
        """The best of each row, in order of rows."""
        rows = np.concatenate([part.rows for part in self._parts])
        near = np.concatenate([part.near for part in self._parts])
        cosines = np.concatenate([part.cosines for part in self._parts])
        order = np.lexsort((near, -cosines, rows))
        rows = rows[order]
        first = np.searchsorted(rows, rows, side="left")
        kept = order[np.arange(len(rows)) - first < self._most]
        return Nearest(np.concatenate([part.rows for part in self._parts])[kept], near[kept], cosines[kept])


def _by_graph(matrix: Matrix, most: int, least: float) -> tuple[Numbers, Numbers]:
    from usearch.index import Index

    index = Index(
        ndim=matrix.shape[1], metric="ip", dtype="f16", connectivity=16, expansion_add=96, expansion_search=96
    )
    index.add(np.arange(len(matrix)), matrix, threads=1)  # one thread: the graph hangs on the order
    rows, near = [], []
    for start in range(0, len(matrix), _TILE):
        found = index.search(matrix[start : start + _TILE], most + 1, threads=1)
        keys = found.keys.astype(np.int64)
        at = np.arange(start, start + len(keys))[:, None]
        kept = (keys != at) & (1.0 - found.distances >= least)
        rows.append(np.broadcast_to(at, keys.shape)[kept])
        near.append(keys[kept])
    return np.concatenate(rows), np.concatenate(near)
