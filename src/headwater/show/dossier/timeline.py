"""Who reported when, and when they say it was: dots where a day is known, bars where it lies somewhere within."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from headwater.show.dossier.axis import Axis, Tick, axis_of
from headwater.show.dossier.fitting import fitted
from headwater.show.dossier.measures import when_of
from headwater.show.dossier.showing import Showing
from headwater.show.tongue import Tongue
from headwater.show.view import Row, date_order

LABEL, CHART, HIGH, TOP, EDGE = 230, 660, 26, 26, 36
_MOST_ROWS = 60
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

Kind = Literal["report", "incident"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time that is told: days as ordinals, None at an open end; ``words`` say it."""

    kind: Kind
    first: int | None
    last: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a timeline: a report, or a subject with its reports."""

    label: str
    href: str | None
    told: list[Stretch]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch drawn: a dot where both ends are one, else a bar; arrows where it goes on beyond the sheet."""

    kind: Kind
    x: int
    wide: int
    before: bool
    after: bool
    words: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row with its height and what stands on it."""

    label: str
    line: Line
    y: int
    places: list[Place]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline as a drawing and, in ``lines``, as words."""

    rows: list[Drawn]
    ticks: list[Tick]
    height: int
    lines: list[Line]


def group_timeline(showing: Showing, group: Row) -> Timeline | None:
    """When each report of a group was printed, and when it says that the thing was."""
    claims = [row for row in map(showing.view.row, group["claims"]) if row]
    articles = sorted((showing.view.articles[name] for name in group["articles"]), key=date_order)
    return _timeline([_report(showing, one, claims) for one in articles])


def case_timeline(showing: Showing, *, by_article: bool) -> Timeline | None:
    """The case's: by article, or in a large case by shared subject; of one article, claim by claim."""
    view = showing.view
    articles = sorted(view.articles.values(), key=date_order)
    if len(articles) == 1:
        timed = [row for rows in view.claims_once(articles[0]["id"]) if (row := rows[0])["time"]]
        lines = [
            Line(showing.line(row["text"], 60), showing.href(row["id"]), list(_incident(showing.t, row)))
            for row in timed
        ]
        return _timeline([_report(showing, articles[0], ()), *lines[: _MOST_ROWS - 1]])
    if by_article:
        leads = list(view.leads.values())
        return _timeline([_report(showing, one, leads) for one in articles])
    subjects = [_subject(showing, group) for group in view.shared_groups[:_MOST_ROWS]]
    return _timeline(sorted(subjects, key=_begins))


def _subject(showing: Showing, group: Row) -> Line:
    view, heading = showing.view, showing.view.heading(group)
    words = showing.t("a claim about a person") if view.accuses_person(heading) else heading["text"]
    told = [
        *(one for name in group["articles"] for one in _published(showing, view.articles[name])),
        *(one for row in map(view.row, group["claims"]) if row for one in _incident(showing.t, row)),
    ]
    return Line(showing.line(words, 60), showing.href(group["id"]), list(dict.fromkeys(told)))


def _begins(line: Line) -> int:
    days = [day for one in line.told for day in (one.first, one.last) if day is not None]
    return min(days, default=date.max.toordinal())


def _report(showing: Showing, article: Row, claims: Iterable[Row]) -> Line:
    told = [one for row in claims if row["article"] == article["id"] for one in _incident(showing.t, row)]
    name = article["id"]
    return Line(
        showing.outlet(name), showing.href(name), list(dict.fromkeys([*_published(showing, article), *told]))
    )


def _published(showing: Showing, article: Row) -> Iterator[Stretch]:
    given, t = article["published"], showing.t
    if days := days_of(given["value"]):
        yield Stretch("report", *days, given["value"][:10])
        return
    first, last = days_of(given["not_before"]), days_of(given["not_after"])
    if first or last:
        bounds = [t("not before {day}", day=given["not_before"])] if first else []
        bounds += [t("not after {day}", day=given["not_after"])] if last else []
        yield Stretch("report", first[0] if first else None, last[1] if last else None, ", ".join(bounds))


def _incident(t: Tongue, claim: Row) -> Iterator[Stretch]:
    time = claim["time"]
    if time:
        first, last = days_of(time["from"]), days_of(time["to"])
        if first or last:
            yield Stretch(
                "incident", first[0] if first else None, last[1] if last else None, when_of(t, time)
            )


def days_of(value: str | None) -> tuple[int, int] | None:
    """The first and last day that an ISO date, month or year may mean, as ordinals; None for no date."""
    match = _DATE.match(value or "")
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        last = date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()


def _timeline(lines: list[Line]) -> Timeline | None:
    dated = [line for line in lines if line.told]
    if len([one for line in dated for one in line.told]) < 2:
        return None
    shown = dated[:_MOST_ROWS]
    axis = axis_of(
        [day for line in shown for one in line.told for day in (one.first, one.last) if day is not None],
        [
            day
            for line in shown
            for one in line.told
            if one.kind == "report"
            for day in (one.first, one.last)
            if day
        ],
        CHART - 2 * EDGE,
    )
    rows = [
        Drawn(
            "".join(fitted(line.label, LABEL - 16, 13, 1)), line, TOP + HIGH * place,
            list(dict.fromkeys(_place(axis, one) for one in line.told)),
        )
        for place, line in enumerate(shown)
    ]  # fmt: skip
    ticks = [Tick(LABEL + EDGE + tick.x, tick.says) for tick in axis.ticks()]
    return Timeline(rows, ticks, TOP + HIGH * len(shown) + 6, lines)


def _place(axis: Axis, one: Stretch) -> Place:
    first = axis.first if one.first is None else min(max(one.first, axis.first), axis.last)
    last = axis.last if one.last is None else min(max(one.last, axis.first), axis.last)
    return Place(
        one.kind,
        LABEL + EDGE + axis.x(first),
        axis.x(last) - axis.x(first),
        one.first is None or one.first < axis.first,
        one.last is None or one.last > axis.last,
        one.words,
    )
