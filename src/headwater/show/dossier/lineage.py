"""Draws who came from whom in layers: origins left, latest reports right.

A layered drawing after Sugiyama, Tagawa and Toda (1981): layers by longest path, order within a layer by
the median of the neighbours, then straight placement. Small graphs, so a few sweeps are enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Literal

NodeKind = Literal["origin", "unseen", "article"]

WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 176, 46, 64, 16, 8
_SWEEPS = 4


@dataclass(frozen=True, slots=True)
class Node:
    """A box: an origin, a report that is not in the case, or an article."""

    id: str
    name: str
    note: str
    kind: NodeKind
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from parent to child; dashed where inferred, without a head where direction is not known."""

    parent: str
    child: str
    declared: bool
    directed: bool
    says: str


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its place."""

    node: Node
    x: int
    y: int
    layer: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge with its curve, as SVG path data."""

    edge: Edge
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and arrows on a sheet of ``width`` by ``height``."""

    boxes: list[Box]
    arrows: list[Arrow]
    width: int
    height: int


def draw(nodes: Iterable[Node], edges: Iterable[Edge]) -> Drawing:
    """The layered drawing of a lineage; a cycle is drawn, its last edge running backwards."""
    known = {node.id: node for node in nodes}
    kept = [e for e in edges if e.parent in known and e.child in known and e.parent != e.child]
    layers = _layers(list(known), kept)
    rows = _ordered(layers, kept)
    tallest = max((len(row) for row in rows), default=0)
    boxes: dict[str, Box] = {}
    for depth, row in enumerate(rows):
        top = MARGIN + (tallest - len(row)) * (HEIGHT + GAP_Y) // 2
        for place, name in enumerate(row):
            x = MARGIN + depth * (WIDTH + GAP_X)
            boxes[name] = Box(known[name], x, top + place * (HEIGHT + GAP_Y), depth)
    arrows = [Arrow(edge, _curve(boxes[edge.parent], boxes[edge.child])) for edge in kept]
    width = 2 * MARGIN + max(1, len(rows)) * WIDTH + max(0, len(rows) - 1) * GAP_X
    return Drawing(
        list(boxes.values()), arrows, width, 2 * MARGIN + tallest * HEIGHT + max(0, tallest - 1) * GAP_Y
    )


def _layers(names: list[str], edges: list[Edge]) -> dict[str, int]:
    """Each node's layer: the longest path to it from a node without parents, cycles cut."""
    parents: dict[str, list[str]] = {name: [] for name in names}
    for edge in edges:
        parents[edge.child].append(edge.parent)
    depth: dict[str, int] = {}
    for name in names:
        _settle(name, parents, depth)
    return depth


def _settle(name: str, parents: dict[str, list[str]], depth: dict[str, int]) -> None:
    """Set ``depth`` of a node and of all above it, without recursion."""
    stack, on_path = [name], set()
    while stack:
        here = stack[-1]
        waiting = [p for p in parents[here] if p not in depth and p not in on_path]
        if here in depth:
            stack.pop()
        elif waiting:
            on_path.add(here)
            stack.extend(waiting[:1])
        else:
            depth[here] = 1 + max((depth[p] for p in parents[here] if p in depth), default=-1)
            on_path.discard(here)
            stack.pop()


def _ordered(layers: dict[str, int], edges: list[Edge]) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(max(layers.values(), default=-1) + 1)]
    for name, layer in layers.items():
        rows[layer].append(name)
    near: dict[str, list[str]] = {}
    for edge in edges:
        near.setdefault(edge.child, []).append(edge.parent)
        near.setdefault(edge.parent, []).append(edge.child)
    for _ in range(_SWEEPS):
        place = {name: index / max(1, len(row) - 1) for row in rows for index, name in enumerate(row)}
        for row in rows:
            row.sort(
                key=lambda name: (
                    median(place[n] for n in near[name]) if near.get(name) else place[name],
                    name,
                )
            )
    return rows


def _curve(parent: Box, child: Box) -> str:
    y1, y2 = parent.y + HEIGHT // 2, child.y + HEIGHT // 2
    if child.layer > parent.layer:
        x1, x2 = parent.x + WIDTH, child.x
        bend = max(24, (x2 - x1) // 2)
        return f"M{x1},{y1} C{x1 + bend},{y1} {x2 - bend},{y2} {x2},{y2}"
    # within a layer, or backwards: around the left side
    x1, x2 = parent.x, child.x
    return f"M{x1},{y1} C{x1 - 40},{y1} {x2 - 40},{y2} {x2},{y2}"
