"""The main job, whole: what it writes holds together, is the same however it is run, and is not done twice."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import headwater
from headwater.records.errors import InputError
from headwater.runs import executor
from headwater.runs.results import Case
from headwater.runs.schema import case_schema
from headwater.runs.trace import trace
from tests.whole.spans import broken_spans, dangling_ids

pytestmark = pytest.mark.models


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def traced(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The example case, traced in one process."""
    return headwater.trace([world], out=tmp_path_factory.mktemp("world"), processes=1)


def test_the_case_is_valid(traced: Case) -> None:
    jsonschema.Draft202012Validator(case_schema()).validate(traced.json)


def test_every_span_is_its_text(traced: Case) -> None:
    assert broken_spans(traced.json) == []


def test_every_id_that_is_named_is_there(traced: Case) -> None:
    assert dangling_ids(traced.json) == []


def test_every_article_has_one_lead_claim(traced: Case) -> None:
    leads = [row["article"] for row in traced.json["claims"] if row["lead"]]
    assert sorted(leads) == sorted(row["id"] for row in traced.json["articles"])


def test_every_judgement_says_why(traced: Case) -> None:
    lists = (
        "attributions",
        "groups",
        "derivations",
        "origins",
        "changes",
        "conflicts",
        "findings",
        "not_compared",
        "entities",
    )
    bare = [
        (name, row.get("id")) for name in lists for row in traced.json[name] if not row["because"].strip()
    ]
    assert bare == []


@pytest.fixture(scope="module")
def few(world: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Five articles of the example: enough for batches and orders to differ."""
    folder = tmp_path_factory.mktemp("few")
    files = [path for path in sorted(world.rglob("*")) if path.is_file() and "ollenz" in path.name]
    return [Path(shutil.copy(path, folder)) for path in files[:5]]


@pytest.fixture(scope="module")
def few_traced(few: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The five, traced in one process and one batch."""
    return trace(few, tmp_path_factory.mktemp("few_traced"), processes=1)


@pytest.mark.parametrize(("processes", "batch"), [(2, 2), (1, 1)])
def test_processes_batches_and_order_change_nothing(
    few: list[Path],
    few_traced: Case,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    processes: int,
    batch: int,
) -> None:
    monkeypatch.setattr(executor, "_FEW", 1)  # so that five articles are enough for several processes
    again = trace(few[::-1], tmp_path, processes=processes, batch=batch)
    assert len(again.articles) == 5
    assert sha(again.folder.case_json) == sha(few_traced.folder.case_json)


def test_a_second_run_does_nothing(traced: Case, world: Path) -> None:
    before = sha(traced.folder.case_json)
    again = trace([world], traced.path)
    assert again.worked == ()
    assert sha(again.folder.case_json) == before


def test_one_more_article_does_only_what_it_must(few: list[Path], few_traced: Case, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(few_traced.path, out)
    more = tmp_path / "more.txt"
    more.write_text(
        "Ferry late again\n\nThe ferry to Ollenz was late on Tuesday, the harbour office said.\n",
        encoding="utf-8",
    )
    assert len(trace([*few, more], out).articles) == len(few_traced.articles) + 1


def test_a_lost_table_is_made_anew(few: list[Path], few_traced: Case, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(few_traced.path, out)
    (out / "stages" / "claims.parquet").write_bytes(b"damaged")
    again = trace(few, out)
    assert "claims.extract" in again.worked
    assert "claims.parse" not in again.worked
    assert sha(again.folder.case_json) == sha(few_traced.folder.case_json)


def test_python_sees_typed_rows_and_arrow(traced: Case) -> None:
    claim = next(row for row in traced.claims if row.lead)
    assert traced.table("claims").num_rows == len(traced.claims)
    assert claim.text


def test_two_files_with_the_same_bytes_stay_two_articles(tmp_path: Path) -> None:
    for outlet in ("north", "south"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "a.txt").write_text(
            "Bridge closed\n\nThe bridge at Ollenz is closed, the mayor said.\n"
        )
    case = headwater.trace([tmp_path / "north", tmp_path / "south"], out=tmp_path / "out")
    assert len(case.articles) == 2


def test_what_cannot_be_read_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Bridge closed\n\nThe bridge is closed, the mayor said.\n")
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    rows: list[Any] = [
        {"id": "r1", "title": "One", "text": "First."},
        {"id": "r1", "title": "Two", "text": "Again."},
    ]
    lines = [json.dumps(rows[0]), "{broken", json.dumps(rows[1])]
    (folder / "rows.jsonl").write_text("\n".join(lines))
    case = headwater.trace([folder, tmp_path / "missing.txt"], out=tmp_path / "out")
    assert len(case.articles) == 2
    named = "\n".join(f"{row.path}: {row.reason}" for row in case.rejected)
    for path in ("empty.txt", "binary.txt", "photo.jpg", "rows.jsonl", "missing.txt"):
        assert path in named
    assert len(case.rejected) == 6


def test_nothing_that_can_be_read_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(
        InputError, match=r"no article could be read from .*empty\.txt; give files, .*: texts, web pages, "
    ):
        headwater.trace([tmp_path / "empty.txt"], out=tmp_path / "out")


def test_a_date_in_the_future_is_not_believed_and_said_so(tmp_path: Path) -> None:
    rows = [
        {
            "id": "later",
            "title": "Ferry stops",
            "text": "The ferry stopped, the mayor said.",
            "published": "2031-05-02",
        },
        {
            "id": "zero",
            "title": "Ferry runs",
            "text": "The ferry runs again, the mayor said.",
            "published": "1970-01-01",
        },
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    case = trace([tmp_path / "rows.jsonl"], tmp_path / "out", today=date(2030, 1, 1))
    assert [row.published.value for row in case.articles] == [None, None]
    named = "\n".join(f"{row.path}: {row.reason}" for row in case.rejected)
    assert "2031-05-02" in named
    assert "1970-01-01" in named


def test_copies_of_one_sentence_are_one_subject_with_no_more_origins_than_one(tmp_path: Path) -> None:
    text = "A clerk at the harbour said on Monday that the ferry had sunk."
    rows = [
        {"id": f"r{n}", "title": "Ferry sinks", "text": text, "publisher": f"Outlet {n}"} for n in range(6)
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    case = trace([tmp_path / "rows.jsonl"], tmp_path / "out")
    assert [len(group.articles) for group in case.groups] == [6]
    assert case.group_origins[0].separate_origins.best == 1
