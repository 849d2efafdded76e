"""When texts came out and what days they tell of, as stretches of days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from headwater.show.drawings.days import when_of
from headwater.show.drawings.telling import Telling
from headwater.show.tongue import Tongue
from headwater.show.view import Row, date_order

MOST_ROWS = 60
_AROUND = 365
"""Days: what lies further from all reports is told by an arrow at the edge, lest reports fall on one point."""
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


def lines_of_group(telling: Telling, group: Row) -> list[Line]:
    """When each report of a group was printed, and when it says that the thing was."""
    claims = [row for row in map(telling.view.row, group["claims"]) if row]
    articles = sorted((telling.view.articles[name] for name in group["articles"]), key=date_order)
    return [_report(telling, one, claims) for one in articles]


def lines_of_case(telling: Telling, *, by_article: bool) -> list[Line]:
    """The case's: by article, or in a large case by shared subject; of one article, claim by claim."""
    view = telling.view
    articles = sorted(view.articles.values(), key=date_order)
    if len(articles) == 1:
        timed = [row for rows in view.claims_once(articles[0]["id"]) if (row := rows[0])["time"]]
        lines = [
            Line(telling.line(row["text"], 60), telling.href(row["id"]), list(_incident(telling.t, row)))
            for row in timed
        ]
        return [_report(telling, articles[0], ()), *lines[: MOST_ROWS - 1]]
    if by_article:
        leads = list(view.leads.values())
        return [_report(telling, one, leads) for one in articles]
    subjects = [_subject(telling, group) for group in view.shared_groups[:MOST_ROWS]]
    return sorted(subjects, key=_begins)


def _subject(telling: Telling, group: Row) -> Line:
    view, heading = telling.view, telling.view.heading(group)
    words = telling.t("a claim about a person") if view.accuses_person(heading) else heading["text"]
    told = [
        *(one for name in group["articles"] for one in _published(telling, view.articles[name])),
        *(one for row in map(view.row, group["claims"]) if row for one in _incident(telling.t, row)),
    ]
    return Line(telling.line(words, 60), telling.href(group["id"]), list(dict.fromkeys(told)))


def _begins(line: Line) -> int:
    days = [day for one in line.told for day in (one.first, one.last) if day is not None]
    return min(days, default=date.max.toordinal())


def _report(telling: Telling, article: Row, claims: Iterable[Row]) -> Line:
    told = [one for row in claims if row["article"] == article["id"] for one in _incident(telling.t, row)]
    name = article["id"]
    return Line(
        telling.outlet(name), telling.href(name), list(dict.fromkeys([*_published(telling, article), *told]))
    )


def _published(telling: Telling, article: Row) -> Iterator[Stretch]:
    given, t = article["published"], telling.t
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


def shown_days(lines: Iterable[Line]) -> tuple[int, int] | None:
    """The first and last day of an axis: all reports, and all other days within a year of them. None without days."""
    told = [one for line in lines for one in line.told]
    days = [day for one in told for day in (one.first, one.last) if day is not None]
    reports = [
        day for one in told if one.kind == "report" for day in (one.first, one.last) if day is not None
    ]
    if not days:
        return None
    first, last = min(days), max(days)
    if reports:
        first, last = max(first, min(reports) - _AROUND), min(last, max(reports) + _AROUND)
    return first, last
