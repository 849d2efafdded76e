"""The keys of the drawings' data, as the page's scripts read them."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

NodeKind = Literal["article", "unseen", "origin"]
StretchKind = Literal["report", "incident"]
Words = dict[str, str]
"""What the page's script says by itself, in the language of the page, by what it is for."""


class Cell(TypedDict):
    """One cell of a table twin."""

    text: str
    href: NotRequired[str]
    lang: NotRequired[str]
    dir: NotRequired[str]


class Table(TypedDict):
    """The same in words: the first cell of each row heads it."""

    caption: str
    columns: list[str]
    rows: list[list[Cell]]


class LineageNode(TypedDict):
    """An article, a report that is not in the case, or an origin."""

    id: str
    kind: NodeKind
    name: str
    note: str
    href: str | None


class LineageEdge(TypedDict):
    """From parent to child; ``directed`` false: who came first is not known."""

    id: str
    parent: str
    child: str
    says: str
    declared: bool
    directed: bool
    score: float | None
    because: str


class Lineage(TypedDict):
    """Who came from whom in one group."""

    kind: Literal["lineage"]
    says: str
    words: Words
    nodes: list[LineageNode]
    edges: list[LineageEdge]
    table: Table


class MapPlace(TypedDict):
    """A place that claims tell of: a point in degrees, and the kilometres around it within which it is known.

    ``state``: two letters (ISO 3166-1) where the place is told no closer than a whole state.
    """

    id: str
    name: str
    latitude: float
    longitude: float
    radius_km: float
    state: str | None
    how: str
    claims: int
    reports: int
    href: str | None


class CaseMap(TypedDict):
    """Where claims say that things were. ``bounds``: south, west, north, east; None where no place is known."""

    kind: Literal["map"]
    says: str
    words: Words
    places: list[MapPlace]
    bounds: tuple[float, float, float, float] | None
    table: Table


class TimelineStretch(TypedDict):
    """A time that is told: ISO days, None at an open end; equal ends are one day."""

    kind: StretchKind
    first: str | None
    last: str | None
    words: str


class TimelineRow(TypedDict):
    """One report, or one subject with its reports."""

    label: str
    href: str | None
    stretches: list[TimelineStretch]


class CaseTimeline(TypedDict):
    """When texts came out and what days they tell of. ``first``/``last``: the days that the axis shows."""

    kind: Literal["timeline"]
    says: str
    words: Words
    rows: list[TimelineRow]
    first: str | None
    last: str | None
    table: Table
