"""Where claims say that things were: points with the radius within which each is known, and a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, radians

from headwater.records.errors import UnknownId
from headwater.show.drawings.lineage import cell
from headwater.show.drawings.shapes import CaseMap, Cell, MapPlace
from headwater.show.drawings.telling import Telling
from headwater.show.exports.positions import Position, position_of
from headwater.show.view import CaseView, Row

_KM_A_DEGREE = 111.2
_STATE_PREC = 6
_WORDS = {
    "within": "within {number} km",
    "claims": "claims",
    "reports": "reports",
    "town": "a place whose point is known; the number says how many reports name it",
    "area": "a place known only within the broken circle",
    "state": "a whole state, square and within dotted borders",
    "zoom_in": "Larger",
    "zoom_out": "Smaller",
    "credit": "Outlines: Natural Earth, as it finds borders held; they judge no claim to land. Points: GeoNames.",
    "none": "No place of this case has a position that is known; the table names them.",
}


@dataclass(slots=True)
class Told:
    """A place, and who tells of it."""

    id: str
    name: str
    position: Position | None
    claims: list[str] = field(default_factory=list)
    articles: dict[str, None] = field(default_factory=dict)


def places_told(telling: Telling, group: str | None = None) -> list[Told]:
    """Places that claims of the case, or of one group, tell of; those with most reports first, unknown ones last."""
    view = telling.view
    if group is not None and view.by_id.get(group, ("",))[0] != "groups":
        raise UnknownId(f"this case has no group {group[:60]!r}")
    chosen = set(view.by_id[group][1]["claims"]) if group is not None else None
    found: dict[str, Told] = {}
    for rows in view.claims.values():
        for claim in rows:
            if claim["place"] and (chosen is None or claim["id"] in chosen):
                place = _place(telling, claim["place"])
                told = found.setdefault(place.name.casefold(), place)
                told.claims.append(claim["id"])
                told.articles[claim["article"]] = None
    order = lambda told: (told.position is None, -len(told.articles), -len(told.claims), told.name)  # noqa: E731
    return sorted(found.values(), key=order)


def _place(telling: Telling, place: Row) -> Told:
    """A claim's place; where it may be told coarsely only, its governorate or else its state."""
    entity = telling.view.row(place["entity"])
    position = position_of(entity["known_as"] if entity else None, coarse=telling.coarse)
    name = (entity["name"] if entity else None) or place["name"]
    if telling.coarse and position:
        name = position.governorate or position.country or name
    return Told(place["entity"] or "", telling.line(name, 60), position)


def map_of(view: CaseView, group: str | None = None, telling: Telling | None = None) -> CaseMap:
    """The map of a case or of one group. Raises UnknownId where the case has no such group."""
    telling = telling or Telling(view)
    told = places_told(telling, group)
    t, known = telling.t, [one for one in told if one.position]
    says = t(
        "Map of {places}; {unknown} more that claims name are not on it; the table says the same",
        places=t.count(len(known), "place"),
        unknown=len(told) - len(known),
    )
    return {
        "kind": "map",
        "says": says,
        "words": {key: t.raw(said) for key, said in _WORDS.items()},
        "places": [_point(telling, one, one.position) for one in told if one.position],
        "bounds": bounds_of(told),
        "table": {
            "caption": t("Where claims say that things were"),
            "columns": [t(name) for name in ("Place", "Known within", "Claims", "Reports", "Placed by")],
            "rows": [_row(telling, one) for one in told],
        },
    }


def _point(telling: Telling, told: Told, at: Position) -> MapPlace:
    return {
        "id": told.id,
        "name": told.name,
        "latitude": at.latitude,
        "longitude": at.longitude,
        "radius_km": at.radius_km,
        "state": at.state if at.where_prec >= _STATE_PREC else None,
        "how": telling.t(at.how),
        "claims": len(told.claims),
        "reports": len(told.articles),
        "href": _href(telling, told),
    }


def _href(telling: Telling, told: Told) -> str | None:
    return telling.href(told.id) or telling.href(told.claims[0])


def radius_in_words(telling: Telling, at: Position | None) -> str:
    """ "within 5 km of its point", or that its position is not known."""
    if at is None:
        return telling.t("position not known")
    return telling.t("within {number} km", number=f"{at.radius_km:.0f}")


def _row(telling: Telling, told: Told) -> list[Cell]:
    return [
        cell(told.name, _href(telling, told)),
        cell(radius_in_words(telling, told.position)),
        cell(str(len(told.claims))),
        cell(str(len(told.articles))),
        cell(telling.t(told.position.how) if told.position else ""),
    ]


def bounds_of(told: list[Told]) -> tuple[float, float, float, float] | None:
    """South, west, north, east of the circles nearest to the middle of what is told, those of nine claims in ten.

    Whole states count only where nothing is told more closely. None where no position is known.
    """
    placed = [(one, one.position) for one in told if one.position]
    near = [(one, at) for one, at in placed if at.where_prec < _STATE_PREC] or placed
    if not near:
        return None
    south, west = (_median([(axis(at), len(one.claims)) for one, at in near]) for axis in (_north, _east))
    far = sorted(
        near,
        key=lambda pair: ((pair[1].latitude - south) ** 2 + (pair[1].longitude - west) ** 2, pair[0].name),
    )
    total, counted, edges = sum(len(one.claims) for one, _ in near), 0, []
    for one, at in far:
        if counted * 10 >= total * 9:
            break
        counted += len(one.claims)
        edges.append(_around(at))
    souths, wests, norths, easts = zip(*edges, strict=True)
    return round(min(souths), 4), round(min(wests), 4), round(max(norths), 4), round(max(easts), 4)


def _north(at: Position) -> float:
    return at.latitude


def _east(at: Position) -> float:
    return at.longitude


def _median(weighed: list[tuple[float, int]]) -> float:
    """The middle value, each counted as often as it is told."""
    half, counted = sum(weight for _, weight in weighed), 0
    for value, weight in sorted(weighed):
        counted += 2 * weight
        if counted >= half:
            return value
    return 0.0


def _around(at: Position) -> tuple[float, float, float, float]:
    high = at.radius_km / _KM_A_DEGREE
    wide = high / max(cos(radians(at.latitude)), 0.2)
    return at.latitude - high, at.longitude - wide, at.latitude + high, at.longitude + wide
