"""Every command of the how-tos by user runs, in the order of the page, on the example case."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.docs.conftest import ROOT, TRACE, run

PAGES = ("for-a-fact-checker", "for-a-data-coder", "for-an-arms-researcher")
PROMISED = {
    "for-a-fact-checker": ("note.md", "claims.jsonld"),
    "for-a-data-coder": ("ucdp.csv", "acled.csv", "before.json", "tables/claims.csv"),
    "for-an-arms-researcher": ("arms.ftm.json", "lineage.graphml", "arms.hwpack"),
}


def commands(page: str) -> list[list[str]]:
    """The words of every line of the page's ``sh`` blocks."""
    text = (ROOT / f"docs/how-to/{page}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line.strip()]


def ids(case: dict[str, Any], page: str) -> dict[str, str]:
    """What the page's capitals stand for in this case."""
    groups = sorted(case["groups"], key=lambda group: -len(group["articles"]))
    if page == "for-an-arms-researcher":
        groups = [group for group in groups if "strait-dispatch-missiles" in group["articles"]]
    return {"GROUP": groups[0]["id"], "CLAIM": groups[0]["claims"][0], "TASK": case["to_find"][0]["id"]}


@pytest.mark.models
@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_page_runs(
    page: str, traced: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(traced / "out", tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    given = ids(json.loads(Path("out/case.json").read_text(encoding="utf-8")), page)
    found = commands(page)
    assert found[0] == ["headwater", *TRACE]  # the fixture ran it
    for program, *words in found[1:]:
        told = [given.get(word, word) for word in words]
        if program == "cp":
            shutil.copy(*told)
            continue
        assert program == "headwater"
        assert run(*told).strip()
    for name in PROMISED[page]:
        assert Path(name).stat().st_size, name
