"""The feed reader under arbitrary bytes: RSS, Atom, JSON Feed, sitemaps, lists of feeds."""

from __future__ import annotations

import json

from tests.articles.feeds.making import LONG, atom, item, news_row, rss, sitemap
from tests.fuzz.reading import read_as


def fuzz(data: bytes) -> None:
    """Read the bytes as a feed."""
    read_as("feed", data)


def seeds() -> list[bytes]:
    """One small feed of each form."""
    entry = (
        "<entry xml:base='https://tarn.example/'><id>urn:1</id><title type='html'>Ferry &lt;b&gt;</title><link href='1'/>"
        f"<updated>2034-03-03T07:15:00Z</updated><content type='html'><![CDATA[{LONG}]]></content></entry>"
    )
    rows = {
        "id": "1",
        "url": "/1",
        "title": "Ferry",
        "content_html": LONG,
        "authors": [{"name": "Ada Brook"}],
    }
    extra = "<source url='https://harl.example/'>Harl Today</source><media:credit>Cid Moor</media:credit>"
    return [
        rss(item(extra=extra), item(2, body="")).encode(),
        atom(entry).encode(),
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [rows]}).encode(),
        sitemap(news_row()).encode(),
        b"<opml><body><outline xmlUrl='https://tarn.example/feed'/></body></opml>",
        rss(item()).replace("UTF-8", "windows-1251").encode("windows-1251", "replace"),
    ]
