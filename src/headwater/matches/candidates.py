"""Which reports are worth comparing: the nearest by meaning, and those that share rare names or words.

Never all pairs by slots: each report has at most ``most`` neighbours by meaning, and a rare key joins
at most ``_SHARED`` reports. The matrix product behind the neighbours is done in blocks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from headwater.matches.rarity import Rarity
from headwater.matches.reports import Report
from headwater.matches.vectors import Matrix, at_unit_length

_BLOCK = 512
_SHARED = 24
"""Reports that may share a key for it to be rare."""
_KEYS = 12
"""Rare keys of a report that are looked up."""


def candidate_pairs(
    reports: Sequence[Report], words: Mapping[str, Rarity], names: Rarity, most: int, least: float
) -> list[tuple[int, int]]:
    """Pairs of places in ``reports``, each (smaller, greater), sorted; all where there are ``most`` or fewer."""
    if len(reports) <= most:
        return list(combinations(range(len(reports)), 2))
    pairs = _near(reports, most, least) | _sharing(reports, words, names)
    return sorted(pairs)


def _near(reports: Sequence[Report], most: int, least: float) -> set[tuple[int, int]]:
    """The nearest reports by the mean of their openings and by their bodies."""
    pairs: set[tuple[int, int]] = set()
    placed = [k for k, r in enumerate(reports) if r.opening.size and r.body.size]
    if len(placed) < 2:
        return pairs
    openings = at_unit_length(np.stack([reports[k].opening.mean(axis=0) for k in placed]))
    bodies = np.stack([reports[k].body for k in placed])
    for matrix in (openings, bodies):
        for row, close in _nearest(matrix, most, least):
            pairs.update((min(placed[row], placed[k]), max(placed[row], placed[k])) for k in close)
    return pairs


def _nearest(matrix: Matrix, most: int, least: float) -> list[tuple[int, list[int]]]:
    """For each row the places of its nearest rows; of equals the first, so that order never decides."""
    found = []
    for start in range(0, len(matrix), _BLOCK):
        cosines = np.round(matrix[start : start + _BLOCK] @ matrix.T, 4)
        for offset, line in enumerate(cosines):
            line[start + offset] = -1.0
            size = min(most, len(line))
            threshold = max(least, float(np.partition(line, -size)[-size]))
            close = np.flatnonzero(line >= threshold)
            order = close[np.argsort(-line[close], kind="stable")][:size]
            found.append((start + offset, [int(k) for k in order]))
    return found


def _sharing(reports: Sequence[Report], words: Mapping[str, Rarity], names: Rarity) -> set[tuple[int, int]]:
    """Reports that share two rare keys of their openings, or one very rare name."""
    holders: dict[tuple[str, str], list[int]] = {}
    for k, report in enumerate(reports):
        for held in rare_keys(report, words, names):
            holders.setdefault(held, []).append(k)
    together: Counter[tuple[int, int]] = Counter()
    for members in holders.values():
        if 1 < len(members) <= _SHARED:
            together.update((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
    return {pair for pair, count in together.items() if count >= 2}


def rare_keys(report: Report, words: Mapping[str, Rarity], names: Rarity) -> list[tuple[str, str]]:
    """The rarest names and words of a report's opening, names first, each with what kind it is."""
    found = [("name", key) for key in _rare(report.opening_names, names)]
    if report.lang in words:
        found += [(report.lang, key) for key in _rare(report.opening_words, words[report.lang])]
    return found


def _rare(keys: frozenset[str], rarity: Rarity) -> list[str]:
    return sorted(keys, key=lambda key: (-round(rarity.of(key), 4), key))[:_KEYS]
