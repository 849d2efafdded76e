"""Of each row of a matrix the nearest rows, kept as rows come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from headwater.matches.columns import Numbers
from headwater.matches.cosines import SCALE, Nearest, Tenths, rounded
from headwater.matches.near_fields import NEAREST_PIVOTS, Fields, fields_of, pivots_of
from headwater.matches.near_rows import EXACT, nearest_rows
from headwater.matches.packing import Hashes
from headwater.matches.vectors import Matrix

_NOBODY = -1
_AT_ONCE = 256

Pairs = list[tuple[int, int]]


class NearLists:
    """The nearest of each row, best first, of equals the one whose name is first; rows not ``placed`` are near nobody.

    Rows are called by their numbers, which are given again when a row has gone. ``name_of`` tells the name of a number.
    """

    def __init__(
        self,
        matrix: Matrix,
        placed: npt.NDArray[np.bool_],
        most: int,
        least: float,
        name_of: Callable[[int], str] = lambda row: f"{row:09d}",
        marks: Hashes | None = None,
        exact: int = EXACT,
    ) -> None:
        self._most, self._least, self._name_of = most, round(least * SCALE), name_of
        size = len(matrix)
        self._matrix = np.zeros((0, matrix.shape[1]), dtype=np.float32)
        self._near = np.zeros((0, most), dtype=np.int32)
        self._told = np.zeros((0, most), dtype=np.int32)
        self._placed = np.zeros(0, dtype=np.bool_)
        self._fields = np.zeros((0, NEAREST_PIVOTS), dtype=np.int16)
        self._make_room(size)
        self._matrix[:size] = matrix
        self._placed[:size] = placed
        rows = np.flatnonzero(placed)
        some = matrix if len(rows) == size else matrix[rows]
        self._pivots: Matrix | None = None
        if marks is not None and len(rows) > exact:
            fields = Fields(some, pivots_of(marks[rows]))
            self._pivots, self._fields[rows] = fields.pivots, fields.of
            found = fields.nearest(most, least)
        else:
            found = nearest_rows(some, most, least)
        self._write(Nearest(rows[found.rows], rows[found.near], found.cosines))

    def __len__(self) -> int:
        return int(self._placed.sum())

    def _make_room(self, size: int) -> None:
        more = size + size // 8 + 64 - len(self._matrix)
        width = self._matrix.shape[1]
        self._matrix = np.concatenate([self._matrix, np.zeros((more, width), dtype=np.float32)])
        self._near = np.concatenate([self._near, np.full((more, self._most), _NOBODY, dtype=np.int32)])
        self._told = np.concatenate([self._told, np.full((more, self._most), -SCALE, dtype=np.int32)])
        self._placed = np.concatenate([self._placed, np.zeros(more, dtype=np.bool_)])
        self._fields = np.concatenate(
            [self._fields, np.full((more, NEAREST_PIVOTS), _NOBODY, dtype=np.int16)]
        )

    def _write(self, found: Nearest) -> None:
        """Let rows have these lists, which come row by row, best first."""
        rank = np.arange(len(found.rows)) - np.searchsorted(found.rows, found.rows, side="left")
        self._near[found.rows, rank] = found.near
        self._told[found.rows, rank] = found.cosines

    def pairs(self) -> tuple[Numbers, Numbers]:
        """The pairs of which the second is near the first."""
        one, at = np.nonzero(self._near != _NOBODY)
        return one, self._near[one, at].astype(np.int64)

    def pairs_of(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Some rows with those that are near them, and those to which they are near."""
        own, at = np.nonzero(self._near[rows] != _NOBODY)
        wanted = np.zeros(len(self._near) + 1, dtype=np.bool_)  # the last is for nobody
        wanted[rows] = True
        found = np.flatnonzero(wanted[self._near.ravel()])
        theirs, held = found // self._most, self._near.ravel()[found].astype(np.int64)
        return np.concatenate([rows[own], held]), np.concatenate([self._near[rows[own], at], theirs])

    def near(self, a: int, b: int) -> bool:
        """Whether one of two rows is among the nearest of the other."""
        return bool((self._near[a] == b).any() or (self._near[b] == a).any())

    def add(self, row: int, vector: Matrix, *, placed: bool) -> Pairs:
        """Take a row in; gives the pairs of which one is not among the other's nearest any more."""
        if row >= len(self._matrix):
            self._make_room(row + 1)
        self._matrix[row], self._placed[row] = vector, placed
        if not placed:
            return []
        if self._pivots is not None:
            self._fields[row] = fields_of(vector[None], self._pivots)[0]
        (close, told), *_ = self._close(np.array([row]))
        own = self._best(close, told)
        self._near[row, : len(own)] = close[own]
        self._told[row, : len(own)] = told[own]
        reaches = told >= self._told[close, -1]
        return self._displace(row, close[reaches], told[reaches])

    def _close(self, rows: Numbers) -> list[tuple[Numbers, Tenths]]:
        """For each of some rows those that are near enough, and how near."""
        if self._pivots is not None:
            return [self._close_to(row, self._beside(row)) for row in rows.tolist()]
        found = []
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            cosines = self._matrix[some] @ self._matrix.T
            cosines[:, ~self._placed] = -1.0
            for at, row in enumerate(some.tolist()):
                close = np.flatnonzero(cosines[at] >= (self._least - 1) / SCALE)
                found.append(self._told_of(row, close, cosines[at, close]))
        return found

    def _beside(self, row: int) -> Numbers:
        """The rows that have a field in common with one."""
        together = np.zeros(len(self._fields), dtype=np.bool_)
        for field in self._fields[row].tolist():
            together |= (self._fields == field).any(axis=1)
        return np.flatnonzero(together & self._placed)

    def _close_to(self, row: int, seen: Numbers) -> tuple[Numbers, Tenths]:
        cosines = self._matrix[seen] @ self._matrix[row]
        good = cosines >= (self._least - 1) / SCALE
        return self._told_of(row, seen[good], cosines[good])

    def _told_of(self, row: int, close: Numbers, cosines: Matrix) -> tuple[Numbers, Tenths]:
        """Those near enough, the row itself not among them, and how near they are."""
        close, cosines = close[close != row], cosines[close != row]
        told = rounded(cosines, self._matrix, self._matrix, np.full(len(close), row), close)
        return close[told >= self._least], told[told >= self._least]

    def _best(self, close: Numbers, told: Tenths) -> list[int]:
        """Places of the nearest, best first."""
        places = np.arange(len(close))
        if len(close) > self._most:
            places = np.flatnonzero(told >= np.partition(told, -self._most)[-self._most])
        ordered = sorted(places.tolist(), key=lambda k: (-int(told[k]), self._name_of(int(close[k]))))
        return ordered[: self._most]

    def _displace(self, row: int, rows: Numbers, told: Tenths) -> Pairs:
        """Put a row into the lists of others; what stood last in a full list is out."""
        gone = []
        name = self._name_of(row)
        for other, value in zip(rows.tolist(), told.tolist(), strict=True):
            at = int(np.searchsorted(-self._told[other], -value, side="left"))
            while at < self._most and self._told[other, at] == value and self._called(other, at) < name:
                at += 1
            if at == self._most:
                continue
            last = int(self._near[other, -1])
            if last != _NOBODY:
                gone.append((other, last))
            for lists, new in ((self._near, row), (self._told, value)):
                lists[other, at + 1 :] = lists[other, at:-1].copy()
                lists[other, at] = new
        return gone

    def _called(self, row: int, at: int) -> str:
        return self._name_of(int(self._near[row, at]))

    def remove(self, rows: Sequence[int]) -> Pairs:
        """Let rows go; gives the pairs that are near each other now, and may not have been."""
        leaving = np.zeros(len(self._near) + 1, dtype=np.bool_)  # the last is for nobody
        leaving[list(rows)] = True
        self._placed[list(rows)] = False
        self._empty(np.array(rows, dtype=np.int64))
        self._fields[list(rows)] = _NOBODY
        bereft = np.flatnonzero(leaving[self._near].any(axis=1))
        self._empty(bereft)
        more: Pairs = []
        for row, (close, told) in zip(bereft.tolist(), self._close(bereft), strict=True):
            own = self._best(close, told)
            self._near[row, : len(own)] = close[own]
            self._told[row, : len(own)] = told[own]
            more.extend((row, near) for near in close[own].tolist())
        return more

    def _empty(self, rows: Numbers) -> None:
        self._near[rows] = _NOBODY
        self._told[rows] = -SCALE
