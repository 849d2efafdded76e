"""Pairs of articles by place, each as one number: they ascend as their left articles do, then their right ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
SHIFT = 31
_RIGHT = (1 << SHIFT) - 1


def coded(pairs: Ints) -> Ints:
    """Pairs, shape (pairs, 2), as numbers."""
    found: Ints = (pairs[:, 0] << SHIFT) + pairs[:, 1]
    return found


def left_of(codes: Ints) -> Ints:
    """The left article of each pair."""
    found: Ints = codes >> SHIFT
    return found


def right_of(codes: Ints) -> Ints:
    """The right article of each pair."""
    found: Ints = codes & _RIGHT
    return found


def moved_couples(codes: Ints, moved: Ints) -> Ints:
    """Pairs by the places that articles moved to; -1 where one is gone. Articles that stay keep their order."""
    left, right = moved[left_of(codes)], moved[right_of(codes)]
    return np.where((left >= 0) & (right >= 0), (left << SHIFT) + right, -1)


def among(some: npt.NDArray[Any], all_of: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Which of ``some`` are in ``all_of``, which ascends."""
    if not len(all_of):
        return np.zeros(len(some), dtype=np.bool_)
    at = np.minimum(np.searchsorted(all_of, some), len(all_of) - 1)
    found: npt.NDArray[np.bool_] = all_of[at] == some
    return found


@dataclass(frozen=True, slots=True)
class Moved:
    """Pairs that are none any more, by the places of before, and pairs that are new, by the places of now."""

    lost: Ints
    won: Ints

    @classmethod
    def between(cls, before: Ints, was: Ints, now: Ints) -> Moved:
        """From pairs before, the same by the places of now (-1: none), and pairs of now."""
        return cls(before[~among(was, now)], now[~among(now, was[was >= 0])])

    def lost_names(self, names: Sequence[str]) -> list[tuple[str, str]]:
        """Those that are none any more, by the names of before."""
        return named(self.lost, names)

    def won_names(self, names: Sequence[str]) -> list[tuple[str, str]]:
        """Those that are new, by the names of now."""
        return named(self.won, names)


def named(codes: Ints, names: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs as the names of their articles."""
    return [
        (names[a], names[b]) for a, b in zip(left_of(codes).tolist(), right_of(codes).tolist(), strict=True)
    ]
