"""Which pairs of articles compete to be translations of one another: they are judged together, and no others need be.

A text is likely to be translated from the text of that language which is most like it. So the pairs of a text with
texts of one language are rivals; a pair whose sentences are all of one language is nobody's.
"""

from __future__ import annotations

import numpy as np

from headwater.origins.reuse.columns import Fingerprints
from headwater.origins.reuse.couples import Ints, left_of, right_of


def rivals_of(rows: Fingerprints, codes: Ints) -> Ints:
    """For each pair (``couples.coded``, ascending) the place of the first of all that compete with it, and with these,
    however far; -1 for one that has no rival."""
    known: dict[str, int] = {}
    every = [(*headlines, *body) for headlines, body in zip(rows.headlines, rows.tongues, strict=True)]
    first = np.array([known.setdefault(next(iter(one), ""), len(known)) for one in every], dtype=np.int64)
    count = np.array([len(frozenset(one)) for one in every], dtype=np.int64)
    left, right = left_of(codes), right_of(codes)
    several = (count[left] > 1) | (count[right] > 1)
    several |= (count[left] == 1) & (count[right] == 1) & (first[left] != first[right])
    crossing = np.flatnonzero(several)
    found = np.full(len(codes), -1, dtype=np.int64)
    if len(crossing):
        left, right = left[crossing], right[crossing]
        one, two = left * len(known) + first[right], right * len(known) + first[left]
        _, places = np.unique(np.concatenate([one, two]), return_inverse=True)
        tied = _tied(places[: len(crossing)], places[len(crossing) :])
        _, leading, number, times = np.unique(
            tied, return_index=True, return_inverse=True, return_counts=True
        )
        found[crossing] = np.where(times[number] > 1, crossing[leading[number]], -1)
    return found


def _tied(one: Ints, two: Ints) -> Ints:
    """For each tie between two things a number that is the same for all that hang together."""
    least = np.arange(int(max(one.max(), two.max())) + 1, dtype=np.int64)
    while True:
        lower = np.minimum(least[one], least[two])
        before = least.copy()
        np.minimum.at(least, one, lower)
        np.minimum.at(least, two, lower)
        least = least[least]
        if np.array_equal(before, least):
            return least[one]
