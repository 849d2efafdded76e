"""Takes the pictures of docs/images/ from the example case, in a real Chromium.

headwater trace examples/world/articles -o out && python docs/build_screenshots.py out
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from PIL import Image

import headwater

IMAGES = Path(__file__).parent / "images"
WIDTH = 1000
LARGEST = 300_000
"""Bytes of all pictures together: they travel with the repository."""
MISSILES = "messager-missiles.txt"


def take(folder: Path, images: Path = IMAGES) -> list[Path]:
    """Take every picture of the dossier in ``folder``; where they were written."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, color_scheme="light")
        page.goto((folder / "index.html").resolve().as_uri())
        groups = [page.locator(f"article.group[id='{name}']") for name in anchors(folder)]
        taken = [
            shot(page, page.locator("header"), page.locator(".answers"), images / "overview.png"),
            *(
                shot(page, group.locator("h3").first, group.locator("figure.lineage"), images / f"{name}.png")
                for name, group in zip(("group", "missiles"), groups, strict=True)
            ),
        ]
        browser.close()
    return taken


def chromium() -> str | None:
    """Where a Chromium lies; None lets playwright look for its own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("HEADWATER_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def anchors(folder: Path) -> tuple[str, str]:
    """The ids on the page of the subject with most reports, and of the one on the missiles."""
    from headwater.show.dossier.showing import Showing
    from headwater.show.view import CaseView

    view = CaseView(headwater.open_case(folder).json)
    missiles = next(name for name, article in view.articles.items() if article["path"] == MISSILES)
    second = next(group for group in view.shared_groups if missiles in group["articles"])
    showing = Showing(view)
    return showing.anchor(view.shared_groups[0]["id"]), showing.anchor(second["id"])


def shot(page: Any, first: Any, last: Any, place: Path) -> Path:
    """What stands from one element to another, across the page."""
    top, bottom = first.bounding_box(), last.bounding_box()
    clip = {
        "x": 0,
        "y": top["y"] - 12,
        "width": WIDTH,
        "height": bottom["y"] + bottom["height"] - top["y"] + 24,
    }
    page.screenshot(path=place, full_page=True, clip=clip)
    with Image.open(place) as picture:
        few = picture.convert("RGB").quantize(48, dither=Image.Dither.NONE)  # a page has few colours
    few.save(place, optimize=True)
    return place


def main() -> int:
    """Take the pictures; fail where they grew too large."""
    taken = take(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
    size = sum(place.stat().st_size for place in taken)
    if size > LARGEST:
        sys.exit(f"the pictures have {size} bytes, more than {LARGEST}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
