"""``trace`` tells what it does: JSON lines for every stage, and a page with a flame graph for each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater.records.errors import InputError
from headwater.runs.plan import PLAN
from headwater.show.cli.app import app

TEXT = "Bridge closed\n\nThe bridge at Ollenz is closed, the mayor of Ollenz said on Tuesday.\n"


@pytest.mark.models
def test_a_trace_writes_its_log_and_its_profile(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    log, page = tmp_path / "logs" / "log.jsonl", tmp_path / "profile.html"
    asked = ["trace", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--no-evidence"]
    told = CliRunner().invoke(app, [*asked, "--log", str(log), "--profile", str(page)])
    assert told.exit_code == 0, told.output
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["event"] for line in lines] == ["stage"] * (len(PLAN) + 1) + ["end"]
    assert {line["stage"] for line in lines[:-1]} == {"articles.read", *(stage.name for stage in PLAN)}
    assert all(line["articles"] == 1 and not line["reused"] for line in lines[:-1])
    assert lines[-1]["seconds"] >= sum(line["seconds"] for line in lines[:-1]) > 0
    assert "<h2>claims.parse</h2>" in page.read_text()
    assert page.read_text().count("<svg") >= 2
    assert f"Where the time goes: {page}" in told.output
    again = CliRunner().invoke(app, [*asked, "--quiet", "--log", str(log)])
    assert again.output == ""
    later = [json.loads(line) for line in log.read_text().splitlines()][len(lines) :]
    assert later[-1]["event"] == "end"
    assert all(line["reused"] for line in later[:-1])


def test_a_profile_looks_into_one_process(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    asked = ["trace", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--processes", "2"]
    told = CliRunner().invoke(app, [*asked, "--profile", str(tmp_path / "p.html")])
    assert isinstance(told.exception, InputError)
    assert "one process" in str(told.exception)
    assert not (tmp_path / "out").exists()
