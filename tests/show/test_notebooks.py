"""What a notebook shows: masked, escaped, without script, one colour from the notebook itself."""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest

from headwater.records.errors import InputError, MissingExtra, UnknownId
from headwater.runs.lists import table_of_list
from headwater.runs.results import _PANDAS, Case
from headwater.runs.schema import case_schema
from headwater.show.dossier.showing import Showing
from headwater.show.notebooks import show
from tests.show import cases, ferry

LISTS = [name for name, schema in case_schema()["properties"].items() if "items" in schema]
GROUP = ferry.case()["groups"][0]["id"]
EVERY = pytest.mark.parametrize(
    ("row_id", "what"),
    [(None, "sheet"), (GROUP, "sheet"), (GROUP, "lineage"), (ferry.COPY, "sheet"), (ferry.COPY, "lineage")],
)


@EVERY
def test_nothing_in_it_runs_or_loads(row_id: str | None, what: str) -> None:
    html = show(Showing(ferry.view()), row_id, what)._repr_html_()
    assert not re.search(r"<script|javascript:|\son\w+=|<link|<style|@import|<iframe|<img", html, re.I)
    assert not re.search(r"(?:src|href)=", html)
    assert set(re.findall(r"url\(([^)]*)\)", html)) <= {
        f"#headwater-{GROUP.replace('-', '')}",
        "#headwater-a2000000000000002",
    }


@EVERY
def test_it_brings_no_colour_of_its_own(row_id: str | None, what: str) -> None:
    html = show(Showing(ferry.view()), row_id, what)._repr_html_()
    for colour in re.findall(r'(?:fill|stroke|color|background)(?:=|:)\s*"?([^;"\s]+)', html):
        assert colour in ("currentColor", "none", "inherit")


@EVERY
def test_a_private_person_is_masked_in_both_forms(row_id: str | None, what: str) -> None:
    shown = show(Showing(ferry.view()), row_id, what)
    assert "Osha Venn" not in shown.html + shown.text
    assert "Macro" not in shown.html


def test_the_person_would_be_told_of_where_she_is_not_masked() -> None:
    case = ferry.case()
    case["entities"][0]["masked"] = False
    view = type(ferry.view())(case)
    assert any("Osha Venn" in show(Showing(view), name).html for name in ferry.TEXTS)


def test_markup_of_an_article_is_text() -> None:
    case = ferry.case()
    row = case["articles"][0]
    row["publisher"] = row["title"] = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    showing = Showing(type(ferry.view())(case))
    for row_id, what in ((None, "sheet"), (GROUP, "sheet"), (GROUP, "lineage"), (row["id"], "sheet")):
        html = show(showing, row_id, what).html
        assert "<img" not in html and "<script" not in html
    assert "&lt;img" in show(showing, row["id"]).html


def test_an_overriding_control_is_written_out() -> None:
    case = ferry.case()
    case["articles"][0]["title"] = "dead \u202e neth"
    assert "⟦RLO⟧" in show(Showing(type(ferry.view())(case)), ferry.WIRE).html


def test_the_beginning_of_an_id_is_enough_and_must_be_of_one_row() -> None:
    showing = Showing(ferry.view())
    assert show(showing, ferry.WIRE[:10]) == show(showing, ferry.WIRE)
    for given in ("a-", "", "gr-none"):
        with pytest.raises(UnknownId):
            show(showing, given)
    with pytest.raises(InputError, match="sheet, lineage"):
        show(showing, GROUP, "map")


def test_the_lineage_of_an_article_reaches_up_and_down() -> None:
    text = show(Showing(ferry.view()), ferry.FRENCH, "lineage").text
    assert "La Gazette du Delta" in text and "Delta Wire" in text


def test_a_case_of_one_article_has_no_subject() -> None:
    assert "0 shared subjects" in show(Showing(cases.view(1))).text


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_a_table_with_all_its_columns_even_where_it_is_empty(name: str) -> None:
    columns = list(case_schema()["properties"][name]["items"]["properties"])
    assert table_of_list({name: []}, name).column_names == columns


def test_rows_come_back_as_they_were() -> None:
    row = dict.fromkeys(case_schema()["properties"]["findings"]["items"]["properties"])
    row |= {"id": "fi-1", "kind": "unconfirmed", "start": 3, "end": 2**40}
    assert table_of_list({"findings": [row]}, "findings").to_pylist() == [row]


def test_a_name_that_is_no_list_is_said_with_those_that_are() -> None:
    with pytest.raises(KeyError, match=r"no list of case\.json.*claims"):
        table_of_list({}, "sentences")


def test_without_pandas_the_install_line_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    case: Any = object.__new__(Case)
    with pytest.raises(MissingExtra, match=re.escape("pip install 'headwater[notebook]'")):
        Case.to_pandas(case, "claims")
    assert "headwater[notebook]" in _PANDAS


def test_a_place_that_is_lacking_makes_no_float_of_the_others() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    case: Any = object.__new__(Case)
    case.__dict__["json"] = {"findings": [{"id": "fi-1", "start": 3}, {"id": "fi-2", "start": None}]}
    frame = case.to_pandas("findings")
    assert str(frame["start"].dtype) == "Int64" and frame["start"][0] == 3
