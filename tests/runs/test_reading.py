"""Only files that are new are read, and the tables are those of a run that reads everything."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.articles.config import ArticlesConfig
from headwater.articles.inputs import discover
from headwater.providers import load_models
from headwater.runs.evidence import loose
from headwater.runs.reading import read_given, write_index
from headwater.store import CaseFolder

MODELS: Any = load_models()
A = {
    "id": "a",
    "title": "Ferry halted at Harl",
    "text": "The ferry at Harl was halted on Monday.",
    "published": "2031-02-03",
}
B = {"id": "b", "title": "Bridge shut", "text": "The bridge at Ostwick was shut, an official said."}
C = {
    "id": "c",
    "title": "Le bac est arrêté",
    "text": "Le bac de Harl est à l'arrêt depuis lundi.",
    "published": "2031-05-09",
}
A2 = {**A, "text": "The ferry at Harl was halted on Sunday."}


def _lay(folder: Path, files: Mapping[str, Sequence[Mapping[str, str]]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, rows in files.items():
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def _read(folder: Path, out: CaseFolder, day: str = "2031-04-01") -> tuple[dict[str, pa.Table], int]:
    files = loose(discover([folder]), [folder])
    reading = read_given(files, ArticlesConfig(latest_date=day), MODELS, "code", out)
    shas = {name: out.write_table(name, table) for name, table in reading.tables.items()}
    write_index(out, reading, shas, "code", day)
    return reading.tables, reading.read


def _afresh(folder: Path, tmp: Path, day: str = "2031-04-01") -> dict[str, pa.Table]:
    out = CaseFolder(tmp / "afresh")
    out.stages.mkdir(parents=True, exist_ok=True)
    for file in out.stages.iterdir():
        file.unlink()
    return _read(folder, out, day)[0]


@pytest.fixture
def out(tmp_path: Path) -> CaseFolder:
    folder = CaseFolder(tmp_path / "case")
    folder.stages.mkdir(parents=True)
    return folder


def test_a_new_file_alone_is_read(tmp_path: Path, out: CaseFolder) -> None:
    _read(_lay(tmp_path / "in", {"1.jsonl": [A, B]}), out)
    tables, read = _read(_lay(tmp_path / "in", {"1.jsonl": [A, B], "2.jsonl": [C]}), out)
    assert read == 1
    assert tables == _afresh(tmp_path / "in", tmp_path)


def test_when_the_file_that_gave_an_article_first_goes_the_next_one_is_read(
    tmp_path: Path, out: CaseFolder
) -> None:
    _read(_lay(tmp_path / "in", {"1.jsonl": [A], "2.jsonl": [A2, B]}), out)
    tables, _ = _read(_lay(tmp_path / "in", {"2.jsonl": [A2, B]}), out)
    assert "Sunday" in str(tables["articles"]["text"].to_pylist())
    assert tables == _afresh(tmp_path / "in", tmp_path)


def test_a_file_that_comes_before_takes_the_article_over(tmp_path: Path, out: CaseFolder) -> None:
    _read(_lay(tmp_path / "in", {"2.jsonl": [A2, B]}), out)
    tables, read = _read(_lay(tmp_path / "in", {"1.jsonl": [A], "2.jsonl": [A2, B]}), out)
    assert read == 1
    assert "another text with the same id" in str(tables["rejected"]["reason"].to_pylist())
    assert tables == _afresh(tmp_path / "in", tmp_path)


def test_a_date_of_tomorrow_is_believed_when_its_day_has_come(tmp_path: Path, out: CaseFolder) -> None:
    folder = _lay(tmp_path / "in", {"1.jsonl": [A], "2.jsonl": [C]})
    before, _ = _read(folder, out, "2031-04-01")
    assert "in the future" in str(before["rejected"]["reason"].to_pylist())
    after, read = _read(folder, out, "2031-06-01")
    assert (read, after["rejected"].num_rows) == (1, 0)
    assert after == _afresh(folder, tmp_path, "2031-06-01")


def test_a_broken_file_keeps_its_reason(tmp_path: Path, out: CaseFolder) -> None:
    folder = _lay(tmp_path / "in", {"1.jsonl": [A]})
    (folder / "2.jsonl").write_text("{broken\n", encoding="utf-8")
    first, _ = _read(folder, out)
    again, read = _read(folder, out)
    assert read == 0 and first["rejected"].num_rows == 1
    assert again == first


def test_an_index_of_other_code_is_not_used(tmp_path: Path, out: CaseFolder) -> None:
    folder = _lay(tmp_path / "in", {"1.jsonl": [A]})
    _read(folder, out)
    files = loose(discover([folder]), [folder])
    assert read_given(files, ArticlesConfig(latest_date="2031-04-01"), MODELS, "other", out).read == 1


_FILES = st.dictionaries(
    st.sampled_from(["1.jsonl", "2.jsonl", "3.jsonl"]),
    st.lists(st.sampled_from([A, A2, B, C]), max_size=3),
    min_size=1,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_FILES, st.sampled_from(["2031-04-01", "2031-06-01"])), min_size=2, max_size=4))
def test_any_history_of_files_ends_in_the_tables_of_a_full_reading(
    tmp_path: Path, history: list[Any]
) -> None:
    out = CaseFolder(tmp_path / "case")
    out.stages.mkdir(parents=True, exist_ok=True)
    for file in out.stages.iterdir():
        file.unlink()
    day = "2031-04-01"
    for files, said in history:
        day = max(day, said)
        tables, _ = _read(_lay(tmp_path / "in", files), out, day)
    assert tables == _afresh(tmp_path / "in", tmp_path, day)
