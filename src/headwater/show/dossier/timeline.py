"""Who reported when, and when they say it was: dots where a day is known, bars where it lies somewhere within."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.show.dossier.axis import Axis, Tick, axis_of
from headwater.show.dossier.fitting import fitted
from headwater.show.dossier.showing import Showing
from headwater.show.drawings.times import (
    MOST_ROWS,
    Kind,
    Line,
    Stretch,
    lines_of_case,
    lines_of_group,
    shown_days,
)
from headwater.show.view import Row

LABEL, CHART, HIGH, TOP, EDGE = 230, 660, 26, 26, 36


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
    return _timeline(lines_of_group(showing, group))


def case_timeline(showing: Showing, *, by_article: bool) -> Timeline | None:
    """The case's: by article, or in a large case by shared subject; of one article, claim by claim."""
    return _timeline(lines_of_case(showing, by_article=by_article))


def _timeline(lines: list[Line]) -> Timeline | None:
    dated = [line for line in lines if line.told]
    if len([one for line in dated for one in line.told]) < 2:
        return None
    shown = dated[:MOST_ROWS]
    first, last = shown_days(shown) or (1, 1)
    axis = axis_of(first, last, CHART - 2 * EDGE)
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
