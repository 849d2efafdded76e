"""What a reply is, by its header and its first bytes, and whether it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import Message

from headwater.records.errors import FetchRefused

_VAGUE = ("", "application/octet-stream", "binary/octet-stream", "application/x-download", "unknown/unknown")
_PAGE_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<!--")


def media_of(content_type: str | None) -> tuple[str, str | None]:
    """(media type in lower case, charset) of a Content-Type header; ("", None) without one."""
    message = Message()
    message["Content-Type"] = content_type or ""
    bare = (content_type or "").partition(";")[0].strip().lower()
    charset = message.get_param("charset")
    named = charset.strip(" '\"") if isinstance(charset, str) else ""
    sound = named.isascii() and named.isprintable() and 0 < len(named) <= 40
    return bare, named.lower() if sound else None


def is_vague(media_type: str) -> bool:
    """Whether a media type says nothing, so that the first bytes must tell."""
    return media_type in _VAGUE or "/" not in media_type


def media_by_bytes(start: bytes) -> str | None:
    """The media type that the first bytes show, or None."""
    bare = start[:1_024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start[:1_024].find(b"%PDF-") >= 0:
        return "application/pdf"
    if bare.startswith(_PAGE_SIGNS):
        return "text/html"
    if bare.startswith((b"<?xml", b"<rss", b"<feed")):
        return "application/xhtml+xml" if b"<html" in bare else "application/xml"
    return None


def require_taken(media_type: str | None, where: str, taken: Sequence[str]) -> None:
    """Raises FetchRefused for a media type that is not read."""
    if media_type not in taken:
        what = f"of the type {media_type[:60]}" if media_type else "of no type that could be told"
        raise FetchRefused(where, f"the reply is {what}; pages, PDFs, texts and feeds are taken")
