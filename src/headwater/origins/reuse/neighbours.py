"""Nearest sentences of other articles, in every language, and which articles they join.

Exact blocked products up to a size, beyond it within cells around sampled sentences. Two sentences meet only
where each is among the other's nearest in its language: a sentence that resembles everything ("he told
reporters") is nobody's nearest for long, which discounts hubs without a threshold for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.cells import Cells, divide
from headwater.origins.reuse.nearest import BLOCK, Nearest, best_of, best_of_each
from headwater.origins.reuse.packed import Sentences
from headwater.origins.reuse.standing import StandingNearest
from headwater.records.remembered import remembered

Matrix = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def nearest_exactly(every: Sentences, columns: Ints, count: int, floor: float) -> Nearest:
    """The nearest of each sentence among ``columns``, each compared with each."""
    return Nearest(*best_of(every, np.arange(len(every)), columns, count, floor))


def nearest_in_cells(every: Sentences, count: int, floor: float, cells: Cells) -> dict[int, Nearest]:
    """By code of language the nearest of each sentence among those in the cells nearest to it."""
    size = len(every)
    found = {
        code: Nearest(np.full((size, count), -1, np.int32), np.full((size, count), -1.0, np.float32))
        for code in np.unique(every.languages).tolist()
    }
    for cell in range(cells.number):
        members, askers = cells.members(cell), cells.askers(cell)
        there = every.raw(members)
        for start in range(0, len(askers) if len(members) else 0, BLOCK):
            rows = askers[start : start + BLOCK]
            for code, at, best, values in best_of_each(every, rows, members, there, count, floor):
                _take_in(found[code], rows[at], best, values, count)
    return found


def _take_in(nearest: Nearest, rows: Ints, best: Ints, values: Matrix, count: int) -> None:
    """Put what one cell has among the nearest of ``rows``; of equals those that are there already stay before it."""
    told = np.concatenate([nearest.scores[rows], values], axis=1)
    order = np.argsort(-told, axis=1, kind="stable")[:, :count]
    both = np.concatenate([nearest.found[rows], best], axis=1)
    nearest.scores[rows] = np.take_along_axis(told, order, axis=1)
    nearest.found[rows] = np.take_along_axis(both, order, axis=1)


@dataclass(frozen=True, slots=True)
class Joined:
    """Two articles (``left < right``) and how many distinct sentences of each have a neighbour in the other."""

    left: int
    right: int
    sentences: int  # the smaller of both sides' counts
    crossing: int  # of these, between different languages


def join_articles(
    all_of: Sentences, count: int, floor: float, exact: int, keys: Sequence[bytes] = ()
) -> list[Joined]:
    """Pairs of articles with sentences that are among each other's nearest, in order of index.

    Up to ``exact`` sentences all are compared with all, beyond it only within cells. ``keys`` says what the sentences
    of each article are, by which the next run of this process knows them again.
    """
    if not len(all_of):
        return []
    language = all_of.languages
    if len(all_of) > exact:
        nearest = nearest_in_cells(all_of, count, floor, divide(all_of))
    else:
        standing = remembered(StandingNearest) if keys else StandingNearest()
        nearest = standing.find(
            all_of, keys, count, floor, lambda columns: nearest_exactly(all_of, columns, count, floor)
        )
    lefts: list[Ints] = []
    rights: list[Ints] = []
    for near in nearest.values():
        from_, rank = np.nonzero(near.found >= 0)
        to = near.found[from_, rank]
        # the pair is mutual where the other's nearest, in this one's language, hold this one
        mutual = np.zeros(len(from_), dtype=np.bool_)
        for code, back in nearest.items():
            mine = language[from_] == code
            mutual[mine] = (back.found[to[mine]] == from_[mine, None]).any(axis=1)
        forward = mutual & (all_of.owners[from_] < all_of.owners[to])
        lefts.append(from_[forward])
        rights.append(to[forward])
    return _counted(all_of, np.concatenate(lefts), np.concatenate(rights), language)


def _counted(all_of: Sentences, left: Ints, right: Ints, language: npt.NDArray[np.int16]) -> list[Joined]:
    if not len(left):
        return []
    total = np.int64(all_of.owners.max() + 1)
    code = all_of.owners[left] * total + all_of.owners[right]
    pairs, index = np.unique(code, return_inverse=True)

    def distinct(sentences: Ints) -> Ints:
        met = np.unique(index * np.int64(len(all_of.owners)) + sentences) // len(all_of.owners)
        return np.bincount(met, minlength=len(pairs))

    smaller = np.minimum(distinct(left), distinct(right))
    crossing = np.bincount(index, weights=language[left] != language[right], minlength=len(pairs))
    return [
        Joined(int(pair // total), int(pair % total), int(size), int(cross))
        for pair, size, cross in zip(pairs.tolist(), smaller.tolist(), crossing.tolist(), strict=True)
    ]


def shares(joined: Sequence[Joined], sizes: Ints, crossing: float, within: float) -> list[Joined]:
    """Those whose joined sentences are a share of the shorter article's.

    ``crossing`` is the least share where languages differ, ``within`` where they do not: there, texts on
    one subject resemble each other by themselves.
    """
    return [
        pair
        for pair in joined
        if round(pair.sentences / max(1, min(int(sizes[pair.left]), int(sizes[pair.right]))), 4)
        >= (crossing if pair.crossing else within)
    ]
