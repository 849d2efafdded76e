"""The lineage of one group as the page shows it: a drawing that can be read at a glance, and a table."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.show.dossier.lineage import Drawing, draw
from headwater.show.dossier.showing import Showing
from headwater.show.drawings.descent import Edge, EdgeLine, Node, gathered
from headwater.show.view import Row

_MOST_BOXES = 60
_MOST_ARROWS = 150
_MOST_LEAVES = 3
"""Boxes of one kind that lead to one report only: more are drawn as one."""


@dataclass(frozen=True, slots=True)
class LinkLine(EdgeLine):
    """An edge with the place where both its texts stand side by side, if there is one."""

    beside: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """A group's lineage as a drawing (none where it is too large to read) and as a table."""

    drawing: Drawing | None
    edges: list[LinkLine]


def lineage_of(showing: Showing, group: Row) -> Lineage:
    """The lineage of a group."""
    nodes, arrows, lines = gathered(showing, group)
    shown, kept = _folded(showing, nodes, arrows)
    small = len(shown) <= _MOST_BOXES and len(kept) <= _MOST_ARROWS
    return Lineage(draw(shown, kept) if small and kept else None, [_linked(showing, line) for line in lines])


def _folded(showing: Showing, nodes: dict[str, Node], arrows: list[Edge]) -> tuple[list[Node], list[Edge]]:
    """Of many boxes that lead to one report and nowhere else a few, and one box for the rest."""
    fed = {arrow.child for arrow in arrows}
    out: dict[str, list[Edge]] = {}
    for arrow in arrows:
        out.setdefault(arrow.parent, []).append(arrow)
    leaves: dict[tuple[str, str], list[str]] = {}
    for name, node in nodes.items():
        if name not in fed and node.kind != "article" and len(out.get(name, ())) == 1:
            leaves.setdefault((out[name][0].child, node.kind), []).append(name)
    gone: set[str] = set()
    added: list[tuple[Node, Edge]] = []
    for (child, kind), names in leaves.items():
        rest = names[_MOST_LEAVES - 1 :]
        if len(rest) > 1:
            gone.update(rest)
            what = "{number} more origins" if kind == "origin" else "{number} more texts that are not here"
            node = Node(
                f"more-{kind}-{child}",
                showing.t(what, number=len(rest)),
                showing.t("listed below"),
                nodes[rest[0]].kind,
            )
            declared = all(out[name][0].declared for name in rest)
            added.append((node, Edge(node.id, child, declared, True, ", ".join(nodes[n].name for n in rest))))
    shown = [node for name, node in nodes.items() if name not in gone] + [node for node, _ in added]
    return shown, [arrow for arrow in arrows if arrow.parent not in gone] + [edge for _, edge in added]


def _linked(showing: Showing, line: EdgeLine) -> LinkLine:
    return LinkLine(**{name: getattr(line, name) for name in line.__slots__}, beside=showing.href(line.id))
