"""The WARC and ARC reader under arbitrary bytes."""

from __future__ import annotations

import zlib

from tests.articles.archives.making import Warc, chunked, packed, page
from tests.fuzz.reading import read_as

URL = "https://vigie.example/a"


def fuzz(data: bytes) -> None:
    """Read the bytes as a web archive."""
    read_as("warc", data, ".warc")


def seeds() -> list[bytes]:
    """Archives small enough to be bent in every place; plain, so that a bent byte is not only a wrong checksum."""
    small = page("Road open", "The road to Ostrel is open again. Two drivers said so.")
    coded = Warc(packed=False)
    coded.add(URL, packed(small), fields={"Content-Encoding": "gzip"})
    coded.add(
        URL,
        chunked(zlib.compress(small)),
        fields={"Content-Encoding": "deflate", "Transfer-Encoding": "chunked"},
    )
    coded.add(URL, b"\x0b\x02\x80<p>a</p>\x03", fields={"Content-Encoding": "br"})
    moved = (
        Warc(packed=False)
        .add(URL, status="301 Moved", fields={"Location": "/b"})
        .add("https://vigie.example/b", small)
    )
    moved.revisit("https://vigie.example/c", "sha1:AAAA", URL).add(
        URL, b"words", "text/plain", kind="conversion"
    )
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + small
    arc = b"filedesc://x 0.0.0.0 20340402080000 text/plain 0\n\n%s 1.2.3.4 20340402080000 text/html %d\n" % (
        URL.encode(),
        len(head),
    )
    return [coded.done(), moved.done(), arc + head, Warc().add(URL, small).done()]
