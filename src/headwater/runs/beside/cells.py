"""The nearest of very many vectors, found in the few cells about a question: laid on the disk cell by cell.

Cells are those of ``origins.reuse.cells``. What one cell holds lies side by side, so that a question reads some stretches of
the file and nothing else.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.cells import Centres, asked_cells, by_cell
from headwater.origins.reuse.packed import Ints, Matrix, Sentences
from headwater.runs.beside.postings import mapped_array

_AT_ONCE = 1 << 15


def index_cells(
    every: Sentences, lying: npt.NDArray[np.int32], centres: Centres | None, folder: Path, name: str
) -> None:
    """Write vectors by the cell in which each lies; without centres all lie in one."""
    number = centres.number if centres is not None else 1
    order, bounds = by_cell(lying, number)
    vectors = np.lib.format.open_memmap(
        folder / f"{name}.vectors.npy", "w+", every.vectors.dtype, (len(every), every.vectors.shape[1])
    )
    for start in range(0, len(every), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        vectors[start : start + len(some)] = every.vectors[
            some if every.stored is None else every.stored[some]
        ]
    vectors.flush()
    np.save(folder / f"{name}.bounds.npy", bounds)
    np.save(folder / f"{name}.order.npy", order.astype(np.int32))
    np.save(folder / f"{name}.scales.npy", every.scales[order])
    told = None if centres is None else _plain(centres)
    (folder / f"{name}.centres").write_bytes(pickle.dumps(told))


def _plain(centres: Centres) -> tuple[Any, ...]:
    return centres.units, centres.middles, centres.districts, centres.inner


class Cells:
    """Vectors in their cells."""

    def __init__(self, folder: Path, name: str) -> None:
        self._vectors = mapped_array(folder / f"{name}.vectors.npy")
        self._bounds: Any = mapped_array(folder / f"{name}.bounds.npy")
        self._order: Any = mapped_array(folder / f"{name}.order.npy")
        self._scales: Any = mapped_array(folder / f"{name}.scales.npy")
        told = pickle.loads((folder / f"{name}.centres").read_bytes())
        self._centres = None if told is None else Centres(*told)

    def near(self, units: Matrix, floor: float) -> tuple[Ints, Ints, Matrix]:
        """(question, vector, cosine) of all that reach ``floor``; vectors by their numbers before they were laid in cells."""
        asking, numbers, cosines = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        for cell, rows in self._asked(units):
            start, end = int(self._bounds[cell]), int(self._bounds[cell + 1])
            if start == end:
                continue
            there = np.asarray(self._vectors[start:end]).astype(np.float32)
            told = np.round((units[rows] @ there.T) * self._scales[start:end][None, :], 4)
            at, to = np.nonzero(told >= floor)
            asking.append(rows[at])
            numbers.append(self._order[start + to].astype(np.int64))
            cosines.append(told[at, to])
        return np.concatenate(asking), np.concatenate(numbers), np.concatenate(cosines)

    def _asked(self, units: Matrix) -> list[tuple[int, Ints]]:
        if not len(units):
            return []
        if self._centres is None:
            return [(0, np.arange(len(units)))]
        ones = np.ones(len(units), dtype=np.float32)
        every = Sentences(units, ones, np.arange(len(units)), np.zeros(len(units), np.int16), ("",))
        cells = asked_cells(every, np.arange(len(units)), self._centres)
        rows, bounds = by_cell(cells.ravel(), self._centres.number)
        held = np.flatnonzero(np.diff(bounds))
        return [(cell, rows[bounds[cell] : bounds[cell + 1]] // cells.shape[1]) for cell in held.tolist()]
