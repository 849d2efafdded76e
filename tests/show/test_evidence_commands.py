"""The commands on evidence say what holds, what is damaged, what is handed on, what is gone; and the recipe holds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from headwater.records.errors import HeadwaterError, InputError
from headwater.show.cli.app import app
from headwater.store.evidence import Evidence, Incoming, ReadText

ROOT = Path(__file__).parent.parent.parent


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    if isinstance(result.exception, HeadwaterError):
        raise result.exception
    return result


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A case with two items."""
    evidence = Evidence(tmp_path / "out", by="desk 4")
    told = {"url": "https://vardesk.example/mill\u202e"}
    evidence.receive_all(
        [Incoming(b"mill", "mill.html", "html", told), Incoming(b"ferry", "ferry.txt", "text")]
    )
    evidence.derive(
        {2: [ReadText("a-1", "Mill burns", "Mill burns\nOne.")], 3: []}, {2: "reader 1", 3: "reader 1"}
    )
    evidence.contacted(["vardesk.example"])
    return tmp_path / "out"


def damage(out: Path) -> Path:
    path = Evidence(out).items()[0].path
    path.chmod(0o644)
    path.write_bytes(b"changed")
    return path


def test_a_whole_case_is_told_with_its_head(out: Path) -> None:
    told = run("verify", out)
    assert told.exit_code == 0
    assert "is whole: 2 items, 2 objects, 1 derived text, 6 lines of the custody log" in told.stdout
    assert f"Head of the custody log: {Evidence(out).head}" in told.stdout
    assert "a log that was cut at its end" in told.stdout
    assert "a log that was cut at its end" not in run("verify", out, "--head", Evidence(out).head).stdout


def test_damage_is_told_with_the_first_broken_link_and_what_to_do_and_exits_with_3(out: Path) -> None:
    name = damage(out).relative_to(out).as_posix()
    told = run("verify", out)
    assert told.exit_code == 3
    assert f"is damaged. First broken link: {name}: it was changed" in told.stdout
    assert "What to do: put back a copy of this file" in told.stdout
    as_json = run("verify", out, "--json")
    assert as_json.exit_code == 3
    assert json.loads(as_json.stdout)["first_broken"]["where"] == name


def test_the_log_is_told_in_words(out: Path) -> None:
    Evidence(out).refuse("https://vardesk.example/x", "robots.txt forbids it")
    Evidence(out).remove([3], "no longer among the inputs")
    lines = run("verify", out, "--log").stdout.splitlines()
    assert re.match(
        r"2  20\d\d-\S+Z by desk 4  received mill.html, 4 bytes, given as a file: [0-9a-f]{64}", lines[1]
    )
    assert "contacted vardesk.example: fetched from" in lines[5]
    assert "refused https://vardesk.example/x: robots.txt forbids it" in lines[6]
    assert "took items 3 out of the case: no longer among the inputs" in lines[7]


def test_a_pack_says_what_it_gives_away(out: Path, tmp_path: Path) -> None:
    told = run("pack", out, "-o", tmp_path / "a.pack").stdout
    assert "It holds 2 items as they came: unmasked texts, names of private persons" in told
    assert "which hosts were contacted: vardesk.example" in told
    assert "names those who handled the evidence: desk 4" in told
    redacted = run("pack", out, "-o", tmp_path / "b.pack", "--redacted").stdout
    assert "no bytes, texts, names or addresses" in redacted
    assert "vardesk" not in redacted
    restored = run("unpack", tmp_path / "a.pack", "-o", tmp_path / "again")
    assert "every hash was checked" in restored.stdout
    assert "is whole" in run("verify", tmp_path / "again").stdout


def test_a_purge_says_what_went_and_what_is_out_of_reach(out: Path, tmp_path: Path) -> None:
    run("pack", out, "-o", tmp_path / "a.pack")
    told = run(
        "purge", out, "mill.html", "ferry.txt", "--because", "asked for by the person concerned"
    ).stdout
    assert "Purged: 2 items with 1 article, 1 derived text" in told
    assert "The case holds no article now." in told
    assert "a pack: a.pack of 20" in told
    assert "backups, snapshots and copies" in told
    assert "purged items 2, 3: asked for by the person concerned" in run("verify", out, "--log").stdout


def test_pruning_needs_no_item_and_purging_does(out: Path) -> None:
    assert run("purge", out, "--prune").stdout == "0 older derived texts removed.\n"
    with pytest.raises(InputError, match="say what must go"):
        run("purge", out, "--because", "x")


def test_who_is_to_stamp_must_be_said(out: Path) -> None:
    with pytest.raises(InputError, match="--tsa URL or --ots"):
        run("stamp", out)


def recipes() -> tuple[str, str]:
    """The shell's and Python's checks, as the page gives them."""
    page = (ROOT / "docs" / "how-to" / "keep-and-check-evidence.md").read_text(encoding="utf-8")
    section = page.partition("### Check without headwater")[2]
    shell = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    python = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    assert shell and python
    return shell[1], python[1]


def follow(text: str, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-c", text, str(out)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_recipe_for_a_check_without_headwater_finds_what_verify_finds(out: Path) -> None:
    shell, python = recipes()
    head = Evidence(out).head
    told = subprocess.run(["sh", "-c", shell], cwd=out.parent, capture_output=True, text=True, check=False)
    assert told.stdout.startswith(f"objects hold\n{head}  -\n")
    assert follow(python, out).stdout == f"6 lines and 2 objects hold; head {head}\n"
    path = damage(out)
    told = subprocess.run(["sh", "-c", shell], cwd=out.parent, capture_output=True, text=True, check=False)
    assert "objects hold" not in told.stdout
    assert follow(python, out).stderr == f"damaged or missing: {path}\n"


def test_the_recipe_finds_a_line_that_was_edited_and_holds_after_a_purge(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headwater.runs.purging.trace_kept", lambda *_, **__: None)
    _, python = recipes()
    run("purge", out, "mill.html", "--because", "asked for")
    assert "1 objects hold" in follow(python, out).stdout
    log = out / "evidence" / "custody.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"size":4', b'"size":5'))
    assert follow(python, out).stderr == "first broken link: line 3\n"
