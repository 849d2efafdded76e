"""The site: it is built without a warning, loads nothing from elsewhere, and is searched without a server.

mkdocs lives in an environment of its own (`make docs` makes it); where that is not there, these tests say so.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.docs.conftest import ROOT

MKDOCS = ROOT / ".venv/docs/bin/mkdocs"
LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href", "object": "data"}


class Loaded(HTMLParser):
    """Addresses that a page loads by itself; links that a reader follows are none."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") in ("canonical", "next", "prev"):
            return
        self.found += [given.get(LOADING.get(tag, ""), "") or "", given.get("srcset") or ""]
        self.found += re.findall(r"url\(([^)]+)\)", given.get("style") or "")


def loaded(html: str) -> list[str]:
    parser = Loaded()
    parser.feed(html)
    return [address for address in parser.found if re.search(r"(?:^|\s)(?:https?:)?//", address)]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not MKDOCS.exists():
        pytest.skip("mkdocs is not installed (make docs)")
    folder = tmp_path_factory.mktemp("site")
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [MKDOCS, "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT, env=quiet, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://x.example/a.js"></script>',
        '<link rel=stylesheet href="//x.example/a.css">',
        '<img srcset="a.png 1x, https://x.example/a.png 2x">',
        '<p style="background:url(https://x.example/a.png)">',
    ],
)
def test_what_is_loaded_from_elsewhere_is_seen(html: str) -> None:
    assert loaded(html)


def test_a_link_that_a_reader_follows_is_not_loaded() -> None:
    assert not loaded('<a href="https://x.example/">x</a><img src="images/a.png">')


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 40
    assert not {str(page): found for page in pages if (found := loaded(page.read_text(encoding="utf-8")))}


def test_no_style_loads_anything_from_elsewhere(site: Path) -> None:
    for style in site.rglob("*.css"):
        assert not re.search(
            r"(?:url\(\s*[\"']?|@import\s+[\"'])(?:https?:)?//", style.read_text(encoding="utf-8")
        )


def test_every_page_of_docs_is_searched(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    written = {str(p.relative_to(ROOT / "docs").with_suffix(".html")) for p in (ROOT / "docs").rglob("*.md")}
    assert {name.replace("README", "index") for name in written} <= found


def test_the_pictures_are_small() -> None:
    assert 0 < sum(p.stat().st_size for p in (ROOT / "docs/images").iterdir()) < 300_000
