"""The case's timeline and map, each as a drawing with a table that says the same."""

from __future__ import annotations

from typing import Any

from headwater.show.drawings import Telling, map_of, timeline_of
from headwater.show.workbench.asking import Ask, Asking, Shown
from headwater.show.workbench.pointing import Pointing
from headwater.show.workbench.ranking import ranked_groups
from headwater.show.workbench.rows import Rows
from headwater.show.workbench.site import Site
from headwater.show.workbench.slices import unmasked, view_of

_ARTICLES = 200
"""So many articles are told one by one; in a larger case the subjects with most reports are."""
_GROUPS = 60
_PLACES = 2_000
"""Claims with a place that a map tells of: those of shared subjects first."""


def register_drawings(site: Site) -> None:
    """Puts the timeline and the map on the site."""

    @site.page("/timeline", "When texts came out, and when they say that things were.")
    def timeline(ask: Asking) -> Shown:
        return _shown(ask, "timeline")

    @site.page("/map", "Where claims say that things were, as precisely as they say it.")
    def case_map(ask: Asking) -> Shown:
        return _shown(ask, "map")


def _shown(ask: Ask, kind: str) -> Shown:
    def make(rows: Rows) -> Any:
        view = _timed(ask, rows) if kind == "timeline" else _placed(rows)
        telling = Telling(view, ask.t, Pointing(view, ask.t).href)
        return timeline_of(view, None, telling) if kind == "timeline" else map_of(view, None, telling)

    drawing = ask.desk.remembered(("drawing", kind, ask.t.lang), make)
    return Shown("drawing", drawing, {"drawing": drawing, "back": None, "kind": kind})


def _timed(ask: Ask, rows: Rows) -> Any:
    if rows.one("SELECT count(*) FROM articles") <= _ARTICLES:
        return view_of(
            articles=rows.where("articles", "ORDER BY rowid", light=True),
            claims=rows.where("claims", "WHERE lead ORDER BY rowid"),
        )
    groups = rows.by_ids("groups", ranked_groups(ask.desk)[:_GROUPS])
    told = {claim for group in groups for claim in group["claims"][:400]}
    claims = rows.by_ids("claims", told | {group["heading"] for group in groups})
    named = {actor["entity"] for claim in claims for actor in claim["actors"]}
    return view_of(
        articles=rows.by_ids(
            "articles", {article for group in groups for article in group["articles"]}, light=True
        ),
        claims=claims,
        entities=unmasked(rows.by_ids("entities", named, light=True)),
        groups=groups,
    )


def _placed(rows: Rows) -> Any:
    claims = rows.where(
        "claims",
        'WHERE place_name IS NOT NULL ORDER BY NOT EXISTS (SELECT 1 FROM group_claims g WHERE g.claim = claims.id), rowid LIMIT ?',
        _PLACES,
    )  # fmt: skip
    return view_of(
        articles=rows.by_ids("articles", [claim["article"] for claim in claims], light=True),
        claims=claims,
        parts=rows.by_ids("parts", [claim["part"] for claim in claims]),
        entities=unmasked(
            rows.by_ids("entities", [claim["place"]["entity"] for claim in claims], light=True)
        ),
    )
