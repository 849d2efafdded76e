"""Coders' exports take what coders set where one value stands; where they differ the cell is empty and says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from headwater.show.exports.acled import write as write_acled
from headwater.show.exports.masked import Handed
from headwater.show.exports.ucdp import write as write_ucdp
from tests.show.coding.sheets import Case, case, coded
from tests.show.exports.test_events import first

Write = Callable[[Handed, Path], None]


def row(found: Case, folder: Path, write: Write = write_ucdp, *, unmasked: bool = False) -> dict[str, str]:
    write(Handed(found, unmasked=unmasked), folder / "table.csv")
    return first(folder / "table.csv")


def test_one_coders_value_takes_the_cell(tmp_path: Path) -> None:
    found = row(
        coded(case(), tmp_path, ("Ana", 0, {"best": "11", "high": "12", "date_start": "2030-12-31"})),
        tmp_path,
    )
    assert (found["best"], found["high"], found["low"]) == ("11", "12", "9")
    assert (found["date_start"], found["year"]) == ("2030-12-31", "2030")
    assert (found["coded_by"], found["coded_fields"]) == ("Ana", "date_start; high; best")
    assert "Coded in part by Ana" in found["code_status"]


def test_coders_who_agree_fill_the_cell_whatever_its_capitals(tmp_path: Path) -> None:
    fills = (
        ("Ana", 0, {"side_b": "Ferry Crew", "best": "11"}),
        ("Bo", 0, {"side_b": "ferry crew", "best": "11"}),
    )
    found = row(coded(case(), tmp_path, *fills), tmp_path)
    assert (found["side_b"], found["best"], found["coders_differ"]) == ("Ferry Crew", "11", "")
    assert found["coded_by"] == "Ana; Bo"


def test_where_coders_differ_the_cell_is_empty_and_a_column_says_so(tmp_path: Path) -> None:
    now = coded(
        case(), tmp_path, ("Ana", 0, {"low": "9", "best": "11"}), ("Bo", 0, {"low": "8", "best": "11"})
    )
    found = row(now, tmp_path)
    assert (found["low"], found["best"]) == ("", "11")
    assert found["coders_differ"] == "low (Ana: 9, Bo: 8)"
    other = row(now, tmp_path, write_acled)
    assert (other["fatalities"], other["fatalities_low"], other["coders_differ"]) == (
        "11",
        "",
        "low (Ana: 9, Bo: 8)",
    )


def test_none_empties_a_cell_that_was_proposed(tmp_path: Path) -> None:
    found = row(coded(case(), tmp_path, ("Ana", 0, {"low": "none", "date_start": "none"})), tmp_path)
    assert (found["low"], found["date_start"], found["year"]) == ("", "", "")


def test_acled_reads_precisions_in_its_own_scale(tmp_path: Path) -> None:
    found = row(
        coded(case(), tmp_path, ("Ana", 0, {"date_prec": "4", "where_prec": "6"})), tmp_path, write_acled
    )
    assert (found["time_precision"], found["geo_precision"]) == ("3", "3")


def test_a_coded_place_is_handed_on_only_unmasked_and_takes_the_other_ones_position_along(
    tmp_path: Path,
) -> None:
    now = coded(case(), tmp_path, ("Ana", 0, {"where_coordinates": "Lower Tamm quay", "where_prec": "1"}))
    masked, whole = row(now, tmp_path), row(now, tmp_path, unmasked=True)
    assert (masked["where_coordinates"], masked["where_prec"]) == ("Hama Governorate", "4")
    assert masked["coded_withheld"] == "where_coordinates; where_prec"
    assert (whole["where_coordinates"], whole["where_prec"]) == ("Lower Tamm quay", "1")
    assert not [name for name in ("latitude", "longitude", "geom_wkt", "adm_1", "country") if whole[name]]
    assert row(now, tmp_path, write_acled)["location"] == "Hama Governorate"


def test_a_private_person_whom_a_coder_names_is_masked(tmp_path: Path) -> None:
    now = coded(
        case(),
        tmp_path,
        ("Ana", 0, {"source_original": "Osha Venn"}),
        ("Bo", 0, {"source_original": "a clerk"}),
    )
    masked, whole = row(now, tmp_path), row(now, tmp_path, unmasked=True)
    assert "Venn" not in str(masked)
    assert "Ana: Osha Venn" in whole["coders_differ"]


def test_rows_that_nobody_coded_are_as_they_were(tmp_path: Path) -> None:
    found = row(case(), tmp_path)
    assert found["code_status"] == "Proposed by headwater, not coded"
    assert not [name for name in ("coded_by", "coded_fields", "coders_differ", "best") if found[name]]
