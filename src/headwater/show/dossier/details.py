"""What several reports say in their bodies, beside what they lead with: told in a line each, opened for its words."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.show.dossier.chains import ClaimLine, claim_line
from headwater.show.dossier.headings import Heading, heading_of
from headwater.show.dossier.showing import Showing
from headwater.show.dossier.wordings import Difference, conflicts_of
from headwater.show.view import Row, date_order


@dataclass(frozen=True, slots=True)
class Teller:
    """One report's words for a detail."""

    outlet: str
    sheet: str | None
    line: ClaimLine


@dataclass(frozen=True, slots=True)
class Detail:
    """A group of claims of which no report makes its lead."""

    id: str
    heading: Heading
    statement: bool
    reports: int
    best: int
    count: str
    counted_because: str
    suggested: bool
    because: str
    tellers: list[Teller]
    conflicts: list[Difference]


def detail_of(showing: Showing, group: Row) -> Detail:
    """One group of claims from the bodies of articles, in short."""
    view = showing.view
    rows = [row for row in map(view.row, group["claims"]) if row]
    rows.sort(key=lambda row: (date_order(view.articles[row["article"]]), row["start"]))
    return Detail(
        showing.anchor(group["id"]),
        heading_of(showing, group),
        group.get("about") == "statement",
        len(group["articles"]),
        group["separate_origins"]["best"],
        showing.t.range(group["separate_origins"]),
        showing.said(group["counted_because"]),
        group["status"] == "suggested",
        showing.said(group["because"]),
        [_teller(showing, row) for row in rows],
        conflicts_of(showing, group),
    )


def _teller(showing: Showing, row: Row) -> Teller:
    name = row["article"]
    return Teller(showing.outlet(name), showing.href(name), claim_line(showing, [row]))
