"""Which moment is meant: a run by its number, a day to its end, an instant; all else is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.runs.history.test_lines import FIRST

from headwater.records.errors import InputError
from headwater.runs.history.moments import moment_of
from headwater.store.evidence.lines import to_line

HISTORY = [
    FIRST,
    replace(FIRST, run=2, at="2034-03-03T09:00:00.000000Z", custody=6, judgements=1, today="2034-03-03"),
    replace(FIRST, run=3, at="2034-03-03T18:30:00.000000Z", custody=8, judgements=2, today="2034-03-03"),
]
JUDGED = [
    json.dumps({"id": f"ju-{n}", "when": f"2034-03-03T0{n}:00:00+00:00"}).encode() + b"\n" for n in (1, 2)
]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "judgements.jsonl").write_bytes(b"".join(JUDGED))
    (tmp_path / "evidence").mkdir()
    entries = [
        ("begun", "2034-03-01"),
        ("received", "2034-03-01"),
        ("derived", "2034-03-01"),
        ("received", "2034-03-02"),
    ]
    lines = [
        {"seq": n, "action": what, "at": f"{day}T08:00:00.000000Z"}
        for n, (what, day) in enumerate(entries, 1)
    ]
    (tmp_path / "evidence" / "custody.jsonl").write_bytes(b"".join(map(to_line, lines)))
    return tmp_path


@pytest.mark.parametrize(
    ("when", "run"),
    [
        ("1", 1), ("run 3", 3), ("Run 2", 2), ("2034-03-02", 1), ("2034-03-03", 3), ("2099-01-01", 3),
        ("2034-03-03T09:00:00Z", 2), ("2034-03-03T08:59:59", 1), ("2034-03-03T20:00:00+02:00", 2), (" 2 ", 2),
    ],
)  # fmt: skip
def test_the_run_whose_answer_stood_then(out: Path, when: str, run: int) -> None:
    found = moment_of(out, when, HISTORY)
    line = HISTORY[run - 1]
    assert found.run == line
    assert (found.custody, len(found.judgements), found.today) == (line.custody, line.judgements, line.today)


def test_before_the_first_noted_run_the_logs_themselves_are_asked(out: Path) -> None:
    found = moment_of(out, "2034-03-01", HISTORY)
    assert (found.run, found.custody, found.judgements, found.today) == (None, 3, (), "2034-03-01")
    assert moment_of(out, "2034-03-03T01:30:00", []).judgements == (JUDGED[0],)


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("4", "has no run 4: it has the runs 1 to 3"),
        ("yesterday", "names no moment"),
        ("", "names no moment"),
        ("2034-02-30", "names no moment"),
        ("2034-02-28", "its first file came at 2034-03-01T08:00:00"),
    ],
)
def test_what_names_no_moment_is_told(out: Path, when: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        moment_of(out, when, HISTORY)


def test_a_log_of_judgements_that_was_cut_is_told(out: Path) -> None:
    (out / "judgements.jsonl").write_bytes(JUDGED[0])
    with pytest.raises(InputError, match="fewer lines than run 3 had obeyed"):
        moment_of(out, "3", HISTORY)
