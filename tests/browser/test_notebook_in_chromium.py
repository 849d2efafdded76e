"""What a notebook shows, in a real browser: accessible on a light and a dark theme, and nothing is asked for."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.show.dossier.showing import Showing
from headwater.show.notebooks import show
from tests.show import ferry

pytestmark = pytest.mark.browser

THEMES = {"light": "background: #fff; color: #212121", "dark": "background: #111; color: #e0e0e0"}


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_no_violation_and_nothing_is_asked_for(browser: Any, theme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-core is not installed"
    ).Axe()
    showing, group = Showing(ferry.view()), ferry.case()["groups"][0]["id"]
    cells = [show(showing), show(showing, group), show(showing, ferry.COPY), show(showing, group, "lineage")]
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(
        f'<html lang="en"><title>A notebook</title><body style="{THEMES[theme]}"><main><h1>A notebook</h1>'
        + "".join(cell.html for cell in cells)
    )
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    told = [
        f"{v['id']}: {node['target']}" for v in axe.run(page).response["violations"] for node in v["nodes"]
    ]
    context.close()
    assert not told, "\n".join(told)
    assert not asked
