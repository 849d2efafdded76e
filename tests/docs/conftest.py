"""The example case, traced once by the very command that the docs give."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater.show.cli.app import app

ROOT = Path(__file__).parent.parent.parent
TRACE = ("trace", "examples/world/articles", "-o", "out")


def run(*words: str) -> str:
    """Run a headwater command here, in this process; what it printed. Fails unless it ends well."""
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, f"headwater {' '.join(words)}: {done.output}{done.exception!r}"
    return done.output


@pytest.fixture(scope="session")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which ``headwater trace examples/world/articles -o out`` was run."""
    here, folder = Path.cwd(), tmp_path_factory.mktemp("docs")
    (folder / "examples").symlink_to(ROOT / "examples")
    os.chdir(folder)
    try:
        run(*TRACE)
    finally:
        os.chdir(here)
    return folder
