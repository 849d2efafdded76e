"""The page beside the case is written when the case or what makes the page has changed, and only then."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from lxml import html as lxml_html

from headwater.records.errors import UnknownId
from headwater.show.dossier import write_dossier, write_group
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


def test_one_group_is_written_with_its_own_reports_alone(tmp_path: Path) -> None:
    case = case_in(tmp_path)
    group = case.json["groups"][0]
    kept = group["articles"][:2]
    group["articles"] = kept
    group["claims"] = [name for name in group["claims"] if claim_article(case, name) in kept]
    case.json["groups"] = [group]
    place = write_group(case, group["id"][:6])
    assert place == tmp_path / f"{group['id']}.html"
    page = place.read_text(encoding="utf-8")
    tree = lxml_html.fromstring(page)
    assert len(tree.xpath("//article[@class='sheet']")) == 2
    assert "venn" not in page.casefold()
    ids = set(tree.xpath("//@id"))
    assert not {target for target in tree.xpath("//@href") if target[1:] not in ids}


def claim_article(case: Any, name: str) -> str:
    return str(next(row["article"] for row in case.json["claims"] if row["id"] == name))


@pytest.mark.parametrize("given", ["", "gr-none", "ar-"])
def test_a_group_that_is_not_there_is_told(tmp_path: Path, given: str) -> None:
    with pytest.raises(UnknownId):
        write_group(case_in(tmp_path), given)
