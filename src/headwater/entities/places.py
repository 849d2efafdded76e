"""Places by name: which place a name may mean, what lies in what, and how precise a place is.

``precision`` is UCDP's where_prec (GED Codebook 24.1): 1 an exact place, 3 a district, 4 a governorate,
5 an area or a line, 6 a state, 7 sea, air or unknown. 2 ("near") is for whoever reads the words around.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from headwater.entities.entries import (
    LANGUAGES,
    Entry,
    RegistryName,
    entries,
    lines_of,
    names_in,
    overlay_lines,
    overlay_name,
)
from headwater.records.errors import ConfigError
from headwater.text.names import fold, name_key

PRECISION = {
    "town": 1, "village": 1, "quarter": 1, "base": 1, "crossing": 1, "district": 3, "governorate": 4, "area": 5,
    "river": 5, "road": 5, "state": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One place. ``parent`` is the id of what it lies in, or blank."""

    id: str
    kind: str
    country: str
    parent: str
    population: int
    name: str


@cache
def _places() -> dict[str, Place]:
    places: dict[str, Place] = {}
    governorates: dict[tuple[str, str], str] = {}
    for _, (bare, kind, country, parent, admin1, *cells) in lines_of("places_own.csv", 10):
        id_ = f"place/{bare}"
        heading = next(cell for cell in cells if cell).split("|")[0].lstrip("~^=")
        places[id_] = Place(id_, kind, country, _parent(parent, country), 0, heading)
        if admin1:
            governorates[country, admin1] = id_
    for _, (bare, name, country, admin1, population, *_) in lines_of("places.csv", 8):
        id_ = f"place/{bare}"
        own = places.get(id_)
        parent = own.parent if own else governorates.get((country, admin1), f"state/{country.lower()}")
        kind, heading = (own.kind, own.name) if own else ("town", name)
        places[id_] = Place(id_, kind, country, parent, int(population), heading)
    for number, cells in overlay_lines("places.csv", 8):
        added = _overlay_place(number, cells, governorates)
        places.setdefault(added.id, added)  # a place that the registry has keeps what is written there
    return places


def _overlay_place(number: int, cells: list[str], governorates: dict[tuple[str, str], str]) -> Place:
    """A place of the chosen registry folder; raises ConfigError with its line where it is none."""
    where = f"{overlay_name('places.csv')}, line {number}"
    bare, kind, country, admin1, population, *named = cells
    heading = next((cell for cell in named if cell), "").split("|")[0].lstrip("~^=?")
    if kind not in PRECISION or not heading or not (population.isascii() and population.isdigit()):
        raise ConfigError(
            f"{where}: a place has a kind ({', '.join(PRECISION)}), people in digits and a name"
        )
    parent = governorates.get((country, admin1), f"state/{country.lower()}" if country else "")
    if kind == "governorate" and admin1:
        governorates.setdefault((country, admin1), f"place/{bare}")
        parent = f"state/{country.lower()}"
    return Place(f"place/{bare}", kind, country, parent, int(population), heading)


def names_of_places() -> Iterator[tuple[str, RegistryName]]:
    """Every (id, name) of a place, our own spellings first; common words and given names are left out."""
    own: set[str] = set()
    for _, (bare, _kind, _country, _parent_id, _admin1, *cells) in lines_of("places_own.csv", 10):
        own.add(f"place/{bare}")
        for lang, cell in zip(LANGUAGES, cells, strict=True):
            yield from ((f"place/{bare}", name) for name in names_in(cell, lang))
    for _, (bare, _name, country, _admin1, population, latin, arabic, russian) in lines_of("places.csv", 8):
        id_ = f"place/{bare}"
        if id_ in own and bare.isdigit():
            continue  # a city whose names are all written by hand
        for lang, cell in (("", latin), ("ar", arabic), ("ru", russian)):
            yield from (
                (id_, name)
                for name in names_in(cell, lang)
                if _tells(name.text, int(population), lang, country)
            )


def overlay_place_names() -> Iterator[tuple[str, RegistryName]]:
    """Every (id, name) of the places of the chosen registry folder."""
    for _, (bare, _kind, country, _admin1, population, latin, arabic, russian) in overlay_lines(
        "places.csv", 8
    ):
        people = int(population) if population.isdigit() else 0
        for lang, cell in (("", latin), ("ar", arabic), ("ru", russian)):
            for name in names_in(cell, lang):
                if _tells(name.text, people, lang, country):
                    yield f"place/{bare}", name


_NEAR = frozenset(
    [
        "SY",
        "IQ",
        "LB",
        "PS",
        "JO",
        "YE",
        "LY",
        "SD",
        "ML",
        "BF",
        "NE",
        "SO",
        "AF",
        "IL",
        "ET",
        "TD",
        "TN",
        "UA",
        "RU",
        "TR",
        "IR",
        "EG",
        "SA",
        "PK",
        "AZ",
        "AM",
        "GE",
    ]
)
"""Countries of which towns are known by name in Arabic and Russian too; a smaller town elsewhere is rather a person."""
_FAR_TOWN = 500_000
_LEAST_PEOPLE = {"ar": 60_000, "ru": 20_000}


def _tells(name: str, population: int, lang: str, country: str) -> bool:
    """Whether a name from the gazetteer is long and rare enough to be trusted in running text."""
    keys = name_key(name)
    letters = sum(map(len, keys))
    least = _LEAST_PEOPLE.get(lang, 0) if country in _NEAR else _FAR_TOWN
    if lang and len(keys) == 1 and (letters < 5 or population < least):
        return False
    if len(keys) == 1 and (letters < 4 or (letters < 5 and population < 100_000) or keys[0] in _common()):
        return False
    return letters >= 4 and not all(key in _common() for key in keys)


@cache
def _common() -> frozenset[str]:
    words = [word for _, (_, words) in lines_of("never.csv", 2) for word in words.split("|")]
    return frozenset(fold(word) for word in words) | {"".join(name_key(word)) for word in words}


def _parent(parent: str, country: str) -> str:
    if parent:
        return f"place/{parent}"
    return f"state/{country.lower()}" if country else ""


def place(id_: str) -> Place | None:
    """The place with this id, states included, or null."""
    if id_.startswith("state/") and id_ in entries():
        entry = entries()[id_]
        return Place(id_, "state", entry.country, "", 0, entry.name)
    return _places().get(id_)


def place_entry(id_: str) -> Entry | None:
    """A place as a registry entry with its names, or null."""
    found = _places().get(id_)
    if found is None:
        return None
    return Entry(id_, "place", found.kind, found.country, (RegistryName(found.name, "en"),))


def place_precision(known_as: str | None) -> int:
    """UCDP's where_prec of a place or state; 7 where it is unknown."""
    found = place(known_as) if known_as else None
    return PRECISION.get(found.kind, 7) if found else 7


def within(known_as: str | None) -> tuple[str, ...]:
    """Ids of what a place lies in, the narrowest first: a village's governorate, then its state."""
    chain: list[str] = []
    found = place(known_as) if known_as else None
    while found and found.parent and found.parent not in chain:
        chain.append(found.parent)
        found = place(found.parent)
    return tuple(chain)


def places_in(around: str) -> tuple[str, ...]:
    """Ids of the places that lie in a governorate or state, sorted."""
    return tuple(sorted(id_ for id_ in _places() if around and around in within(id_)))


def contains(outer: str | None, inner: str | None) -> bool:
    """Whether ``inner`` is ``outer`` or lies in it; false where either is unknown."""
    return bool(outer and inner) and (outer == inner or outer in within(inner))
