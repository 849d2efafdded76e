"""Yesterday's answer is made again to the byte, and each run says what it moved, though nobody kept a copy."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater.records.errors import InputError
from headwater.runs.history.earlier import recall
from headwater.runs.history.groups import points_of
from headwater.runs.history.lines import read_history
from headwater.runs.intake import add, look_through
from headwater.runs.judgements import from_object
from headwater.runs.purging import purge_from_case
from headwater.runs.results import open_case
from headwater.runs.trace import trace_kept
from headwater.show.cli.app import app
from headwater.store.evidence.verification import verify

pytestmark = pytest.mark.models
TODAY = date(2034, 4, 1)
_TOLD = "Eleven people died when the ferry Marit sank off Lower Tarn on Monday, {}. The wreck lies at ninety metres."
REPORTS = {
    "courier.md": _TOLD.format("the harbour board said"),
    "gazette.md": _TOLD.format("the harbour board said") + " Divers went down on Tuesday, the board said.",
    "herald.md": _TOLD.format("the coast guard of Harl said"),
}


def put(folder: Path, name: str) -> Path:
    path = folder / name
    paper = f"The {name.removesuffix('.md').title()}"
    path.write_text(
        f"---\ntitle: Ferry sinks off Lower Tarn\npublisher: {paper}\ndate: 2034-03-01\n---\n{REPORTS[name]}\n"
    )
    return path


def take(out: Path, inputs: Path, *names: str) -> None:
    add(out, look_through([str(put(inputs, name)) for name in names], out), today=TODAY, processes=1)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, bytes]]:
    """A case after three runs, two that added and one that judged, and case.json as each left it."""
    folder = tmp_path_factory.mktemp("grown")
    out, inputs = folder / "out", folder / "in"
    inputs.mkdir()
    kept = {}
    take(out, inputs, "courier.md", "gazette.md")
    kept[1] = (out / "case.json").read_bytes()
    take(out, inputs, "herald.md")
    kept[2] = (out / "case.json").read_bytes()
    row = open_case(out).claims[0]
    at = [{"article": row.article, "text": row.text, "start": row.start, "end": row.end}]
    judged = {
        "kind": "set_certainty",
        "who": "Edda Kroon",
        "when": "2034-03-03T10:00:00+00:00",
        "why": "Read again.",
        "value": "possible",
        "at": at,
    }
    trace_kept(out, judgements=[from_object(judged, "test")], today=TODAY, processes=1)
    kept[3] = (out / "case.json").read_bytes()
    return out, kept


@pytest.mark.parametrize("run", [1, 2, 3])
def test_the_case_of_an_earlier_run_is_what_it_wrote(
    grown: tuple[Path, dict[int, bytes]], tmp_path: Path, run: int
) -> None:
    out, kept = grown
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    found = recall(out, str(run), tmp_path / "then", processes=1)
    assert found.same and "to the byte" in found.says
    assert (tmp_path / "then" / "case.json").read_bytes() == kept[run]
    assert verify(tmp_path / "then").holds
    assert [line.run for line in read_history(tmp_path / "then")] == list(range(1, run + 1))
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_the_case_of_then_goes_on_by_itself(grown: tuple[Path, dict[int, bytes]], tmp_path: Path) -> None:
    out, kept = grown
    recall(out, "1", tmp_path / "then", processes=1)
    (tmp_path / "in").mkdir()
    take(tmp_path / "then", tmp_path / "in", "herald.md")
    assert (tmp_path / "then" / "case.json").read_bytes() == kept[2]
    assert (out / "case.json").read_bytes() == kept[3]


def test_a_group_s_way_names_the_run_that_brought_a_report(grown: tuple[Path, dict[int, bytes]]) -> None:
    out, _ = grown
    (group,) = [row for row in open_case(out).groups if len(row.articles) == 3]
    found = points_of(read_history(out), group.id)
    assert [(point.run.run, point.count.reports if point.count else 0) for point in found] == [(1, 2), (2, 3)]


def run(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def test_the_commands_tell_it(grown: tuple[Path, dict[int, bytes]], tmp_path: Path) -> None:
    out, _ = grown
    (group,) = [row for row in open_case(out).groups if len(row.articles) == 3]
    told = run("log", str(out), "--runs")
    assert "run 1, 2" in told and "3 reports" in told
    assert "run 3: 3 articles" in run("log", str(out))
    why = run("log", str(out), "--group", group.id[:9], "--why")
    assert "The Herald" in why and "run 2" in why
    moved = run("diff", f"{out}@1", str(out))
    assert "run 1" in moved and "The Herald" in moved and "Edda Kroon" in moved
    assert "Nothing changed." in run("diff", f"{out}@3", str(out))
    assert "to the byte" in run("recall", str(out), "2", "-o", str(tmp_path / "then"))
    assert (tmp_path / "then" / "index.html").exists()


def test_a_moment_that_is_none_and_a_folder_that_is_not_empty_are_told(
    grown: tuple[Path, dict[int, bytes]], tmp_path: Path
) -> None:
    out, _ = grown
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="is not empty"):
        recall(out, "1", tmp_path)
    with pytest.raises(InputError, match="has no run 9"):
        recall(out, "9", tmp_path / "then")
    assert not (tmp_path / "then").exists()


def test_what_was_purged_is_not_in_the_case_of_then_and_that_is_said(
    grown: tuple[Path, dict[int, bytes]], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(grown[0], out)
    purge_from_case(out, ["gazette.md"], "asked by its author", processes=1)
    found = recall(out, "1", tmp_path / "then", processes=1)
    assert (found.purged, found.same) == (1, False)
    assert "1 items that were purged" in found.says
    assert [row.publisher for row in found.case.articles] == ["The Courier"]
    assert b"Gazette" not in (out / "history.jsonl").read_bytes()
