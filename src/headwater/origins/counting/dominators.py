"""Dominators of a graph of chains: what every chain passes through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

ENTRY, EXIT = "\x00entry", "\x00exit"


def dominators(ways: Iterable[tuple[str, ...]]) -> list[str]:
    """The nodes through which every way from its first node to its last passes, in no way's order lost.

    The ways make one graph: what any of them joins can be walked. A node is a dominator of the graph's
    exit when no walk from entry to exit avoids it (Prosser 1959). Nodes come in the order in which a walk
    meets them.
    """
    ahead, back = _graph(ways)
    if EXIT not in back:
        return []
    order = _reverse_postorder(ahead)
    held: dict[str, frozenset[str]] = {ENTRY: frozenset((ENTRY,))}
    everything = frozenset(order)
    changed = True
    while changed:
        changed = False
        for node in order[1:]:
            before = [held.get(p, everything) for p in sorted(back.get(node, ())) if p in everything]
            now = frozenset.intersection(*before) | {node} if before else frozenset((node,))
            if held.get(node) != now:
                held[node] = now
                changed = True
    found = held.get(EXIT, frozenset()) - {ENTRY, EXIT}
    return [node for node in order if node in found]


def _graph(ways: Iterable[tuple[str, ...]]) -> tuple[dict[str, dict[str, None]], dict[str, dict[str, None]]]:
    ahead: dict[str, dict[str, None]] = {}
    back: dict[str, dict[str, None]] = {}
    for way in sorted(set(ways)):
        walk = (ENTRY, *way, EXIT)
        for left, right in pairwise(walk):
            ahead.setdefault(left, {})[right] = None
            back.setdefault(right, {})[left] = None
    return ahead, back


def _reverse_postorder(ahead: Mapping[str, Mapping[str, None]]) -> list[str]:
    done: list[str] = []
    seen = {ENTRY}
    stack = [(ENTRY, iter(sorted(ahead.get(ENTRY, ()))))]
    while stack:
        node, rest = stack[-1]
        step = next((n for n in rest if n not in seen), None)
        if step is None:
            done.append(node)
            stack.pop()
        else:
            seen.add(step)
            stack.append((step, iter(sorted(ahead.get(step, ())))))
    return done[::-1]
