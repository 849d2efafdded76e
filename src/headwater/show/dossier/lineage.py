"""Draws who came from whom in layers: origins left, latest reports right, no line through a box."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from headwater.show.dossier.fitting import fitted
from headwater.show.dossier.layers import layers_of, ordered, turned
from headwater.show.dossier.placing import tops_of
from headwater.show.drawings.descent import Edge, Node

WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN, LANE = 184, 60, 60, 18, 10, 14
_SIZE = 13  # of letters, in pixels


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its place, and its name in lines that fit."""

    node: Node
    x: int
    y: int
    layer: int
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge with its curve, as SVG path data; ``turned`` where the child lies left (a circle)."""

    edge: Edge
    path: str
    turned: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and arrows on a sheet of ``width`` by ``height``."""

    boxes: list[Box]
    arrows: list[Arrow]
    width: int
    height: int


def draw(nodes: Iterable[Node], edges: Iterable[Edge]) -> Drawing:
    """The layered drawing of a lineage; in a circle one arrow runs from right to left."""
    known = {node.id: node for node in nodes}
    kept = [e for e in edges if e.parent in known and e.child in known and e.parent != e.child]
    if not known:
        return Drawing([], [], 2 * MARGIN, 2 * MARGIN)
    back = turned(list(known), [(e.parent, e.child) for e in kept])
    pairs = [(e.child, e.parent) if i in back else (e.parent, e.child) for i, e in enumerate(kept)]
    layers = layers_of(list(known), pairs)
    rows, ways = _with_waypoints(layers, pairs)
    steps = [step for way in ways for step in itertools.pairwise(way)]
    high = {name: HEIGHT if name in known else LANE for row in rows for name in row}
    tops = {name: top + MARGIN for name, top in tops_of(ordered(rows, steps), steps, high, GAP_Y).items()}
    boxes = [
        Box(node, MARGIN + layers[name] * (WIDTH + GAP_X), tops[name], layers[name], _lines(node))
        for name, node in known.items()
    ]
    ports = _ports(ways, tops)
    arrows = [
        Arrow(edge, _curve(way, index, ports, tops, layers), index in back)
        for index, (edge, way) in enumerate(zip(kept, ways, strict=True))
    ]
    depth, lowest = max(layers.values()) + 1, max(tops[name] + high[name] for name in tops)
    return Drawing(boxes, arrows, 2 * MARGIN + depth * WIDTH + (depth - 1) * GAP_X, lowest + MARGIN)


def _lines(node: Node) -> list[str]:
    return fitted(node.name, WIDTH - 16, _SIZE, 2)


def _with_waypoints(
    layers: dict[str, int], pairs: list[tuple[str, str]]
) -> tuple[list[list[str]], list[list[str]]]:
    """Rows of names, with a waypoint in every layer that an edge passes; and each edge's way."""
    rows: list[list[str]] = [[] for _ in range(max(layers.values()) + 1)]
    for name, layer in layers.items():
        rows[layer].append(name)
    ways = []
    for index, (parent, child) in enumerate(pairs):
        way = [parent]
        for layer in range(layers[parent] + 1, layers[child]):
            way.append(f"\x00{index:06d}.{layer}")
            rows[layer].append(way[-1])
        ways.append([*way, child])
    return rows, ways


def _ports(ways: list[list[str]], tops: dict[str, int]) -> dict[tuple[int, bool], int]:
    """Where each edge leaves its left box and enters its right one, so that no two touch the same point."""
    found: dict[tuple[int, bool], int] = {}
    for right in (False, True):
        at: dict[str, list[tuple[int, int]]] = {}
        for index, way in enumerate(ways):
            end, near = (way[-1], way[-2]) if right else (way[0], way[1])
            at.setdefault(end, []).append((tops[near], index))
        for name, ends in at.items():
            for place, (_, index) in enumerate(sorted(ends)):
                found[index, right] = tops[name] + HEIGHT * (place + 1) // (len(ends) + 1)
    return found


def _curve(
    way: list[str],
    index: int,
    ports: dict[tuple[int, bool], int],
    tops: dict[str, int],
    layers: dict[str, int],
) -> str:
    """A smooth path from the left box by the waypoints to the right box."""
    x = MARGIN + layers[way[0]] * (WIDTH + GAP_X) + WIDTH
    y = ports[index, False]
    path = [f"M{x},{y}"]
    for name in way[1:]:
        last = name == way[-1]
        x2, y2 = x + GAP_X, ports[index, True] if last else tops[name] + LANE // 2
        bend = GAP_X // 2
        path.append(f"C{x + bend},{y} {x2 - bend},{y2} {x2},{y2}")
        if not last:
            path.append(f"H{x2 + WIDTH}")
        x, y = x2 + WIDTH, y2
    return " ".join(path)
