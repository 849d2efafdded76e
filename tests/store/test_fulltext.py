"""The full-text index holds words, never commands."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from headwater.store.fulltext import index_in_memory, open_index, write_index

ENTRIES = [("two buses fell", "two bus fell"), ("a bus fell twice", "bus fell twice"), ("near or far", "near far")]  # fmt: skip


def test_phrases_must_stand_as_they_are() -> None:
    with index_in_memory(ENTRIES) as index:
        assert index.holding([("bus", "fell")]) == [1]
        assert index.holding([("buses", "fell"), ("two",)]) == [0]
        assert index.holding([("fell", "bus")]) == []


def test_stems_and_names_find_too() -> None:
    with index_in_memory(ENTRIES) as index:
        assert sorted(index.ranked(["buss"], ["bus"], [], [], 10)) == [0, 1]
        assert index.ranked([], [], ["twi"], [], 10) == [1]
        assert index.ranked(["zzz"], [], [], [("near", "or")], 10) == [2]


@pytest.mark.parametrize("word", ["or", 'a"b', "NEAR(", "x*", "^y", "words : z", "-far", ";", "%", "\u202e"])
def test_the_engines_own_signs_are_words(word: str) -> None:
    with index_in_memory(ENTRIES) as index:
        assert set(index.ranked([word], [word], [word], [(word,)], 10)) <= {0, 1, 2}
        index.holding([(word,)])


def test_an_index_of_something_else_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    assert open_index(path, "one") is None
    write_index(path, "one", ENTRIES)
    found = open_index(path, "one")
    assert found is not None
    with found:
        assert found.ranked(["far"], [], [], [], 10) == [2]
    assert open_index(path, "two") is None
    path.write_bytes(b"no database" * 500)
    assert open_index(path, "one") is None


def test_an_open_index_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    write_index(path, "one", ENTRIES)
    found = open_index(path, "one")
    assert found is not None
    with found, pytest.raises(sqlite3.OperationalError):
        found._connection.execute("DELETE FROM made_from")


_WRITE = (
    "import sys; from pathlib import Path; from headwater.store.fulltext import write_index; "
    "write_index(Path(sys.argv[1]), 'two', [(f'ferry {n} left the quay', f'ferry {n} leav') for n in range(20000)])"
)


def test_a_full_disk_is_told_and_leaves_the_old_index(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    write_index(path, "one", ENTRIES)
    done = subprocess.run(
        [sys.executable, "-c", _WRITE, str(path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "CaseError" in done.stderr.splitlines()[-1]
    assert "could not be written" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["search.sqlite"]
    found = open_index(path, "one")
    assert found is not None
    with found:
        assert found.ranked(["far"], [], [], [], 10) == [2]
