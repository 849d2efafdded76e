"""What a document is by its first bytes: a table of magic numbers, and a look at how text begins."""

from __future__ import annotations

import re
import zlib

HEAD = 4096
"""Bytes that are looked at."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
    (b"filedesc://", "warc"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\x00", "packed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sheets"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"mimetypeapplication/epub+zip", "epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "sheets"),
    (b"word/", "docx"),
    (b"xl/", "sheets"),
    (b"datapackage.json", "wacz"),
    (b"archive/", "wacz"),
)
_HTML = re.compile(
    rb"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL
)
_FIELD = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]", re.MULTILINE)
_SAVED = re.compile(rb"^From: ?[<\"]?Saved by ", re.IGNORECASE | re.MULTILINE)
_LETTER = frozenset(
    ["received", "return-path", "delivered-to", "mime-version", "message-id", "dkim-signature"]
)


def kind_of_bytes(head: bytes) -> str | None:
    """The kind of a document that begins so; None where its first bytes do not tell it surely."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"\x1f\x8b"):
        return _gzipped(head)
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head)
    if head[257:262] == b"ustar":
        return "tar"
    return _written(head.removeprefix(b"\xef\xbb\xbf"))


def _gzipped(head: bytes) -> str:
    try:
        inner = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 1024)
    except zlib.error:
        return "packed"
    return "warc" if inner.startswith((b"WARC/", b"filedesc://")) else "packed"


def _zipped(head: bytes) -> str:
    """By the names at the archive's front; the reader of ``zip`` looks at its list of names and knows better."""
    if head[30:].startswith(b"mimetype"):
        return next((kind for mark, kind in _ZIPPED[:3] if mark in head[:200]), "zip")
    return next((kind for mark, kind in _ZIPPED[3:] if mark in head), "zip")


def _written(head: bytes) -> str | None:
    if _HTML.match(head):
        return "html"
    if head.startswith(b"From ") and _fields(head.partition(b"\n")[2]) & _LETTER:
        return "mbox"
    if head.lstrip()[:1] == b"<" and re.search(rb"<(?:rss|feed|rdf:RDF)[\s>]", head[:1500]):
        return "feed"
    names = _fields(head)
    if "snapshot-content-location" in names or _SAVED.search(head):
        return "mhtml"
    return "mail" if len(names & _LETTER) > 1 and names & {"from", "subject", "date"} else None


def _fields(head: bytes) -> set[str]:
    """Names of the header fields that the bytes begin with."""
    if not _FIELD.match(head):
        return set()
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return {name.decode("ascii").lower() for name in _FIELD.findall(block)}
