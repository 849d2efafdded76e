"""A real Chromium for the browser tests; they are skipped, and say why, where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from headwater.show.dossier import render
from headwater.show.tongue import Tongue
from headwater.show.view import CaseView
from tests.show import cases
from tests.show.drawn import placed
from tests.show.test_aligned import aligned

Opened = Callable[..., object]
_PATIENCE = 300_000
"""Milliseconds that a page may take on the slowest machine."""


def chromium_path() -> str | None:
    """Where a Chromium lies: HEADWATER_CHROMIUM, or the first on the path."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return os.environ.get("HEADWATER_CHROMIUM") or next((path for path in found if path), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A headless Chromium, one for all tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = chromium_path()
    if path is None:
        pytest.skip("no chromium on the path (set HEADWATER_CHROMIUM)")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=["--no-sandbox"], timeout=_PATIENCE)
        new_context = opened.new_context

        def patient(**given: Any) -> Any:
            context = new_context(**given)
            context.set_default_timeout(_PATIENCE)
            return context

        opened.new_context = patient  # type: ignore[method-assign]
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Dossiers written to disk: a group of five reports, and one article full of hostile markup."""
    folder = tmp_path_factory.mktemp("dossiers")
    made: dict[str, CaseView] = {
        "group": CaseView(aligned()),
        "article": cases.view(1),
        "map": CaseView(placed()),
    }
    for name, view in made.items():
        (folder / f"{name}.html").write_text(render(view), encoding="utf-8")
    (folder / "french.html").write_text(render(made["group"], t=Tongue("fr")), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in (*made, "french")}


@pytest.fixture
def opened(browser: object, pages: dict[str, Path]) -> Opened:
    """Opens a dossier: ``with opened("group", width=375, scheme="dark") as page``."""

    @contextmanager
    def open_page(
        name: str, *, width: int = 1280, scheme: str = "light", script: bool = True, at: str = ""
    ) -> Iterator[object]:
        context = browser.new_context(  # type: ignore[attr-defined]
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            bypass_csp=script,
        )
        page = context.new_page()
        page.goto(pages[name].as_uri() + at)
        yield page
        context.close()

    return open_page
