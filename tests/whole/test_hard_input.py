"""What goes wrong around a run: places that cannot be written, cases amid the input, damage, odd names."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import headwater
from headwater.articles.inputs import discover
from headwater.records.errors import CaseError, InputError
from headwater.store import atomic
from headwater.store.folder import CaseFolder

TEXT = "Bridge closed\n\nThe bridge at Ollenz is closed, the mayor said on Tuesday.\n"


def _named(folder: Path, out: Path) -> list[str]:
    return [file.name for file in discover([folder], out).files]


def test_a_case_inside_its_input_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    for out in (tmp_path, tmp_path / "out"):
        (out / "stages").mkdir(parents=True)
        (out / "index.html").write_text("<p>The page of a case.</p>")
        (out / "case.json").write_text("{}")
        (out / "manifest.json").write_text('{\n "format": "headwater-case/1"}')
    (tmp_path / "out" / "own.txt").write_text(TEXT)
    assert _named(tmp_path, tmp_path) == ["a.txt"]
    (tmp_path / "manifest.json").unlink()
    (tmp_path / "index.html").unlink()
    assert _named(tmp_path, tmp_path / "out") == ["a.txt", "out/own.txt"]
    found = discover([tmp_path], tmp_path / "elsewhere")
    assert [file.name for file in found.files] == ["a.txt"]
    assert ("out", "a case that headwater has written, no articles") in {
        (row.path, row.reason) for row in found.rejected
    }


def test_a_page_that_headwater_has_not_written_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(InputError, match=r"index\.html was not written by headwater"):
        headwater.trace([tmp_path / "a.txt"], out=tmp_path)
    assert (tmp_path / "index.html").read_text() == "mine"


def test_a_file_is_no_place_for_a_case(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    for out in (tmp_path / "a.txt", tmp_path / "a.txt" / "below"):
        with pytest.raises(InputError, match="give another folder"):
            headwater.trace([tmp_path / "a.txt"], out=out)
    assert (tmp_path / "a.txt").read_text() == TEXT


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "case.json"
    kept.write_text("before")

    def full(draft: Path) -> None:
        draft.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(CaseError, match="no space left on device; what was done before is kept"):
        atomic.write_whole(kept, full)
    assert kept.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["case.json"]


def test_what_a_killed_run_left_half_written_is_swept(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    folder.stages.mkdir()
    (folder.stages / ".claims.parquet.99.draft").write_text("half")
    folder.sweep()
    assert list(folder.stages.iterdir()) == []


def test_help_and_a_look_at_the_input_load_nothing_heavy() -> None:
    heavy = "{'numpy', 'pyarrow', 'spacy', 'trafilatura', 'htmldate', 'jinja2', 'lxml'}"
    code = f"import sys, headwater.show.cli.tracing; print(sorted({heavy} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.models
def test_damage_of_any_file_is_mended_by_the_next_run(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    out = tmp_path / "out"
    names = ("case.json", "index.html", "manifest.json", "stages/articles.parquet", "stages/origins.parquet")

    def run() -> None:
        headwater.trace([tmp_path / "in"], out=out, processes=1)

    run()
    whole = {name: _sha(out / name) for name in names if name != "manifest.json"}
    for name in names:
        (out / name).write_text("damaged")
    run()
    assert {name: _sha(out / name) for name in whole} == whole
    for name in names:
        (out / name).unlink()
        run()
        assert {other: _sha(out / other) for other in whole} == whole, name


@pytest.mark.models
def test_odd_names_and_texts_never_stop_a_run(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a\nb\u202e.txt").write_text(TEXT)
    (folder / "emoji.txt").write_text("\U0001f600" * 500)
    (folder / "marks.txt").write_text("a" + "\u0301" * 5000 + "\u202e\u2066 b.")
    (folder / "deep.html").write_text("<table><tr><td>" * 5000 + "<p>The mill burned, police said.</p>")
    (folder / "title.jsonl").write_text('{"id": "t", "title": "Mill burns, police say"}\n')
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.txt")).write_text(TEXT)
    (folder / "loop").symlink_to(folder)
    (folder / "round.txt").symlink_to(folder / "round.txt")
    case = headwater.trace([folder, folder, folder / "title.jsonl"], out=tmp_path / "out", processes=1)
    assert len(case.articles) >= 4
    assert {"emoji.txt", "round.txt"} <= {row.path for row in case.rejected}
