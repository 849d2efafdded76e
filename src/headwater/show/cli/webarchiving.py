"""The command ``wacz``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from headwater.articles.archives.wacz_writing import Page
    from headwater.records.articles import Article
    from headwater.store.evidence.kept import Kept


def wacz(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case, made by trace or add.")],
    file: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The WACZ file to write.")],
) -> None:
    """Hand on the web pages that a case keeps as one WACZ file, which players of web archives show."""
    from headwater.articles.archives.wacz_writing import write_wacz
    from headwater.records.errors import InputError
    from headwater.runs.results import open_case
    from headwater.show.masking import visible
    from headwater.show.view import plural
    from headwater.store.atomic import write_whole
    from headwater.store.evidence import Evidence

    case = open_case(out)
    evidence = Evidence(out)
    kept = evidence.items() if evidence.exists() else []
    warcs = warcs_of(kept)
    if not warcs:
        raise InputError(
            f"{out} keeps no WARC file; pages that headwater add fetches are kept as such, and WARC files given to trace"
        )
    pages = pages_of(case.articles, kept)
    now = datetime.now(UTC)
    count = 0

    def write(draft: Path) -> None:
        nonlocal count
        count = write_wacz(warcs, pages, draft, now)

    write_whole(file, write)
    typer.echo(
        f"{visible(str(file))}: {plural(len(warcs), 'WARC file')}, {plural(count, 'capture')}, {plural(len(pages), 'page')}"
    )
    typer.echo(
        "It holds the pages as they were served, persons' names too: hand it only to those who may know them."
    )


def warcs_of(kept: Iterable[Kept]) -> list[tuple[str, Path]]:
    """(name in the WACZ, file) of the WARC files that a case keeps, each once; a WACZ takes no ARC files."""
    found: dict[str, Path] = {}
    for item in kept:
        if item.kind != "warc":
            continue
        with item.path.open("rb") as stream:
            head = stream.read(2)
        packed = head == b"\x1f\x8b"
        if packed or head == b"WA":
            found[f"{item.sha256[:24]}.warc{'.gz' if packed else ''}"] = item.path
    return sorted(found.items())


def pages_of(articles: Sequence[Article], kept: Iterable[Kept]) -> list[Page]:
    """The pages among the captures that a case keeps: what became an article, by its captured address.

    An article of a WARC file has the path FILE/ADDRESS; one that headwater fetched has its address alone.
    """
    from headwater.articles.archives.wacz_writing import Page

    named = {item.name: str(item.told.get("url") or item.name) for item in kept if item.kind == "warc"}
    starts = [f"{name}/" for name in sorted(named, key=lambda name: (-len(name), name))]
    found = []
    for article in articles:
        path = article.path or ""
        start = next((start for start in starts if path.startswith(start)), "")
        url = named.get(path) or (path.removeprefix(start) if start else None)
        if url and article.crawled:
            found.append(Page(url, article.crawled, article.title))
    return found
