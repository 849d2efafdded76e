"""Who shares rare keys with whom, as holders come and go (``shared_keys.py``): a key that many have joins nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from headwater.matches.shared_keys import SHARED

Pairs = set[tuple[int, int]]


class KeySharing:
    """The keys by which rows look for each other. Rows are called by numbers."""

    def __init__(self, keys: Mapping[int, Sequence[int]]) -> None:
        self._keys: dict[int, frozenset[int]] = {row: frozenset(some) for row, some in keys.items()}
        self._holders: dict[int, set[int]] = {}
        for row, some in self._keys.items():
            for key in some:
                self._holders.setdefault(key, set()).add(row)

    def take(self, row: int, keys: Iterable[int]) -> Pairs:
        """Let a row have keys, and no others; gives pairs of other rows that may have more in common now, or less."""
        before, now = self._keys.get(row, frozenset()), frozenset(keys)
        doubtful: Pairs = set()
        for key in before - now:
            holders = self._holders[key]
            holders.remove(row)
            if len(holders) == SHARED:
                doubtful.update(combinations(sorted(holders), 2))
            if not holders:
                del self._holders[key]
        for key in now - before:
            holders = self._holders.setdefault(key, set())
            if len(holders) == SHARED:
                doubtful.update(combinations(sorted(holders), 2))
            holders.add(row)
        self._keys[row] = now
        if not now:
            del self._keys[row]
        return doubtful

    def beside(self, row: int) -> list[int]:
        """The rows that share two rare keys with one."""
        together: Counter[int] = Counter()
        for key in self._keys.get(row, ()):
            holders = self._holders[key]
            if len(holders) <= SHARED:
                together.update(holders)
        del together[row]
        return sorted(other for other, count in together.items() if count > 1)

    def all_pairs(self) -> list[tuple[int, int]]:
        """All pairs of rows that share two rare keys."""
        rare = (holders for holders in self._holders.values() if 1 < len(holders) <= SHARED)
        together = Counter(pair for holders in rare for pair in combinations(sorted(holders), 2))
        return [pair for pair, count in together.items() if count > 1]

    def shared(self, a: int, b: int) -> bool:
        """Whether two rows share two rare keys."""
        common = self._keys.get(a, frozenset()) & self._keys.get(b, frozenset())
        return sum(len(self._holders[key]) <= SHARED for key in common) > 1
