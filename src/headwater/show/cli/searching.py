"""The command ``search``."""

from __future__ import annotations

from pathlib import Path

from headwater.runs.results import open_case
from headwater.show.cli.printing import print_found
from headwater.show.searching import Hit, search
from headwater.show.view import clipped, plural
from headwater.text.languages import name_of


def search_and_tell(out: Path, asked: str, *, limit: int, as_json: bool) -> None:
    """Print the sentences that a search finds."""
    hits = search(open_case(out), asked, limit)
    print_found(
        hits,
        as_json=as_json,
        nothing="Nothing found. A search in fewer or other words may find more.",
        lines_of=lines_of,
    )


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
