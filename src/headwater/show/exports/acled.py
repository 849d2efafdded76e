"""Groups in ACLED's columns (ACLED Codebook 2024), never its rows; event types and interactions stay a person's.

``fatalities`` follows ACLED's rule for differing counts, the most conservative number, over *origins*; a vague
count is read by ``acled.toml``. A group without a toll is left empty: no report of deaths is not zero deaths.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from headwater.show.coding import overlay
from headwater.show.coding.codings import Codings
from headwater.show.exports.cells import table
from headwater.show.exports.events import Event, Toll, events_of, outlets_of
from headwater.show.exports.masked import Handed

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
    "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
    "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
OWN = ("headwater_group", "fatalities_low", "fatalities_high", "separate_origins_best", *overlay.COLUMNS)
_TIME_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
"""From UCDP's date_prec: ACLED's 1 is a day, 2 a week, 3 a month."""
_GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3}

_COLUMN_OF = {
    "date_start": "event_date",
    "date_prec": "time_precision",
    "side_a": "actor1",
    "side_b": "actor2",
    "where_coordinates": "location",
    "where_prec": "geo_precision",
    "source_office": "source",
    "best": "fatalities",
    "low": "fatalities_low",
    "high": "fatalities_high",
}
"""Where a coded field stands in ACLED's shape."""


def write(handed: Handed, path: Path) -> None:
    """Write one row a group."""
    codings = Codings(handed.whole)
    rows = (_coded(_row(event), overlay.overlaid(handed, codings, event)) for event in events_of(handed))
    path.write_text(table(COLUMNS + OWN, rows), encoding="utf-8", newline="")


def _row(event: Event) -> dict[str, Any]:
    at = event.position
    counts = [_counted(toll) for toll in event.killed]
    return {
        "event_date": event.date_from,
        "year": (event.date_from or "")[:4],
        "time_precision": _TIME_PRECISION.get(event.date_prec or 0),
        "actor1": event.side_a,
        "actor2": event.side_b,
        "country": at.country if at else None,
        "admin1": at.governorate if at else None,
        "location": event.place,
        "latitude": at.latitude if at else None,
        "longitude": at.longitude if at else None,
        "geo_precision": _GEO_PRECISION.get(event.where_prec),
        "source": "; ".join(outlets_of(event)),
        "notes": f"“{event.heading}” Told by: {'; '.join(event.told_by) or 'no source given'}.",
        "fatalities": min(counts, default=None),
        "headwater_group": event.group["id"],
        "fatalities_low": min(counts, default=None),
        "fatalities_high": max(counts, default=None),
        "separate_origins_best": event.group["separate_origins"]["best"],
    }


def _coded(row: dict[str, Any], coded: overlay.Overlay) -> dict[str, Any]:
    """A row with what coders set, in ACLED's columns; where they differ a cell is empty."""
    cells = {_COLUMN_OF[name]: value for name, value in coded.cells.items() if name in _COLUMN_OF}
    if "location" in cells and cells["location"] != row["location"]:
        row = row | dict.fromkeys(("country", "admin1", "latitude", "longitude"))
    if "event_date" in cells:
        row["year"] = (cells["event_date"] or "")[:4]
    for name, scale in (("time_precision", _TIME_PRECISION), ("geo_precision", _GEO_PRECISION)):
        if cells.get(name):
            row[name] = scale.get(int(cells.pop(name) or 0))
    return row | cells | coded.columns


def _counted(toll: Toll) -> int:
    """A toll, or what the profile makes of a vague one."""
    words = toll.phrase.casefold()
    return next((value for word, value in vague_counts().items() if word in words), toll.value)


@cache
def vague_counts() -> dict[str, int]:
    """Numbers by vague words, in the order in which they are looked for."""
    text = resources.files("headwater.show.exports").joinpath("acled.toml").read_text(encoding="utf-8")
    return {word.casefold(): row["as"] for row in tomllib.loads(text)["vague"] for word in row["words"]}
