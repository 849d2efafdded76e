"""Columns that go by article, brought up to date with the articles that came and went: pieces of the old ones, and new ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Splice:
    """Where articles stood and stand, both in order of their ids."""

    pieces: tuple[
        tuple[int, int, bool], ...
    ]  # places from where to where that stay, and whether a newcomer follows
    moved: Ints  # where each of before stands now, -1 for one that is gone
    came: Ints  # where each newcomer stands
    size: int  # how many there are now

    @classmethod
    def of(cls, names: Sequence[str], gone: Collection[str], come: Sequence[str]) -> Splice:
        """What becomes of ``names`` (ascending) without some and with others (ascending); one may be in both."""
        events = [(bisect_left(names, name), 0) for name in come]
        events += [(bisect_left(names, name), 1) for name in gone]
        pieces: list[tuple[int, int, bool]] = []
        at = 0
        for place, goes in sorted(events):
            pieces.append((at, place, not goes))
            at = place + goes
        pieces.append((at, len(names), False))
        moved = np.full(len(names), -1, dtype=np.int64)
        came: list[int] = []
        size = 0
        for start, end, follows in pieces:
            moved[start:end] = np.arange(size, size + end - start)
            size += end - start
            if follows:
                came.append(size)
                size += 1
        return cls(tuple(pieces), moved, np.array(came, dtype=np.int64), size)

    def listed(self, old: Sequence[Item], new: Sequence[Item]) -> list[Item]:
        """A list with an item an article."""
        found: list[Item] = []
        fresh = iter(new)
        for start, end, follows in self.pieces:
            found += old[start:end]
            if follows:
                found.append(next(fresh))
        return found

    def joined(
        self, old: npt.NDArray[Any], new: Sequence[npt.NDArray[Any]], bounds: Ints
    ) -> npt.NDArray[Any]:
        """An array with some rows an article: those of the article at ``k`` are from ``bounds[k]`` to ``bounds[k + 1]``."""
        parts: list[npt.NDArray[Any]] = [old[:0]]
        fresh = iter(new)
        for start, end, follows in self.pieces:
            parts.append(old[bounds[start] : bounds[end]])
            if follows:
                parts.append(next(fresh))
        return np.concatenate(parts)
