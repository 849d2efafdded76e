"""A parent beside its child on the page, and the map that needs no network."""

from __future__ import annotations

import re
from typing import Any

from lxml import html as lxml_html

from headwater.show.dossier import render
from headwater.show.narrowing import narrowed
from headwater.show.tongue import Tongue
from headwater.show.view import CaseView
from tests.show import ferry
from tests.show.cases import EVIL, case
from tests.show.drawn import placed


def aligned() -> dict[str, Any]:
    """The ferry's case, in which one sentence of the copy is read as one of the wire's."""
    found = ferry.case()
    parent = ferry.span(ferry.WIRE, "Guards may have fired on the ferry at Lower Tamm")
    child = ferry.span(ferry.COPY, "Terrorist guards fired on the ferry at Lower Tamm")
    pair = {"a": child, "b": parent, "kind": "reworded", "score": 0.8}
    found["reuse"] = [
        {"id": "ru-1000000000000001", "a": ferry.COPY, "b": ferry.WIRE, "kind": "copy", "coverage_a": 0.5}
        | {"coverage_b": 0.5, "aligned": [pair], "because": "half of it stands in the other"}
    ]
    return found


def page(found: dict[str, Any], lang: str = "en") -> lxml_html.HtmlElement:
    return lxml_html.fromstring(render(CaseView(found), t=Tongue(lang)))


def said(node: lxml_html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def test_an_aligned_passage_stands_beside_its_parents_with_what_changed_marked() -> None:
    beside = page(aligned()).xpath("//details[@class='beside'][.//td[contains(., 'Terrorist guards')]]")[0]
    row = beside.xpath(".//tr[not(@class)][td][contains(., 'Terrorist guards')]")[0]
    parent, child = row.xpath("td")
    assert "Guards may have fired" in said(parent) and "Terrorist guards fired" in said(child)
    assert row.xpath(".//mark") and row.xpath(".//small[@class='kind']")
    assert parent.xpath(".//a/@href") and child.xpath(".//a/@href")


def test_what_only_one_side_has_stands_apart_in_small_cases() -> None:
    beside = page(aligned()).xpath("//details[@class='beside'][.//td[contains(., 'Terrorist guards')]]")[0]
    apart = said(beside.xpath(".//tr[@class='apart'][last()]")[0])
    assert "A video shows smoke" in apart and "Venn" not in apart


def test_the_lineages_table_leads_to_both_texts_side_by_side() -> None:
    tree = page(aligned())
    href = tree.xpath("//a[normalize-space()='side by side']/@href")[0]
    assert tree.xpath(f"//details[@class='beside']/div[@id='{href[1:]}']")


def test_the_map_is_drawn_in_the_page_and_said_in_words() -> None:
    tree = page(placed())
    figure = tree.xpath("//figure[@class='map']")[0]
    assert len(figure.xpath(".//g[@class='pin']")) == 2
    assert said(figure.xpath(".//title")[0]).startswith("Map of 2 places")
    told = said(tree.xpath("//section[@id='map']")[0])
    assert "beyond this map" in told  # the middle of the state
    assert "Aleppo Governorate" in told and "Lower Tamm" in told and "position is not known" in told
    assert not re.search(r"Aleppo(?! Governorate)", told)


def test_a_case_without_places_has_no_map() -> None:
    assert not page(case(2)).xpath("//section[@id='map']")


def test_one_groups_page_holds_its_map_and_its_texts_side_by_side() -> None:
    group = ferry.case()["groups"][0]["id"]
    tree = lxml_html.fromstring(render(narrowed(CaseView(aligned()), group)))
    assert tree.xpath("//details[@class='beside']")
    whole = narrowed(CaseView(placed()), "gr-1")
    assert lxml_html.fromstring(render(whole)).xpath("//figure[@class='map']")


def test_a_place_called_as_markup_is_text() -> None:
    found = placed()
    found["entities"][-1]["name"] = EVIL
    tree = page(found)
    assert "<script>" in said(tree.xpath("//section[@id='map']")[0])
    assert not tree.xpath("//script | //img | //*[@onerror]")


def test_a_large_page_says_what_a_small_one_does() -> None:
    found = case(45)
    shown = render(CaseView(found))
    assert "</td>" not in shown and 'class="' in shown
    tree = lxml_html.fromstring(shown)
    assert len(tree.xpath("//article[@class='sheet']")) == 45
    assert not tree.xpath("//script | //img")
