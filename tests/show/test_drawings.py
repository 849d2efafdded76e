"""Lineage, map and timeline as data: what is drawn is what the table says, and a script finds what it reads."""

from __future__ import annotations

import json
import re
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import pytest

from headwater.records.errors import UnknownId
from headwater.show.assets import folder
from headwater.show.dossier.showing import Showing
from headwater.show.drawings import Telling, lineage_of, map_of, timeline_of
from headwater.show.exports.positions import position_of
from headwater.show.tongue import Tongue
from headwater.show.view import CaseView
from tests.show import ferry
from tests.show.drawn import placed, wide_lineage

ROOT = Path(__file__).parents[2]
GROUP = ferry.case()["groups"][0]["id"]


def drawings(telling: Telling) -> dict[str, Any]:
    view = telling.view
    return {
        "lineage": lineage_of(view, GROUP, telling),
        "timeline": timeline_of(view, GROUP, telling),
        "map": map_of(view, GROUP, telling),
    }


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_drawing_is_json_with_a_table_and_every_word_that_its_script_says(lang: str) -> None:
    for name, data in drawings(Telling(ferry.view(), Tongue(lang))).items():
        assert json.loads(json.dumps(data)) is not None and data["kind"] == name
        assert all(len(row) == len(data["table"]["columns"]) for row in data["table"]["rows"])
        with as_file(folder()) as assets:
            script = (assets / f"{name}.js").read_text(encoding="utf-8")
        asked = set(re.findall(r"\bwords\.(\w+)", script))
        for listed in re.findall(
            r"\[((?:\"\w+\",? ?)+)\]\.map\(\(kind\) => \[kind, (?:data\.)?words", script
        ):
            asked.update(re.findall(r"\w+", listed))
        assert asked == set(data["words"]), name


def test_each_edge_of_a_lineage_is_a_row_of_its_table() -> None:
    found = lineage_of(ferry.view(), GROUP)
    names = {node["id"]: node["name"] for node in found["nodes"]}
    drawn = [(names[edge["child"]], edge["says"], names[edge["parent"]]) for edge in found["edges"]]
    told = [
        tuple(cell["text"].removesuffix(" (not in this case)") for cell in row[:3])
        for row in found["table"]["rows"]
    ]
    assert drawn == told and len(drawn) >= 5
    assert {edge["declared"] for edge in found["edges"]} == {True, False}


def test_links_are_those_of_the_telling() -> None:
    found = lineage_of(ferry.view(), GROUP, Telling(ferry.view(), link=lambda row_id: f"/rows/{row_id}"))
    assert {node["href"] for node in found["nodes"]} == {f"/rows/{node['id']}" for node in found["nodes"]}


def test_a_large_lineage_keeps_every_box() -> None:
    found = lineage_of(wide_lineage(300), "gr-1")
    assert len([node for node in found["nodes"] if node["kind"] == "article"]) == 300


def test_a_map_tells_each_place_with_its_radius_and_those_without_in_its_table_alone() -> None:
    found = map_of(CaseView(placed()))
    radii = {place["name"]: (place["radius_km"], place["state"]) for place in found["places"]}
    assert radii["Aleppo"] == (5.0, None)
    assert radii["Idlib Governorate"][0] > 20 and radii["Syria"][1] == "sy"
    told = {row[0]["text"]: row[1]["text"] for row in found["table"]["rows"]}
    assert told["Aleppo"] == "within 5 km" and told["Lower Tamm"] == "position not known"
    south, west, north, east = found["bounds"] or (0, 0, 0, 0)
    assert 34 < south < 36.2 < north < 37.5 and 35 < west < 37.1 < east < 38.5


def test_what_is_handed_on_tells_places_no_closer_than_their_governorate() -> None:
    found = map_of(CaseView(placed()), telling=Showing(CaseView(placed())))
    assert {place["name"] for place in found["places"]} == {
        "Aleppo Governorate",
        "Idlib Governorate",
        "Syria",
    }
    assert min(place["radius_km"] for place in found["places"]) > 20


def test_a_state_across_the_180th_meridian_lies_where_it_lies() -> None:
    russia = position_of("state/ru", coarse=False)
    assert russia is not None and 60 < russia.longitude < 130


def test_a_timeline_leaves_open_ends_open() -> None:
    found = timeline_of(ferry.view(), GROUP)
    days = [one["first"] for row in found["rows"] for one in row["stretches"] if one["kind"] == "report"]
    assert days == ["2031-05-02", "2031-05-03", "2031-05-03", "2031-05-04"]
    assert (found["first"], found["last"]) == ("2031-05-02", "2031-05-04")


def test_masked_persons_stand_in_no_drawing_of_a_showing() -> None:
    told = json.dumps(drawings(Showing(ferry.view())), ensure_ascii=False)
    assert "Venn" not in told


def test_a_group_that_is_not_there_is_told() -> None:
    for build in (lineage_of, map_of, timeline_of):
        with pytest.raises(UnknownId):
            build(ferry.view(), "gr-none")


def test_the_lock_names_no_registry_and_pins_what_is_asked_for() -> None:
    lock = json.loads((ROOT / "assets" / "package-lock.json").read_text(encoding="utf-8"))
    asked = json.loads((ROOT / "assets" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert "resolved" not in json.dumps(lock)
    assert asked == {
        name: lock["packages"][f"node_modules/{name}"]["version"] for name in asked
    }  # the lock's are exact


def test_what_is_vendored_bears_its_licence_and_loads_nothing_from_elsewhere() -> None:
    with as_file(folder()) as assets:
        vendored = {path.name for path in (assets / "vendor").iterdir()}
        own = "".join(path.read_text(encoding="utf-8") for path in assets.glob("*.js"))
    for name in ("cytoscape", "cytoscape-dagre", "htmx", "leaflet", "world-atlas"):
        assert f"{name}.LICENSE.txt" in vendored
    assert re.findall(r"https?://\S+", own) == ['http://www.w3.org/2000/svg";']
    assert not re.search(r"innerHTML|eval\(|new Function|document\.write", own)


def test_outlines_of_countries_lie_within_the_sheet() -> None:
    with as_file(folder()) as assets:
        whole = json.loads((assets / "vendor" / "countries.json").read_text(encoding="utf-8"))
    rings = [ring for one in whole["features"] for part in one["geometry"]["coordinates"] for ring in part]
    assert len(whole["features"]) > 200
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for ring in rings for x, y in ring)
    assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in rings)
