"""Stretches of one text, looked up by what they overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate


class Stretches:
    """Stretches (start, end) with what each stands for, by their starts. They may overlap each other."""

    def __init__(self, rows: Iterable[tuple[int, ...]]) -> None:
        self._rows = sorted(rows)
        self._starts = [row[0] for row in self._rows]
        # the greatest end so far never falls: what ends before a place stands before what reaches it
        self._reach = list(accumulate((row[1] for row in self._rows), max))

    def touching(self, start: int, end: int) -> Sequence[tuple[int, ...]]:
        """The rows that may have a character in ``[start, end)``, and none that begin or end outside by more than others."""
        low = bisect_right(self._reach, start)
        return self._rows[low : bisect_left(self._starts, end, lo=low)]

    def shared(self, start: int, end: int) -> int:
        """How many characters of ``[start, end)`` lie in stretches, those in two of them twice."""
        total = 0
        for row in self.touching(start, end):
            left, right = row[0], row[1]
            both = (right if right < end else end) - (left if left > start else start)
            if both > 0:
                total += both
        return total
