"""What the docs promise is what the code does: every list, option, finding and exit code is named."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
import typer

from headwater.records import errors
from headwater.runs.schema import case_schema
from headwater.show.cli.app import app

ROOT = Path(__file__).parent.parent.parent
COMMAND_LINE = (ROOT / "docs/reference/command-line.md").read_text(encoding="utf-8")


def commands() -> dict[str, click.Command]:
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group) or hasattr(group, "commands")
    return dict(group.commands)


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    assert f"## headwater {name}" in COMMAND_LINE
    for parameter in commands()[name].params:
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert f"`{option}`" in COMMAND_LINE, f"{name} {option}"


def test_every_exit_code_is_in_the_reference() -> None:
    classes = [
        value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)
    ]
    for code in sorted({value.exit_code for value in classes}):
        assert f"| {code} |" in COMMAND_LINE


def test_the_page_on_case_json_is_what_the_code_says() -> None:
    done = subprocess.run([sys.executable, ROOT / "docs/build_reference.py", "--check"], check=False)
    assert done.returncode == 0, "run: python docs/build_reference.py"


def test_every_list_is_in_the_page_on_case_json() -> None:
    page = (ROOT / "docs/reference/case.md").read_text(encoding="utf-8")
    for name, schema in case_schema()["properties"].items():
        if schema.get("type") == "array":
            assert f"## {name}\n" in page


def test_every_relative_link_leads_somewhere() -> None:
    broken = []
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert not broken
