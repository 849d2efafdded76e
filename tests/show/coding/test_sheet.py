"""Coding sheets: every proposal has its words in the original language; what a person decides is never filled in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headwater.records.errors import InputError
from headwater.show.coding.fields import FIELDS
from headwater.show.coding.sheet import LONG, wide_columns, write_sheet
from headwater.show.exports.masked import Handed
from tests.show.coding.sheets import case, coded, rows, sheet

DECIDED = {"type_of_violence", "dyad_name", "deaths_a", "deaths_b", "deaths_unknown", "best", "event_clarity"}


def test_every_proposal_has_words_that_stand_where_it_says(tmp_path: Path) -> None:
    found = case()
    texts = {row["id"]: row["text"] for row in found["articles"]}
    proposed = [row for row in rows(sheet(found, tmp_path / "s.csv", unmasked=True)) if row["proposed"]]
    assert {"low", "high", "date_start", "where_coordinates", "number_of_sources"} <= {
        r["field"] for r in proposed
    }
    for row in proposed:
        places = zip(*(row[name].split("; ") for name in ("article", "start", "end")), strict=True)
        words = [" ".join(texts[article][int(start) : int(end)].split()) for article, start, end in places]
        assert words, row["field"]
        assert row["words"] == " | ".join(words)
        assert row["outlet"]
        assert row["language"]
        assert row["because"]


@pytest.mark.parametrize("wide", [False, True])
def test_what_a_person_decides_is_never_filled_in(tmp_path: Path, wide: bool) -> None:
    assert {name for name, field in FIELDS.items() if field.decided} == DECIDED
    for row in rows(sheet(case(), tmp_path / "s.csv", wide=wide)):
        if wide:
            assert not any(row[name] for name in FIELDS)
            assert not any(f"{name}_proposed" in row for name in DECIDED)
        else:
            assert row["coded"] == ""
            assert row["field"] not in DECIDED or row["proposed"] == ""


def test_low_and_high_are_proposed_of_counts_on_origins_with_their_words(tmp_path: Path) -> None:
    by_field = {row["field"]: row for row in rows(sheet(case(), tmp_path / "s.csv"))[: len(FIELDS)]}
    assert (by_field["high"]["proposed"], by_field["high"]["words"]) == ("19", "nineteen")
    assert "(9, 19)" in by_field["low"]["because"]


def test_a_count_whose_words_are_not_found_is_not_proposed(tmp_path: Path) -> None:
    by_field = {row["field"]: row for row in rows(sheet(case(("4", 1)), tmp_path / "s.csv"))[: len(FIELDS)]}
    assert (by_field["low"]["proposed"], by_field["low"]["words"]) == ("", "")
    assert "no place whose words could be shown" in by_field["low"]["because"]


def test_a_count_that_says_civilians_is_proposed_as_such(tmp_path: Path) -> None:
    (row, *_) = [row for row in rows(sheet(case(), tmp_path / "s.csv")) if row["field"] == "deaths_civilians"]
    assert (row["proposed"], row["words"].split(" | ")[0]) == ("9", "nine")


def test_a_sheet_has_one_row_a_field_and_a_wide_one_one_a_record(tmp_path: Path) -> None:
    long, wide = (rows(sheet(case(), tmp_path / f"{n}.csv", wide=bool(n))) for n in (0, 1))
    assert (list(long[0]), list(wide[0])) == (list(LONG), wide_columns())
    assert len(long) == len(wide) * len(FIELDS)
    assert [row["record"] for row in long[:: len(FIELDS)]] == [row["record"] for row in wide]


@pytest.mark.parametrize("wide", [False, True])
def test_private_persons_are_masked_unless_asked_otherwise(tmp_path: Path, wide: bool) -> None:
    found = case()
    masked, whole = (
        sheet(found, tmp_path / f"{unmasked}.csv", wide=wide, unmasked=unmasked).read_text(encoding="utf-8")
        for unmasked in (False, True)
    )
    assert "venn" not in masked.casefold()
    assert "Hama Governorate" in masked
    assert "Latamenah" in whole


def test_an_article_whose_id_names_a_private_person_is_told_by_a_masked_one(tmp_path: Path) -> None:
    found = json.loads(json.dumps(case()).replace("a-1000000000000001", "osha-venn-report"))
    text = sheet(found, tmp_path / "s.csv").read_text(encoding="utf-8")
    assert "venn" not in text.casefold()


def test_a_sheet_shows_the_coders_own_values_and_nobody_elses(tmp_path: Path) -> None:
    now = coded(case(), tmp_path, ("Ana", 0, {"best": "11"}), ("Bo", 0, {"best": "17"}))
    before = [
        row["coded_before"] for row in rows(sheet(now, tmp_path / "s.csv", "Ana")) if row["field"] == "best"
    ]
    assert before[0] == "11"
    assert "17" not in [row["coded_before"] for row in rows(tmp_path / "s.csv")]


def test_a_sheet_that_may_be_filled_in_is_not_written_over(tmp_path: Path) -> None:
    path = sheet(case(), tmp_path / "s.csv")
    with pytest.raises(InputError, match="may be filled in"):
        write_sheet(Handed(case()), "Ana", path)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    found = case()
    for row in found["claims"]:
        row["text"] = f"=1+1 {row['text']}"
    for row in rows(sheet(found, tmp_path / "s.csv", "=cmd")):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
