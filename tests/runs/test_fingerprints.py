"""A fingerprint moves with what a result depends on, and with nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from headwater.records.articles import Article, Credit
from headwater.records.ports import Models
from headwater.records.stages import Stage, StageConfig
from headwater.records.tables import Tables
from headwater.runs import fingerprints


class Settings(StageConfig):
    """One setting."""

    least: int = 3


def nothing(tables: Tables, config: Settings, models: Models) -> Tables:
    """Writes nothing."""
    return Tables()


def stage(least: int = 3) -> Stage:
    return Stage("test.nothing", nothing, (Article,), (Credit,), Settings(least=least), "rows", "resting")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small package: room.stage imports room.rule and text.names."""
    for name, text in {
        "room/__init__.py": "from pkg.room.other import unused",
        "room/stage.py": "from pkg.room import rule\nfrom pkg.text.names import fold",
        "room/rule.py": "RULE = 1",
        "room/other.py": "unused = 1",
        "room/words/en.toml": "cue = ['say']",
        "text/__init__.py": "",
        "text/names.py": "def fold(): ...",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(fingerprints, "_ROOT", tmp_path)
    monkeypatch.setattr(fingerprints, "_PACKAGE", "pkg")
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    for cached in (
        fingerprints.code_fingerprint,
        fingerprints._whole_code,
        fingerprints._file_digest,
        fingerprints._closure,
        fingerprints._imports,
        fingerprints._modules,
        fingerprints._named,
        fingerprints._data,
        fingerprints._path_of,
    ):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("changed", "moves"),
    [
        ("room/stage.py", True),
        ("room/rule.py", True),
        ("text/names.py", True),
        ("room/words/en.toml", True),
        ("room/other.py", False),
    ],
)
def test_code_and_data_that_a_stage_uses_move_its_fingerprint(
    package: Path, changed: str, moves: bool
) -> None:
    data = ("room/words/*.toml",)
    before = fingerprints.code_fingerprint("pkg.room.stage", data)
    path = package / changed
    path.write_text(path.read_text() + "\n# changed")
    forget()
    assert (fingerprints.code_fingerprint("pkg.room.stage", data) != before) == moves


@pytest.fixture
def own_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test modules lie outside the package: their code counts as one constant."""
    monkeypatch.setattr(fingerprints, "code_fingerprint", lambda module, data: "code")


@pytest.mark.usefixtures("own_code")
def test_inputs_settings_and_models_move_a_fingerprint() -> None:
    base = fingerprints.stage_fingerprint(stage(), {"articles": "a"}, {"spacy": "3.8"})
    assert base == fingerprints.stage_fingerprint(stage(), {"articles": "a"}, {"spacy": "3.8"})
    others = [
        fingerprints.stage_fingerprint(stage(), {"articles": "b"}, {"spacy": "3.8"}),
        fingerprints.stage_fingerprint(stage(4), {"articles": "a"}, {"spacy": "3.8"}),
        fingerprints.stage_fingerprint(stage(), {"articles": "a"}, {"spacy": "3.9"}),
    ]
    assert base not in others
    assert len(set(others)) == 3


@pytest.mark.parametrize(
    "source",
    [
        "import a.b, c as d  # import e\n",
        "from a import (\n    b,  # of all\n    c as d,\n)\n",
        "def f():\n    from a.b import c, d as e\n    import g\n",
        "from . import a\nfrom .b import c\nimport d\n",
        "from a import *\nimport b\n",
        "from a import b, \\\n    c\n",
        '"""What they import."""\nimport a\n',
        "x = 'import a'\nimport b; import c\n",
    ],
)
def test_imports_read_from_lines_are_those_of_the_parsed_source(source: str) -> None:
    parsed = [one for node in ast.walk(ast.parse(source)) for one in fingerprints._of_node(node)]
    assert sorted(fingerprints._import_statements(source), key=str) == sorted(parsed, key=str)
