"""Patterns that are kept match as those that are compiled anew, and whatever is wrong with the file, it counts as none."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.records import kept_patterns
from headwater.records.kept_patterns import compiled, save

_SOURCES = (
    (r"(?P<place>[A-ZÀ-Þ]+), (?:(?P<day>\d{1,2}) (?i:mai|juin))?", 0),
    (r"(?<!\w)(?:ollenz|vardesk)(?!\w)", re.IGNORECASE),
    (r"(a)|(?P<b>b)(?(b)c|d)", 0),
    ("[а-яё]+(?=[،؟])", re.IGNORECASE | re.DOTALL),
)
_TEXTS = ("OLLENZ, 4 Juin", "ollenz VARDESK ollenzx", "a bc bd", "Мост،", "", "\ud800")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where patterns are kept in this test."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(kept_patterns, "place", lambda: tmp_path / "deep" / "of.patterns")
    monkeypatch.setattr("atexit.register", lambda done: None)
    _begin_again()
    yield tmp_path / "deep" / "of.patterns"
    _begin_again()


def _begin_again() -> None:
    kept_patterns._kept.cache_clear()


def _all() -> list[re.Pattern[str]]:
    return [compiled(source, flags) for source, flags in _SOURCES]


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def anew(source: str, flags: int = 0) -> re.Pattern[str]:
        asked.append(source)
        return re.compile(source, flags)

    monkeypatch.setattr(kept_patterns, "_anew", anew)
    return asked


def test_a_second_process_compiles_none_and_they_match_the_same(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _all()
    save()
    _begin_again()
    asked = _counted(monkeypatch)
    for made, (source, flags) in zip(_all(), _SOURCES, strict=True):
        known = re.compile(source, flags)
        assert (made.pattern, made.flags, made.groups) == (known.pattern, known.flags, known.groups)
        assert dict(made.groupindex) == dict(known.groupindex)
        assert made == known
        for text in _TEXTS:
            assert [(m.span(), m.lastgroup, m.groupdict()) for m in made.finditer(text)] == [
                (m.span(), m.lastgroup, m.groupdict()) for m in known.finditer(text)
            ]
    assert asked == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-3],
        lambda content: content.replace(b"headwater-patterns", b"headwater-pattern5"),
        lambda content: content[:-40] + bytes(40),
        lambda content: b"\n\n" + content,
        lambda content: b"\xff" * 5000,
    ],
)
def test_a_damaged_file_counts_as_none(file: Path, monkeypatch: pytest.MonkeyPatch, damage) -> None:  # type: ignore[no-untyped-def]
    _all()
    save()
    file.write_bytes(damage(file.read_bytes()))
    _begin_again()
    asked = _counted(monkeypatch)
    assert all(
        made == re.compile(source, flags) for made, (source, flags) in zip(_all(), _SOURCES, strict=True)
    )
    assert len(asked) == len(_SOURCES)
    save()  # and is mended
    _begin_again()
    _all()
    assert len(asked) == len(_SOURCES)


@pytest.mark.parametrize("numbers", [[], [9], [0] * 50, [4_000_000_000] * 50, "xy", None])
@pytest.mark.parametrize("entry", [[32, 0, {}, 0, 50], [32, 1, {"a": 7}, 0, 50], [], "ab", [None] * 5])
def test_numbers_that_no_pattern_has_are_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch, numbers: object, entry: object
) -> None:
    """Even where the file's own hash is right: Python checks what it is given."""
    body = array("I", numbers if isinstance(numbers, list) else []).tobytes()
    keys = _keys(monkeypatch)
    whole = json.dumps(dict.fromkeys(keys, entry)).encode() + b"\n" + body
    file.parent.mkdir()
    file.write_bytes(kept_patterns._head(whole) + b"\n" + whole)
    _begin_again()
    assert _all()[1].findall(_TEXTS[1]) == ["ollenz", "VARDESK"]


def _keys(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    _begin_again()
    _all()
    return list(kept_patterns._kept().new)


def test_a_folder_that_may_not_be_written_does_no_harm(file: Path) -> None:
    file.parent.write_text("no folder")
    _all()
    save()
    assert file.parent.read_text() == "no folder"


def test_no_more_than_so_many_are_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_patterns, "MOST", 3)
    for round_ in range(3):
        _begin_again()
        compiled(f"round{round_}")
        compiled("always")
        save()
    _begin_again()
    assert len(kept_patterns._kept().index) == 3
    asked = _counted(monkeypatch)
    compiled("always")
    compiled("round2")
    assert asked == []


def test_a_rewritten_pattern_is_rewritten_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def shorter(source: str) -> str:
        calls.append(source)
        return "[ab]+"

    for _ in range(2):
        assert compiled("(?:a|b)+", rewritten=shorter).fullmatch("abba")
        save()
        _begin_again()
    assert calls == ["(?:a|b)+"]


@pytest.mark.parametrize("refused", ["1", ""])
def test_it_is_written_where_and_when_python_writes_compiled_modules(tmp_path: Path, refused: str) -> None:
    surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": refused}
    code = "from headwater.records.kept_patterns import compiled; assert compiled('(?:a|b)c').match('ac')"
    for _ in range(2):
        assert subprocess.run([sys.executable, "-c", code], check=False, env=surroundings).returncode == 0
    assert len(list(tmp_path.rglob("*.patterns"))) == (0 if refused else 1)
    assert not list(tmp_path.rglob("*.draft"))
