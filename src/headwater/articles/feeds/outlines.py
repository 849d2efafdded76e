"""OPML lists of feeds."""

from __future__ import annotations

from headwater.articles.feeds.entries import Listing
from headwater.articles.feeds.wrappers import address
from headwater.articles.feeds.xml_rows import MARK_UP, rows_of


def read_outlines(data: bytes, base: str | None, most: int) -> Listing:
    """The feeds that an OPML file lists, however deep its folders."""
    feeds: dict[str, None] = {}
    faults: list[str] = []
    count = 0
    try:
        for row in rows_of(data, ("outline",)):
            url = address(row.get("xmlUrl") or row.get("xmlurl"), base)
            count += url is not None
            if url and count <= most:
                feeds.setdefault(url)
    except MARK_UP as error:
        faults.append(f"the list breaks off after {count:,} feeds ({' '.join(str(error).split())[:100]})")
    if count > most:
        faults.append(f"the list has {count:,} feeds; the first {most:,} are read")
    return Listing("an OPML list of feeds", feeds=tuple(feeds), faults=tuple(faults))
