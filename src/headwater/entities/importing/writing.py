"""Imported entries as lines of the files of a registry folder."""

from __future__ import annotations

from headwater.entities.entries import LANGUAGES, RegistryName
from headwater.entities.importing.rows import Imported

HEADS = {
    "actors": "# id ; kind ; country ; since ; until ; English ; French ; Arabic ; Turkish ; Russian ; links ; party basis",
    "persons": "# id ; country ; state led ; role ; year of death ; English ; French ; Arabic ; Turkish ; Russian",
    "places": "# id ; kind ; country ; admin1 code ; population ; Latin names ; Arabic names ; Russian names",
}
COLUMNS = {"actors": 12, "persons": 10, "places": 8}


def overlay_line(entry: Imported) -> str:
    """The entry's line in the file of its table."""
    cells = dict.fromkeys(LANGUAGES, "")
    for lang in LANGUAGES:
        cells[lang] = "|".join(_written(name) for name in entry.names if name.lang == lang)
    if entry.table == "places":
        found = [entry.id, entry.kind, entry.country, entry.admin1, str(entry.population), cells["en"], cells["ar"], cells["ru"]]  # fmt: skip
    elif entry.table == "persons":
        found = [entry.id, entry.country, "", entry.role, "", *cells.values()]
    else:
        found = [entry.id, entry.kind, entry.country, entry.since, "", *cells.values(), "", ""]
    return ";".join(cell.replace(";", ",").replace("\n", " ") if cell else "" for cell in found)


def _written(name: RegistryName) -> str:
    return "?" * name.uncertain + "~" * name.short + name.text
