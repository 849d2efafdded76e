"""The docs' site in a real browser: searched without a server, accessible, and nothing is asked of any network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.docs.test_site import site  # noqa: F401

pytestmark = pytest.mark.browser


def test_it_is_searched_as_a_file_and_asks_no_network(site: Path, browser: Any) -> None:  # noqa: F811
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / "index.html").as_uri())
    page.fill(".md-search__input", "hedge")
    page.wait_for_selector(".md-search-result__item a", timeout=300_000)
    links = [link.get_attribute("href") for link in page.locator(".md-search-result__item a").all()]
    context.close()
    assert any("glossary.html" in link for link in links)
    assert asked and all(address.startswith("file:") for address in asked)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "how-to/for-a-data-coder", "reference/python"])
def test_axe_finds_no_violation(site: Path, browser: Any, name: str, scheme: str) -> None:  # noqa: F811
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-core is not installed"
    ).Axe()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto((site / f"{name}.html").as_uri())
    told = [
        f"{v['id']}: {node['target']}" for v in axe.run(page).response["violations"] for node in v["nodes"]
    ]
    context.close()
    assert not told, "\n".join(told)
