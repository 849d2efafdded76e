"""The dossier in a real browser: accessible, narrow and wide, light and dark, without network or script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessible import violations_at_every_width

pytestmark = pytest.mark.browser

every_page = pytest.mark.parametrize("name", ["group", "article", "map", "french"])
every_width = pytest.mark.parametrize("width", [320, 375, 1280, 1920])


@every_page
def test_axe_finds_no_violation(opened: Any, name: str) -> None:
    with opened(name) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        told = violations_at_every_width(page)
    assert not told, "\n".join(told)


@every_page
@every_width
def test_the_page_never_scrolls_sideways(opened: Any, name: str, width: int) -> None:
    with opened(name, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@every_page
def test_nothing_is_asked_of_any_network_and_nothing_runs(
    browser: Any, pages: dict[str, Path], name: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    spoken: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (spoken.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: spoken.append(message.text))
    page.on("pageerror", lambda error: spoken.append(str(error)))
    page.goto(pages[name].as_uri())
    page.wait_for_timeout(200)
    context.close()
    assert asked == [pages[name].as_uri()]
    assert spoken == []


@every_page
def test_without_javascript_the_same_is_read(opened: Any, name: str) -> None:
    with opened(name) as page:
        with_script = page.inner_text("body")
    with opened(name, script=False) as page:
        assert page.inner_text("body") == with_script


def test_from_the_count_to_the_sentence_in_one_click(opened: Any) -> None:
    with opened("group", script=False) as page:
        page.locator(".wordings tr", has_text="La Gazette").get_by_role("link", name="in its text").click()
        target = page.locator(":target")
        assert target.inner_text().strip("[]") == "Des gardes auraient tiré sur le bac à Bas-Tamm"
        assert target.locator("xpath=ancestor::*[@lang='fr']").count() == 1
        box = target.bounding_box()
        assert box is not None and 0 <= box["y"] <= 900


def test_the_target_of_a_link_is_told_from_its_surroundings(opened: Any) -> None:
    with opened("group") as page:
        link = page.locator(".claims a.w").first
        href = link.get_attribute("href")
        before = page.locator(href).evaluate("e => getComputedStyle(e).outlineStyle")
        link.click()
        after = page.locator(href).evaluate("e => getComputedStyle(e).outlineStyle")
        assert (before, after) == ("none", "solid")


def test_every_link_is_reached_by_keyboard_and_shows_its_focus(opened: Any) -> None:
    with opened("article") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the answer"
        widths = []
        for _ in range(12):
            page.keyboard.press("Tab")
            widths.append(page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)"))
        assert min(widths) >= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_in_the_drawing_fit_their_boxes(opened: Any, scheme: str) -> None:
    with opened("group", scheme=scheme) as page:
        wide = page.evaluate(
            """[...document.querySelectorAll('.lineage .box')].flatMap(box => {
                const room = box.querySelector('rect').getBBox();
                return [...box.querySelectorAll('text')].filter(t => t.getBBox().width > room.width - 4
                    || t.getBBox().y < room.y || t.getBBox().y + t.getBBox().height > room.y + room.height + 1)
                    .map(t => t.textContent)})"""
        )
        assert wide == []


def test_the_drawing_scrolls_in_its_own_region_on_a_narrow_screen(opened: Any) -> None:
    with opened("group", width=375) as page:
        region = page.locator(".lineage .scroll").first
        assert region.evaluate("e => e.scrollWidth > e.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_on_paper_the_whole_text_is_there(opened: Any) -> None:
    with opened("group") as page:
        page.emulate_media(media="print")
        hidden = page.evaluate(
            "[...document.querySelectorAll('.text-side')].filter(e => e.scrollHeight > e.clientHeight + 1).length"
        )
        assert hidden == 0
        assert page.locator("nav").first.is_hidden()


def test_arabic_runs_from_right_to_left(opened: Any) -> None:
    with opened("group") as page:
        words = page.locator(".words[lang=ar]")
        assert words.evaluate("e => getComputedStyle(e).direction") == "rtl"
