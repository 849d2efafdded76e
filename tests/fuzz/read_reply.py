"""The reading of a web site's reply under arbitrary bytes."""

from __future__ import annotations

import gzip
from contextlib import suppress

from headwater.articles.web.addresses import parse
from headwater.articles.web.fetching import Fetcher
from headwater.articles.web.mementos import memento_of, nearest_copy
from headwater.articles.web.settings import FetchSettings
from headwater.articles.web.worlds import World
from headwater.records.errors import FetchError

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
_PAGE = b'<html amp><head><link rel=canonical href="/a"></head><p>The ferry runs.</html>'


class _Line:
    """A connection whose other side says these bytes."""

    def __init__(self, data: bytes) -> None:
        self._left = data

    def recv(self, size: int) -> bytes:
        """The next of them."""
        piece, self._left = self._left[:size], self._left[size:]
        return piece

    def sendall(self, data: bytes) -> None:
        """Nobody listens."""

    def settimeout(self, seconds: float | None) -> None:
        """Nothing is slow."""

    def close(self) -> None:
        """Nothing is open."""


def fuzz(data: bytes) -> None:
    """Read the bytes as a site's every reply, and as what a web archive says."""
    clock = iter(range(10_000_000))
    world = World(
        resolve=lambda host: ["93.184.215.14"],
        connect=lambda ip, port, seconds: _Line(data),  # type: ignore[arg-type, return-value]
        clock=lambda: float(next(clock)) / 1_000_000,
        sleep=lambda seconds: None,
    )
    settings = FetchSettings(pause=0, largest_body=200_000, largest_unpacked=400_000)
    try:
        capture = Fetcher(settings, world=world).fetch("http://ollenz.example.org/b")
        assert capture.warc and parse(capture.url).url == capture.url
    except FetchError as error:
        assert error.reason and "\n" not in error.reason, error.reason
    text = data.decode("latin-1")
    memento_of(text, [text], text)
    with suppress(FetchError):
        nearest_copy(data, parse("https://archive.example.org/"))


def seeds() -> list[bytes]:
    """Replies of every shape, and an archive's answer."""
    packed = gzip.compress(_PAGE, mtime=0)
    return [
        _HEAD + b"Content-Length: %d\r\n\r\n" % len(_PAGE) + _PAGE,
        _HEAD + b"Transfer-Encoding: chunked\r\n\r\n5;a=b\r\n<p>on\r\n2\r\ne.\r\n0\r\nX-Late: 1\r\n\r\n",
        _HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed,
        b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 302 Found\r\nLocation: //lind.example.org/a\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nCrawl-delay: 1\nDisallow: /private*$\n",
        b'{"archived_snapshots": {"closest": {"available": true, "status": "200", '
        b'"url": "http://web.example.org/web/20310502081500/http://lind.example.org/"}}}',
    ]
