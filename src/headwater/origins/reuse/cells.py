"""Cells of sentences near one another, so that a large case need not compare each sentence with each.

An inverted file (as Jégou, Douze and Schmid 2011 without the quantizer): centres are sentences spread evenly over
the case and moved to the mean of their neighbours a few times; a sentence lies in the cell of its nearest
centre and asks in the cells of several. Where centres are many they are found by districts in the same way, so that
no sentence is compared with all of them. Nothing is drawn at random.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.packed import Sentences

Matrix = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

CELL = 400  # sentences of a cell, on average
PROBES = 4  # cells in which a sentence asks
ROUNDS = 3  # times that centres are moved
LEARNT = 40  # sentences that a centre learns from, on average
BLOCK = 4096
FEW = 512  # centres that a sentence is compared with one by one
LOOKED = 8  # districts of centres into which a sentence looks where they are more


@dataclass(frozen=True, slots=True)
class Cells:
    """Which sentences lie in a cell and which ask in it, by position."""

    number: int
    _lying: tuple[Ints, Ints]  # sentences by cell; bounds
    _asking: tuple[Ints, Ints]

    def members(self, cell: int) -> Ints:
        """Sentences of ``cell``, ascending."""
        return self._lying[0][self._lying[1][cell] : self._lying[1][cell + 1]]

    def askers(self, cell: int) -> Ints:
        """Sentences that ask in ``cell``, ascending."""
        return self._asking[0][self._asking[1][cell] : self._asking[1][cell + 1]]


@dataclass(frozen=True, slots=True)
class _Centres:
    """Centres of cells; where they are many they lie in districts, and a sentence looks into those nearest to it."""

    units: Matrix
    middles: Matrix  # of districts; none where centres are few
    districts: tuple[Ints, ...]  # the centres of each, ascending

    def nearest(self, every: Sentences, which: Ints, count: int) -> Ints:
        """The ``count`` nearest centres of some sentences, best first."""
        if not self.districts:
            return _nearest_units(every, which, self.units, count)
        looked = _nearest_units(every, which, self.middles, min(LOOKED, len(self.districts)))
        found = np.zeros((len(which), count), dtype=np.int64)
        scores = np.full((len(which), count), -2.0, dtype=np.float32)
        asking, bounds = _by_cell(
            looked.ravel(), np.repeat(np.arange(len(which)), looked.shape[1]), len(self.districts)
        )
        for place, centres in enumerate(self.districts):
            for start in range(int(bounds[place]), int(bounds[place + 1]), BLOCK):
                rows = asking[start : min(start + BLOCK, int(bounds[place + 1]))]
                cosines = np.round(every.unit(which[rows]) @ self.units[centres].T, 4)
                best = _best_columns(cosines, min(count, len(centres)))
                told = np.concatenate([scores[rows], np.take_along_axis(cosines, best, axis=1)], axis=1)
                both = np.concatenate([found[rows], centres[best]], axis=1)
                order = np.argsort(-told, axis=1, kind="stable")[:, :count]
                scores[rows] = np.take_along_axis(told, order, axis=1)
                found[rows] = np.take_along_axis(both, order, axis=1)
        return found


def _centred(units: Matrix) -> _Centres:
    """Centres, in districts where they are more than ``FEW``: about as many districts as each has centres."""
    if len(units) <= FEW:
        return _Centres(units, units[:0], ())
    number = round(len(units) ** 0.5)
    middles = units[np.linspace(0, len(units) - 1, number).astype(np.int64)]
    for _ in range(ROUNDS):
        owner = np.round(units @ middles.T, 4).argmax(axis=1)
        middles = _means(units, owner, middles)
    owner = np.round(units @ middles.T, 4).argmax(axis=1)
    held = [np.flatnonzero(owner == place) for place in range(number)]
    kept = [place for place, some in enumerate(held) if len(some)]
    return _Centres(units, middles[kept], tuple(held[place] for place in kept))


def _means(units: Matrix, owner: Ints, before: Matrix) -> Matrix:
    """The unit mean of those that each owns; of those that own none what it was."""
    sums = np.zeros_like(before)
    np.add.at(sums, owner, units)
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    found: Matrix = np.where(norms > 1e-6, sums / np.maximum(norms, 1e-6), before)
    return found


def _nearest_units(every: Sentences, which: Ints, units: Matrix, count: int) -> Ints:
    """The ``count`` nearest of ``units`` of some sentences, best first."""
    found = np.empty((len(which), count), dtype=np.int64)
    for start in range(0, len(which), BLOCK):
        cosines = np.round(every.unit(which[start : start + BLOCK]) @ units.T, 4)
        found[start : start + BLOCK] = _best_columns(cosines, count)
    return found


def _best_columns(cosines: Matrix, count: int) -> Ints:
    """For each row its ``count`` greatest columns, best first."""
    picked = np.sort(np.argpartition(-cosines, count - 1, axis=1)[:, :count], axis=1)
    order = np.argsort(-np.take_along_axis(cosines, picked, axis=1), axis=1, kind="stable")
    best: Ints = np.take_along_axis(picked, order, axis=1)
    return best


def _moved(every: Sentences, sample: Ints, centres: Matrix) -> Matrix:
    """Centres at the mean of the sample sentences that are nearest to them; empty ones stay."""
    owner = _centred(centres).nearest(every, sample, 1)[:, 0]
    order = np.argsort(owner, kind="stable")
    used, starts = np.unique(owner[order], return_index=True)
    bounds = np.append(starts, len(order))
    sums = np.stack(
        [every.unit(sample[order[low:high]]).sum(axis=0) for low, high in pairwise(bounds.tolist())]
    )
    moved = centres.copy()
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    moved[used] = np.where(norms > 1e-6, sums / np.maximum(norms, 1e-6), centres[used])
    return moved


def _by_cell(cells: Ints, sentences: Ints, number: int) -> tuple[Ints, Ints]:
    order = np.lexsort((sentences, cells))
    bounds = np.searchsorted(cells[order], np.arange(number + 1))
    return sentences[order], bounds.astype(np.int64)


def divide(every: Sentences) -> Cells:
    """Cells of about ``CELL`` sentences each."""
    number = max(1, len(every) // CELL)
    probes = min(PROBES, number)
    rows = np.arange(len(every), dtype=np.int64)
    sample = rows[:: max(1, len(every) // (number * LEARNT))]
    centres = every.unit(np.linspace(0, len(every) - 1, number).astype(np.int64))
    for _ in range(ROUNDS):
        centres = _moved(every, sample, centres)
    near = _centred(centres).nearest(every, rows, probes)
    return Cells(
        number=number,
        _lying=_by_cell(near[:, 0], rows, number),
        _asking=_by_cell(near.ravel(), np.repeat(rows, probes), number),
    )
