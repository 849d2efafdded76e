"""Headlines: whether two texts stand under one, but for a word or two."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

SAME_HEADLINE = 85.0
"""Likeness of two headlines, in per cent of their letters, from which they are one."""
SHORTEST_HEADLINE = 15
NEARLY_ALL = 0.7
"""Coverage from which two texts with headlines that differ in a number tell of one event."""
_FIGURES = re.compile(r"(?<![\d/.:-])\d{1,3}(?![\d/:-])")


def one_headline(a: str, b: str, coverage: float) -> bool:
    """Whether two headlines are one but for a word or two.

    A number may differ only above texts of which nearly all is shared: else it is another event's.
    """
    left, right = " ".join(a.casefold().split()), " ".join(b.casefold().split())
    if min(len(left), len(right)) < SHORTEST_HEADLINE or _alike(left[:300], right[:300]) < SAME_HEADLINE:
        return False
    one, other = (set(_FIGURES.findall(x)) for x in (left, right))
    return coverage >= NEARLY_ALL or one <= other or other <= one


def _alike(left: str, right: str) -> float:
    """Likeness of two headlines; one that stands inside a longer one is the same."""
    if min(len(left), len(right)) >= 2 * SHORTEST_HEADLINE:
        return max(fuzz.ratio(left, right), fuzz.partial_ratio(left, right))
    return fuzz.ratio(left, right)
