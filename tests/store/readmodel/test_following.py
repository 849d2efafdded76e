"""A read model that is told which lines moved is the one that is made anew, before case.json is written and after it."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.readmodel.conftest import article, claim

import headwater.store.readmodel as readmodel
from headwater.records.tables import Tables
from headwater.runs.edits import Edit
from headwater.runs.writing import lines_of
from headwater.store import CaseFolder, Manifest
from headwater.store.readmodel import TABLES, following, open_read_model
from headwater.store.readmodel.following import Following
from headwater.store.readmodel.rows import CaseRows

WORDS = ("ferry", "Ollenz", "harbour", "Ångström", "quay")
Lists = dict[str, list[bytes]]
Told = Mapping[int, Sequence[str]]
WORLDS = st.lists(
    st.dictionaries(st.integers(0, 12), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), min_size=1),
    min_size=2,
    max_size=5,
)


def lists_of(told: Told) -> Lists:
    texts = {number: " ".join(words) for number, words in told.items()}
    rows = (
        [article(n, text, text) for n, text in texts.items()],
        [claim(n, text) for n, text in texts.items()],
    )
    return lists_of_rows(*rows)


def lists_of_rows(*rows: Sequence[Any]) -> Lists:
    return {name: list(lines) for name, lines in lines_of(Tables.of_rows(*rows)) if isinstance(lines, list)}


def edits_of(before: Sequence[bytes], lines: Sequence[bytes]) -> list[Edit]:
    codes = SequenceMatcher(None, before, lines, autojunk=False).get_opcodes()
    return [Edit(a, b, lines[c:d]) for tag, a, b, c, d in codes if tag != "equal"]


class World:
    """A case that is written as a run in a process that stays writes it."""

    def __init__(self, out: Path, told: Told) -> None:
        self.out, self.folder = out, CaseFolder(out)
        self.lists = lists_of(told)
        self.sha = self.write(self.lists)
        open_read_model(out).close()
        self.following = Following(out)
        self.following.ready(self.sha, self.lists)

    def write(self, lists: Lists) -> str:
        sha = self.folder.write_lines(self.folder.case_json, [("format", "1"), *lists.items()])
        self.folder.write_manifest(Manifest(exports={"case.json": f"made of\n{sha}"}))
        return sha

    def begin(self) -> None:
        """A run is under way."""
        self.folder.write_manifest(Manifest(exports={"case.json": f"made of\n{self.sha}"}, unfinished=True))

    def take(self, told: Told) -> bool:
        """The answer is known, case.json is not written."""
        return self.take_lists(lists_of(told))

    def take_lists(self, now: Lists) -> bool:
        moved = {name: edits_of(self.lists[name], now[name]) for name in now}
        self.lists = now
        return self.following.take(self.sha, moved, now)

    def settle(self) -> None:
        """case.json is written too."""
        self.sha = self.write(self.lists)
        self.following.settle(self.sha)


def shown(out: Path) -> tuple[dict[str, list[Any]], dict[str, int], list[Any], list[str]]:
    with open_read_model(out) as model:
        rows = {name: list(model.rows(name)) for name in TABLES}
        found = [sorted(one.id for one in model.search(table, word)) for table in ("articles", "claims") for word in WORDS]  # fmt: skip
        return rows, model.counts(), found, [line for line in model.check() if "parts" not in line]


def anew(lists: Lists) -> Any:
    with tempfile.TemporaryDirectory() as place:
        folder = CaseFolder(Path(place))
        sha = folder.write_lines(folder.case_json, [("format", "1"), *lists.items()])
        folder.write_manifest(Manifest(exports={"case.json": f"made of\n{sha}"}))
        return shown(Path(place))


@pytest.fixture
def nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """case.json is not read: neither to make a read model nor to change one."""

    def no_reading(self: CaseRows) -> Iterator[tuple[str, bytes]]:
        raise AssertionError("case.json is read")

    monkeypatch.setattr(CaseRows, "lines", no_reading)


@settings(max_examples=25, deadline=None)
@given(worlds=WORLDS, sorted_=st.booleans())
def test_it_is_the_one_that_is_made_anew(worlds: Sequence[dict[int, list[str]]], sorted_: bool) -> None:
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(following, "LONGEST", 200_000)
        told = [dict(sorted(world.items())) if sorted_ else world for world in worlds]
        case = World(Path(place), told[0])
        for world in told[1:]:
            case.begin()
            assert case.take(world)
            assert shown(case.out) == anew(case.lists)
            case.settle()
            assert shown(case.out) == anew(case.lists)


TOLD: Told = {number: [WORDS[number % 5], WORDS[number % 3]] for number in range(12)}


@pytest.mark.usefixtures("nothing_is_read")
def test_case_json_is_not_read_and_the_file_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    case = World(tmp_path, TOLD)
    whole = (tmp_path / "case.sqlite").read_bytes()
    monkeypatch.setattr(readmodel, "_made", lambda *told, **how: pytest.fail("it is made anew"))
    held = open_read_model(tmp_path)
    seen = (tmp_path / "case.sqlite").stat()
    case.begin()
    assert case.take({**TOLD, 20: ["ferry"]})
    with open_read_model(tmp_path) as model, held:
        assert model.counts()["articles"] == 13
        assert held.counts()["articles"] == 12
        assert model.meta()["rows_of_articles"] == "13"
    assert (tmp_path / "case.sqlite").stat().st_mtime_ns != seen.st_mtime_ns
    case.settle()
    with open_read_model(tmp_path) as model:
        assert model.meta()["made_from"] == case.sha
        assert "ahead_of" not in model.meta()
    assert (tmp_path / "case.sqlite").read_bytes() == whole


def test_one_who_reads_the_log_reads_on_in_it(tmp_path: Path) -> None:
    case = World(tmp_path, TOLD)
    assert case.take({**TOLD, 20: ["ferry"]})
    case.settle()
    with open_read_model(tmp_path) as held:
        assert case.take({**TOLD, 20: ["ferry"], 21: ["quay"]})
        case.settle()
        assert held.counts()["articles"] == 13
        with open_read_model(tmp_path) as model:
            assert model.counts()["articles"] == 14
        assert held.counts()["articles"] == 13


def test_a_log_that_is_long_is_put_into_a_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "LONGEST", 1)
    case = World(tmp_path, TOLD)
    number = (tmp_path / "case.sqlite").stat().st_ino
    case.begin()
    assert case.take({**TOLD, 20: ["ferry"]})
    with open_read_model(tmp_path) as held:
        case.settle()
        assert (tmp_path / "case.sqlite").stat().st_ino != number
        assert held.counts()["articles"] == 13
    assert not (tmp_path / "case.sqlite-wal").exists()
    case.begin()
    assert case.take({**TOLD, 22: ["quay"]})
    assert shown(tmp_path) == anew(case.lists)


def test_one_that_is_ahead_counts_only_while_a_run_is_under_way(tmp_path: Path) -> None:
    case = World(tmp_path, TOLD)
    case.begin()
    assert case.take({**TOLD, 20: ["ferry"]})
    with open_read_model(tmp_path) as model:  # the run was cut off here
        assert model.counts()["articles"] == 13
    case.lists = lists_of(TOLD)
    case.write(case.lists)  # and the next one came to something else
    assert shown(tmp_path) == anew(case.lists)


def test_one_that_somebody_else_has_made_is_not_followed(tmp_path: Path) -> None:
    case = World(tmp_path, TOLD)
    assert case.take({**TOLD, 20: ["ferry"]})
    case.settle()
    ours, case.lists = case.lists, lists_of({**TOLD, 30: ["ferry"]})
    case.write(case.lists)
    open_read_model(tmp_path).close()
    case.lists = ours
    assert not case.take({**TOLD, 20: ["ferry"], 21: ["ferry"]})
    case.settle()
    assert shown(tmp_path) == anew(case.lists)
    case.following.ready(case.sha, case.lists)
    case.begin()
    assert case.take({**TOLD, 20: ["quay"]})
    assert shown(tmp_path) == anew(case.lists)


@settings(max_examples=30, deadline=None)
@given(
    worlds=st.lists(
        st.lists(st.tuples(st.integers(0, 5), st.sampled_from(WORDS)), min_size=1, max_size=9),
        min_size=2,
        max_size=5,
    ),
    settled=st.booleans(),
)
def test_of_an_id_that_comes_twice_the_first_line_is_the_row(worlds: Any, settled: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        case = World(Path(place), TOLD)
        for world in worlds:
            case.begin()
            rows = [article(n, word, word) for n, word in world], [claim(n, word) for n, word in world]
            assert case.take_lists(lists_of_rows(*rows))
            assert shown(case.out) == anew(case.lists)
            if settled:
                case.settle()


def test_what_another_program_does_to_it_meanwhile_hinders_nobody(tmp_path: Path) -> None:
    case = World(tmp_path, TOLD)
    other = sqlite3.connect(tmp_path / "case.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    assert not case.take({**TOLD, 20: ["ferry"]})
    assert time.monotonic() - begun < 20
    other.execute("ROLLBACK")
    other.close()
    case.settle()
    assert shown(tmp_path) == anew(case.lists)


def test_a_process_that_is_killed_leaves_the_answer_before_or_after(tmp_path: Path) -> None:
    whole = [anew(lists_of({**TOLD, 20: words})) for words in (["ferry"], ["quay"])]
    for number in range(12):
        case = World(tmp_path / str(number), {**TOLD, 20: ["ferry"]})
        case.begin()
        child = os.fork()
        if child == 0:  # pragma: no cover - it never comes back
            while True:
                case.take({**TOLD, 20: ["quay"]})
                case.take({**TOLD, 20: ["ferry"]})
        time.sleep(0.002 * number)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert shown(case.out) in whole


def test_a_full_disk_leaves_the_answer_before(tmp_path: Path) -> None:
    case = World(tmp_path, TOLD)
    before = anew(case.lists)
    child = os.fork()
    if child == 0:  # pragma: no cover - it never comes back
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, 8_192))
        os._exit(1 if case.take({**TOLD, **{n: ["quay", "ferry"] for n in range(40, 90)}}) else 0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert shown(tmp_path) == before
