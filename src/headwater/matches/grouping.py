"""Reports of one incident, by agglomeration under average linkage.

Two groups are joined only when their reports agree *on average*, so that a chain of near misses never
joins two incidents; pairs that were no candidates are compared when a join depends on them.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence

Odds = Callable[[int, int], float]

_CLIP = 6.0
"""Log odds beyond this are no surer: one pair of copies must not outvote ten pairs that differ."""
_SAMPLE = 8
"""Members of each of two groups that are compared when they are joined; greater groups are sampled."""


def agglomerate(
    count: int, pairs: Sequence[tuple[int, int]], odds: Odds, threshold: float
) -> list[list[int]]:
    """Groups of places 0..count, each sorted, single ones included; in order of their first member.

    ``pairs`` are those worth a look; ``odds`` gives the log odds of any pair. Ties go to the smaller
    places, so the order of input never decides what is joined first where scores differ.
    """
    groups: dict[int, list[int]] = {k: [k] for k in range(count)}
    near: dict[int, set[int]] = {k: set() for k in range(count)}
    heap: list[tuple[float, int, int]] = []
    for a, b in pairs:
        value = odds(a, b)
        if value > threshold - _CLIP:
            near[a].add(b)
            near[b].add(a)
        if value >= threshold:
            heapq.heappush(heap, (-value, a, b))
    fresh = count
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups:
            continue
        groups[fresh] = sorted(groups.pop(a) + groups.pop(b))
        near[fresh] = {k for k in near.pop(a) | near.pop(b) if k in groups and k != fresh}
        for k in sorted(near[fresh]):
            near[k].add(fresh)
            value = linkage(groups[fresh], groups[k], odds)
            if value >= threshold:
                heapq.heappush(heap, (-value, k, fresh))
        fresh += 1
    return sorted(groups.values())


def linkage(left: Sequence[int], right: Sequence[int], odds: Odds) -> float:
    """The mean log odds between two groups, rounded; of great groups a spread sample is taken."""
    one, two = _spread(left), _spread(right)
    total = sum(max(-_CLIP, min(_CLIP, odds(min(a, b), max(a, b)))) for a in one for b in two)
    return round(total / (len(one) * len(two)), 4)


def _spread(members: Sequence[int]) -> list[int]:
    if len(members) <= _SAMPLE:
        return list(members)
    return [members[k * len(members) // _SAMPLE] for k in range(_SAMPLE)]
