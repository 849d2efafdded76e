"""The command ``search``."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console

from headwater.runs.results import open_case
from headwater.show.searching import Hit, search
from headwater.show.view import clipped, plural
from headwater.text.languages import name_of


def search_and_tell(out: Path, asked: str, *, limit: int, as_json: bool) -> None:
    """Print the sentences that a search finds."""
    hits = search(open_case(out), asked, limit)
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    if as_json:
        console.print(json.dumps([hit.as_json() for hit in hits], ensure_ascii=False, indent=1))
        return
    if not hits:
        console.print("Nothing found. A search in fewer or other words may find more.")
    for number, hit in enumerate(hits, start=1):
        for line in lines_of(number, hit):
            console.print(line)


def lines_of(number: int, hit: Hit) -> list[str]:
    """One sentence for a reader: its words, where it stands, its group, why it was found."""
    where = ", ".join(
        filter(None, (hit.outlet or clipped(hit.title, 60), hit.published or "undated", name_of(hit.lang)))
    )
    also = f"; word for word in {plural(len(hit.also), 'more article')}" if hit.also else ""
    lines = [f"{number}. {clipped(hit.text, 300)}", f"   {where} [{hit.article}]{also}"]
    if hit.heading and hit.group:
        lines.append(f"   In the group “{clipped(hit.heading, 90)}” [{hit.group}]")
    return [*lines, f"   {hit.because}", ""]
