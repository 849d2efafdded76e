"""Groups, and one group: claims side by side, on whose word, what would change the count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import Query

from headwater.show.dossier.groups import group_sheet
from headwater.show.drawings import Telling, lineage_of, timeline_of
from headwater.show.view import CaseView
from headwater.show.workbench.addresses import key_of
from headwater.show.workbench.asking import Ask, Asking, Shown
from headwater.show.workbench.lines import group_lines
from headwater.show.workbench.paging import PER_PAGE, PageNumber, Words, part_of
from headwater.show.workbench.pointing import Pointing
from headwater.show.workbench.problems import missing
from headwater.show.workbench.ranking import CHOICES, ranked_groups
from headwater.show.workbench.rows import Row, Rows
from headwater.show.workbench.site import Site
from headwater.show.workbench.slices import MOST_TOLD, group_view

Choice = Annotated[
    Literal["shared", "one", "conflicts", "details", "suggested", "all"], Query(description="Which groups.")
]
_DETAILS = 30


def register_groups(site: Site) -> None:
    """Puts the pages of groups on the site."""

    @site.page("/groups", "Groups of claims on one incident, those with most reports first.")
    def groups(ask: Asking, show: Choice = "shared", q: Words = "", page: PageNumber = 1) -> Shown:
        ids = ranked_groups(ask.desk, show, q)
        part = part_of(len(ids), page)
        lines = group_lines(ask.rows, ids[max(0, part.first - 1) : part.last], ask.t)
        data = {"groups": lines, "part": part.as_json(), "show": show, "q": q}
        return Shown(
            "groups",
            data,
            {"part": part, "choices": {name: ask.t(says) for name, (says, _) in CHOICES.items()}},
        )

    @site.page("/groups/{key}", "One group: its claims, origins, counts, disagreements and lineage.")
    def group(ask: Asking, key: str) -> Shown:
        id_ = ask.id("groups", key, "group")
        found = ask.desk.remembered(("group", id_), lambda rows: _read(rows, id_))
        if found is None:
            raise missing("group", ask.path)
        return Shown("group", _data(found), lambda: _context(ask, found, id_))

    @site.page("/groups/{key}/lineage", "The lineage of a group as a drawing and as a table.")
    def lineage(ask: Asking, key: str) -> Shown:
        return _drawing(ask, key, "lineage")

    @site.page("/groups/{key}/timeline", "The timeline of a group as a drawing and as a table.")
    def group_timeline(ask: Asking, key: str) -> Shown:
        return _drawing(ask, key, "timeline")


def _read(rows: Rows, id_: str) -> tuple[CaseView, Row, int, list[Row]] | None:
    view = group_view(rows, id_)
    if view is None:
        return None
    claims = rows.one('SELECT count(*) FROM group_claims WHERE "group" = ?', id_)
    within = [{"id": found} for found in rows.column("SELECT id FROM groups WHERE within = ? LIMIT 200", id_)]
    return view, view.rows("groups")[0], claims, within


def _data(found: tuple[CaseView, Row, int, list[Row]]) -> Row:
    view, row, claims, within = found
    lists = (
        "claims",
        "attributions",
        "origins",
        "derivations",
        "sources",
        "changes",
        "conflicts",
        "findings",
    )
    return {"group": row, "claims_in_all": claims, "details": [one["id"] for one in within]} | {
        name: view.rows(name) for name in lists
    }


def _context(ask: Ask, found: tuple[CaseView, Row, int, list[Row]], id_: str) -> Mapping[str, Any]:
    view, row, claims, within = found
    showing = Pointing(view, ask.t)
    return {
        "g": group_sheet(showing, row),
        "key": key_of(id_),
        "edges": _edges(showing, row),
        "origin_ids": [origin["id"] for origin in view.rows("origins")],
        "claim_ids": {claim["id"]: claim for claim in view.rows("claims")},
        "left_out": max(0, claims - MOST_TOLD),
        "within": group_lines(ask.rows, [one["id"] for one in within[:_DETAILS]], ask.t),
        "more_within": max(0, len(within) - _DETAILS),
        "pages": PER_PAGE,
    }


def _edges(showing: Pointing, row: Row) -> list[Row]:
    """The derivations of a group's reports as they can be judged."""
    members = set(row["articles"])
    return [
        {
            "id": edge["id"],
            "child": showing.outlet(edge["child"]),
            "child_href": showing.href(edge["child"]),
            "parent": showing.name(edge["parent"]),
            "parent_href": showing.href(edge["parent"]),
            "kind": edge["kind"],
            "declared": edge["declared"],
            "directed": edge["directed"],
            "score": edge["score"],
            "confirmed_by": edge["confirmed_by"],
            "because": edge["because"],
        }
        for edge in showing.view.rows("derivations")
        if edge["child"] in members
    ]


def _drawing(ask: Ask, key: str, kind: str) -> Shown:
    id_ = ask.id("groups", key, "group")

    def make(rows: Rows) -> Any:
        view = group_view(rows, id_, 2_000, light=True)
        assert view is not None
        telling = Telling(view, ask.t, Pointing(view, ask.t).href)
        return (lineage_of if kind == "lineage" else timeline_of)(view, id_, telling)

    drawing = ask.desk.remembered(("drawing", kind, id_, ask.t.lang), make)
    return Shown("drawing", drawing, {"drawing": drawing, "back": f"/groups/{key}", "kind": kind})
