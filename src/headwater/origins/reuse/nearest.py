"""For each of some sentences those nearest to it, among some others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.packed import Sentences

Matrix = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

BLOCK = 1024
_SLACK = 5e-5  # cosines are compared after rounding


@dataclass(frozen=True, slots=True)
class Nearest:
    """For each sentence its nearest in one language, best first (-1: none), with their cosines."""

    found: npt.NDArray[np.integer[Any]]
    scores: Matrix


def best_of(every: Sentences, rows: Ints, columns: Ints, count: int, floor: float) -> tuple[Ints, Matrix]:
    """For each of ``rows`` its ``count`` best among ``columns`` of other articles (-1: none), best first.

    Equal cosines go by position, so that nothing depends on the machine.
    """
    there = every.raw(columns)
    blocks = [
        _best(every, rows[start : start + BLOCK], columns, there, count, floor)
        for start in range(0, len(rows), BLOCK)
    ]
    if not blocks:
        return np.empty((0, count), dtype=np.int64), np.empty((0, count), dtype=np.float32)
    return np.concatenate([found for found, _ in blocks]), np.concatenate([scores for _, scores in blocks])


def best_of_each(
    every: Sentences, rows: Ints, columns: Ints, there: Matrix, count: int, floor: float
) -> Iterator[tuple[int, Ints, Ints, Matrix]]:
    """For each language (its code) which of ``rows`` have any near them, and their ``count`` best among ``columns``."""
    at, to, values = _near(every, rows, columns, there, floor)
    tongues = every.languages[columns[to]]
    order = np.lexsort((to, -values, at, tongues))
    at, to, values, tongues = at[order], to[order], values[order], tongues[order]
    bounds = np.flatnonzero(np.diff(tongues, prepend=-1, append=-1)).tolist() if len(at) else []
    for low, high in pairwise(bounds):
        asking, first = np.unique(at[low:high], return_index=True)
        which = np.repeat(np.arange(len(asking)), np.diff(first, append=high - low))
        rank = np.arange(high - low) - first[which]
        top = rank < count
        found, scores = _none(len(asking), count)
        found[which[top], rank[top]] = columns[to[low:high][top]]
        scores[which[top], rank[top]] = values[low:high][top]
        yield int(tongues[low]), asking, found, scores


def _none(rows: int, count: int) -> tuple[Ints, Matrix]:
    return np.full((rows, count), -1, dtype=np.int64), np.full((rows, count), -1.0, dtype=np.float32)


def _near(
    every: Sentences, rows: Ints, columns: Ints, there: Matrix, floor: float
) -> tuple[Ints, Ints, Matrix]:
    """(place in ``rows``, place in ``columns``, cosine) of sentences of two articles that reach ``floor``.

    ``there`` are the vectors of ``columns``. Few pairs reach ``floor``; only these are looked at again. Products of
    whole numbers are exact, and are scaled in one order only: a cosine is the same in whatever company.
    """
    cosines = every.raw(rows) @ there.T
    cosines *= every.scales[columns]
    scales = every.scales[rows]
    at, to = np.nonzero(cosines >= ((floor - _SLACK) / scales)[:, None])
    values = np.round(cosines[at, to] * scales[at], 4)
    kept = (values >= np.float32(floor)) & (every.owners[rows[at]] != every.owners[columns[to]])
    return at[kept], to[kept], values[kept]


def _best(
    every: Sentences, rows: Ints, columns: Ints, there: Matrix, count: int, floor: float
) -> tuple[Ints, Matrix]:
    at, to, values = _near(every, rows, columns, there, floor)
    order = np.lexsort((to, -values, at))
    at, to, values = at[order], to[order], values[order]
    rank = np.arange(len(at)) - np.searchsorted(at, at, side="left")
    top = rank < count
    found, scores = _none(len(rows), count)
    found[at[top], rank[top]] = columns[to[top]]
    scores[at[top], rank[top]] = values[top]
    return found, scores
