"""What is compared of all reports of a case, as arrays: the ground on which candidates are found and weighed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.matches.vectors import Matrix, at_unit_length

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Ragged:
    """Rows of unequal length, laid end to end: row ``k`` is ``values[bounds[k]:bounds[k + 1]]``."""

    values: npt.NDArray[Any]
    bounds: Numbers

    def row(self, at: int) -> npt.NDArray[Any]:
        """One row."""
        return self.values[self.bounds[at] : self.bounds[at + 1]]

    def places(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Where the values of some rows lie, and for each value the place of its row among them."""
        starts, lengths = self.bounds[rows], self.bounds[rows + 1] - self.bounds[rows]
        owner = np.repeat(np.arange(len(rows)), lengths)
        begins = np.cumsum(lengths) - lengths
        return np.arange(int(lengths.sum())) - np.repeat(begins - starts, lengths), owner

    def owners(self) -> Numbers:
        """For each value the row in which it lies."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))

    def where(self, keep: npt.NDArray[np.bool_]) -> Ragged:
        """The rows with some of their values only."""
        return Ragged(self.values[keep], bounds_of(np.bincount(self.owners()[keep], minlength=len(self))))

    def __len__(self) -> int:
        return len(self.bounds) - 1


def bounds_of(lengths: Iterable[int] | npt.NDArray[Any]) -> Numbers:
    """Where rows of such lengths begin and end."""
    return np.concatenate([[0], np.cumsum(np.fromiter(lengths, dtype=np.int64))]).astype(np.int64)


def ragged(parts: Sequence[bytes], kind: str) -> Ragged:
    """Packed columns of many rows."""
    values = np.frombuffer(b"".join(parts), dtype=kind)
    return Ragged(values, bounds_of(len(part) // values.itemsize for part in parts))


def matrix_of(rows: Sequence[bytes], width: int) -> Matrix:
    """Packed vectors, a row each at unit length; zeros where there is none. Unpacked in steps, to hold one copy."""
    found = np.zeros((len(rows), width), dtype=np.float32)
    for place, row in enumerate(rows):
        if row:
            found[place] = np.frombuffer(row, dtype="<f2")
    return at_unit_length_in_place(found)


def mean_openings(rows: Sequence[bytes], width: int) -> Matrix:
    """The mean direction of each report's opening, at unit length."""
    found = np.zeros((len(rows), width), dtype=np.float32)
    for place, row in enumerate(rows):
        if row:
            vectors = np.frombuffer(row, dtype="<f2").astype(np.float32).reshape(-1, width)
            found[place] = at_unit_length(vectors).mean(axis=0)
    return at_unit_length_in_place(found)


def at_unit_length_in_place(matrix: Matrix) -> Matrix:
    """The same matrix, its rows brought to unit length; zero rows stay zero."""
    for start in range(0, len(matrix), 4096):
        part = matrix[start : start + 4096]
        norms = np.sqrt(np.einsum("ij,ij->i", part, part))
        norms[norms == 0] = 1
        part /= norms[:, None]
    return matrix
