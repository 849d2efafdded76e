"""Archives made in memory: pages of an invented country, WARC records, zip and tar files, letters."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.files import read_item
from headwater.articles.items import Budget, Item, Told
from headwater.records.articles import Rejected

WORDS = (
    "The road from Tarn to the port of Ostrel was opened again on Tuesday, two drivers said. "
    "Soldiers had closed it for nine days after a bridge near Mirn was mined, the district council said. "
    "Lorries with flour and diesel waited at the last post before the river, and the first of them crossed at noon. "
    "The council asked drivers to keep to the right lane until engineers have looked at the second arch."
)


def page(title: str = "Road to Ostrel opened again", words: str = WORDS, head: str = "") -> bytes:
    """A page that the page reader takes for an article."""
    paragraphs = "".join(f"<p>{sentence.rstrip('.')}.</p>" for sentence in words.split(". "))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()


class Warc:
    """A WARC file in the making."""

    def __init__(self, packed: bool = True, version: str = "WARC/1.1") -> None:
        self._out = io.BytesIO()
        self._writer = WARCWriter(self._out, gzip=packed, warc_version=version)

    def add(
        self,
        url: str,
        body: bytes = b"",
        media_type: str | None = "text/html; charset=utf-8",
        status: str = "200 OK",
        date: str = "2034-04-02T08:00:00Z",
        kind: str = "response",
        fields: dict[str, str] | None = None,
        more: dict[str, str] | None = None,
    ) -> Warc:
        """One more record; ``fields`` are of the answer, ``more`` of the record."""
        given = [("Content-Type", media_type)] if media_type else []
        answer = StatusAndHeaders(status, [*given, *(fields or {}).items()], protocol="HTTP/1.1")
        headers = {"WARC-Date": date, **(more or {})}
        if kind in ("resource", "conversion", "metadata"):
            record = self._writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), warc_content_type=media_type, warc_headers_dict=headers
            )
        else:
            record = self._writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), http_headers=answer, warc_headers_dict=headers
            )
        self._write(record)
        return self

    def request(self, url: str) -> Warc:
        """A request record."""
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "vigie.example")], is_http_request=True)
        self._write(self._writer.create_warc_record(url, "request", http_headers=asked))
        return self

    def revisit(self, url: str, digest: str, referred: str) -> Warc:
        """A record that says that nothing had changed."""
        answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        self._write(self._writer.create_revisit_record(url, digest, referred, "2034-04-02T08:00:00Z", answer))
        return self

    def _write(self, record: Any) -> None:
        self._writer.write_record(record)
        record.raw_stream.close()  # the writer leaves its temporary file open

    def done(self) -> bytes:
        """The file's bytes."""
        return self._out.getvalue()


def chunked(body: bytes, size: int = 100) -> bytes:
    """A body in the chunks of HTTP/1.1."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def zip_of(files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=packing)
    return out.getvalue()


def item_of(
    data: bytes, name: str, kind: str, budget: Budget | None = None, told: Told | None = None
) -> Item:
    """The item of bytes in memory."""
    return Item(
        name,
        kind,
        len(data),
        lambda: io.BytesIO(data),
        budget or Budget(10_000, 1_000_000_000),
        told or Told(),
    )


def read(data: bytes, name: str, kind: str, **settings: Any) -> Iterator[Draft | Rejected]:
    """Everything in these bytes."""
    budget = Budget(settings.pop("members", 10_000), settings.pop("octets", 1_000_000_000))
    config = ArticlesConfig(**settings)
    for _, one in read_item(item_of(data, name, kind, budget), config):
        yield one


def drafts(data: bytes, name: str, kind: str, **settings: Any) -> list[Draft]:
    """The articles in these bytes."""
    return [one for one in read(data, name, kind, **settings) if isinstance(one, Draft)]


def reasons(data: bytes, name: str, kind: str, **settings: Any) -> list[str]:
    """ "place: reason" of what of these bytes was not used."""
    return [
        f"{one.path}: {one.reason}" for one in read(data, name, kind, **settings) if isinstance(one, Rejected)
    ]


def packed(data: bytes) -> bytes:
    """Bytes under gzip, the same at any time."""
    return gzip.compress(data, mtime=0)
