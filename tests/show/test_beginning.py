"""The command line as one first meets it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from headwater.show.cli.app import app
from headwater.version import FORMAT, __version__

TOLD = f"headwater {__version__} ({FORMAT})\n"


@pytest.mark.parametrize("asked", ["--version", "version"])
def test_the_version_is_told_as_option_and_as_command(asked: str) -> None:
    result = CliRunner().invoke(app, [asked])
    assert (result.exit_code, result.stdout) == (0, TOLD)


def test_help_says_what_it_is_for_and_lists_commands() -> None:
    told = CliRunner().invoke(app, ["--help"]).stdout
    assert "on whose word it stands" in told
    assert "  trace " in told


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "headwater", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == TOLD
