"""Whether a page on disk is still the page of its case: known by a hash in its head, without making it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from headwater.runs.results import Case

_WITHIN = 4096  # bytes: the stamp stands in the head of the page
_MAKES_A_PAGE = (".py", ".jinja", ".css", ".toml")


def stamp_of(case: Case, interface: str = "en") -> str:
    """A hash of the case and of all code, templates and style that make a page of it."""
    hashed = hashlib.sha256(case.folder.case_json.read_bytes() + interface.encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in _MAKES_A_PAGE:
            hashed.update(path.read_bytes())
    return hashed.hexdigest()


def stands(case: Case, stamp: str) -> bool:
    """Whether the case's page is there and bears this stamp."""
    page = case.folder.index_html
    if not page.exists():
        return False
    with page.open(encoding="utf-8", errors="replace") as file:
        return stamp in file.read(_WITHIN)
