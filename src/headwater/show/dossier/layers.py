"""Layers of a lineage: which column each node stands in, and which row, so that few lines cross.

After Sugiyama, Tagawa and Toda (1981): cycles are cut by turning an edge, layers are longest paths, edges
over several layers pass through waypoints, order within a layer is by the mean of the neighbours.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

_SWEEPS = 8
Pair = tuple[str, str]


def turned(names: Sequence[str], pairs: Sequence[Pair]) -> set[int]:
    """Places in ``pairs`` of the edges that close a cycle; turned round, they leave none."""
    below: dict[str, list[tuple[int, str]]] = {name: [] for name in names}
    for place, (parent, child) in enumerate(pairs):
        below[parent].append((place, child))
    state: dict[str, int] = {}
    back: set[int] = set()
    for root in names:
        stack = [(root, iter(below[root]))] if root not in state else []
        state.setdefault(root, 1)
        while stack:
            here, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                state[here] = 2
                stack.pop()
            elif step[1] not in state:
                state[step[1]] = 1
                stack.append((step[1], iter(below[step[1]])))
            elif state[step[1]] == 1:
                back.add(step[0])
    return back


def layers_of(names: Sequence[str], pairs: Sequence[Pair]) -> dict[str, int]:
    """Each node's layer: the longest path to it from a node without parents; ``pairs`` has no cycle."""
    waiting = dict.fromkeys(names, 0)
    below: dict[str, list[str]] = {name: [] for name in names}
    for parent, child in pairs:
        waiting[child] += 1
        below[parent].append(child)
    depth = dict.fromkeys(names, 0)
    ready = [name for name in names if not waiting[name]]
    for here in ready:
        for child in below[here]:
            depth[child] = max(depth[child], depth[here] + 1)
            waiting[child] -= 1
            if not waiting[child]:
                ready.append(child)
    return depth


def ordered(rows: list[list[str]], pairs: Sequence[Pair]) -> list[list[str]]:
    """The same rows, each sorted by the mean place of its neighbours, swept to the right and back."""
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for parent, child in pairs:
        above.setdefault(child, []).append(parent)
        below.setdefault(parent, []).append(child)
    best, fewest = [list(row) for row in rows], crossings(rows, below)
    for sweep in range(_SWEEPS):
        near = above if sweep % 2 == 0 else below
        for row in rows if sweep % 2 == 0 else reversed(rows):
            place = {name: index / max(1, len(r) - 1) for r in rows for index, name in enumerate(r)}
            mean = {
                n: sum(place[o] for o in near[n]) / len(near[n]) if near.get(n) else place[n] for n in row
            }
            ranked = sorted((round(mean[name], 6), place[name], name) for name in row)
            row[:] = [name for _, _, name in ranked]
        found = crossings(rows, below)
        if found < fewest:
            best, fewest = [list(row) for row in rows], found
    return best


def crossings(rows: Sequence[Sequence[str]], below: dict[str, list[str]]) -> int:
    """How many pairs of edges between neighbouring layers cross."""
    count = 0
    for row, following in itertools.pairwise(rows):
        place = {name: index for index, name in enumerate(following)}
        ends = [
            place[child]
            for name in row
            for child in sorted(below.get(name, ()), key=lambda c: place.get(c, -1))
            if child in place
        ]
        count += sum(1 for i, left in enumerate(ends) for right in ends[i + 1 :] if left > right)
    return count
