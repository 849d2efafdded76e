"""The page beside the case is written when the case or what makes the page has changed, and only then."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from headwater.show.dossier import write_dossier
from tests.show import ferry


def case_in(folder: Path) -> Any:
    found = ferry.case()
    (folder / "case.json").write_text(json.dumps(found), encoding="utf-8")
    places = SimpleNamespace(case_json=folder / "case.json", index_html=folder / "index.html")
    return cast(Any, SimpleNamespace(folder=places, json=found))


def test_an_unchanged_case_leaves_its_page_alone(tmp_path: Path) -> None:
    case = case_in(tmp_path)
    write_dossier(case)
    page = tmp_path / "index.html"
    before = page.stat().st_mtime_ns
    write_dossier(case)
    assert page.stat().st_mtime_ns == before


def test_a_changed_case_or_a_page_of_another_making_is_written_anew(tmp_path: Path) -> None:
    case = case_in(tmp_path)
    page = tmp_path / "index.html"
    page.write_text("<!doctype html><title>another</title>", encoding="utf-8")
    write_dossier(case)
    first = page.read_text(encoding="utf-8")
    case.json["groups"] = []
    (tmp_path / "case.json").write_text(json.dumps(case.json), encoding="utf-8")
    write_dossier(case)
    assert "Shared subjects" in first
    assert "Shared subjects" not in page.read_text(encoding="utf-8")
