"""The nearest rows of every row of a matrix.

Exactly, tile by tile over one half of all cosines, up to ``EXACT`` rows; beyond that among the rows that lie about the
same pivots (``near_fields.py``).
"""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_limits

from headwater.matches.columns import Numbers
from headwater.matches.cosines import SCALE, Nearest, Rows, Tenths, best_of, rounded
from headwater.matches.near_fields import Fields, pivots_of
from headwater.matches.packing import Hashes
from headwater.matches.vectors import Matrix

EXACT = 20_000
"""Rows up to which every two are compared."""
_TILE = 2048
_HELD = 4_000_000
"""Pairs held before all but the best of each row are let go."""


def near_pairs(
    matrix: Rows, most: int, least: float, exact: int = EXACT, marks: Hashes | None = None
) -> tuple[Numbers, Numbers]:
    """Pairs (smaller, greater) of which one is among the ``most`` nearest of the other, at a cosine of ``least`` or more.

    ``marks`` are hashes of the rows' names: beyond ``exact`` rows they choose the pivots.
    """
    codes = near_codes(matrix, most, least, exact, marks)
    return codes // max(1, len(matrix)), codes % max(1, len(matrix))


def near_codes(
    matrix: Rows, most: int, least: float, exact: int = EXACT, marks: Hashes | None = None
) -> Numbers:
    """The same pairs as ``smaller * rows + greater``, ascending: of a great case one copy of them is as much as can be held."""
    if len(matrix) < 2:
        return np.zeros(0, dtype=np.int64)
    with threadpool_limits(1, "blas"):
        if len(matrix) <= exact or marks is None:
            found = nearest_rows(matrix, most, least)
            codes = _coded(found.rows.astype(np.int64), found.near.astype(np.int64), len(matrix))
        else:
            codes = _codes_of(Fields(matrix, pivots_of(marks)).lists(most, least)[0])
    codes.sort()
    return codes[np.diff(codes, prepend=-1) > 0]


def _coded(rows: Numbers, near: Numbers, size: int) -> Numbers:
    return np.minimum(rows, near) * size + np.maximum(rows, near)


def _codes_of(near: Tenths) -> Numbers:
    """The pairs of each row with those near it (-1: none), some rows after the other."""
    size = len(near)
    codes = np.empty(int(np.count_nonzero(near >= 0)), dtype=np.int64)
    at = 0
    for start in range(0, size, _TILE):
        rows, columns = np.nonzero(near[start : start + _TILE] >= 0)
        told = near[start + rows, columns].astype(np.int64)
        codes[at : at + len(rows)] = _coded(start + rows, told, size)
        at += len(rows)
    return codes


def nearest_rows(matrix: Rows, most: int, least: float) -> Nearest:
    """The ``most`` nearest rows of each row, of all."""
    held = _Held(matrix, most, least)
    starts = range(0, len(matrix), _TILE)
    for start in starts:
        held.begin(start)
    for start in starts:
        part = matrix[start : start + _TILE]
        for other in range(start, len(matrix), _TILE):
            held.take(start, other, part @ matrix[other : other + _TILE].T)
    return held.best()


class _Held:
    """The best pairs seen so far, and for each row what a cosine must reach to be among its best."""

    def __init__(self, matrix: Rows, most: int, least: float) -> None:
        self._matrix, self._most, self._least = matrix, most, round(least * SCALE)
        self._floor = np.full(len(matrix), self._least, dtype=np.int32)
        self._parts: list[Nearest] = []
        self._count = 0

    def begin(self, start: int) -> None:
        """A first floor of the rows of one tile, from their cosines with each other."""
        part = self._matrix[start : start + _TILE]
        if len(part) > self._most:
            cosines = part @ part.T
            np.fill_diagonal(cosines, -1.0)
            last = np.partition(cosines, -self._most, axis=1)[:, -self._most]
            floor = np.rint(last * SCALE).astype(np.int32) - 1
            np.maximum(floor, self._least, out=self._floor[start : start + len(part)])

    def take(self, start: int, other: int, cosines: Matrix) -> None:
        """The cosines of two stretches of rows."""
        lowest = ((self._floor - 1) / SCALE).astype(np.float32)
        one = lowest[start : start + cosines.shape[0]]
        rows, columns = np.nonzero(cosines >= one[:, None])
        self._add(start + rows, other + columns, cosines[rows, columns])
        if start != other:
            two = lowest[other : other + cosines.shape[1]]
            rows, columns = np.nonzero(cosines >= two[None, :])
            self._add(other + columns, start + rows, cosines[rows, columns])
        if self._count > _HELD:
            self._let_go()

    def _add(self, rows: Numbers, near: Numbers, cosines: Matrix) -> None:
        other = rows != near
        rows, near = rows[other], near[other]
        told = rounded(cosines[other], self._matrix, self._matrix, rows, near)
        good = told >= self._floor[rows]
        self._parts.append(Nearest(rows[good].astype(np.int32), near[good].astype(np.int32), told[good]))
        self._count += int(good.sum())

    def _let_go(self) -> None:
        best = self.best()
        self._parts, self._count = [best], len(best.rows)
        full = np.bincount(best.rows, minlength=len(self._floor)) >= self._most
        lowest = np.full(len(self._floor), 2 * SCALE, dtype=np.int32)
        np.minimum.at(lowest, best.rows, best.cosines)
        self._floor[full] = lowest[full]

    def best(self) -> Nearest:
        """The best of each row, in order of rows."""
        return best_of(self._parts, self._most)
