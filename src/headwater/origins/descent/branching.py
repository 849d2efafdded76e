"""The maximum branching of a weighted directed graph (Chu and Liu 1965, Edmonds 1967, Tarjan 1977)."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

ROOT = ""
"""The parent of whatever has no parent among the nodes."""
SCALE = 10_000
"""Weights count in steps of four decimals, so that sums are exact and rounding decides nothing."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A possible parent of a child, and how much speaks for it; more is better."""

    parent: str
    child: str
    weight: float


def branching(arcs: Sequence[Arc]) -> dict[str, str]:
    """Each child's parent such that no cycle arises and the sum of weights is greatest.

    Every child needs an arc from ``ROOT``, whose weight is what it costs to have no parent here. Ties go
    to the parent that sorts first, so that the result does not depend on the order of ``arcs``. Time is
    the number of arcs times the square of its logarithm.
    """
    ordered = sorted(arcs, key=lambda a: (a.child, -a.weight, a.parent))
    names = [ROOT, *sorted({a.child for a in ordered} | {a.parent for a in ordered} - {ROOT})]
    number = {name: at for at, name in enumerate(names)}
    ends = [(number[a.parent], number[a.child]) for a in ordered]
    chosen = _Contraction(len(names), ends, [-round(a.weight * SCALE) for a in ordered]).solve()
    return {names[ends[arc][1]]: names[ends[arc][0]] for arc in chosen}


class _Sets:
    """Disjoint sets whose unions can be taken back."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))
        self._size = [1] * size
        self._done: list[int] = []

    def find(self, node: int) -> int:
        while self._above[node] != node:
            node = self._above[node]
        return node

    def join(self, a: int, b: int) -> bool:
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self._size[a] < self._size[b]:
            a, b = b, a
        self._above[b] = a
        self._size[a] += self._size[b]
        self._done.append(b)
        return True

    def time(self) -> int:
        return len(self._done)

    def back_to(self, time: int) -> None:
        while len(self._done) > time:
            node = self._done.pop()
            self._size[self._above[node]] -= self._size[node]
            self._above[node] = node


@dataclass(slots=True)
class _Queue:
    """Arcs into one node by cost; ``less`` is taken off all of them at once."""

    arcs: list[tuple[int, int]]
    less: int = 0

    def take(self) -> tuple[int, int]:
        """The cheapest arc's cost and number; all that stay become cheaper by that cost."""
        cost, arc = heapq.heappop(self.arcs)
        cost -= self.less
        self.less += cost
        return cost, arc

    def joined(self, other: _Queue) -> _Queue:
        """Both queues' arcs, the smaller poured into the larger."""
        large, small = (self, other) if len(self.arcs) >= len(other.arcs) else (other, self)
        for cost, arc in small.arcs:
            heapq.heappush(large.arcs, (cost - small.less + large.less, arc))
        return large


class _Contraction:
    """Walks from each node up its cheapest arcs, and makes each cycle that it meets one node."""

    def __init__(self, size: int, ends: Sequence[tuple[int, int]], costs: Sequence[int]) -> None:
        self._ends = ends
        self._sets = _Sets(size)
        self._queues = [_Queue([]) for _ in range(size)]
        for arc, (_, child) in enumerate(ends):
            self._queues[child].arcs.append((costs[arc], arc))
        for queue in self._queues:
            heapq.heapify(queue.arcs)
        self._seen = [-1] * size
        self._seen[0] = 0
        self._into: dict[int, int] = {}
        self._cycles: list[tuple[int, int, list[int]]] = []

    def solve(self) -> list[int]:
        """The numbers of the arcs of the branching."""
        for start in range(1, len(self._seen)):
            for arc in self._climb(start):
                self._into[self._sets.find(self._ends[arc][1])] = arc
        for node, time, arcs in reversed(self._cycles):
            self._sets.back_to(time)
            entering = self._into.pop(node)
            for arc in (*arcs, entering):
                self._into[self._sets.find(self._ends[arc][1])] = arc
        return sorted(self._into.values())

    def _climb(self, start: int) -> list[int]:
        """The arcs taken from one node up to what was seen before."""
        node, taken, path = self._sets.find(start), list[int](), list[int]()
        while self._seen[node] < 0:
            _, arc = self._queues[node].take()
            taken.append(arc)
            path.append(node)
            self._seen[node] = start
            node = self._sets.find(self._ends[arc][0])
            if self._seen[node] == start:
                node = self._contract(node, taken, path)
        return taken

    def _contract(self, node: int, taken: list[int], path: list[int]) -> int:
        """Makes the cycle at the end of the path one node, and takes it off the path."""
        time, last = self._sets.time(), len(path)
        queue, going = _Queue([]), True
        while going:
            member = path.pop()
            queue = queue.joined(self._queues[member])
            going = self._sets.join(node, member)
        arcs = taken[len(path) : last]
        del taken[len(path) :]
        whole = self._sets.find(node)
        self._queues[whole], self._seen[whole] = queue, -1
        self._cycles.append((whole, time, arcs))
        return whole
