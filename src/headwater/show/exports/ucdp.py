"""Groups in the columns of UCDP's Georeferenced Event Dataset (GED Codebook 24.1), to be coded by a person.

What the case attests is filled in; what a coder decides (violence type, dyad, deaths by side, ``best``) stays
empty. ``low`` and ``high`` span the counts that stand on an origin of their own: ten reports of one count are one.
Where one value stands (one coder's, or several agree) it takes the place of what is proposed; ``coded_by``,
``coded_fields`` and ``coders_differ`` tell of it. ``number_of_sources`` counts reports as UCDP does; the columns after ``gwnob`` are ours and set origins beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from headwater.show.coding import overlay
from headwater.show.coding.codings import Codings
from headwater.show.exports.cells import table
from headwater.show.exports.events import Event, events_of, outlets_of
from headwater.show.exports.masked import Handed

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
    "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt",
    "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
OWN = (
    "headwater_group", "headwater_heading", "separate_origins_min", "separate_origins_best",
    "separate_origins_max", "separate_origins_of", "grouping", "headwater_within", *overlay.COLUMNS,
)  # fmt: skip

_OF_PLACE = ("where_description", "adm_1", "latitude", "longitude", "geom_wkt", "country")
"""Columns that speak of the place that headwater proposes, not of another that was coded."""


def write(handed: Handed, path: Path) -> None:
    """Write one row a group."""
    codings = Codings(handed.whole)
    rows = (
        _coded(_row(number, event), overlay.overlaid(handed, codings, event))
        for number, event in enumerate(events_of(handed), 1)
    )
    path.write_text(table(COLUMNS + OWN, rows), encoding="utf-8", newline="")


def _row(number: int, event: Event) -> dict[str, Any]:
    return _when(event) | _where(event) | _sources(event) | _own(event) | {
        "relid": f"HW-{number}",
        "code_status": "Proposed by headwater, not coded",
        "side_a": event.side_a,
        "side_b": event.side_b,
        "low": event.killed[0].value if event.killed else None,
        "high": event.killed[-1].value if event.killed else None,
        "best": None,
    }  # fmt: skip


def _coded(row: dict[str, Any], coded: overlay.Overlay) -> dict[str, Any]:
    """A row with what coders set in place of what headwater proposes; where they differ a cell is empty."""
    cells = coded.cells
    if "where_coordinates" in cells and cells["where_coordinates"] != row["where_coordinates"]:
        row = row | dict.fromkeys(_OF_PLACE)
    if "date_start" in cells:
        row["year"] = (cells["date_start"] or "")[:4]
    if coded.coded_by:
        row["code_status"] = f"Coded in part by {coded.coded_by}; the rest is proposed by headwater"
    return row | cells | coded.columns


def _when(event: Event) -> dict[str, Any]:
    return {
        "year": (event.date_from or "")[:4],
        "date_prec": event.date_prec,
        "date_start": event.date_from,
        "date_end": event.date_to,
    }


def _where(event: Event) -> dict[str, Any]:
    at = event.position
    found: dict[str, Any] = {"where_prec": event.where_prec, "where_coordinates": event.place}
    if at is None:
        return found
    return found | {
        "where_description": f"{at.how}; within {at.radius_km:g} km",
        "adm_1": at.governorate,
        "country": at.country,
        "latitude": at.latitude,
        "longitude": at.longitude,
        "geom_wkt": f"POINT ({at.longitude} {at.latitude})",
    }


def _sources(event: Event) -> dict[str, Any]:
    told = [
        f"{one['publisher'] or one['path'] or one['id']}, {_day(one)}, {one['title']}"
        for one in event.reports
    ]
    return {
        "number_of_sources": len(event.reports),
        "source_article": "; ".join(f'"{one}"' for one in told),
        "source_office": "; ".join(outlets_of(event)),
        "source_date": "; ".join(_day(one) for one in event.reports),
        "source_headline": "; ".join(one["title"] for one in event.reports),
        "source_original": "; ".join(event.told_by),
    }


def _day(article: dict[str, Any]) -> str:
    return (article["published"]["value"] or "undated")[:10]


def _own(event: Event) -> dict[str, Any]:
    count = event.group["separate_origins"]
    return {
        "headwater_group": event.group["id"],
        "headwater_heading": event.heading,
        "separate_origins_min": count["min"],
        "separate_origins_best": count["best"],
        "separate_origins_max": count["max"],
        "separate_origins_of": event.group["counted_claim"],
        "grouping": event.group["status"],
        "headwater_within": event.group.get("within"),
    }
