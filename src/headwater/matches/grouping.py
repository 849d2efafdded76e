"""Reports of one incident, by agglomeration under average linkage.

Two groups are joined only when their reports agree *on average*, so that a chain of near misses never
joins two incidents; pairs that were no candidates are compared when a join depends on them.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Sequence

Odds = Callable[[int, int], float]

_CLIP = 6.0
"""Log odds beyond this are no surer: one pair of copies must not outvote ten pairs that differ."""
_ACROSS = 0.2
"""What a pair of reports in two languages weighs beside pairs in one."""
_SAMPLE = 8
"""Members of each of two groups that are compared when they are joined; greater groups are sampled."""


def agglomerate(
    count: int,
    pairs: Sequence[tuple[int, int]],
    odds: Odds,
    threshold: float,
    langs: Sequence[str] | None = None,
) -> list[list[int]]:
    """Groups of places 0..count, each sorted, single ones included; in order of their first member.

    ``pairs`` are those worth a look; ``odds`` gives the log odds of any pair. Of two groups that agree on average at
    least one pair of reports agrees, so pairs below the threshold tie nothing: what no pair at the threshold connects
    stays apart, and may be grouped apart. Ties go to the smaller
    places, so the order of input never decides what is joined first where scores differ. ``langs`` are the
    languages of all places; without them all count as one language.
    """
    odds = _remembered(odds)
    groups: dict[int, list[int]] = {k: [k] for k in range(count)}
    near: dict[int, set[int]] = {k: set() for k in range(count)}
    heap: list[tuple[float, int, int]] = []
    for a, b in pairs:
        value = odds(a, b)
        if value >= threshold:
            near[a].add(b)
            near[b].add(a)
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
            value = linkage(groups[fresh], groups[k], odds, langs)
            if value >= threshold:
                heapq.heappush(heap, (-value, k, fresh))
        fresh += 1
    return sorted(groups.values())


def _remembered(odds: Odds) -> Odds:
    """The same odds, each pair's asked for once: joins ask for them again and again."""
    known: dict[tuple[int, int], float] = {}

    def of(a: int, b: int) -> float:
        value = known.get((a, b))
        if value is None:
            value = known[a, b] = odds(a, b)
        return value

    return of


def linkage(
    left: Sequence[int], right: Sequence[int], odds: Odds, langs: Sequence[str] | None = None
) -> float:
    """How far two groups agree: mean log odds, rounded; of great groups a spread sample is taken.

    Two reports in one language are compared word by word, two in different languages by meaning only. Where
    both groups have reports in one language, pairs across languages weigh ``_ACROSS``. Where they have none,
    each report is asked for its best match, since one firm translation says more than many far retellings.
    """
    one, two = _spread(left), _spread(right)
    rows = [[max(-_CLIP, min(_CLIP, odds(min(a, b), max(a, b)))) for b in two] for a in one]
    alike = [[langs is None or langs[a] == langs[b] for b in two] for a in one]
    if not any(any(row) for row in alike):
        best = _mean([max(row) for row in rows]) + _mean([max(column) for column in zip(*rows, strict=True)])
        return round(best / 2, 4)
    weights = [1.0 if same else _ACROSS for row in alike for same in row]
    total = math.fsum(w * v for w, v in zip(weights, (v for row in rows for v in row), strict=True))
    return round(total / math.fsum(weights), 4)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _spread(members: Sequence[int]) -> list[int]:
    if len(members) <= _SAMPLE:
        return list(members)
    return [members[k * len(members) // _SAMPLE] for k in range(_SAMPLE)]
