"""Who may log in, and the secret of the sessions, stay where they are: nothing that is handed on holds them."""

from __future__ import annotations

import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater.show.cli.app import app
from headwater.store.copying import copy_case
from headwater.store.evidence import Evidence
from headwater.store.opening import open_store
from tests.show.workbench.site import Browser

WORD = "a word of some length"


@pytest.fixture
def served(team: Browser) -> Path:
    """A case that is served to several, with evidence, so that it can be packed."""
    team.post("/login", {"name": "Ana", "password": "Ana has a long word", "to": "/"}, at="/login")
    out = Path(team.desk.out)
    Evidence(out).receive(b"A ferry left.", "ferry.txt", "text")
    assert (out / "workbench" / "users.json").exists()
    assert (out / "workbench" / "secret").exists()
    return out


def _secrets(out: Path) -> list[bytes]:
    secret = (out / "workbench" / "secret").read_bytes().strip()
    return [secret, b"argon2", b"users.json"]


def _held(folder: Path) -> bytes:
    return b"".join(
        path.name.encode() + path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    )


@pytest.mark.parametrize("how", [[], ["--redacted"], ["--small"]])
def test_a_pack_holds_no_users(served: Path, tmp_path: Path, how: list[str]) -> None:
    pack = tmp_path / "case.pack"
    assert CliRunner().invoke(app, ["pack", str(served), "-o", str(pack), *how]).exit_code == 0
    with zipfile.ZipFile(pack) as opened:
        names = opened.namelist()
        held = b"".join(opened.read(name) for name in names)
    assert names
    assert not [name for name in names if "workbench" in name]
    assert not [word for word in _secrets(served) if word in held]


def test_a_copy_holds_no_users_and_says_so(served: Path, tmp_path: Path) -> None:
    with closing(open_store(served)) as one, closing(open_store(tmp_path / "other")) as other:
        done = copy_case(one, other)
    assert "workbench" in done.left_out
    assert not (tmp_path / "other" / "workbench").exists()
    held = _held(tmp_path / "other")
    assert held
    assert not [word for word in _secrets(served) if word in held]


@pytest.mark.parametrize("form", ["csv", "ucdp", "markdown", "geojson", "graphml"])
def test_an_export_holds_no_users(served: Path, tmp_path: Path, form: str) -> None:
    made = tmp_path / "given" / "made"
    made.parent.mkdir()
    told = CliRunner().invoke(app, ["export", str(served), "--as", form, "--to", str(made)])
    assert told.exit_code == 0, told.output
    held = _held(made.parent)
    assert held
    assert not [word for word in _secrets(served) if word in held]
