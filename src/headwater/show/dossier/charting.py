"""The case's map as a drawing that needs no network: outlines, circles within which places are known, and a list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import cos, radians
from typing import Any

from headwater.show.dossier.fitting import width_of
from headwater.show.dossier.showing import Showing
from headwater.show.drawings.map import Told, bounds_of, places_told, radius_in_words

WIDE, MOST_HIGH, LEAST_HIGH = 890, 560, 260
_LEAST_DEGREES = 3.0
_ROOM = 0.12
"""Share of the sheet that is left free around what is told."""
_DOT = 5
_KM_A_DEGREE = 111.2
_STATE_PREC = 6
_MOST_REPORTS = 12

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Land:
    """A country's outline as SVG path data; ``told``: claims tell of the whole state."""

    path: str
    told: bool


@dataclass(frozen=True, slots=True)
class Circle:
    """A place with its number in the list; ``name`` is empty where there is no room for it; a state has no radius."""

    number: int
    x: int
    y: int
    radius: int
    name: str
    left: bool
    vague: bool


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in words; ``number`` None where it lies beyond the sheet."""

    number: int | None
    name: str
    within: str
    claims: int
    reports: list[tuple[str, str | None]]
    more: int
    how: str
    beyond: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A map; ``circles`` and ``lands`` are empty where no place's position is known."""

    wide: int
    high: int
    lands: list[Land]
    circles: list[Circle]
    lines: list[PlaceLine]
    unplaced: list[tuple[str, int]]
    """Places whose position is not known, with the claims that name them."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the map shows: equirectangular, true to scale along its middle parallel."""

    west: float
    north: float
    scale: float
    squeeze: float
    high: int

    def at(self, longitude: float, latitude: float) -> Point:
        """A place in pixels."""
        return (longitude - self.west) * self.squeeze * self.scale, (self.north - latitude) * self.scale

    def shows(self, longitude: float, latitude: float) -> bool:
        """Whether a place lies on it."""
        x, y = self.at(longitude, latitude)
        return 0 <= x <= WIDE and 0 <= y <= self.high


def case_chart(showing: Showing) -> Chart | None:
    """The map of what claims of the case tell; None where no claim tells a place."""
    told = places_told(showing)
    bounds = bounds_of(told)
    unplaced = [(one.name, len(one.claims)) for one in told if one.position is None]
    if not told:
        return None
    if bounds is None:
        return Chart(WIDE, 0, [], [], [], unplaced)
    sheet = _sheet(*bounds)
    numbers: dict[str, int] = {}
    for one in told:
        if one.position and sheet.shows(one.position.longitude, one.position.latitude):
            numbers[one.name] = len(numbers) + 1
    shown = [one for one in told if one.name in numbers]
    states = {one.position.state for one in shown if one.position and one.position.where_prec >= _STATE_PREC}
    return Chart(
        WIDE,
        sheet.high,
        list(_lands(sheet, states)),
        list(_circles(sheet, shown)),
        [_line(showing, one, numbers.get(one.name)) for one in told if one.position],
        unplaced,
    )


def _sheet(south: float, west: float, north: float, east: float) -> Sheet:
    """A sheet with room around what is told, as wide as the page and neither flat nor long."""
    squeeze = max(cos(radians((south + north) / 2)), 0.2)
    wide, high = max((east - west) * squeeze, _LEAST_DEGREES), max(north - south, _LEAST_DEGREES * 0.6)
    wide, high = wide * (1 + 2 * _ROOM), high * (1 + 2 * _ROOM)
    wide = max(wide, high * WIDE / MOST_HIGH)
    high = max(high, wide * LEAST_HIGH / WIDE)
    scale = WIDE / wide
    middle = (west + east) / 2
    return Sheet(
        middle - wide / 2 / squeeze, (south + north) / 2 + high / 2, scale, squeeze, round(high * scale)
    )


@cache
def _countries() -> list[dict[str, Any]]:
    text = files("headwater.show.assets").joinpath("vendor", "countries.json").read_text(encoding="utf-8")
    features: list[dict[str, Any]] = json.loads(text)["features"]
    return features


def _lands(sheet: Sheet, states: set[str | None]) -> Iterator[Land]:
    """Countries that lie on the sheet, cut to it; those of which claims tell come last, to lie above."""
    for told in (False, True):
        for country in _countries():
            if (country["id"] in states) is told:
                rings = [ring for part in country["geometry"]["coordinates"] for ring in part]
                path = "".join(_path([sheet.at(*point) for point in ring], sheet.high) for ring in rings)
                if path:
                    yield Land(path, told)


def _path(ring: list[Point], high: int) -> str:
    """A ring as path data in whole pixels, cut a little beyond the sheet so that no cut edge is seen."""
    for axis, edge, side in ((0, -9, -1), (0, WIDE + 9, 1), (1, -9, -1), (1, high + 9, 1)):
        ring = list(_cut(ring, axis, edge, side))
        if not ring:
            return ""
    whole = [(round(x), round(y)) for x, y in ring]
    steps = [whole[0], *(after for before, after in pairwise(whole) if before != after)]
    if len(steps) < 4:
        return ""
    moves = [f"{bx - ax},{by - ay}" for (ax, ay), (bx, by) in pairwise(steps)]
    return f"M{steps[0][0]},{steps[0][1]}l{' '.join(moves)}z"


def _cut(ring: list[Point], axis: int, edge: float, side: int) -> Iterator[Point]:
    """The part of a ring on one side of an edge (Sutherland and Hodgman 1974)."""
    for before, after in pairwise([*ring[-1:], *ring]):
        inside, stays = side * (edge - before[axis]) >= 0, side * (edge - after[axis]) >= 0
        if inside != stays:
            share = (edge - before[axis]) / (after[axis] - before[axis])
            yield (before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1]))
        if stays:
            yield after


def _circles(sheet: Sheet, shown: Iterable[Told]) -> Iterator[Circle]:
    """Places with most reports first take the room for their names."""
    places = [(one, one.position) for one in shown if one.position]
    taken = [_box(*sheet.at(at.longitude, at.latitude), 20, 20) for _, at in places]
    for index, (one, at) in enumerate(places):
        x, y = sheet.at(at.longitude, at.latitude)
        state = at.where_prec >= _STATE_PREC
        radius = 0 if state else max(round(at.radius_km / _KM_A_DEGREE * sheet.scale), _DOT)
        wide = width_of(one.name, 12)
        sides = ((x + 14 + wide / 2, False), (x - 14 - wide / 2, True))
        others = taken[:index] + taken[index + 1 :]
        room = next((left for middle, left in sides if _free(_box(middle, y, wide, 15), others, sheet)), None)
        if room is not None:
            taken.append(_box(x - 14 - wide / 2 if room else x + 14 + wide / 2, y, wide, 15))
        name = one.name if room is not None else ""
        yield Circle(index + 1, round(x), round(y), radius, name, bool(room), at.radius_km > 10)


Box = tuple[float, float, float, float]


def _box(x: float, y: float, wide: float, high: float) -> Box:
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _free(box: Box, others: list[Box], sheet: Sheet) -> bool:
    inside = box[0] >= 2 and box[2] <= WIDE - 2 and box[1] >= 0 and box[3] <= sheet.high
    return inside and not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in others
    )


def _line(showing: Showing, one: Told, number: int | None) -> PlaceLine:
    articles = list(one.articles)
    return PlaceLine(
        number,
        one.name,
        radius_in_words(showing, one.position),
        len(one.claims),
        [(showing.outlet(name), showing.href(name)) for name in articles[:_MOST_REPORTS]],
        max(len(articles) - _MOST_REPORTS, 0),
        showing.t(one.position.how) if one.position else "",
        number is None,
    )
