"""GeoNames tables (https://download.geonames.org/export/dump/readme.txt): allCountries.txt or one country's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from headwater.entities.importing.names import fault_of, scripts_of
from headwater.entities.importing.rows import Imported, Problem, names_among
from headwater.records.errors import ConfigError

COLUMNS = 19
MOST_PER_SCRIPT = 10
_FEATURES = {"ADM1": "governorate", "ADM2": "district", "ADM3": "district", "AIRB": "base", "AIRF": "base",
             "INSM": "base", "MILB": "base", "PPLX": "quarter", "STM": "river"}  # fmt: skip
_CLASSES = {"P": "town", "A": "district", "H": "area", "L": "area", "R": "road", "S": "base", "T": "area",
            "U": "area", "V": "area"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GeonamesFilter:
    """Which rows are taken: of these countries (empty: all), these feature classes, with at least this many people."""

    countries: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset("P")
    least_people: int = 0


def read_geonames(
    lines: Iterable[tuple[int, str]], file: str, only: GeonamesFilter
) -> Iterator[Imported | Problem]:
    """Places of a table, one at a time. Raises ConfigError with file and line where a row has not 19 columns."""
    for number, line in lines:
        if not line.strip():
            continue
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != COLUMNS:
            raise ConfigError(
                f"{file}, line {number}: {len(cells)} columns instead of {COLUMNS}, parted by tabs: "
                "is it a GeoNames table (allCountries.txt, SY.txt)?"
            )
        if _is_wanted(cells, only):
            yield from _place(cells, file, number)


def _is_wanted(cells: list[str], only: GeonamesFilter) -> bool:
    if only.countries and cells[8] not in only.countries:
        return False
    if cells[6] not in only.classes and not (cells[7] in ("ADM1", "ADM2") and "A" in only.classes):
        return False
    return only.least_people == 0 or (cells[14].isdigit() and int(cells[14]) >= only.least_people)


def _place(cells: list[str], file: str, number: int) -> Iterator[Imported | Problem]:
    id_, name, ascii_, alternates = cells[:4]
    if not (id_.isascii() and id_.isdigit()):
        raise ConfigError(f"{file}, line {number}: {id_[:40]!r} is no GeoNames id")
    given = [name, ascii_, *alternates.split(",")]
    usable = given[:1] + [text for text in given[1:] if text and fault_of(text) is None]
    names, problems = names_among(((text, False) for text in _few(usable)), file, number)
    yield from problems
    if not names:
        return
    kind = _FEATURES.get(cells[7]) or _CLASSES.get(cells[6], "area")
    people = int(cells[14]) if cells[14].isascii() and cells[14].isdigit() else 0
    yield Imported(
        id_, "places", kind, cells[8].upper(), names, file, number, admin1=cells[10], population=people
    )


def _few(names: list[str]) -> list[str]:
    """At most ten names a script, of the scripts that the registry has columns for; codes such as "ALP" are none."""
    counts: dict[str, int] = {}
    kept = []
    for at, name in enumerate(names):
        scripts = scripts_of(name)
        script = scripts[0] if scripts else ""
        counts[script] = counts.get(script, 0) + 1
        code = at > 0 and (name.isupper() or "/" in name) and script == "Latin"
        if at == 0 or (
            script in ("Latin", "Arabic", "Cyrillic") and counts[script] <= MOST_PER_SCRIPT and not code
        ):
            kept.append(name)
    return kept
