"""Cells of sentences near one another, so that a large case need not compare each sentence with each.

An inverted file (as Jégou, Douze and Schmid 2011 without the quantizer): a sentence lies in the cell of its nearest
centre and asks in the cells of several. Where centres are many they are found by districts in the same way, so that
no sentence is compared with all of them. Nothing is drawn at random: one article in 33 teaches, by a hash of its id,
and centres are sentences spread evenly over these articles, moved to the mean of their neighbours a few times. So
centres are the same whatever else the case holds, and stand until an article that teaches comes or goes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.packed import Sentences

Matrix = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

TEACHING = 33  # one article in so many
LEARNT = 12  # sentences that a centre learns from, on average: a cell holds so many times as many
CROWDED = 4  # times what a centre learns from on average, beyond which its cell is cut in parts
PROBES = 6  # cells in which a sentence asks
ROUNDS = 3  # times that centres are moved
BLOCK = 4096
FEW = 512  # centres that a sentence is compared with one by one
LOOKED = 8  # districts of centres into which a sentence looks where they are more


@dataclass(frozen=True, slots=True)
class Centres:
    """Centres of cells; where they are many they lie in districts, and a sentence looks into those nearest to it."""

    units: Matrix
    middles: Matrix  # of districts; none where centres are few
    districts: tuple[Ints, ...]  # the centres of each, ascending
    inner: tuple[tuple[int, Matrix], ...] = ()  # of crowded cells: whose, and the centres of its parts

    @property
    def number(self) -> int:
        """How many cells there are, parts of crowded ones among them."""
        return len(self.units) + sum(len(units) for _, units in self.inner)

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


def _centred(units: Matrix) -> Centres:
    """Centres, in districts where they are more than ``FEW``: about as many districts as each has centres."""
    if len(units) <= FEW:
        return Centres(units, units[:0], ())
    number = round(len(units) ** 0.5)
    middles = units[np.linspace(0, len(units) - 1, number).astype(np.int64)]
    for _ in range(ROUNDS):
        owner = np.round(units @ middles.T, 4).argmax(axis=1)
        middles = _means(units, owner, middles)
    owner = np.round(units @ middles.T, 4).argmax(axis=1)
    held = [np.flatnonzero(owner == place) for place in range(number)]
    kept = [place for place, some in enumerate(held) if len(some)]
    return Centres(units, middles[kept], tuple(held[place] for place in kept))


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


def teaches(article: str) -> bool:
    """Whether centres are learnt from an article."""
    hashed = hashlib.blake2b(article.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(hashed, "little") % TEACHING == 0


def learn_centres(every: Sentences, teaching: Ints) -> Centres:
    """Centres of the cells of a case, from the sentences that teach (by position, ascending); all do where none does."""
    sample, number = teaching, max(1, len(teaching) // LEARNT)
    if not len(teaching):
        sample, number = np.arange(len(every), dtype=np.int64), max(1, len(every) // (LEARNT * TEACHING))
    centres = every.unit(sample[np.linspace(0, len(sample) - 1, number).astype(np.int64)])
    for _ in range(ROUNDS):
        centres = _moved(every, sample, centres)
    found = _centred(centres)
    return replace(
        found, inner=tuple(_parts(every, sample, found, LEARNT if len(teaching) else LEARNT * TEACHING))
    )


def _parts(every: Sentences, sample: Ints, centres: Centres, learnt: int) -> Iterator[tuple[int, Matrix]]:
    """Centres inside those cells that hold far too much of the sample: sentences of it.

    The mean of many that are hardly alike is nearer to all of their kind than any other centre, and its cell would grow
    with the case ("he told reporters").
    """
    owner = centres.nearest(every, sample, 1)[:, 0]
    owned = np.bincount(owner, minlength=len(centres.units))
    for centre in np.flatnonzero(owned > CROWDED * learnt).tolist():
        own, parts = sample[owner == centre], int(owned[centre]) // learnt
        yield centre, every.unit(own[np.linspace(0, len(own) - 1, parts).astype(np.int64)])


def asked_cells(every: Sentences, which: Ints, centres: Centres) -> npt.NDArray[np.int32]:
    """The cells in which some sentences ask, nearest first: they lie in the first."""
    asked = centres.nearest(every, which, min(PROBES, len(centres.units))).astype(np.int32)
    first = len(centres.units)
    for crowded, units in centres.inner:
        rows, columns = np.nonzero(asked == crowded)
        asked[rows, columns] = first + _nearest_units(every, which[rows], units, 1)[:, 0]
        first += len(units)
    return asked


def by_cell(cells: npt.NDArray[np.int32], number: int) -> tuple[Ints, Ints]:
    """Places by the cell that stands there, ascending within each, and the bounds of the cells."""
    order = np.argsort(cells, kind="stable")
    bounds = np.searchsorted(cells[order], np.arange(number + 1))
    return order, bounds.astype(np.int64)
