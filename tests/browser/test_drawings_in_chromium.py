"""The workbench's drawings in a real browser: under a strict policy, by keyboard, accessible, and soon enough."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file
from typing import Any

import pytest

from headwater.show.assets import folder
from headwater.show.drawings import Telling, lineage_of, map_of, timeline_of
from headwater.show.view import CaseView
from tests.browser.drawn import served
from tests.show import ferry
from tests.show.drawn import placed, wide_lineage

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    view = ferry.view()
    group = view.rows("groups")[0]["id"]
    telling = Telling(view, link=lambda row_id: f"/rows/{row_id}")
    drawings = {
        "lineage": lineage_of(view, group, telling),
        "timeline": timeline_of(view, group, telling),
        "map": map_of(CaseView(placed())),
    }
    with as_file(folder()) as assets, served(assets, drawings) as base:
        yield base


def opened(browser: Any, address: str, name: str, **given: Any) -> Any:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, **given).new_page()
    page.goto(f"{address}/{name}")
    page.wait_for_selector("[data-drawn]:not([aria-busy])")
    return page


@pytest.mark.parametrize("name", ["lineage", "map", "timeline"])
def test_it_is_drawn_under_a_strict_policy_from_this_server_alone(
    browser: Any, address: str, name: str
) -> None:
    page = browser.new_context().new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/{name}")
    page.wait_for_selector(".drawing-legend")
    page.context.close()
    assert asked and all(one.startswith(address) for one in asked)
    assert [one for one in said if "favicon" not in one and "404" not in one] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["lineage", "map", "timeline"])
def test_axe_finds_no_violation(browser: Any, address: str, name: str, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-core is not installed"
    ).Axe()
    page = opened(browser, address, name, color_scheme=scheme, bypass_csp=True)
    told = [
        f"{v['id']}: {node['target']}" for v in axe.run(page).response["violations"] for node in v["nodes"]
    ]
    page.context.close()
    assert told == []


def test_on_a_phone_the_words_of_a_lineage_are_large_enough_to_read(browser: Any, address: str) -> None:
    page = browser.new_context(viewport={"width": 375, "height": 800}).new_page()
    page.goto(f"{address}/lineage")
    page.wait_for_selector("[data-drawn]:not([aria-busy])")
    scale = "document.querySelector('[data-lineage]').headwaterDrawing.zoom()"
    assert 12 * page.evaluate(scale) >= 11
    page.locator(".drawing-tools button", has_text="⤢").click()
    fits = "(cy => cy.elements().renderedBoundingBox().w <= cy.width())(document.querySelector('[data-lineage]').headwaterDrawing)"
    assert page.evaluate(fits)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.context.close()


def test_arrow_keys_walk_the_lineage_and_enter_opens(browser: Any, address: str) -> None:
    page = opened(browser, address, "lineage")
    page.focus(".drawing-board")
    page.keyboard.press("ArrowRight")
    first = page.inner_text(".drawing-told strong")
    page.keyboard.press("ArrowRight")
    second = page.inner_text(".drawing-told strong")
    assert first != second
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/rows/" in page.url
    page.context.close()


def test_a_place_tells_its_radius_in_words_by_keyboard(browser: Any, address: str) -> None:
    page = opened(browser, address, "map")
    pin = page.locator(".pin").first
    assert "km" in pin.get_attribute("aria-label")
    pin.focus()
    page.keyboard.press("Enter")
    assert "km" in page.inner_text(".leaflet-popup-content")
    page.context.close()


def test_a_drawing_whose_data_does_not_come_says_so(browser: Any, address: str) -> None:
    page = browser.new_context().new_page()
    page.route("**/timeline.json", lambda route: route.abort())
    page.goto(f"{address}/timeline")
    page.wait_for_selector(".drawing-failed")
    assert "the table says the same" in page.inner_text(".drawing-failed")
    page.context.close()


def test_three_hundred_boxes_are_drawn_soon(browser: Any) -> None:
    view = wide_lineage(300)
    drawing = lineage_of(view, "gr-1")
    assert len(drawing["nodes"]) >= 300
    with as_file(folder()) as assets, served(assets, {"lineage": drawing}) as base:
        taken = []
        for _ in range(3):
            page = opened(browser, base, "lineage")
            taken.append(int(page.get_attribute("[data-lineage]", "data-milliseconds")))
            page.context.close()
    assert min(taken) < 2000, taken  # bench/dossier.py says how long on a quiet machine
