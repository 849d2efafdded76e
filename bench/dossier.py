"""How large the dossier is, how long it takes to build and to show, and how long a lineage of 300 boxes takes to draw.

``python bench/dossier.py OUT`` with the folder of a traced case; needs playwright and a Chromium (on the path, or in
HEADWATER_CHROMIUM). First paint is the browser's own "first-contentful-paint" of the page read from disk.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from importlib.resources import as_file
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.drawn import served  # noqa: E402
from tests.show.drawn import wide_lineage  # noqa: E402

from headwater.show.assets import folder  # noqa: E402
from headwater.show.dossier import render  # noqa: E402
from headwater.show.drawings import lineage_of  # noqa: E402
from headwater.show.tongue import LANGUAGES, Tongue  # noqa: E402
from headwater.show.view import CaseView  # noqa: E402

_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"
_TIMES = 3


def main() -> None:
    """Print the figures as JSON."""
    from playwright.sync_api import sync_playwright

    case = json.loads((Path(sys.argv[1]) / "case.json").read_text(encoding="utf-8"))
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("HEADWATER_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    figures: dict[str, Any] = {"articles": len(case["articles"])}
    with tempfile.TemporaryDirectory() as made, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for lang in LANGUAGES:
            begun, worked = time.perf_counter(), time.process_time()
            page = render(CaseView(case), t=Tongue(lang)).encode()
            figures[lang] = {
                "bytes": len(page),
                "build_seconds": round(time.perf_counter() - begun, 2),
                "build_processor_seconds": round(time.process_time() - worked, 2),
            }
            file = Path(made) / f"{lang}.html"
            file.write_bytes(page)
            figures[lang]["first_paint_ms"] = min(_paint(browser, file.as_uri()) for _ in range(_TIMES))
        figures["lineage_of_300_ms"] = _lineage(browser)
        browser.close()
    print(json.dumps(figures, indent=1))


def _paint(browser: Any, address: str) -> int:
    page = browser.new_page()
    page.goto(address)
    found: int = round(page.evaluate(_PAINT))
    page.close()
    return found


def _lineage(browser: Any) -> int:
    """Milliseconds in which cytoscape lays out and draws; the best of a few."""
    drawing = lineage_of(wide_lineage(300), "gr-1")
    taken = []
    with as_file(folder()) as assets, served(assets, {"lineage": drawing}) as address:
        for _ in range(_TIMES):
            page = browser.new_page()
            page.goto(f"{address}/lineage")
            page.wait_for_selector("[data-milliseconds]")
            taken.append(int(page.get_attribute("[data-lineage]", "data-milliseconds")))
            page.close()
    return min(taken)


if __name__ == "__main__":
    main()
