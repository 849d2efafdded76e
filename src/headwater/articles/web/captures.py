"""What was fetched, as a WARC 1.1 file that holds requests and replies as they went over the wire."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from headwater.articles.web.exchanges import Exchange
from headwater.articles.web.mementos import Memento
from headwater.version import __version__

if TYPE_CHECKING:
    from warcio.warcwriter import WARCWriter


@dataclass(frozen=True, slots=True)
class Capture:
    """One address as it answered.

    ``url`` is the document's own address: the one that answered, the original of an archive's copy, or the
    canonical one of an AMP page. ``asked`` is the one asked for; ``chain`` holds every address from it to
    the one that answered. ``instant`` is the time of the request, ``taken`` that of the archive's copy (ISO,
    UTC). ``body`` is unpacked; ``warc`` holds what went over the wire. ``status`` is 200, or 404 or 410 for a
    page that is gone, or 304 where the caller's copy is still good. ``canonical`` is another address that
    the page declares. ``notes`` are sentences for the custody log.
    """

    url: str
    asked: str
    instant: str
    status: int
    media_type: str
    charset: str | None
    body: bytes
    warc: bytes
    chain: tuple[str, ...]
    canonical: str | None = None
    archived: str | None = None
    taken: str | None = None
    etag: str | None = None
    modified: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def gone(self) -> bool:
        """Whether the host says that there is no such page."""
        return self.status in (404, 410)

    def told(self) -> dict[str, str]:
        """What reading the file is told of it, by the names of ``Told``."""
        how = "given by the web archive" if self.archived else "given by the page's capture"
        told = {
            "url": self.url,
            "asked": self.asked if self.asked != self.url else None,
            "crawled": self.taken or self.instant,
            "how": how,
        }
        return {name: value for name, value in told.items() if value}


def iso(instant: datetime) -> str:
    """An instant as WARC 1.1 and the case write it: UTC, to the second."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def warc_of(
    exchanges: Sequence[Exchange], info: Iterable[tuple[str, str]], copied: Memento | None = None
) -> bytes:
    """One WARC file, each record gzipped for itself: warcinfo, then reply and request of each exchange.

    Record ids hang on what they name, so that the same exchange has the same id in every file. Where the last
    exchange gave a web archive's copy, ``copied``, its records bear the original's address and time, and beside
    them the archive's address (WARC-Source-URI) and our time (WARC-Creation-Date), as pywb writes them.
    """
    from warcio.warcwriter import WARCWriter

    made = BytesIO()
    writer = WARCWriter(made, gzip=True, warc_version="WARC/1.1")
    begun = _instant(exchanges[0])
    info_id = _record_id("warcinfo", *(one.address.url + _instant(one) for one in exchanges))
    _write_info(writer, info_id, begun, info)
    for one in exchanges:
        _write_pair(writer, one, info_id, copied if one is exchanges[-1] else None)
    return made.getvalue()


def _write_info(writer: WARCWriter, info_id: str, begun: str, info: Iterable[tuple[str, str]]) -> None:
    from warcio.statusandheaders import StatusAndHeaders

    fields = [
        ("software", f"headwater/{__version__}"),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
        *info,
    ]
    payload = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in fields).encode()
    headers = StatusAndHeaders(
        "",
        [("WARC-Type", "warcinfo"), ("WARC-Record-ID", info_id), ("WARC-Date", begun)],
        protocol="WARC/1.1",
    )
    writer.write_record(
        writer.create_warc_record(
            "", "warcinfo", warc_headers=headers, payload=BytesIO(payload), length=len(payload)
        )
    )


def _write_pair(writer: WARCWriter, one: Exchange, info_id: str, copied: Memento | None) -> None:
    reply_id, request_id = (
        _record_id(kind, one.address.url, _instant(one), str(one.ip)) for kind in ("response", "request")
    )
    shared = {"WARC-Date": _instant(one)} | ({"WARC-IP-Address": one.ip} if one.ip else {})
    if copied is not None:
        source = {"WARC-Source-URI": one.address.url, "WARC-Creation-Date": _instant(one)}
        shared |= {"WARC-Date": copied.instant or _instant(one), **source}
    for kind, own, other, head, body in (
        ("response", reply_id, request_id, one.head, one.body),
        ("request", request_id, reply_id, one.request, b""),
    ):
        headers = {
            "WARC-Record-ID": own,
            **shared,
            "WARC-Concurrent-To": other,
            "WARC-Warcinfo-ID": info_id,
            "WARC-Payload-Digest": _digest(body),
            "WARC-Block-Digest": _digest(head + body),
        }
        record = writer.create_warc_record(
            copied.original if copied else one.address.url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            warc_headers_dict=headers,
            http_headers=_AsSent(head),
        )
        writer.write_record(record)


class _AsSent:
    """HTTP headers as the writer asks for them: the very bytes that went over the wire, not a new setting of them."""

    def __init__(self, data: bytes) -> None:
        self.headers_buff = data

    def compute_headers_buffer(self, header_filter: Any = None) -> None:
        """Nothing to compute."""


def _digest(data: bytes) -> str:
    """A labelled digest as the field's tools read it: in Base32."""
    return "sha256:" + b32encode(sha256(data).digest()).decode()


def _instant(one: Exchange) -> str:
    return one.instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _record_id(*parts: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, chr(10).join(parts))}>"
