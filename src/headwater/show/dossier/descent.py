"""The lineage of one group: its reports, the reports that are not here, its origins, and what joins them."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.show.dossier.lineage import Drawing, Edge, Node, draw
from headwater.show.dossier.showing import Showing
from headwater.show.view import Row
from headwater.show.words import DERIVATION, ORIGIN_KIND

_MOST_BOXES = 60
_MOST_ARROWS = 150
_MOST_LEAVES = 3
"""Boxes of one kind that lead to one report only: more are drawn as one."""


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """One edge as a row of the lineage's table."""

    child: str
    child_href: str | None
    says: str
    parent: str
    parent_href: str | None
    declared: bool
    score: str
    because: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """A group's lineage as a drawing (none where it is too large to read) and as a table."""

    drawing: Drawing | None
    edges: list[EdgeLine]


def lineage_of(showing: Showing, group: Row) -> Lineage:
    """The lineage of a group."""
    edges = [
        e for a in group["articles"] for e in showing.view.parents.get(a, []) if _concerns(showing, e, group)
    ]
    nodes = {name: _report(showing, name) for name in group["articles"]}
    for edge in edges:
        if edge["parent"] not in nodes:
            nodes[edge["parent"]] = _unseen(showing, edge["parent"])
    says = showing.said
    arrows = [Edge(e["parent"], e["child"], e["declared"], e["directed"], says(e["because"])) for e in edges]
    lines = [_edge_line(showing, edge) for edge in edges]
    for origin in map(showing.view.row, group["origins"]):
        if origin:
            for arrow in _from_origin(showing, origin, group, nodes, edges):
                arrows.append(arrow)
                lines.append(_origin_line(showing, origin, arrow))
    shown, kept = _folded(showing, nodes, arrows)
    small = len(shown) <= _MOST_BOXES and len(kept) <= _MOST_ARROWS
    return Lineage(draw(shown, kept) if small and kept else None, lines)


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


def _concerns(showing: Showing, edge: Row, group: Row) -> bool:
    """Whether an edge bears on the group: its parent is in the group, or is not in the case."""
    return edge["parent"] in group["articles"] or edge["parent"] not in showing.view.articles


def _report(showing: Showing, name: str) -> Node:
    published = showing.view.articles[name]["published"]["value"] or showing.t("undated")
    note = f"{showing.language(name)}, {published[:10]}"
    return Node(name, showing.outlet(name), note, "article", showing.href(name))


def _unseen(showing: Showing, name: str) -> Node:
    return Node(name, showing.name(name), showing.t("not in this case"), "unseen", showing.href(name))


def _from_origin(
    showing: Showing, origin: Row, group: Row, nodes: dict[str, Node], edges: list[Row]
) -> list[Edge]:
    """Arrows from an origin to what reaches it first: a report none of whose parents reaches it."""
    if origin["source"] in nodes or origin["article"] in nodes:
        return []  # drawn already, as an unseen report or as an article
    reached = [a for a in origin["reached_by"] if a in group["articles"]]
    targets: dict[str, None] = {}
    for article in reached:
        above = {e["parent"] for e in edges if e["child"] == article and e["directed"]}
        if not above & set(reached):
            targets[_between(showing, article, origin, above) or article] = None
    if not targets:
        return []
    kind = showing.t.say(ORIGIN_KIND, origin["kind"])
    nodes[origin["id"]] = Node(
        origin["id"], showing.name(origin["id"]), kind, "origin", showing.href(origin["id"])
    )
    declared = origin["kind"] not in ("no_source_given", "unseen_report")
    because = showing.said(origin["because"])
    return [Edge(origin["id"], target, declared, True, because) for target in targets]


def _between(showing: Showing, article: str, origin: Row, above: set[str]) -> str | None:
    """The report that is not here and through which an article's chain reaches an origin."""
    view = showing.view
    for claim in view.claims.get(article, []):
        if origin["id"] in claim["origins"] and len(claim["chain"]) > 1:
            for name in sorted(above):
                source = view.row(name)
                if source and not set(source.get("cited_by", ())).isdisjoint(claim["chain"][:-1]):
                    return name
    return None


def _edge_line(showing: Showing, edge: Row) -> EdgeLine:
    says = (
        showing.t.say(DERIVATION, edge["kind"])
        if edge["directed"]
        else showing.t("shares a text with (direction not known)")
    )
    unseen = "" if edge["parent"] in showing.view.articles else f" ({showing.t('not in this case')})"
    return EdgeLine(
        showing.outlet(edge["child"]),
        showing.href(edge["child"]),
        says,
        showing.name(edge["parent"]) + unseen,
        showing.href(edge["parent"]),
        bool(edge["declared"]),
        f"{edge['score']:.2f}",
        showing.said(edge["because"]),
    )


def _origin_line(showing: Showing, origin: Row, arrow: Edge) -> EdgeLine:
    return EdgeLine(
        showing.name(arrow.child),
        showing.href(arrow.child),
        showing.t("stands on the word of" if arrow.declared else "goes back no further than"),
        showing.name(origin["id"]),
        showing.href(origin["id"]),
        arrow.declared,
        "",
        arrow.says,
    )
