"""Filled sheets become judgements; wrong cells come all at once, with the rows in which they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.records.errors import InputError, MissingInput
from headwater.show.coding.codings import Codings
from headwater.show.coding.reading import read_cells
from tests.show.coding.sheets import Fill, case, coded, filled, rows, sheet, taken, with_log, write


def problems(tmp_path: Path, fill: Fill, *, wide: bool = False) -> list[str]:
    path = filled(sheet(case(), tmp_path / "s.csv", wide=wide), 0, fill)
    return taken(case(), path).problems


def test_a_coded_field_becomes_a_judgement_at_the_words_of_the_heading(tmp_path: Path) -> None:
    found = case()
    path = filled(sheet(found, tmp_path / "s.csv"), 0, {"best": ("11", "the clerk saw them"), "low": "ok"})
    result = taken(found, path)
    told = {row.name: row for row in result.judgements}
    assert {name: row.value for name, row in told.items() if name != "seen"} == {"best": "11", "low": "9"}
    assert told["best"].why == "the clerk saw them"
    heading = {row["text"] for row in found["claims"]}
    assert {row.kind for row in result.judgements} == {"code"}
    assert told["best"].at[0].text in heading
    assert (result.values, result.records) == (2, 1)


def test_long_and_wide_sheets_and_any_separator_come_to_the_same(tmp_path: Path) -> None:
    fill = {"best": "11", "side_a": "River Guard", "date_prec": "2"}
    long = filled(sheet(case(), tmp_path / "l.csv"), 0, fill)
    wide = filled(sheet(case(), tmp_path / "w.csv", wide=True), 0, fill)
    semicolons = write(tmp_path / "c.csv", rows(long), ";")
    every = [
        sorted((row.name, row.value) for row in taken(case(), path).judgements)
        for path in (long, wide, semicolons)
    ]
    assert every[0] == every[1] == every[2]
    assert ("side_a", "River Guard") in every[0]


@pytest.mark.parametrize(
    ("fill", "says"),
    [
        ({"date_start": "02/05/2031"}, "date_start is no date such as 2031-05-02: '02/05/2031'"),
        ({"date_start": "2031-02-30"}, "date_start is no date"),
        ({"low": "about 9"}, "low is no whole number such as 12"),
        ({"low": "1,200"}, "low is no whole number"),
        ({"low": "-3"}, "low is no whole number"),
        ({"date_prec": "6"}, "date_prec is none of 1 to 5"),
        ({"where_prec": "0"}, "where_prec is none of 1 to 7"),
        ({"type_of_violence": "state"}, "type_of_violence is none of 1 to 3"),
        ({"best": "ok"}, "best takes over what is proposed, and nothing is"),
        ({"source_original": " ; "}, "source_original names nobody"),
        ({"source_original": "[person 1, name withheld]"}, "source_original holds a masked name"),
        ({"best": "30"}, "best (30) lies outside low to high (9 to 19): say why in its note"),
        ({"best": "30", "high": "40", "low": "35"}, "best (30) lies outside low to high (35 to 40)"),
        ({"low": "12", "high": "11"}, "low (12) lies above high (11)"),
        ({"date_start": "2031-05-03", "date_end": "2031-05-02"}, "date_start (2031-05-03) lies above date_end"),
        ({"best": "10", "deaths_a": "1", "deaths_b": "2", "deaths_civilians": "3", "deaths_unknown": "0"},
         "best (10) is not the sum of the dead by side (6)"),
        ({"side_a": "x" * 2_001}, "side_a is longer than 2000 characters"),
        ({"side_a": ("x", "y" * 5_001)}, "side_a has a note of more than 5000 characters"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_coded_says_why(tmp_path: Path, fill: Fill, says: str) -> None:
    (found,) = problems(tmp_path, fill)
    assert says in found
    assert found.startswith("row ")


def test_what_lies_outside_the_range_is_taken_with_a_note(tmp_path: Path) -> None:
    assert problems(tmp_path, {"best": ("30", "a later count by the hospital")}) == []
    assert problems(tmp_path / "w", {"best": ("30", "a later count")}, wide=True) == []


@pytest.mark.parametrize("told", ["11", "１１", "11.0", " 11 ", "١١"])
def test_a_count_is_read_as_spreadsheets_and_people_write_it(tmp_path: Path, told: str) -> None:
    path = filled(sheet(case(), tmp_path / "s.csv"), 0, {"best": told})
    assert [row.value for row in taken(case(), path).judgements if row.name == "best"] == ["11"]


def test_all_problems_come_at_once_and_the_good_rows_are_kept_apart(tmp_path: Path) -> None:
    fill = {"date_start": "soon", "low": "many", "side_b": "Ferry crew", "best": "500"}
    result = taken(case(), filled(sheet(case(), tmp_path / "s.csv"), 0, fill))
    numbers = {
        row["field"]: number for number, row in enumerate(rows(tmp_path / "s.csv")[:30], 2) if row["coded"]
    }
    assert [line.partition(" ")[2].partition(":")[0] for line in result.problems] == [
        str(numbers[name]) for name in ("date_start", "low", "best")
    ]
    assert [row.name for row in result.judgements] == ["side_b", "seen"]


def test_a_record_that_the_case_has_not_and_a_field_that_is_none_are_told(tmp_path: Path) -> None:
    given = rows(sheet(case(), tmp_path / "s.csv"))[:2]
    given[0] |= {"record": "ev-0000000000000000", "coded": "2031-05-02"}
    given[1] |= {"field": "deaths", "coded": "3"}
    assert taken(case(), write(tmp_path / "t.csv", given)).problems == [
        "row 2: ev-0000000000000000: this case has no such record",
        "row 3: deaths is no field that is coded",
    ]


def test_one_field_coded_twice_otherwise_is_a_problem(tmp_path: Path) -> None:
    given = [row for row in rows(sheet(case(), tmp_path / "s.csv")) if row["field"] == "best"][:1] * 2
    path = write(tmp_path / "t.csv", [given[0] | {"coded": "9"}, given[1] | {"coded": "10"}])
    assert taken(case(), path).problems == ["row 3: best is coded '9' in row 2 too"]


def test_a_sheet_of_another_coder_is_refused(tmp_path: Path) -> None:
    path = filled(sheet(case(), tmp_path / "s.csv", "Bo"), 0, {"best": "9"})
    with pytest.raises(InputError, match="made for 'Bo', not for 'Ana'"):
        taken(case(), path, "Ana")


def test_the_same_sheet_again_sets_nothing_and_a_mended_one_only_what_is_new(tmp_path: Path) -> None:
    now = coded(case(), tmp_path, ("Ana", 0, {"best": "11", "low": "9"}))
    same = taken(now, tmp_path / "1.csv", day=2)
    assert (same.judgements, same.as_before) == ([], 2)
    mended = taken(now, filled(tmp_path / "1.csv", 0, {"best": "12"}), day=2)
    assert [(row.name, row.value) for row in mended.judgements if row.name != "seen"] == [("best", "12")]


def test_a_note_without_a_value_is_kept_once_as_a_note(tmp_path: Path) -> None:
    path = filled(sheet(case(), tmp_path / "s.csv"), 0, {"side_a": ("", "ask the harbour")})
    first = taken(case(), path)
    assert [(row.kind, row.value) for row in first.judgements] == [("note", "side_a: ask the harbour")]
    assert taken(with_log(case(), *first.judgements), path, day=2).judgements == []


def test_nothing_is_coded_of_cells_that_were_left_empty(tmp_path: Path) -> None:
    assert taken(case(), sheet(case(), tmp_path / "s.csv")).judgements == []


def test_a_coder_later_replaces_the_own_value_and_never_anothers(tmp_path: Path) -> None:
    fills = (("Ana", 0, {"best": "11"}), ("Bo", 0, {"best": "12"}), ("Ana", 0, {"best": "13"}))
    now = coded(case(), tmp_path, *fills)
    (codings,) = Codings(_view(now)).of.values()
    assert sorted((one.coder, one.value) for one in codings) == [("Ana", "13"), ("Bo", "12")]
    assert [row["status"] for row in now["judgements"] if row["name"] == "best"] == [
        "superseded",
        "obeyed",
        "obeyed",
    ]


def test_an_undone_coding_is_none(tmp_path: Path) -> None:
    now = coded(case(), tmp_path, ("Ana", 0, {"best": "11"}))
    for row in now["judgements"]:
        row["status"] = "undone"
    assert not Codings(_view(now)).of


def _view(found: dict[str, object]) -> object:
    from headwater.show.view import CaseView

    return CaseView(found)


@pytest.mark.parametrize(
    ("bytes_", "says"),
    [
        (b"", "is no coding sheet"),
        (b"a,b\n1,2\n", "is no coding sheet"),
        ("record,field,coded\né".encode("latin-1"), "is not UTF-8"),
        (b'record,field,coded\n"ev', "is no table, near line 2"),
    ],
)
def test_a_file_that_is_no_sheet_says_so(tmp_path: Path, bytes_: bytes, says: str) -> None:
    (tmp_path / "s.csv").write_bytes(bytes_)
    with pytest.raises(InputError, match=says):
        read_cells(tmp_path / "s.csv")


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="not there"):
        read_cells(tmp_path / "none.csv")
