"""Coders' tables: ranges stand on origins, the choice of a number is left to a person, places are coarsened."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from headwater.show.exports.acled import vague_counts
from headwater.show.exports.acled import write as write_acled
from headwater.show.exports.events import events_of
from headwater.show.exports.geojson import write as write_geojson
from headwater.show.exports.masked import Handed
from headwater.show.exports.positions import position_of
from headwater.show.exports.ucdp import COLUMNS
from headwater.show.exports.ucdp import write as write_ucdp
from tests.show import ferry


def case(*counts: tuple[str, int], place: str | None = "place/sy-latamenah") -> dict[str, Any]:
    """The ferry case whose first group has these tolls (value, origins) and lies at a place of the registry."""
    found: dict[str, Any] = ferry.case()
    group = next(row for row in found["groups"] if row.get("about") != "statement")
    group["counts"] = [
        {
            "slot": "killed",
            "value": value,
            "min": 1,
            "best": best,
            "max": best,
            "origins": group["origins"][:best],
        }
        for value, best in counts
    ]
    entity = found["entities"][0] | {"id": "en-place", "type": "place", "name": "Latamenah", "masked": False}
    found["entities"].append(entity | {"known_as": place, "names": [], "mentions": []})
    for row in found["claims"]:
        if row["id"] in group["claims"]:
            row["place"] = {
                "text": "x",
                "start": 0,
                "end": 1,
                "name": "Latamenah",
                "entity": "en-place",
                "precision": 1,
            }
            row["time"] = {
                "text": "x",
                "start": 0,
                "end": 1,
                "from": "2031-05-02",
                "to": None,
                "precision": 1,
            }
    return found


def first(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return next(csv.DictReader(stream))


def coded(tmp_path: Path, write: Any, found: dict[str, Any], *, unmasked: bool = False) -> dict[str, str]:
    write(Handed(found, unmasked=unmasked), tmp_path / "table.csv")
    return first(tmp_path / "table.csv")


def test_the_range_of_deaths_is_that_of_the_origins(tmp_path: Path) -> None:
    row = coded(tmp_path, write_ucdp, case(("19", 1), ("8", 1), ("9", 1)))
    assert (row["low"], row["high"], row["best"]) == ("8", "19", "")


def test_a_count_without_an_origin_makes_no_range(tmp_path: Path) -> None:
    row = coded(tmp_path, write_ucdp, case(("9", 1), ("300", 0)))
    assert (row["low"], row["high"]) == ("9", "9")


def test_reports_are_counted_beside_origins_not_instead_of_them(tmp_path: Path) -> None:
    found = case(("9", 1))
    group = next(row for row in found["groups"] if row.get("about") != "statement")
    row = coded(tmp_path, write_ucdp, found)
    assert int(row["number_of_sources"]) == len(group["articles"])
    assert int(row["separate_origins_best"]) == group["separate_origins"]["best"]


def test_what_a_coder_decides_is_empty(tmp_path: Path) -> None:
    row = coded(tmp_path, write_ucdp, case(("9", 1)))
    decided = ("type_of_violence", "best", "deaths_a", "deaths_civilians", "conflict_new_id", "event_clarity")
    assert not [name for name in decided if row[name]]
    assert set(COLUMNS) <= set(row)


def test_acled_takes_the_most_conservative_count(tmp_path: Path) -> None:
    assert coded(tmp_path, write_acled, case(("19", 1), ("8", 1)))["fatalities"] == "8"


def test_no_toll_is_no_zero(tmp_path: Path) -> None:
    assert coded(tmp_path, write_acled, case())["fatalities"] == ""


def test_a_place_is_coarsened_to_its_governorate_unless_asked_otherwise(tmp_path: Path) -> None:
    masked = coded(tmp_path, write_ucdp, case(("9", 1)))
    assert (masked["where_coordinates"], masked["where_prec"]) == ("Hama Governorate", "4")
    assert coded(tmp_path, write_ucdp, case(("9", 1)), unmasked=True)["where_coordinates"] == "Latamenah"


@pytest.mark.parametrize(
    ("known_as", "coarse", "precision"),
    [
        ("place/169389", False, 1),
        ("place/169389", True, 4),
        ("place/sy-idlib-gov", False, 4),
        ("state/sy", False, 6),
    ],
)
def test_a_position_says_how_precise_it_is(known_as: str, coarse: bool, precision: int) -> None:
    found = position_of(known_as, coarse=coarse)
    assert found is not None
    assert found.where_prec == precision
    assert 32 < found.latitude < 38
    assert 35 < found.longitude < 43


@pytest.mark.parametrize("known_as", [None, "", "place/none-such", "group/x"])
def test_a_place_that_is_not_known_has_no_position(known_as: str | None) -> None:
    assert position_of(known_as, coarse=False) is None


def test_geojson_gives_a_radius_and_no_point_where_none_is_known(tmp_path: Path) -> None:
    import json

    for place, known in (("place/sy-latamenah", True), (None, False)):
        write_geojson(Handed(case(("9", 1), place=place)), tmp_path / "map.geojson")
        whole = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
        feature = whole["features"][0]
        assert whole["type"] == "FeatureCollection"
        assert (feature["geometry"] is not None) is known
        assert (feature["properties"]["radius_km"] is not None) is known


def test_vague_counts_are_the_lowest_that_the_words_allow() -> None:
    found = vague_counts()
    assert found["dozens"] == found["dizaines"] == found["عشرات"] == 24
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_a_lead_that_nobody_shares_is_an_event_of_its_own() -> None:
    found = case(("9", 1))
    found["groups"] = []
    leads = {row["id"] for row in found["claims"] if row["lead"]}
    assert {event.group["id"] for event in events_of(Handed(found))} == leads
