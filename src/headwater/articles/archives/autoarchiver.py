"""Reports of Auto Archiver (its ``html_formatter``): the archived address, when, the words of a post, files' hashes.

A report is a page about a page. What it holds of the page is its metadata; where these have the post's words
(``content``), they are the article. The page itself lies beside it as WACZ or PDF and is read from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from headwater.articles.drafts import DateClaim, Draft
from headwater.articles.items import Item
from headwater.articles.kinds import reader_of
from headwater.records.articles import Rejected
from headwater.records.ids import bytes_id, row_id

if TYPE_CHECKING:
    from headwater.articles.config import ArticlesConfig

_MARK = "github.com/bellingcat/auto-archiver"
_HEADING = re.compile(r"Archived media for\s*<span class=\"copy\">(.{0,4000}?)</span>", re.DOTALL)
_TITLE = re.compile(r"<b>title:</b>\s*'<span class=\"copy\">(.{0,4000}?)</span>'", re.DOTALL)
_LINE_BREAK = re.compile(r"<(?:br|/p|/li|/div)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_HASH = re.compile(
    r"<b>hash:</b>\s*<span class=\"copy\">\s*(SHA3?-?\d{3})\s*:\s*([0-9a-f]{40,128})", re.IGNORECASE
)
_HREF = re.compile(r"(?:href|src)=\"(?:\./)?([^\"/:?#]{1,200})\"")
_MOST_ROWS = 2_000
_LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """What one report says: ``fields`` are its metadata by name, ``hashes`` (algorithm, value) by file name."""

    url: str
    title: str
    fields: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, tuple[str, str]] = field(default_factory=dict)


def is_report(head: bytes) -> bool:
    """Whether a page that begins so is likely a report: its heading stands there."""
    return b"Archived media for <span class" in head


def read_auto_archiver(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The archived post that a report holds; a page that only looks like a report is read as any other."""
    if item.size <= min(config.largest_text, _LARGEST):
        data = item.data()
        report = report_in(data.decode("utf-8", "replace"))
        if report is not None:
            yield item.name, _read_report(item, data, report)
            return
    yield from reader_of("html")(item, config)


def report_in(text: str) -> Report | None:
    """The report that a page is, or None for any other page."""
    if _MARK not in text[-12_000:]:
        return None
    heading = _HEADING.search(text)
    if heading is None:
        return None
    title = _TITLE.search(text)
    fields: dict[str, str] = {}
    table = text.partition('<table class="metadata">')[2].partition("</table>")[0]
    for row in _pieces(table, "tr"):
        cells = [_words(cell) for cell in _pieces(row, "td")]
        if len(cells) == 2:
            fields.setdefault(cells[0], cells[1])
    return Report(_words(heading[1]), _words(title[1]) if title else "", fields, _hashes(text))


def _hashes(text: str) -> dict[str, tuple[str, str]]:
    """The hash of each file that a row of the media table links to."""
    found: dict[str, tuple[str, str]] = {}
    for row in _pieces(text, "tr"):
        value = _HASH.search(row)
        if value:
            name = value[1].lower().replace("-", "")
            algorithm = {"sha3512": "sha3_512", "sha3256": "sha3_256"}.get(name, name)
            for file in _HREF.findall(row):
                found.setdefault(unescape(file), (algorithm, value[2].lower()))
    return found


def _read_report(item: Item, data: bytes, report: Report) -> Draft | Rejected:
    """The draft of an archived post, or why the report alone is no article."""
    words = report.fields.get("content") or report.fields.get("text") or ""
    if len(words.split()) < 3:
        return item.rejected(
            f"Auto Archiver's report on {report.url}, without words of the page; its WACZ file is what to read"
        )
    title = report.title or report.fields.get("title", "")
    body = words.removeprefix(title).lstrip() if title and words.strip() != title else words
    sha = bytes_id(data)
    published = report.fields.get("timestamp")
    return Draft(
        id=row_id("a", sha, report.url, None),
        path=item.name,
        url=report.url if report.url.startswith(("http://", "https://")) else None,
        sha256=sha,
        media_type="html",
        title=title,
        text=f"{title}\n{body}",
        publisher=None,
        dates=[DateClaim(published, "given by Auto Archiver's report")] if published else [],
        crawled=_instant(report.fields.get("_processed_at", "")) or item.told.crawled,
    )


def _instant(value: str) -> str | None:
    found = re.match(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?", value)
    return f"{found[1]}T{found[2]}{found[3] or 'Z'}".replace("+00:00", "Z") if found else None


def _pieces(markup: str, name: str) -> list[str]:
    """What stands in each element of a name, in time that grows with the length alone."""
    pieces = markup.split(f"<{name}>", _MOST_ROWS)[1:]
    return [piece.partition(f"</{name}>")[0] for piece in pieces]


def _words(markup: str) -> str:
    """The words of a piece of mark-up, lines kept."""
    text = unescape(_TAG.sub("", _LINE_BREAK.sub("\n", markup)))
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines()).strip()
