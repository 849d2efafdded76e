"""A judgement moves the answer, stays through later runs, and undoing it brings the answer back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from headwater.runs.trace import trace, trace_kept
from headwater.show.judging import Wish, judgement_of
from headwater.show.view import CaseView

pytestmark = pytest.mark.models
TODAY = date(2031, 6, 1)
FIRST = "Nine killed at Tamm ferry\n\nGuards killed nine people at the Tamm ferry on Friday, a harbour clerk said.\n"
SECOND = "Ferry attack at Tamm\n\nNine people were killed at the Tamm ferry on Friday, a harbour clerk said. The quay is shut.\n"


def without_judgements(out: Path) -> dict[str, Any]:
    case: dict[str, Any] = json.loads((out / "case.json").read_text(encoding="utf-8"))
    return {name: rows for name, rows in case.items() if name != "judgements"}


def judge(out: Path, kind: str, ids: list[str], **more: Any) -> dict[str, Any]:
    view = CaseView(json.loads((out / "case.json").read_text(encoding="utf-8")))
    when = f"2031-06-01T10:00:0{len(view.rows('judgements'))}+00:00"
    judgement = judgement_of(view, Wish(kind, ids, "Ana", when, "their word", **more))
    case = trace_kept(out, today=TODAY, processes=1, judgements=[judgement])
    row: dict[str, Any] = next(row for row in case.json["judgements"] if row["id"] == judgement.id)
    return row


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judged")
    (folder / "in").mkdir()
    (folder / "in" / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "in" / "second.txt").write_text(SECOND, encoding="utf-8")
    trace([folder / "in"], folder / "case", today=TODAY, processes=1)
    return folder / "case"


def ids_of(out: Path, name: str, **wanted: Any) -> list[str]:
    rows = json.loads((out / "case.json").read_text(encoding="utf-8"))[name]
    return [row["id"] for row in rows if all(row[key] == value for key, value in wanted.items())]


def test_what_is_judged_holds_through_later_runs_and_can_be_undone(out: Path) -> None:
    before = without_judgements(out)
    lead = ids_of(out, "claims", lead=True)[0]
    made = judge(out, "set-certainty", [lead], value="unknown")
    assert (made["status"], made["entity"]) == ("obeyed", lead)
    assert ids_of(out, "claims", lead=True, certainty="unknown") == [lead]
    again = trace_kept(out, today=TODAY, processes=1)
    assert not again.worked
    assert judge(out, "undo", [made["id"]])["status"] == "obeyed"
    assert without_judgements(out) == before


def test_a_drawn_edge_is_there_until_it_is_undone(out: Path) -> None:
    before = without_judgements(out)
    child, parent = ids_of(out, "articles")
    judge(out, "reject-edge", [parent, child])
    made = judge(out, "draw-edge", [child, parent], value="copy")
    edges = [row for row in without_judgements(out)["derivations"] if row["confirmed_by"]]
    assert [(row["child"], row["parent"], row["kind"]) for row in edges] == [(child, parent, "copy")]
    judge(out, "undo", [made["id"]])
    judge(
        out,
        "undo",
        [
            row["id"]
            for row in CaseView(json.loads((out / "case.json").read_text(encoding="utf-8"))).rows(
                "judgements"
            )
            if row["kind"] == "reject_edge"
        ],
    )
    assert without_judgements(out) == before


def test_a_task_keeps_every_step_and_its_last_word_is_its_status(out: Path) -> None:
    task = ids_of(out, "to_find")[0]
    judge(out, "task", [task], value="asked")
    judge(out, "task", [task], value="gone")
    (row,) = [row for row in without_judgements(out)["to_find"] if row["id"] == task]
    assert row["status"] == "gone"
    assert [step["status"] for step in row["steps"]] == ["asked", "gone"]


def test_a_remark_changes_nothing_else(out: Path) -> None:
    before = without_judgements(out)
    lead = ids_of(out, "claims", lead=True)[0]
    assert judge(out, "grade", [lead], value="C3")["value"] == "C3"
    assert without_judgements(out) == before
