"""Replies that are too long, too slow, broken or packed to burst end as one error each, soon."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Callable

import brotli
import pytest

from headwater.records.errors import FetchError, FetchFailed, FetchRefused
from tests.articles.web.site import PAGE, Answer, fetcher_for, moved, reply, running

ZEROS = bytes(3_000_000)


def failing(answer: Answer, **changes: object) -> FetchError:
    """The error that an answer to /a gives."""
    with running({"/a": answer}) as site, pytest.raises((FetchFailed, FetchRefused)) as error:
        fetcher_for(site, **changes).fetch(site.url("/a"))
    return error.value


def endless(begin: bytes, piece: bytes) -> Callable[[socket.socket, str], None]:
    """Goes on until the other side hangs up."""

    def answer(line: socket.socket, request: str) -> None:
        line.sendall(begin)
        for _ in range(100_000_000 // len(piece)):
            line.sendall(piece)

    return answer


def dripping(begin: bytes, piece: bytes, pause: float) -> Callable[[socket.socket, str], None]:
    """Sends a little, again and again, so that no single wait is long."""

    def answer(line: socket.socket, request: str) -> None:
        line.sendall(begin)
        while True:
            time.sleep(pause)
            line.sendall(piece)

    return answer


def packed(coding: str, data: bytes) -> bytes:
    return reply(data, content_encoding=coding)


def burst(steps: int) -> bytes:
    """Zeros, packed so many times over."""
    data = ZEROS
    for _ in range(steps):
        data = gzip.compress(data, 9, mtime=0)
    return data


def brotli_stream() -> bytes:
    packer = brotli.Compressor(quality=9)
    return b"".join(packer.process(ZEROS) for _ in range(3)) + packer.finish()


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

REFUSED: list[tuple[str, Answer, dict[str, object], str]] = [
    (
        "a header of 100 MB in lines",
        endless(HEAD, b"X-Long: " + b"a" * 990 + b"\r\n"),
        {},
        "the reply is broken: got more than 100 headers",
    ),
    (
        "a header of 100 MB in one line",
        endless(HEAD, b"a" * 65_536),
        {},
        "the reply is broken: a line of its header is longer than 65,536 bytes",
    ),
    (
        "a header of long lines",
        endless(HEAD, b"X-Long: " + b"a" * 60_000 + b"\r\n"),
        {},
        "the reply's header has more than 262,144 bytes",
    ),
    (
        "interim replies without end",
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        {},
        "the reply's header has more than 262,144 bytes",
    ),
    (
        "hints without end",
        endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        {},
        "the host gives interim replies (1xx) without end",
    ),
    ("a page that never ends", endless(HEAD + b"\r\n", b"<p>" * 9_000), {"largest_body": 500_000}, "the reply has more than 500,000 bytes"),
    ("chunks that never end", endless(CHUNKED, b"3\r\n<p>\r\n" * 9_000), {"largest_body": 500_000}, "the reply has more than 500,000 bytes"),
    ("one chunk that never ends", endless(CHUNKED + b"fffffffffff\r\n", b"a" * 9_000), {"largest_body": 500_000}, "the reply has more than 500,000 bytes"),
    ("chunk extensions that never end", endless(CHUNKED, b"1;" + b"a" * 9_000 + b"\r\na\r\n"), {"largest_body": 500_000}, "the reply has more than 500,000 bytes"),
    ("trailers that never end", endless(CHUNKED + b"0\r\n", b"X-Late: 1\r\n" * 900), {"largest_body": 500_000}, "the reply has more than 500,000 bytes"),
    ("a page that tells its great length", HEAD + b"Content-Length: 999999999999\r\n\r\n" + bytes(600_000), {"largest_body": 500_000}, "the reply has more than 500,000 bytes"),
    ("a page that drips", dripping(HEAD + b"\r\n", b"<p>", 0.02), {"seconds": 1}, "the reply had not ended after 1 s"),
    ("a header that drips", dripping(HEAD, b"X", 0.02), {"seconds": 1}, "the reply had not ended after 1 s"),
    ("a page that stops half-way", dripping(HEAD + b"Content-Length: 9\r\n\r\n<p>", b"", 99), {"silence": 1}, "the host fell silent for 1 s; try again later"),
    ("a host that says nothing", dripping(b"", b"", 99), {"silence": 1}, "the host fell silent for 1 s; try again later"),
    ("a gzip bomb", packed("gzip", burst(1)), {"steepest": 1}, f"the reply of {len(burst(1)):,} bytes unpacks to more than 1,000,000 (gzip); that is no page"),
    ("a gzip bomb in gzip", packed("gzip, gzip", burst(2)), {}, f"the reply of {len(burst(2)):,} bytes unpacks to more than 1,000,000 (gzip); that is no page"),
    ("a deflate bomb", packed("deflate", zlib.compress(ZEROS, 9)), {}, f"the reply of {len(zlib.compress(ZEROS, 9)):,} bytes unpacks to more than 1,000,000 (deflate); that is no page"),
    ("a Brotli bomb", packed("br", brotli_stream()), {}, f"the reply of {len(brotli_stream()):,} bytes unpacks to more than 1,000,000 (br); that is no page"),
    ("a page too large when unpacked", packed("gzip", gzip.compress(PAGE * 99, mtime=0)), {"largest_unpacked": 5_000}, f"the reply of {len(gzip.compress(PAGE * 99, mtime=0)):,} bytes unpacks to more than 5,000 (gzip); that is no page"),
    ("a page packed four times", packed("gzip, gzip, br, gzip", b"x"), {}, "the reply is packed 4 times over"),
    ("redirects in a loop", moved("/a"), {}, "it redirects in a loop, by http://HOST/a"),
    ("a picture", reply(b"\x89PNG", content_type="image/png"), {}, "the reply is of the type image/png; pages, PDFs, texts and feeds are taken"),
    ("bytes of no kind", reply(b"\x00\x01", content_type="application/octet-stream"), {}, "the reply is of no type that could be told; pages, PDFs, texts and feeds are taken"),
]  # fmt: skip

FAILED: list[tuple[str, Answer, str]] = [
    ("no reply", b"", "the reply is broken: Remote end closed connection without response"),
    ("no HTTP", b"220 mail.ollenz.example.org ESMTP\r\n", "the reply is broken: 220 mail.ollenz.example.org ESMTP??"),
    ("a status that is none", b"HTTP/1.1 two hundred\r\n\r\n", "the reply is broken: HTTP/1.1 two hundred??"),
    ("binary rubbish", bytes(range(256)) * 4, "the reply is broken: ???????????"),
    ("another protocol", b"HTTP/9.1 200 OK\r\n\r\n", "the reply is broken: HTTP/9.1"),
    ("less than was told", HEAD + b"Content-Length: 100\r\n\r\n<p>short", "the connection ended after 8 of 100 bytes; try again"),
    ("a chunk of no length", CHUNKED + b"zz\r\n<p>\r\n", "the reply is broken: a chunk is cut off or has no sound length"),
    ("a chunk of negative length", CHUNKED + b"-5\r\n<p>\r\n", "the reply is broken: a chunk of negative length"),
    ("a chunk cut off", CHUNKED + b"ff\r\n<p>", "the reply is broken: a chunk is cut off or has no sound length"),
    ("chunks without an end", CHUNKED + b"3\r\n<p>\r\n", "the reply is broken: a chunk is cut off or has no sound length"),
    ("a strange transfer coding", HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n", "the reply is broken: the transfer coding gzip, chunked is not known"),
    ("a strange content coding", packed("zstd", b"x"), "the reply is packed as zstd, which is not known"),
    ("gzip that is none", packed("gzip", b"<p>plain"), "the reply is broken: it is not what gzip packs"),
    ("gzip cut off", packed("gzip", gzip.compress(PAGE, mtime=0)[:40]), "the reply is broken: it is not what gzip packs"),
    ("deflate that is none", packed("deflate", b"<p>plain"), "the reply is broken: it is not what deflate packs"),
    ("Brotli that is none", packed("br", b"<p>plain, no Brotli"), "the reply is broken: it is not what br packs"),
    ("Brotli cut off", packed("br", brotli.compress(PAGE)[:30]), "the reply is broken: it is not what br packs"),
    ("a redirect to nowhere", reply(b"", "302 Found"), "it answers 302 and does not say where to go"),
    ("a wall", reply(b"", "401 Unauthorized"), "the site answers 401: it wants a password, and none is ever sent."),
    ("a ban", reply(b"", "403 Forbidden"), "the site answers 403: it does not let us read it."),
    ("a law", reply(b"", "451 Unavailable For Legal Reasons"), "the site answers 451: it may not be shown for reasons of law."),
    ("a fault", reply(b"", "500 Internal Server Error"), "the site answers 500: the site has a fault."),
    ("no change, where nobody asked", reply(b"", "304 Not Modified"), "the site answers 304: that is no page."),
    ("a part", reply(b"<p>", "206 Partial Content"), "the site answers 206: that is no page."),
    ("nothing", reply(b"", "204 No Content"), "the site answers 204: that is no page."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "changes", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_too_much_or_too_slow(answer: Answer, changes: dict[str, object], reason: str) -> None:
    error = failing(answer, **changes)
    assert error.reason == reason.replace("HOST", error.where.split("/")[2])


@pytest.mark.parametrize(("answer", "reason"), [row[1:] for row in FAILED], ids=[row[0] for row in FAILED])
def test_broken_replies(answer: Answer, reason: str) -> None:
    error = failing(answer)
    assert isinstance(error, FetchFailed)
    assert error.reason == reason


def test_a_chain_of_redirects_ends() -> None:
    with running({f"/{step}": moved(f"/{step + 1}") for step in range(20)}) as site:
        with pytest.raises(FetchRefused) as refused:
            fetcher_for(site).fetch(site.url("/0"))
        assert refused.value.reason == "it redirects more than 10 times"
        assert len(site.asked()) == 12  # robots.txt, the first and ten more
