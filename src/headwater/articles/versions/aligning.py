"""Sentences of two versions side by side: what stayed, what went, what came, what was changed.

Sentences that stand once on both sides and keep their order are anchors (patience sorting, J. Bacon, 2009);
only between two anchors are sentences compared by their words. n log n in sentences, besides gaps, which are
bounded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from headwater.articles.names import evened


@dataclass(frozen=True, slots=True)
class Difference:
    """Numbers of sentences: ``removed`` of the first side, ``added`` of the second, ``changed`` pairs of both."""

    removed: tuple[int, ...]
    added: tuple[int, ...]
    changed: tuple[tuple[int, int], ...]


def key_of(sentence: str) -> str:
    """What two printings of one sentence share: words and signs, whatever the spaces and apostrophes."""
    return " ".join(evened(sentence).split())


def compare(before: Sequence[str], after: Sequence[str], likeness: float, widest: int) -> Difference:
    """The difference of two lists of sentences. A sentence that only moved is neither removed nor added."""
    a, b = [key_of(one) for one in before], [key_of(one) for one in after]
    gone, new = Counter(a) - Counter(b), Counter(b) - Counter(a)
    removed, added = _last_of(a, gone), _last_of(b, new)
    changed: list[tuple[int, int]] = []
    anchors = [(-1, -1), *_anchors(a, b), (len(a), len(b))]
    for (left, top), (right, bottom) in pairwise(anchors):
        old = [at for at in range(left + 1, right) if at in removed]
        young = [at for at in range(top + 1, bottom) if at in added]
        changed += _paired(a, b, old, young, likeness, widest)
    old_changed, new_changed = {i for i, _ in changed}, {j for _, j in changed}
    return Difference(
        tuple(at for at in sorted(removed) if at not in old_changed),
        tuple(at for at in sorted(added) if at not in new_changed),
        tuple(sorted(changed)),
    )


def _last_of(keys: Sequence[str], surplus: Counter[str]) -> frozenset[int]:
    """Of each sentence as many places as it has too many, from the end."""
    left, found = dict(surplus), []
    for at in range(len(keys) - 1, -1, -1):
        if left.get(keys[at], 0) > 0:
            left[keys[at]] -= 1
            found.append(at)
    return frozenset(found)


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Sentences that stand once on both sides, as far as they keep their order: the longest such run."""
    once_a, once_b = Counter(a), Counter(b)
    place = {key: at for at, key in enumerate(b) if once_b[key] == 1}
    pairs = [(at, place[key]) for at, key in enumerate(a) if once_a[key] == 1 and key in place]
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, at) in enumerate(pairs):
        length = bisect_left(tails, at)
        before.append(last[length - 1] if length else -1)
        tails[length : length + 1] = [at]
        last[length : length + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _paired(
    a: Sequence[str], b: Sequence[str], old: Sequence[int], young: Sequence[int], likeness: float, widest: int
) -> list[tuple[int, int]]:
    """Removed and added sentences of one gap that are likest to each other, each used once."""
    if len(old) <= widest and len(young) <= widest:
        tried = [(i, j) for i in old for j in young]
    else:
        tried = list(zip(old, young, strict=False))
    bags = {("a", i): _bag(a[i]) for i in old} | {("b", j): _bag(b[j]) for j in young}
    ranked = sorted((-_likeness(bags["a", i], bags["b", j]), i, j) for i, j in tried)
    used_a: set[int] = set()
    used_b: set[int] = set()
    found = []
    for score, i, j in ranked:
        if -score >= likeness and i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            found.append((i, j))
    return found


def _bag(sentence: str) -> Counter[str]:
    return Counter(sentence.lower().split())


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    """Dice's coefficient of the words, rounded."""
    if len(a) > len(b):
        a, b = b, a
    common = sum(min(count, b[word]) for word, count in a.items() if word in b)
    return round(2 * common / max(1, a.total() + b.total()), 4)
