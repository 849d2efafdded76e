"""Cosines as they are compared: in ten-thousandths, the same whatever product of matrices they are out of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from headwater.matches.columns import Numbers
from headwater.matches.vectors import Matrix

SCALE = 10_000
"""Cosines are compared in ten-thousandths."""
_DOUBT = 0.02
"""Ten-thousandths by which sums in another order may differ, at the very most."""
_AT_ONCE = 2048

Tenths = npt.NDArray[np.int32]


class Rows(Protocol):
    """Vectors of unit length, a row each: an array, or what unpacks to one some rows at a time."""

    def __len__(self) -> int: ...
    def __getitem__(self, at: Any, /) -> Matrix: ...


@dataclass(frozen=True)
class Nearest:
    """Rows with those near them, best first, of equals the first; cosines in ten-thousandths."""

    rows: Numbers
    near: Numbers
    cosines: Tenths


def rounded(cosines: Matrix, left: Rows, right: Rows, rows: Numbers, near: Numbers) -> Tenths:
    """Some cosines in ten-thousandths, the same whatever product of matrices they are out of.

    Where a sum in another order might be rounded to another number the cosine is worked out alone, in float64.
    """
    scaled = cosines.astype(np.float64) * SCALE
    found = np.rint(scaled).astype(np.int32)
    doubtful = np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < _DOUBT)
    for start in range(0, len(doubtful), _AT_ONCE):
        some = doubtful[start : start + _AT_ONCE]
        one, two = left[rows[some]].astype(np.float64), right[near[some]].astype(np.float64)
        found[some] = np.rint(np.einsum("ij,ij->i", one, two) * SCALE).astype(np.int32)
    return found


def best_of(parts: Sequence[Nearest], most: int) -> Nearest:
    """The best of each row, in order of rows; a pair that was found twice counts once."""
    rows, near, cosines = (
        np.concatenate([np.zeros(0, dtype=np.int32), *(getattr(part, name) for part in parts)])
        for name in ("rows", "near", "cosines")
    )
    order = np.lexsort((near, -cosines, rows))
    rows, near, cosines = rows[order], near[order], cosines[order]
    again = np.flatnonzero((rows[1:] == rows[:-1]) & (near[1:] == near[:-1])) + 1
    if len(again):
        rows, near, cosines = (np.delete(column, again) for column in (rows, near, cosines))
    first = np.searchsorted(rows, rows, side="left")
    kept = np.arange(len(rows)) - first < most
    return Nearest(rows[kept], near[kept], cosines[kept])
