"""Who came from whom in one group, as data for a drawing and as a table."""

from __future__ import annotations

from headwater.records.errors import UnknownId
from headwater.show.drawings.descent import Edge, EdgeLine, Node, gathered
from headwater.show.drawings.shapes import Cell, Lineage, LineageEdge, LineageNode
from headwater.show.drawings.telling import Telling
from headwater.show.view import CaseView

_WORDS = {
    "article": "a text of this case",
    "unseen": "cited or copied, not in this case",
    "origin": "an origin",
    "declared": "declared",
    "inferred": "inferred",
    "undirected": "shares a text with (direction not known)",
    "zoom_in": "Larger",
    "zoom_out": "Smaller",
    "whole": "The whole drawing",
    "keys": "Arrow keys go from box to box, Enter opens one, + and - zoom",
}


def lineage_of(view: CaseView, group: str, telling: Telling | None = None) -> Lineage:
    """The lineage of the group with this id. Raises UnknownId where the case has no such group."""
    telling = telling or Telling(view)
    kind, row = view.by_id.get(group, ("", None))
    if row is None or kind != "groups":
        raise UnknownId(f"this case has no group {group[:60]!r}")
    nodes, edges, lines = gathered(telling, row)
    t = telling.t
    says = t(
        "Lineage: {boxes}, {arrows}; the table below it says the same",
        boxes=t.count(len(nodes), "box", "boxes"),
        arrows=t.count(len(edges), "arrow"),
    )
    pairs = list(zip(edges, lines, strict=True))
    return {
        "kind": "lineage",
        "says": says,
        "words": {key: t(said) for key, said in _WORDS.items()},
        "nodes": [_node(node) for node in nodes.values()],
        "edges": [_edge(edge, line) for edge, line in pairs],
        "table": {
            "caption": t("Who came from whom"),
            "columns": [t(name) for name in ("Text", "Came by", "From", "Known how", "Score", "Because")],
            "rows": [_row(telling, line) for line in lines],
        },
    }


def _node(node: Node) -> LineageNode:
    return {"id": node.id, "kind": node.kind, "name": node.name, "note": node.note, "href": node.href}


def _edge(edge: Edge, line: EdgeLine) -> LineageEdge:
    return {
        "id": line.id,
        "parent": edge.parent,
        "child": edge.child,
        "says": line.says,
        "declared": edge.declared,
        "directed": edge.directed,
        "score": float(line.score) if line.score else None,
        "because": line.because,
    }


def _row(telling: Telling, line: EdgeLine) -> list[Cell]:
    return [
        cell(line.child, line.child_href),
        cell(line.says),
        cell(line.parent, line.parent_href),
        cell(telling.t("declared" if line.declared else "inferred")),
        cell(line.score),
        cell(line.because, lang="en"),
    ]


def cell(text: str, href: str | None = None, lang: str | None = None) -> Cell:
    """A cell of a table twin."""
    made: Cell = {"text": text}
    if href:
        made["href"] = href
    if lang:
        made["lang"] = lang
    return made
