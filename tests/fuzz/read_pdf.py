"""The PDF reader under arbitrary bytes: pdfium and the layout, here in one process so that a fall is seen."""

from __future__ import annotations

from headwater.articles.documents.glyphs import links_of, words_of
from headwater.articles.documents.pages import PageWords, lay_out
from headwater.articles.documents.pdfium import messages_of
from tests.articles.documents.pdfs import Page, pdf

_LIMITS = {"pages": 5, "pictures": 0, "pixels": 1_000_000}


def fuzz(data: bytes) -> None:
    """Read the bytes as a PDF."""
    pages = [
        PageWords(words_of(message), links_of(message), message["height"])
        for message in messages_of(data, _LIMITS)
        if "codes" in message
    ]
    laid = lay_out(pages, None)
    for paragraph in laid.paragraphs:
        paragraph.text.encode("utf-8")
        assert all(0 <= start < end <= len(paragraph.text) for start, end, _ in paragraph.links)


def seeds() -> list[bytes]:
    """Small files with columns, Arabic, links, a table and a lock."""
    columns, arabic, turned = Page(), Page(), Page(turned=90)
    columns.text(50, 700, "Council votes", 20)
    for x in (50, 200):
        columns.lines(x, 660, ["voted on", "Sunday to", "mend the", "dam-", "age now"])
    columns.link(50, 640, 90, 670, "https://example.org/")
    arabic.placed(400, 700, "قال الناطق")
    arabic.seen(100, 680, "(ﻼﻗ) 12 נא")
    turned.content.append("BT /F1 10 Tf 0 1 -1 0 100 100 Tm (turned) Tj ET")
    return [pdf(columns, Title="A"), pdf(arabic), pdf(turned, Page()), pdf(columns, password="")]
