"""axe-core on a page that is open: every rule where it can say something new, and that nothing scrolls sideways."""

from __future__ import annotations

from typing import Any

import pytest

COLOURS = ("color-contrast", "link-in-text-block")
"""Rules on colours, which take most of the time; they do not hang on how wide a screen is, but on what it shows."""
_RUN = """chosen => axe.run(document, {resultTypes: ['violations'], ...chosen}).then(found =>
    found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.any.length ? n.any[0].message : ''}`)))"""


def violations(page: Any, rules: str = "all") -> list[str]:
    """What axe-core finds on a page as it stands: by all rules, those on ``colours``, or the others, on ``structure``."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(axe.Axe().axe_script)
    chosen: dict[str, dict[str, Any]] = {
        "all": {},
        "colours": {"runOnly": list(COLOURS)},
        "structure": {"rules": {rule: {"enabled": False} for rule in COLOURS}},
    }
    found: list[str] = page.evaluate(_RUN, chosen[rules])
    return found


def violations_at_every_width(page: Any) -> list[str]:
    """The same on a phone and a desk, light and dark, and on a wide screen; and whether it scrolls sideways."""
    told: list[str] = []
    for width, light, dark in ((375, "all", "colours"), (1280, "all", "colours"), (1920, "structure", "")):
        page.set_viewport_size({"width": width, "height": 900})
        told += [f"{width} light: {one}" for one in violations(page, light)]
        if dark:
            page.emulate_media(color_scheme="dark")
            told += [f"{width} dark: {one}" for one in violations(page, dark)]
            page.emulate_media(color_scheme="light")
        wide = page.evaluate("document.documentElement.scrollWidth")
        told += [f"{width}: scrolls sideways, {wide}"] if wide > width else []
    return told
