"""Word, OpenDocument and EPUB readers under arbitrary bytes; the first byte chooses."""

from __future__ import annotations

from tests.articles.documents.packages import book, chapter, open_text, word
from tests.fuzz.reading import read_as

KINDS = ("docx", "odt", "epub")


def fuzz(data: bytes) -> None:
    """Read the bytes behind the first as a document."""
    read_as(KINDS[data[0] % len(KINDS)] if data else "docx", data[1:])


def seeds() -> list[bytes]:
    """One of each, unpacked enough to be bent."""
    run = "<w:p><w:r><w:t>Words of it.</w:t></w:r><w:ins><w:r><w:t>More.</w:t></w:r></w:ins></w:p>"
    return [
        b"\0" + word(run + "<w:tbl><w:tr><w:tc>" + run + "</w:tc></w:tr></w:tbl>"),
        b"\1" + open_text("<text:h>Head</text:h><text:p>Words<text:s/>of it.</text:p>"),
        b"\2"
        + book(
            {"a.xhtml": chapter("<h1>One</h1><p>Words &eacute; of <b>it</b>.</p>")}, "<dc:title>T</dc:title>"
        ),
    ]
