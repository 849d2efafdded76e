"""The bytes of a feed, sitemap or list of feeds to a listing: which of them it is, told by its root."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from typing import Literal

from headwater.articles.encodings import Decoded, decode
from headwater.articles.feeds.entries import Entry, Listing
from headwater.articles.feeds.json_feed import read_json_feed
from headwater.articles.feeds.syndicated import read_syndicated

__all__ = ["Entry", "Form", "Listing", "form_of", "listing_of"]

Form = Literal["json", "syndicated", "sitemap", "index", "outlines", "html", "other"]

_BEFORE_ROOT = re.compile(
    r"\s*(?:<\?[^>]{0,2000}\?>|<!--(?:(?!-->).){0,5000}-->|<!DOCTYPE[^\[>]{0,2000}(?:\[[^\]]{0,200000}\]\s*)?>)",
    re.IGNORECASE | re.DOTALL,
)
_ROOT = re.compile(r"\s*<(?P<name>[A-Za-z_][\w.:-]{0,60})")
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']", re.IGNORECASE)
_XML_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_ALTERNATE = re.compile(
    r"<link\b[^>]{0,1000}application/(?:rss|atom|feed)\+(?:xml|json)[^>]{0,1000}>", re.IGNORECASE
)
_HREF = re.compile(r"href\s*=\s*[\"']([^\"'\s]{4,1000})[\"']", re.IGNORECASE)
_ROOTS: dict[str, Form] = {
    "rss": "syndicated", "feed": "syndicated", "rdf": "syndicated", "channel": "syndicated",
    "urlset": "sitemap", "sitemapindex": "index", "opml": "outlines",
    "html": "html", "head": "html", "body": "html", "script": "html", "div": "html",
}  # fmt: skip
_CHUNK = 1 << 16
MOST_PACKED = 60_000_000
"""Bytes of a sitemap; the protocol allows 50 MB."""


def listing_of(
    data: bytes, *, base: str | None = None, charset: str | None = None, most: int = 10_000
) -> Listing:
    """What is listed in ``data``: entries, or other feeds; nothing is fetched.

    ``base`` is the address that the bytes came from; ``most`` entries are read. Bytes packed by gzip, as
    sitemaps are, are unpacked up to a limit. Raises nothing: ``unreadable`` says why nothing was read.
    """
    fault = ""
    if data.startswith(b"\x1f\x8b"):
        data, fault = _unpacked(data)
        if fault and not data:
            return Listing("feed", unreadable=fault)
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        return Listing("feed", unreadable="the file is empty")
    declared = _DECLARED.search(data[:400])
    decoded = decode(data, charset or (declared[1].decode("ascii") if declared else None))
    if decoded is None:
        return Listing("feed", unreadable="the file holds binary data, no feed")
    try:
        listing = _read(decoded, base, most)
        return replace(listing, faults=(fault, *listing.faults)) if fault else listing
    except RecursionError:
        return Listing("feed", unreadable="the feed nests its elements too deep to be read")


def _read(decoded: Decoded, base: str | None, most: int) -> Listing:
    form, root = form_of(decoded.text)
    if form == "json":
        return _noted(read_json_feed(decoded.text, base, most), decoded)
    if form == "syndicated":
        return _noted(read_syndicated(decoded.text, base, most), decoded)
    if form in ("sitemap", "index", "outlines"):
        from headwater.articles.feeds.outlines import read_outlines
        from headwater.articles.feeds.sitemaps import read_sitemap, read_sitemap_index

        reader = {"sitemap": read_sitemap, "index": read_sitemap_index, "outlines": read_outlines}[form]
        plain = _XML_DECLARED.sub("", decoded.text, count=1)
        return _noted(reader(plain.encode("utf-8", "replace"), base, most), decoded)
    if form == "html":
        return Listing("feed", unreadable=_is_page(decoded.text))
    what = f"XML whose root is <{root}>" if root else "neither XML nor JSON"
    return Listing("feed", unreadable=f"the file is {what}; RSS, Atom, JSON Feed, sitemaps and OPML are read")


def form_of(text: str) -> tuple[Form, str]:
    """Which form a text has, by its first sign or its root element, and that element's name."""
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return "json", ""
    at = 0
    while before := _BEFORE_ROOT.match(text, at):
        at = before.end()
        if "html" in before.group()[:60].lower() and "doctype" in before.group()[:40].lower():
            return "html", "html"
    found = _ROOT.match(text, at)
    if found is None:
        return "other", ""
    name = found["name"]
    return _ROOTS.get(name.rpartition(":")[2].lower(), "other"), name


def _is_page(text: str) -> str:
    said = "the file is an HTML page, no feed"
    link = _ALTERNATE.search(text, 0, 200_000)
    href = _HREF.search(link.group()) if link else None
    return (
        f"{said}; it names its feed: {href[1]}"
        if href
        else f"{said}; save it as .html to read it as an article"
    )


def _noted(listing: Listing, decoded: Decoded) -> Listing:
    if decoded.note is None or listing.unreadable:
        return listing
    return replace(listing, faults=(*listing.faults, f"the feed's letters were guessed: {decoded.note}"))


def _unpacked(data: bytes) -> tuple[bytes, str]:
    """The bytes that gzip holds, and what is wrong with them; none where they are more than a sitemap may have."""
    machine = zlib.decompressobj(16 + zlib.MAX_WBITS)
    found = bytearray()
    try:
        waiting = data
        while waiting and not machine.eof:
            found += machine.decompress(waiting, _CHUNK)
            waiting = machine.unconsumed_tail
            if len(found) > MOST_PACKED:
                return (
                    b"",
                    f"the file unpacks to more than {MOST_PACKED:,} bytes, more than a sitemap may have",
                )
    except zlib.error as error:
        return bytes(found), f"the file is packed by gzip, and damaged: {error}"
    return bytes(found), "" if machine.eof else "the file is packed by gzip, and breaks off"
