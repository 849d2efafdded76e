"""What moved between two states of a case is told with its reason; what did not is not told."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from headwater.show.cli.adding import as_it_stands, moved_lines
from headwater.show.differing import Change, differences
from headwater.show.view import CaseView
from headwater.store.manifest import Manifest
from tests.show import ferry
from tests.show.ferry import WIRE


def told(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    return differences(CaseView(old), CaseView(new))


def kinds(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [change.kind for change in told(old, new)]


def without(case: dict[str, Any], article: str) -> dict[str, Any]:
    """The case as it was before an article came: its claims are in no group."""
    old: dict[str, Any] = deepcopy(case)
    old["articles"] = [row for row in old["articles"] if row["id"] != article]
    gone = {row["id"] for row in old["claims"] if row["article"] == article}
    old["claims"] = [row for row in old["claims"] if row["id"] not in gone]
    old["derivations"] = [row for row in old["derivations"] if article not in (row["child"], row["parent"])]
    for group in old["groups"]:
        group["claims"] = [id_ for id_ in group["claims"] if id_ not in gone]
        group["articles"] = [id_ for id_ in group["articles"] if id_ != article]
        if group["heading"] in gone:
            group["heading"] = group["claims"][0]
    return old


def group_of(case: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = max(case["groups"], key=lambda row: len(row["articles"]))
    return found


def test_nothing_changed_is_nothing() -> None:
    assert not told(ferry.case(), ferry.case())


def test_a_new_report_is_told() -> None:
    case = ferry.case()
    article = group_of(case)["articles"][-1]
    found = told(without(case, article), case)
    assert [change.ids for change in found if change.kind == "report_new"] == [[article]]


def test_a_count_that_moved_says_what_brought_it() -> None:
    case = ferry.case()
    group = group_of(case)
    article = group["articles"][-1]
    old = without(case, article)
    earlier = next(row for row in old["groups"] if row["id"] == group["id"])
    origin = next(row for row in case["origins"] if row["id"] == group["origins"][-1])
    origin["reached_by"] = [article]
    earlier["origins"] = group["origins"][:-1]
    earlier["id"] = "gr-before"
    earlier["separate_origins"] = {"min": 1, "best": 1, "max": 1}
    group["separate_origins"] = {"min": 2, "best": 2, "max": 2}
    (change,) = [change for change in told(old, case) if change.kind == "count_moved"]
    assert change.ids == [group["id"], "gr-before"]
    assert "were 1, and are 2" in change.says
    assert any(why.startswith("A new origin: ") and "brought by" in why for why in change.why)
    assert any(why.startswith("Reports that came: ") for why in change.why)


def test_a_count_that_stayed_is_not_told_though_the_groups_id_is_another() -> None:
    case = ferry.case()
    old = deepcopy(case)
    group_of(old)["id"] = "gr-before"
    assert "count_moved" not in kinds(old, case)


def test_an_edge_that_went_is_told_with_its_ends() -> None:
    case, new = ferry.case(), ferry.case()
    gone = new["derivations"].pop()
    (change,) = [change for change in told(case, new) if change.kind == "edge_gone"]
    assert change.ids == [gone["child"], gone["parent"]]


def test_a_text_that_was_missing_and_came_is_told_once_and_not_as_edges() -> None:
    case, new = ferry.case(), ferry.case()
    edge = next(row for row in new["derivations"] if row["parent"] == WIRE)
    source = case["sources"][0] | {"id": "so-9", "name": CaseView(new).name_of(WIRE).upper()}
    old = without(case, WIRE)
    old["sources"].append(source)
    old["derivations"].append(edge | {"parent": "so-9"})
    found = told(old, new)
    (change,) = [change for change in found if change.kind == "text_came"]
    assert change.ids == [WIRE, edge["child"]]
    assert source["name"] in change.says
    assert [
        change.ids
        for change in found
        if change.kind in ("edge_new", "edge_gone") and edge["child"] in change.ids
    ] == []


def test_a_missing_text_stays_missing_while_another_outlet_is_found() -> None:
    case, new = ferry.case(), ferry.case()
    edge = next(row for row in new["derivations"] if row["parent"] == WIRE)
    old = without(case, WIRE)
    old["sources"].append(case["sources"][0] | {"id": "so-9", "name": "Quill Monthly"})
    old["derivations"].append(edge | {"parent": "so-9"})
    assert "text_came" not in kinds(old, new)


def test_an_addition_tells_what_moved_and_counts_the_rest() -> None:
    moved = [
        Change(
            "count_moved", ["gr-1"], "“Nine hurt”: separate origins were 1, and are 2.", ["A new origin."]
        ),
        Change("report_new", ["a-1"], "New report."),
        *[Change("edge_new", [str(n)], f"edge {n}") for n in range(30)],
    ]
    lines = moved_lines(moved, Path("out"), 4)
    assert lines[:4] == [
        "",
        "What moved:",
        "  “Nine hurt”: separate origins were 1, and are 2.",
        "    A new origin.",
    ]
    assert lines[-1] == "  12 more: headwater diff out@4 out"
    assert moved_lines(moved[1:2], Path("out"), 4) == [
        "",
        "No count moved.",
        "  1 more: headwater diff out@4 out",
    ]
    assert moved_lines([], Path("out"), 4) == ["", "No count moved."]


def test_a_text_taken_back_is_told_with_what_stands_on_it() -> None:
    case, new = ferry.case(), ferry.case()
    edge = next(row for row in new["derivations"] if row["parent"] in {a["id"] for a in new["articles"]})
    edge["directed"] = True
    finding = new["findings"][0] | {
        "id": "fi-9",
        "kind": "retracted",
        "article": edge["parent"],
        "because": "Taken back.",
    }
    new["findings"].append(finding)
    (change,) = [change for change in told(case, new) if change.kind == "retracted"]
    child = CaseView(new).name_of(edge["child"])
    assert change.says.startswith("Taken back. On it stand")
    assert child in change.says


def test_a_judgement_is_told_when_it_comes_and_when_it_is_undone() -> None:
    case, new = ferry.case(), ferry.case()
    row = {
        "id": "ju-1", "kind": "set_certainty", "who": "Ana", "when": "2031-05-09", "why": "", "mentions": [],
        "name": None, "undoes": None, "at": [], "value": "possible", "status": "obeyed", "entity": None,
        "because": "Set by Ana.",
    }  # fmt: skip
    new["judgements"] = [row]
    assert "judgement" in kinds(case, new)
    later = deepcopy(new)
    later["judgements"][0]["status"] = "undone"
    assert kinds(new, later) == ["judgement"]
    assert not told(new, new)


def test_no_private_person_is_named() -> None:
    case = ferry.case()
    article = group_of(case)["articles"][-1]
    old = without(case, article)
    group_of(old)["separate_origins"] = {"min": 0, "best": 0, "max": 0}
    group_of(old)["origins"] = []
    said = " ".join([change.says + " ".join(change.why) for change in told(old, case)])
    assert said
    assert "Osha" not in said
    assert "Venn" not in said


@pytest.mark.parametrize("told", ['{"format": "headwater-case/1", "articl', "[]", ""])
def test_a_case_whose_answer_is_damaged_has_nothing_to_compare_with(tmp_path: Path, told: str) -> None:
    Manifest().write(tmp_path / "manifest.json")
    (tmp_path / "case.json").write_text(told, encoding="utf-8")
    assert as_it_stands(tmp_path) is None


def test_a_case_that_stands_is_what_an_addition_is_compared_with(tmp_path: Path) -> None:
    Manifest().write(tmp_path / "manifest.json")
    (tmp_path / "case.json").write_text(json.dumps(ferry.case()), encoding="utf-8")
    before = as_it_stands(tmp_path)
    assert before is not None
    assert not differences(before, CaseView(ferry.case()))
