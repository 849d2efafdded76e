"""The maximum branching of a weighted directed graph (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ROOT = ""
"""The parent of whatever has no parent among the nodes."""


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
    the number of arcs times the depth to which cycles nest.
    """
    found: dict[str, str] = {}
    for arcs_of_component in _components(arcs):
        found.update(_solve(arcs_of_component))
    return found


def _components(arcs: Sequence[Arc]) -> list[list[Arc]]:
    """The arcs by connected component, the root left out of account; linear in their number."""
    leader: dict[str, str] = {}

    def find(node: str) -> str:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for arc in arcs:
        if arc.parent != ROOT:
            left, right = find(arc.parent), find(arc.child)
            leader[max(left, right)] = min(left, right)
    parts: dict[str, list[Arc]] = {}
    for arc in arcs:
        parts.setdefault(find(arc.child), []).append(arc)
    return [parts[key] for key in sorted(parts)]


@dataclass(slots=True)
class _Level:
    """One contraction: which arcs entered the cycle's node and what they were before."""

    cycle: dict[str, tuple[str, int]]  # node of the cycle -> its parent in the cycle, index of that arc
    node: str
    arcs: list[tuple[str, str, float, int]]


def _solve(arcs: Sequence[Arc]) -> dict[str, str]:
    original = sorted(arcs, key=lambda a: (a.child, -a.weight, a.parent))
    live = [(a.parent, a.child, a.weight, i) for i, a in enumerate(original)]
    levels: list[_Level] = []
    best = _best(live)
    while (cycle := _cycle(best)) is not None:
        node = f"\x00{len(levels)}"
        levels.append(_Level({v: (best[v][0], best[v][3]) for v in cycle}, node, live))
        live = _contract(live, {v: best[v][2] for v in cycle}, node)
        best = _best(live)
    chosen = {child: index for child, (_, _, _, index) in best.items()}
    for level in reversed(levels):
        entering = chosen.pop(level.node)
        entry = next(child for _, child, _, index in level.arcs if index == entering)
        for child, (_, index) in level.cycle.items():
            chosen[child] = entering if child == entry else index
    return {original[i].child: original[i].parent for i in chosen.values()}


def _best(arcs: Sequence[tuple[str, str, float, int]]) -> dict[str, tuple[str, str, float, int]]:
    """The heaviest arc into each node."""
    best: dict[str, tuple[str, str, float, int]] = {}
    for arc in arcs:
        held = best.get(arc[1])
        if held is None or (arc[2], -arc[3]) > (held[2], -held[3]):
            best[arc[1]] = arc
    return best


def _cycle(best: Mapping[str, tuple[str, str, float, int]]) -> list[str] | None:
    """The nodes of one cycle among the chosen arcs, or null."""
    done: set[str] = set()
    for start in sorted(best):
        path: list[str] = []
        seen: dict[str, int] = {}
        node = start
        while node != ROOT and node in best and node not in done:
            if node in seen:
                return path[seen[node] :]
            seen[node] = len(path)
            path.append(node)
            node = best[node][0]
        done.update(path)
    return None


def _contract(
    arcs: Sequence[tuple[str, str, float, int]], cycle: Mapping[str, float], node: str
) -> list[tuple[str, str, float, int]]:
    """The graph with the cycle made one node; an arc into it costs the cycle's arc that it replaces."""
    found = []
    for parent, child, weight, index in arcs:
        if child in cycle:
            if parent not in cycle:
                found.append((parent, node, weight - cycle[child], index))
        else:
            found.append((node if parent in cycle else parent, child, weight, index))
    return found
