"""How far the numbers and names of two texts agree."""

from __future__ import annotations

from collections.abc import Sequence


def agreement(a: Sequence[frozenset[str]], b: Sequence[frozenset[str]], least: int) -> float:
    """Share of the numbers and names of either side that stand on both; 1 where there are fewer than ``least``."""
    left: frozenset[str] = frozenset().union(*a)
    right: frozenset[str] = frozenset().union(*b)
    every = len(left | right)
    return round(len(left & right) / every, 4) if every >= least else 1.0
