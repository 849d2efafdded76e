"""What was refused stays told of until it is read or no longer given."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.articles.inputs import discover
from headwater.records.articles import Rejected
from headwater.runs.evidence import keep, kept
from headwater.store.evidence import Evidence
from headwater.store.evidence.verification import verify


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder with one report and a film."""
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "report.txt").write_text("Bridge closed\n\nThe bridge at Ollenz is closed, the mayor said.\n")
    (folder / "film.mp4").write_bytes(b"\x00" * 100)
    return folder


def traced(out: Path, *paths: Path) -> list[Rejected]:
    return keep(discover(paths, out), paths, Evidence(out)).found.rejected


def later(out: Path) -> list[Rejected]:
    """What a run over the kept items tells: that of ``add``, ``judge``, ``purge``, ``watch``."""
    return kept(Evidence(out)).found.rejected


def test_what_a_trace_could_not_read_is_told_in_every_later_run(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    rejected = traced(out, given)
    assert [row.path for row in rejected] == ["film.mp4"]
    assert later(out) == rejected
    assert verify(out).holds


def test_it_is_noted_once(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    traced(out, given)
    head = Evidence(out).head
    traced(out, given)
    assert Evidence(out).head == head


def test_it_goes_when_a_trace_is_given_it_no_more(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    traced(out, given)
    (given / "film.mp4").unlink()
    assert traced(out, given) == []
    assert later(out) == []


def test_it_goes_when_it_can_be_read(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    traced(out, given)
    evidence = Evidence(out)
    evidence.receive(b"The mayor of Ollenz said that the bridge is closed.", "film.mp4", "text")
    assert later(out) == []


def test_a_path_that_is_not_there_is_told_once(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    rejected = traced(out, given, tmp_path / "no such folder")
    assert len(rejected) == 2
    assert [row.path for row in later(out)] == ["film.mp4"]


def test_an_address_that_did_not_come_stays_after_a_trace(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    traced(out, given)
    Evidence(out).refuse("https://news.example.org/a", "the site answers 403", how="fetched")
    assert [row.path for row in traced(out, given)] == ["film.mp4", "https://news.example.org/a"]
    assert {row.path for row in later(out)} == {"film.mp4", "https://news.example.org/a"}
