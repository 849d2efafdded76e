"""The sides of an alignment, its steps, and what it weighs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

STEPS = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one text: unit vectors, lengths in characters, and what each names and counts."""

    vectors: Matrix
    lengths: npt.NDArray[np.float32]
    marks: tuple[frozenset[str], ...]  # numbers and known names, the same in every language


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences ``[a, a_end)`` against ``[b, b_end)``; ``score`` is their similarity, marks weighed in."""

    a: int
    a_end: int
    b: int
    b_end: int
    score: float


@dataclass(frozen=True, slots=True)
class Costs:
    """What the alignment weighs: see ``ReuseConfig``."""

    floor: float  # similarity at which pairing two sentences is worth nothing
    merging: float  # cost of each further sentence in a step
    mark: float  # what an agreeing number or name adds, and a disagreeing one takes
    corridor: int  # sentences on either side of the path through nearest sentences
    widest: int  # most sentences that one row of the corridor holds
    slack: float  # similarity that a passage may lose to become shorter


def merged(side: Side, count: int) -> Matrix:
    """Unit vectors for each run of ``count`` sentences: their mean, weighed by the root of their length."""
    if count == 1:
        return side.vectors
    weighed = side.vectors * np.sqrt(side.lengths)[:, None]
    rows = len(weighed) - count + 1
    total = np.sum([weighed[step : step + rows] for step in range(count)], axis=0)
    norms = np.linalg.norm(total, axis=1, keepdims=True)
    unit: Matrix = (total / np.maximum(norms, 1e-6)).astype(np.float32)
    return unit
