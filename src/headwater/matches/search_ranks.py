"""One order out of several: reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Place = TypeVar("Place", bound=int)

_DAMPING = 20
"""How little the very first ranks matter; less than the 60 of the paper, since here the first are what is read."""


def fuse(rankings: Sequence[Sequence[Place]], weights: Sequence[float]) -> list[tuple[Place, float]]:
    """Places with their fused scores, best first, the smaller place where scores tie.

    A place's score is the sum over rankings of its weight over its rank plus a constant, scaled so that the first
    of all rankings has 1; rounded to four decimals.
    """
    scores: dict[Place, float] = {}
    for ranking, weight in zip(rankings, weights, strict=True):
        for rank, place in enumerate(ranking, start=1):
            scores[place] = scores.get(place, 0.0) + weight / (_DAMPING + rank)
    whole = sum(weights) / (_DAMPING + 1)
    rounded = {place: round(score / whole, 4) for place, score in scores.items()}
    return sorted(rounded.items(), key=lambda item: (-item[1], item[0]))
