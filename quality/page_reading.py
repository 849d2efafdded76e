"""Pages as they are read: share of fields right, and words of the body beside trafilatura's alone.

    python quality/page_reading.py [--seen | --unseen] [--wrong]

The pages are those of tests/articles/pages, made by the tests' own builder. ``--wrong`` lists every field that is
not right, and the pages whose body is less than trafilatura's.
"""

# ruff: noqa: E402 - the tests' own builder is found first
from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any, cast

import trafilatura

LEAST_SHOWN = 0.97

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.articles.pages.building import Page, all_pages
from tests.articles.pages.scoring import FIELDS, Reading, compare, own_text, word_f1

from headwater.articles import ArticlesConfig, read
from headwater.providers.languages import FastTextIdentifier
from headwater.records.ports import Models
from headwater.records.tables import Tables


def read_page(page: Page, folder: Path, models: Models) -> Tables:
    """The tables of one page, read as a file."""
    path = folder / f"{page.name}.html"
    path.write_bytes(page.data)
    return read([path], ArticlesConfig(), models)


def measure(pages: Sequence[Page], wrong: bool) -> None:
    """Prints the figures of some pages."""
    models = Models(parser=cast(Any, None), embedder=cast(Any, None), languages=FastTextIdentifier())
    readings: list[Reading] = []
    bodies: list[tuple[str, float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            tables = read_page(page, Path(folder), models)
            readings += compare(page, tables)
            if page.body:
                wanted = "\n".join(page.body)
                theirs = trafilatura.extract(page.data, include_comments=False) or ""
                bodies.append((page.name, word_f1(wanted, own_text(tables)), word_f1(wanted, theirs)))
    named = [one for one in readings if one.field in FIELDS]
    print(f"{len(pages)} pages")
    for field in FIELDS:
        some = [one for one in named if one.field == field]
        print(f"  {field:<10} {sum(one.right for one in some)} of {len(some)}")
    print(
        f"  the five   {mean(one.right for one in named):.4f} ({sum(one.right for one in named)} of {len(named)})"
    )
    rest = [one for one in readings if one.field not in FIELDS]
    print(
        f"  further    {mean(one.right for one in rest):.4f} ({sum(one.right for one in rest)} of {len(rest)})"
    )
    print(
        f"  body F1    {mean(ours for _, ours, _ in bodies):.4f}, trafilatura alone {mean(theirs for *_, theirs in bodies):.4f}"
    )
    if wrong:
        for one in readings:
            if not one.right:
                print(f"    {one.page}: {one.field} {one.found!r}, not {one.expected!r}")
        for name, own, other in bodies:
            if own < other or own < LEAST_SHOWN:
                print(f"    {name}: body {own}, trafilatura {other}")


def main() -> None:
    """Reads the command line and measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    half = parser.add_mutually_exclusive_group()
    half.add_argument("--seen", action="store_true", help="the half that the reader was written with")
    half.add_argument("--unseen", action="store_true", help="the half written before it and looked at after")
    parser.add_argument("--wrong", action="store_true", help="list what is not right")
    given = parser.parse_args()
    pages = [
        page
        for page in all_pages()
        if not (given.seen and page.unseen) and not (given.unseen and not page.unseen)
    ]
    measure(pages, given.wrong)


if __name__ == "__main__":
    main()
