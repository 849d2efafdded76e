"""When texts came out and what days they tell of: stretches of days for a drawing, and a table."""

from __future__ import annotations

from datetime import date

from headwater.records.errors import UnknownId
from headwater.show.drawings.lineage import cell
from headwater.show.drawings.shapes import CaseTimeline, Cell, TimelineRow, TimelineStretch
from headwater.show.drawings.telling import Telling
from headwater.show.drawings.times import Line, Stretch, lines_of_case, lines_of_group, shown_days
from headwater.show.view import CaseView

_FEW = 40
"""Up to so many articles have a row each; in larger cases rows are shared subjects."""

_WORDS = {
    "report": "when a text was published",
    "incident": "when it says that the thing was",
    "bar": "a bar: somewhere within; an arrow: it goes on beyond the sheet",
    "scrolls": "Timeline, scrolls sideways",
    "none": "no date known",
}


def timeline_of(view: CaseView, group: str | None = None, telling: Telling | None = None) -> CaseTimeline:
    """The timeline of a case or of one group. Raises UnknownId where the case has no such group."""
    telling = telling or Telling(view)
    if group is None:
        lines = lines_of_case(telling, by_article=len(view.articles) <= _FEW)
    else:
        kind, row = view.by_id.get(group, ("", None))
        if row is None or kind != "groups":
            raise UnknownId(f"this case has no group {group[:60]!r}")
        lines = lines_of_group(telling, row)
    first, last = shown_days(lines) or (None, None)
    t = telling.t
    return {
        "kind": "timeline",
        "says": t("Timeline of {number} rows; the list below it says the same in words", number=len(lines)),
        "words": {key: t(said) for key, said in _WORDS.items()},
        "rows": [_row(line) for line in lines],
        "first": _day(first),
        "last": _day(last),
        "table": {
            "caption": t("The timeline in words"),
            "columns": [t(name) for name in ("Text", "Published", "Tells of")],
            "rows": [_cells(telling, line) for line in lines],
        },
    }


def _row(line: Line) -> TimelineRow:
    return {"label": line.label, "href": line.href, "stretches": [_stretch(one) for one in line.told]}


def _stretch(one: Stretch) -> TimelineStretch:
    return {"kind": one.kind, "first": _day(one.first), "last": _day(one.last), "words": one.words}


def _day(ordinal: int | None) -> str | None:
    return date.fromordinal(ordinal).isoformat() if ordinal is not None else None


def _cells(telling: Telling, line: Line) -> list[Cell]:
    published = "; ".join(one.words for one in line.told if one.kind == "report")
    incident = "; ".join(one.words for one in line.told if one.kind == "incident")
    return [cell(line.label, line.href), cell(published or telling.t("no date known")), cell(incident)]
