"""Row classes made of kept methods are those made anew, and a damaged file counts as none."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from headwater.show.cli.kept_methods import KeptMethods


def _rows(monkeypatch: pytest.MonkeyPatch, kept: Any) -> list[Any]:
    """Rows of classes that are made while ``kept`` stands in the place of ``exec``."""
    with monkeypatch.context() as patched:
        patched.setattr(dataclasses, "exec", kept, raising=False)

        @dataclasses.dataclass(frozen=True, slots=True, order=True)
        class Place:
            """Where."""

            name: str
            at: int = 3
            notes: list[str] = dataclasses.field(default_factory=list)

        @dataclasses.dataclass
        class Other:
            name: str

    return [Place("Ollenz"), Place("Ollenz", 2), Other("Ollenz")]


def _told(rows: list[Any]) -> list[Any]:
    first, second, other = rows
    with pytest.raises(dataclasses.FrozenInstanceError):
        first.at = 4
    documented = [type(first).__doc__, type(other).__doc__]
    return [*map(repr, rows), first == second, first > second, *documented, first.notes]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content,
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content.replace(b"Frozen", b"Thawed"),
        lambda content: b"headwater-methods\n" + content,
        lambda content: content.partition(b"\n")[2],
    ],
)
def test_rows_are_the_same_whatever_the_file_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Any
) -> None:
    path = tmp_path / "deep" / "of.methods"
    expected = _told(_rows(monkeypatch, exec))
    first = KeptMethods(path)
    assert _told(_rows(monkeypatch, first)) == expected
    first.save()
    path.write_bytes(damage(path.read_bytes()))
    assert _told(_rows(monkeypatch, KeptMethods(path))) == expected


def test_what_is_kept_is_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = KeptMethods(tmp_path / "of.methods")
    _rows(monkeypatch, first)
    first.save()
    second = KeptMethods(tmp_path / "of.methods")
    _rows(monkeypatch, second)
    assert second._codes
    assert not second._new


def test_a_folder_that_may_not_be_written_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    kept = KeptMethods(tmp_path / "file" / "of.methods")
    _rows(monkeypatch, kept)
    kept.save()
    assert (tmp_path / "file").read_text() == "no folder"


@pytest.mark.parametrize("refused", ["1", ""])
def test_a_command_keeps_them_where_python_keeps_compiled_modules(tmp_path: Path, refused: str) -> None:
    surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": refused}
    command = [sys.executable, "-m", "headwater", "--help"]
    told = [
        subprocess.run(command, check=True, env=surroundings, capture_output=True).stdout for _ in range(2)
    ]
    assert told[0] == told[1] != b""
    assert len(list(tmp_path.rglob("*.methods"))) == (0 if refused else 1)
    assert not list(tmp_path.rglob("*.draft"))
