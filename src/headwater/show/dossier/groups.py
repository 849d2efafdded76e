"""One group's sheet: its count and what was counted, its lineage, wordings, origins, disagreements."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.show.dossier.descent import Lineage, lineage_of
from headwater.show.dossier.details import Detail, detail_of
from headwater.show.dossier.findings import FindingKind, findings_of
from headwater.show.dossier.headings import Heading, heading_of
from headwater.show.dossier.showing import Showing
from headwater.show.dossier.timeline import Timeline, group_timeline
from headwater.show.dossier.wordings import Difference, Wording, changes_of, conflicts_of, wordings_of
from headwater.show.summary import hanging_on
from headwater.show.view import Row
from headwater.show.words import ACCESS, ORIGIN_KIND, SLOT

_ONE_SIDED = ("added", "omitted")


@dataclass(frozen=True, slots=True)
class OriginLine:
    """One origin of the group."""

    id: str | None
    name: str
    kind: str
    party: str
    access: str
    reached_by: list[tuple[str, str | None]]
    because: str


@dataclass(frozen=True, slots=True)
class CountLine:
    """How many separate origins one value of one slot has."""

    slot: str
    value: str
    count: str
    origins: list[str]


@dataclass(frozen=True, slots=True)
class GroupSheet:
    """Everything that the page shows of one group."""

    id: str
    row_id: str
    heading: Heading
    reports: int
    low: int
    best: int
    high: int
    count: str
    counted_claim: str
    counted_because: str
    suggested: bool
    because: str
    lineage: Lineage
    wordings: list[Wording]
    origins: list[OriginLine]
    bottlenecks: list[str]
    counts: list[CountLine]
    changes: list[Difference]
    one_sided: list[Difference]
    conflicts: list[Difference]
    findings: list[FindingKind]
    would_change: list[str]
    details: list[Detail]
    timeline: Timeline | None


def group_sheet(showing: Showing, group: Row) -> GroupSheet:
    """The sheet of one group."""
    view, said = showing.view, showing.said
    members = set(group["articles"])
    changes = [r for r in view.rows("changes") if {r["parent"]["article"], r["child"]["article"]} <= members]
    count, withheld = group["separate_origins"], view.accuses_person(view.heading(group))
    return GroupSheet(
        id=showing.anchor(group["id"]),
        row_id=group["id"],
        heading=heading_of(showing, group),
        reports=len(members),
        low=count["min"],
        best=count["best"],
        high=count["max"],
        count=showing.t.range(count),
        counted_claim=_counted(showing, group, withheld=withheld),
        counted_because=said(group["counted_because"]),
        suggested=group["status"] == "suggested",
        because=said(group["because"]),
        lineage=lineage_of(showing, group),
        wordings=wordings_of(showing, group, changes),
        origins=[_origin(showing, row, group) for row in map(view.row, group["origins"]) if row],
        bottlenecks=[hanging_on(view, node, showing.masking, showing.t) for node in group["bottlenecks"]],
        counts=[_count(showing, row) for row in sorted(group["counts"], key=_slot_order)],
        changes=changes_of(showing, (r for r in changes if r["kind"] not in _ONE_SIDED)),
        one_sided=changes_of(showing, (r for r in changes if r["kind"] in _ONE_SIDED)),
        conflicts=conflicts_of(showing, group),
        findings=findings_of(showing, view.group_findings.get(group["id"], [])),
        would_change=[said(line) for line in group["would_change"]],
        details=[detail_of(showing, row) for row in view.details_of.get(group["id"], [])],
        timeline=group_timeline(showing, group),
    )


def _counted(showing: Showing, group: Row, *, withheld: bool) -> str:
    """What was counted, in words; empty where it is the heading's claim."""
    words = " ".join((group["counted_claim"] or "").split())
    same = words == " ".join(showing.view.heading(group)["text"].split())
    return "" if withheld or same else showing.said(words)


def _origin(showing: Showing, row: Row, group: Row) -> OriginLine:
    reached = [(showing.outlet(a), showing.href(a)) for a in row["reached_by"] if a in group["articles"]]
    return OriginLine(
        showing.once(row["id"]),
        showing.name(row["id"]),
        showing.t.say(ORIGIN_KIND, row["kind"]),
        showing.said(row["party"]["basis"]) if row["party"] else "",
        showing.t.say(ACCESS, row["access"]),
        reached,
        showing.said(row["because"]),
    )


def _slot_order(row: Row) -> tuple[int, str, int, str]:
    slots = list(SLOT)
    place = slots.index(row["slot"]) if row["slot"] in slots else len(slots)
    return (place, row["slot"], -row["best"], row["value"])


def _count(showing: Showing, row: Row) -> CountLine:
    origins = [showing.name(origin) for origin in row["origins"]]
    slot, value = showing.t.say(SLOT, row["slot"]), showing.said(row["value"])
    return CountLine(slot, "" if value == slot else value, showing.t.range(row), origins)
