"""One request and its reply, with the bytes of both as they went over the wire."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from http.client import HTTPException, HTTPResponse, IncompleteRead, LineTooLong
from typing import Any, cast

from headwater.articles.web.addresses import Address
from headwater.articles.web.lines import Opened, Tls, open_line
from headwater.articles.web.settings import FetchSettings
from headwater.articles.web.wire import Wire
from headwater.articles.web.worlds import Deadline, World
from headwater.records.errors import FetchError, FetchFailed, FetchRefused

_ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,*/*;q=0.5"
NO_LINE = "no connection to"
"""How the reason begins where a host could not be reached."""

_PACKED = "gzip"
"""Brotli is unpacked where it comes, but not asked for: warcio's own check stumbles over it in a WARC file."""
_PIECE = 262_144
_INTERIM = 8
_INTERIM_BEGINS = re.compile(rb"HTTP/\S*\s+1\d\d\b")
_HEAD_ENDS = re.compile(rb"\n\r?\n")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its reply.

    ``head`` and ``body`` are the reply's bytes as they came; ``content`` is the body without its division
    into chunks, still compressed where it was. ``ip`` is None where a proxy knows it alone.
    """

    address: Address
    instant: datetime
    ip: str | None
    request: bytes
    head: bytes
    body: bytes
    content: bytes
    status: int
    reason: str
    fields: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((value for key, value in self.fields if key.lower() == name), None)

    def headers(self, name: str) -> list[str]:
        """All headers of that name."""
        return [value for key, value in self.fields if key.lower() == name]


Taken = Callable[[Exchange], int]
"""Given a reply of which only the head is there, how many bytes of body are taken; raises FetchRefused."""


@dataclass(frozen=True)
class Asking:
    """What holds for all requests of a run."""

    settings: FetchSettings
    world: World
    tls: Tls
    """Made when first needed: reading the system's certificates takes longer than a request."""


def exchange(
    address: Address,
    ips: Sequence[str],
    asking: Asking,
    deadline: Deadline,
    taken: Taken,
    more: Sequence[tuple[str, str]] = (),
) -> Exchange:
    """Ask for an address at one of ``ips``; raises FetchFailed and FetchRefused, nothing else."""
    settings = asking.settings
    try:
        line = open_line(address, ips, settings, asking.world, deadline, asking.tls)
    except FetchError:
        raise
    except (OSError, ValueError) as error:
        raise FetchFailed(address.url, f"{NO_LINE} {address.host}: {_why(error)}") from error
    try:
        request = _request(address, settings, more, line)
        line.socket.settimeout(max(min(deadline.left(), settings.silence), 0.001))
        line.socket.sendall(request.replace(b"\r\n\r\n", b"\r\n" + line.secret + b"\r\n", 1))
        wire = Wire(line.socket, address.url, deadline, settings.silence)
        return _reply(address, asking, line, request, wire, taken)
    except HTTPException as error:
        raise FetchFailed(address.url, f"the reply is broken: {_broken(error)}") from error
    except (OSError, ValueError) as error:
        raise FetchFailed(address.url, f"the connection to {address.host} broke: {_why(error)}") from error
    finally:
        line.socket.close()


def _request(
    address: Address, settings: FetchSettings, more: Sequence[tuple[str, str]], line: Opened
) -> bytes:
    """The request as it is kept; what is secret between us and a proxy is sent and not kept."""
    fields = [
        ("Host", address.authority),
        ("User-Agent", settings.user_agent),
        ("Accept", _ACCEPT),
        ("Accept-Encoding", _PACKED),
        *((name, value) for name, value in more if value.isascii() and value.isprintable()),
        ("Connection", "close"),
    ]
    target = address.url if line.whole_address else address.target
    rows = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields)]
    return ("\r\n".join(rows) + "\r\n\r\n").encode("ascii")


def _reply(
    address: Address, asking: Asking, line: Opened, request: bytes, wire: Wire, taken: Taken
) -> Exchange:
    settings, instant = asking.settings, asking.world.now()
    wire.allow(settings.largest_head, f"the reply's header has more than {settings.largest_head:,} bytes")
    response = _begun(wire, address)
    head = _last_message(bytes(wire.kept))
    fields = tuple((name, _one_line(value)) for name, value in cast(Message, response.headers).items())
    begun = Exchange(
        address, instant, line.ip, request, head, b"", b"", response.status, response.reason, fields
    )
    coding = (begun.header("transfer-encoding") or "identity").strip().lower()
    if coding not in ("chunked", "identity"):
        raise FetchFailed(address.url, f"the reply is broken: the transfer coding {coding[:40]} is not known")
    most = taken(begun)
    before = len(wire.kept)
    # What chunks add to a body: at least one byte of it comes with each line of framing.
    wire.allow(most * 2 + _PIECE, f"the reply has more than {most:,} bytes")
    content = _content(response, most, address)
    body = bytes(wire.kept[before:])
    return Exchange(
        address,
        instant,
        line.ip,
        request,
        head,
        body,
        body if body == content else content,
        response.status,
        response.reason,
        fields,
    )


def _begun(wire: Wire, address: Address) -> HTTPResponse:
    """The reply with its head read; interim replies (1xx) are passed over."""
    for _ in range(_INTERIM):
        response = HTTPResponse(cast(Any, wire), method="GET")
        response.begin()
        if not 100 <= response.status < 200:
            return response
    raise FetchFailed(address.url, "the host gives interim replies (1xx) without end")


def _content(response: HTTPResponse, most: int, address: Address) -> bytes:
    content = bytearray()
    while True:
        piece = response.read(min(_PIECE, most + 1 - len(content)))
        content += piece
        if len(content) > most:
            raise FetchRefused(address.url, f"the reply has more than {most:,} bytes")
        if not piece:
            break
    missing = response.length
    if missing:
        told = len(content) + missing
        raise FetchFailed(
            address.url,
            f"the connection ended after {len(content):,} of {told:,} bytes; try again",
        )
    return bytes(content)


def _last_message(kept: bytes) -> bytes:
    """The head without the interim replies before it."""
    at = 0
    while True:
        end = _HEAD_ENDS.search(kept, at)
        if not _INTERIM_BEGINS.match(kept, at) or end is None or end.end() == len(kept):
            return kept[at:]
        at = end.end()


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _broken(error: HTTPException) -> str:
    if isinstance(error, IncompleteRead):
        return "a chunk is cut off or has no sound length"
    if isinstance(error, LineTooLong):
        return "a line of its header is longer than 65,536 bytes"
    says = str(error) or type(error).__name__
    return "".join(c if c.isprintable() else "?" for c in says)[:120]


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not accepted ({error.verify_message})"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLError):
        return f"no secure connection ({error.reason or error})"
    says = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(says).lower()[:200]
