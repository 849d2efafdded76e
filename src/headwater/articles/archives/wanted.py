"""Which answers of a web capture are read as documents: by media type, then by address, then by first bytes."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from headwater.articles.kinds import READERS, kind_of
from headwater.articles.signatures import HEAD, kind_of_bytes

_VAGUE = (None, "", "application/octet-stream", "binary/octet-stream", "application/download", "application/force-download", "unknown/unknown", "application/x-unknown", "*/*")  # fmt: skip
_MARKED_UP = ("text/plain", "text/xml", "application/xml")
_ABOUT_THE_SITE = re.compile(
    r"/(?:robots|ads|app-ads|humans|llms|security|sellers)\.(?:txt|json)$|/\.well-known/|/favicon\.ico$",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"\.(?:m?js|css|json|map|svg|xml|vtt|wasm|m3u8|ts|woff2?)$", re.IGNORECASE)
_NEVER = ("image", "zip", "tar", "packed", "warc", "wacz", "mbox")
"""Kinds that a file of the user's may have, but no part of a web page: its pictures are not its text."""


def wanted_kind(url: str, media_type: str | None, begun: bytes) -> str | None:
    """The kind that an answer is read as; None for one that is no document."""
    if media_type not in _VAGUE and media_type not in _MARKED_UP:
        kind = kind_of("", media_type)
    else:
        kind = _kind_by_bytes(url, media_type, begun)
    return kind if kind in READERS and kind not in _NEVER else None


def is_about_the_site(url: str) -> bool:
    """Whether an address is that of robots.txt or its like."""
    return _ABOUT_THE_SITE.search(_path(url)) is not None


def _kind_by_bytes(url: str, media_type: str | None, begun: bytes) -> str | None:
    """The kind of an answer whose media type says little."""
    path = _path(url)
    if _ABOUT_THE_SITE.search(path):
        return None
    kind = kind_of_bytes(begun[:HEAD])
    if kind is not None or media_type in ("text/xml", "application/xml"):
        return kind
    if media_type != "text/plain":
        return kind_of(path)
    if _PROGRAM.search(path):
        return None
    return kind_of(path) if path.endswith((".csv", ".tsv")) else "text"


def sort_of(url: str, media_type: str | None) -> str:
    """What an answer that is not read is called in a row that counts its like."""
    if media_type in (None, "", "text/plain") and is_about_the_site(url):
        return "about the site (robots.txt and the like)"
    return f"of {media_type[:60]}" if media_type else "without a media type"


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
