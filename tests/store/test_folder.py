"""What the store holds is whole, the same bytes for the same rows, and damage is named."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from headwater.records.arrow import schema_of, to_table
from headwater.records.articles import Rejected
from headwater.records.errors import CaseBusy, CaseError, DamagedCase, FormatTooNew, NotACase
from headwater.store import CaseFolder, Manifest, StageRecord, writing

ROWS = to_table(Rejected, [Rejected("a.pdf", "no reader for .pdf")])


def test_the_same_rows_make_the_same_bytes(tmp_path: Path) -> None:
    shas = {CaseFolder(tmp_path / name).write_table("rejected", ROWS) for name in ("one", "two")}
    assert len(shas) == 1


def test_a_table_comes_back(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    folder.write_table("rejected", ROWS)
    assert folder.read_table("rejected", schema_of(Rejected)).equals(ROWS)


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    sha = folder.write_table("rejected", ROWS)
    folder.table_path("rejected").write_bytes(b"PAR1 no more")
    assert not folder.holds({"rejected": sha})
    with pytest.raises(DamagedCase, match=r"rejected\.parquet"):
        folder.read_table("rejected", schema_of(Rejected))


def test_a_failing_write_leaves_the_old_file(tmp_path: Path) -> None:
    from headwater.store.atomic import write_whole

    path = tmp_path / "kept"
    path.write_text("old")

    def fail(draft: Path) -> None:
        draft.write_text("half")
        raise OSError("disk full")

    with pytest.raises(CaseError, match="disk full"):
        write_whole(path, fail)
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["kept"]


def test_a_manifest_comes_back(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    written = Manifest(
        inputs=["x"], stages={"claims.parse": StageRecord("f", {"parses": "s"}, {"parses": 3}, 0.5)}
    )
    folder.write_manifest(written)
    assert folder.require_manifest() == written


def test_no_manifest_means_no_case(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match="headwater trace"):
        CaseFolder(tmp_path).require_manifest()


def test_a_later_format_asks_for_an_upgrade(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    folder.write_manifest(Manifest())
    raw = json.loads(folder.manifest_json.read_text())
    folder.manifest_json.write_text(json.dumps(raw | {"format": "headwater-case/99"}))
    with pytest.raises(FormatTooNew, match="upgrade"):
        folder.manifest()


def test_a_broken_manifest_is_named(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    folder.manifest_json.write_text('{"stages": 3')
    with pytest.raises(DamagedCase, match=r"manifest\.json"):
        folder.manifest()


def _try_to_write(folder: str, said: multiprocessing.Queue[str]) -> None:
    try:
        with writing(Path(folder)):
            said.put("written")
    except CaseBusy as error:
        said.put(str(error))


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    said: multiprocessing.Queue[str] = context.Queue()
    with writing(tmp_path):
        other = context.Process(target=_try_to_write, args=(str(tmp_path), said))
        other.start()
        assert "is being written by process" in said.get(timeout=600)
        other.join()
    with writing(tmp_path):
        pass
