"""The lineage of one group as nodes and edges: its reports, the reports that are not here, its origins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from headwater.show.drawings.telling import Telling
from headwater.show.view import Row
from headwater.show.words import DERIVATION, ORIGIN_KIND

NodeKind = Literal["origin", "unseen", "article"]


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
class EdgeLine:
    """One edge as a row of the lineage's table; ``id`` is a derivation's, or made of origin and report."""

    id: str
    child: str
    child_href: str | None
    says: str
    parent: str
    parent_href: str | None
    declared: bool
    score: str
    because: str


def gathered(telling: Telling, group: Row) -> tuple[dict[str, Node], list[Edge], list[EdgeLine]]:
    """Nodes by id, edges, and the same edges as rows of a table, in one order."""
    edges = [
        e for a in group["articles"] for e in telling.view.parents.get(a, []) if _concerns(telling, e, group)
    ]
    nodes = {name: _report(telling, name) for name in group["articles"]}
    for edge in edges:
        if edge["parent"] not in nodes:
            nodes[edge["parent"]] = _unseen(telling, edge["parent"])
    says = telling.said
    arrows = [Edge(e["parent"], e["child"], e["declared"], e["directed"], says(e["because"])) for e in edges]
    lines = [_edge_line(telling, edge) for edge in edges]
    for origin in map(telling.view.row, group["origins"]):
        if origin:
            for arrow in _from_origin(telling, origin, group, nodes, edges):
                arrows.append(arrow)
                lines.append(_origin_line(telling, origin, arrow))
    return nodes, arrows, lines


def _concerns(telling: Telling, edge: Row, group: Row) -> bool:
    """Whether an edge bears on the group: its parent is in the group, or is not in the case."""
    return edge["parent"] in group["articles"] or edge["parent"] not in telling.view.articles


def _report(telling: Telling, name: str) -> Node:
    published = telling.view.articles[name]["published"]["value"] or telling.t("undated")
    note = f"{telling.language(name)}, {published[:10]}"
    return Node(name, telling.outlet(name), note, "article", telling.href(name))


def _unseen(telling: Telling, name: str) -> Node:
    return Node(name, telling.name(name), telling.t("not in this case"), "unseen", telling.href(name))


def _from_origin(
    telling: Telling, origin: Row, group: Row, nodes: dict[str, Node], edges: list[Row]
) -> list[Edge]:
    """Arrows from an origin to what reaches it first: a report none of whose parents reaches it."""
    if origin["source"] in nodes or origin["article"] in nodes:
        return []  # drawn already, as an unseen report or as an article
    reached = [a for a in origin["reached_by"] if a in group["articles"]]
    targets: dict[str, None] = {}
    for article in reached:
        above = {e["parent"] for e in edges if e["child"] == article and e["directed"]}
        if not above & set(reached):
            targets[_between(telling, article, origin, above) or article] = None
    if not targets:
        return []
    kind = telling.t.say(ORIGIN_KIND, origin["kind"])
    nodes[origin["id"]] = Node(
        origin["id"], telling.name(origin["id"]), kind, "origin", telling.href(origin["id"])
    )
    declared = origin["kind"] not in ("no_source_given", "unseen_report")
    because = telling.said(origin["because"])
    return [Edge(origin["id"], target, declared, True, because) for target in targets]


def _between(telling: Telling, article: str, origin: Row, above: set[str]) -> str | None:
    """The report that is not here and through which an article's chain reaches an origin."""
    view = telling.view
    for claim in view.claims.get(article, []):
        if origin["id"] in claim["origins"] and len(claim["chain"]) > 1:
            for name in sorted(above):
                source = view.row(name)
                if source and not set(source.get("cited_by", ())).isdisjoint(claim["chain"][:-1]):
                    return name
    return None


def _edge_line(telling: Telling, edge: Row) -> EdgeLine:
    says = (
        telling.t.say(DERIVATION, edge["kind"])
        if edge["directed"]
        else telling.t("shares a text with (direction not known)")
    )
    unseen = "" if edge["parent"] in telling.view.articles else f" ({telling.t('not in this case')})"
    return EdgeLine(
        edge["id"],
        telling.outlet(edge["child"]),
        telling.href(edge["child"]),
        says,
        telling.name(edge["parent"]) + unseen,
        telling.href(edge["parent"]),
        bool(edge["declared"]),
        f"{edge['score']:.2f}",
        telling.said(edge["because"]),
    )


def _origin_line(telling: Telling, origin: Row, arrow: Edge) -> EdgeLine:
    return EdgeLine(
        f"{arrow.parent}-{arrow.child}",
        telling.name(arrow.child),
        telling.href(arrow.child),
        telling.t("stands on the word of" if arrow.declared else "goes back no further than"),
        telling.name(origin["id"]),
        telling.href(origin["id"]),
        arrow.declared,
        "",
        arrow.says,
    )
