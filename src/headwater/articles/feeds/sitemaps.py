"""Sitemaps with news in them, and indexes of sitemaps, to listings."""

from __future__ import annotations

from typing import Any

from headwater.articles.feeds.entries import Entry, Listing
from headwater.articles.feeds.stamps import iso_of
from headwater.articles.feeds.wrappers import address
from headwater.articles.feeds.xml_rows import MARK_UP, local, rows_of, words_in
from headwater.text.languages import code_of

_HOW = "given by its site's news sitemap"


def read_sitemap(data: bytes, base: str | None, most: int) -> Listing:
    """The pages that a sitemap lists, with what it says of news; a broken one up to where it breaks."""
    entries: dict[str, Entry] = {}
    faults: list[str] = []
    count = 0
    try:
        for row in rows_of(data, ("url",)):
            count += 1
            entry = _entry(row, base) if count <= most else None
            if entry is not None:
                entries.setdefault(entry.key, entry)
    except MARK_UP as error:
        faults.append(_broken("sitemap", count, error))
    if count > most:
        faults.append(f"the sitemap has {count:,} addresses; the first {most:,} are read")
    return Listing("a sitemap", entries=tuple(entries.values()), faults=tuple(faults), how=_HOW)


def read_sitemap_index(data: bytes, base: str | None, most: int) -> Listing:
    """The sitemaps that an index lists."""
    feeds: dict[str, None] = {}
    faults: list[str] = []
    count = 0
    try:
        for row in rows_of(data, ("sitemap",)):
            count += 1
            url = address(words_in(row, "loc"), base)
            if url and count <= most:
                feeds.setdefault(url)
    except MARK_UP as error:
        faults.append(_broken("index", count, error))
    if count > most:
        faults.append(f"the index has {count:,} sitemaps; the first {most:,} are read")
    return Listing("an index of sitemaps", feeds=tuple(feeds), faults=tuple(faults), how=_HOW)


def _broken(what: str, count: int, error: Exception) -> str:
    return f"the {what} breaks off after {count:,} rows ({' '.join(str(error).split())[:100]})"


def _entry(row: Any, base: str | None) -> Entry | None:
    news = next((one for one in row if local(one.tag) == "news"), None)
    loc = next((one for one in row if local(one.tag) == "loc"), None)
    url = address("".join(loc.itertext()), base) if loc is not None else None
    if url is None:
        return None
    last = next(("".join(one.itertext()) for one in row if local(one.tag) == "lastmod"), "")
    modified = iso_of(last)
    if news is None:
        return Entry(url, url, "", modified=modified, lacking="a sitemap holds no texts")
    published = iso_of(words_in(news, "publication_date"))
    return Entry(
        key=url,
        url=url,
        title=words_in(news, "title"),
        published=published,
        modified=modified if modified != published else None,
        publisher=words_in(news, "name") or None,
        lang=code_of(words_in(news, "language")),
        lacking="a sitemap holds no texts",
    )
