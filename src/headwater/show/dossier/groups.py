"""One group's sheet: its wordings side by side, its lineage, its origins, its disagreements."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.show.dossier.lineage import Drawing, Edge, Node, draw
from headwater.show.dossier.sheets import ClaimLine, FindingLine, claim_line, dated, finding_line
from headwater.show.dossier.words import ACCESS, CHANGE, DERIVATION, ORIGIN_KIND, say
from headwater.show.masking import Masking
from headwater.show.view import CaseView, Row, clipped, count_words, outlet_of

_MOST_BOXES = 60


@dataclass(frozen=True, slots=True)
class Wording:
    """One report's words for the claim."""

    outlet: str
    dated: str
    sheet: str
    line: ClaimLine


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What one edge altered, both sides."""

    kind: str
    parent_outlet: str
    parent: str
    parent_href: str | None
    child_outlet: str
    child: str
    child_href: str | None
    because: str


@dataclass(frozen=True, slots=True)
class OriginLine:
    """One origin of the group."""

    id: str
    name: str
    kind: str
    party: str | None
    access: str
    reached_by: list[str]
    because: str


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """One edge as a row of the lineage's table."""

    child: str
    says: str
    parent: str
    how: str
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class GroupSheet:
    """Everything that the page shows of one group."""

    id: str
    heading: str
    heading_lang: str
    heading_outlet: str
    heading_href: str
    reports: int
    count: str
    counted_claim: str
    counted_because: str
    suggested: bool
    because: str
    wordings: list[Wording]
    drawing: Drawing | None
    edges: list[EdgeLine]
    origins: list[OriginLine]
    bottlenecks: list[str]
    counts: list[Row]
    changes: list[ChangeLine]
    conflicts: list[ChangeLine]
    findings: list[FindingLine]
    would_change: list[str]


def group_sheet(view: CaseView, group: Row, masking: Masking) -> GroupSheet:
    """The sheet of one group."""
    heading = view.row(group["heading"]) or {}
    article = view.articles[heading["article"]]
    edges = [e for a in group["articles"] for e in view.parents.get(a, []) if _concerns(view, e, group)]
    nodes, arrows = _lineage(view, group, edges, masking)
    return GroupSheet(
        id=group["id"],
        heading=masking.said(heading["text"]),
        heading_lang=heading["lang"],
        heading_outlet=masking.said(outlet_of(article)),
        heading_href=f"#{heading['id']}",
        reports=len(group["articles"]),
        count=count_words(group["separate_origins"]),
        counted_claim=masking.said(group["counted_claim"]),
        counted_because=masking.said(group["counted_because"]),
        suggested=group["status"] == "suggested",
        because=masking.said(group["because"]),
        wordings=_wordings(view, group, masking),
        drawing=draw(nodes, arrows) if len(nodes) <= _MOST_BOXES else None,
        edges=[_edge_line(view, edge, masking) for edge in edges],
        origins=[_origin_line(view, row, group, masking) for row in map(view.row, group["origins"]) if row],
        bottlenecks=[masking.said(view.name_of(node)) for node in group["bottlenecks"]],
        counts=[
            row | {"value": masking.said(row["value"]), "count": count_words(row)} for row in group["counts"]
        ],
        changes=_changes(view, group, masking),
        conflicts=_conflicts(view, group, masking),
        findings=[finding_line(row, masking) for row in view.group_findings.get(group["id"], [])],
        would_change=[masking.said(line) for line in group["would_change"]],
    )


def _concerns(view: CaseView, edge: Row, group: Row) -> bool:
    """Whether an edge bears on the group: its parent is in the group, or is not in the case."""
    return edge["parent"] in group["articles"] or edge["parent"] not in view.articles


def _wordings(view: CaseView, group: Row, masking: Masking) -> list[Wording]:
    claims = [view.row(claim) for claim in group["claims"]]
    found = []
    for claim in claims:
        if claim:
            article = view.articles[claim["article"]]
            line = claim_line(view, claim, masking)
            found.append(Wording(masking.said(outlet_of(article)), dated(article), f"#{article['id']}", line))
    return found


def _lineage(view: CaseView, group: Row, edges: list[Row], masking: Masking) -> tuple[list[Node], list[Edge]]:
    nodes: dict[str, Node] = {}
    for name in group["articles"]:
        article = view.articles[name]
        lang = (article["languages"] or ["und"])[0]
        note = f"{lang}, {article['published']['value'] or 'undated'}"
        nodes[name] = Node(name, masking.said(clipped(outlet_of(article), 26)), note, "article", f"#{name}")
    for edge in edges:
        if edge["parent"] not in nodes:
            named = masking.said(clipped(view.name_of(edge["parent"]), 26))
            nodes[edge["parent"]] = Node(edge["parent"], named, "not in this case", "unseen")
    arrows = [
        Edge(e["parent"], e["child"], e["declared"], e["directed"], masking.said(e["because"])) for e in edges
    ]
    for origin in map(view.row, group["origins"]):
        if origin:
            arrows += _from_origin(view, origin, group, nodes, edges, masking)
    return list(nodes.values()), arrows


def _from_origin(
    view: CaseView, origin: Row, group: Row, nodes: dict[str, Node], edges: list[Row], masking: Masking
) -> list[Edge]:
    """Arrows from an origin to the reports that reach it first: those none of whose parents reach it."""
    reached = [a for a in origin["reached_by"] if a in group["articles"]]
    parents = {a: {e["parent"] for e in edges if e["child"] == a and e["directed"]} for a in reached}
    if origin["source"] in nodes or origin["article"] in nodes:
        return []  # drawn already, as an unseen report or as an article
    first = [a for a in reached if not parents[a] & set(reached)]
    named = masking.said(clipped(origin["name"], 26))
    nodes[origin["id"]] = Node(
        origin["id"], named, say(ORIGIN_KIND, origin["kind"]), "origin", f"#{origin['id']}"
    )
    declared = origin["kind"] not in ("no_source_given", "unseen_report")
    return [Edge(origin["id"], a, declared, True, masking.said(origin["because"])) for a in first]


def _edge_line(view: CaseView, edge: Row, masking: Masking) -> EdgeLine:
    how = "declared" if edge["declared"] else "inferred"
    seen = "" if edge["parent"] in view.articles else " (not in this case)"
    says = say(DERIVATION, edge["kind"]) if edge["directed"] else "shares a text with (direction not known)"
    parent = masking.said(view.name_of(edge["parent"])) + seen
    child = masking.said(view.name_of(edge["child"]))
    return EdgeLine(child, says, parent, how, edge["score"], masking.said(edge["because"]))


def _origin_line(view: CaseView, row: Row, group: Row, masking: Masking) -> OriginLine:
    reached = [masking.said(view.name_of(a)) for a in row["reached_by"] if a in group["articles"]]
    party = masking.said(row["party"]["basis"]) if row["party"] else None
    return OriginLine(
        row["id"],
        masking.said(row["name"]),
        say(ORIGIN_KIND, row["kind"]),
        party,
        say(ACCESS, row["access"]),
        reached,
        masking.said(row["because"]),
    )


def _side(view: CaseView, side: Row, masking: Masking) -> tuple[str, str, str | None]:
    words = masking.said(side["text"]) if side["text"] else "—"
    return masking.said(view.name_of(side["article"])), words, f"#{side['claim']}" if side["claim"] else None


def _pair(view: CaseView, row: Row, first: str, second: str, kind: str, masking: Masking) -> ChangeLine:
    return ChangeLine(
        kind,
        *_side(view, row[first], masking),
        *_side(view, row[second], masking),
        masking.said(row["because"]),
    )


def _changes(view: CaseView, group: Row, masking: Masking) -> list[ChangeLine]:
    members = set(group["articles"])
    rows = [r for r in view.rows("changes") if {r["parent"]["article"], r["child"]["article"]} <= members]
    return [_pair(view, r, "parent", "child", say(CHANGE, r["kind"]), masking) for r in rows]


def _conflicts(view: CaseView, group: Row, masking: Masking) -> list[ChangeLine]:
    rows = [r for r in view.rows("conflicts") if r["group"] == group["id"]]
    return [
        _pair(
            view,
            r,
            "a",
            "b",
            say({}, r["slot"]) + (" (a later count of the same counter)" if r["update"] else ""),
            masking,
        )
        for r in rows
    ]
