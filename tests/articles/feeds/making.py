"""Feeds of invented outlets, made by code."""

from __future__ import annotations

import html

LONG = (
    "<p>The ferry of Lower Tarn will sail again from Monday, the harbour board said on Thursday after a week of "
    "repairs to its ramp.</p><p>Two welders from Harl worked through three nights, according to the board's "
    "clerk, Ada Brook, who showed reporters the new plates.</p><p>Fishermen had complained that the market lost "
    "half of its buyers while the ferry lay still. “We sold to the gulls,” said one of them, who gave no "
    "name.</p><p>The board expects eight crossings a day until the autumn, and twelve at the time of the fair, "
    "if the weather holds and the second engine arrives from Ostrel in time.</p>"
)
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def item(
    number: int = 1, *, body: str = LONG, summary: str = "The ferry sails again.", extra: str = ""
) -> str:
    """One RSS item; ``body`` empty leaves its content out."""
    content = f"<content:encoded><![CDATA[{body}]]></content:encoded>" if body else ""
    return (
        f"<item><title>Ferry of Lower Tarn sails again</title><link>https://tarn.example/news/{number}</link>"
        f"<guid isPermaLink='false'>tarn-{number}</guid><pubDate>Fri, 03 Mar 2034 07:15:00 +0200</pubDate>"
        f"<description>{html.escape(summary)}</description>{content}{extra}</item>"
    )


def rss(*items: str, title: str = "Tarn Courier", head: str = "<language>en-gb</language>") -> str:
    """An RSS 2.0 feed."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {NAMESPACES}><channel><title>{title}</title>'
        f"<link>https://tarn.example/</link>{head}{''.join(items)}</channel></rss>"
    )


def atom(*entries: str, head: str = "", attributes: str = "") -> str:
    """An Atom feed."""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Tarn Courier</title>'
        f"<id>urn:tarn</id><updated>2034-03-04T10:00:00Z</updated>{head}{''.join(entries)}</feed>"
    )


def sitemap(*rows: str) -> str:
    """A news sitemap."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{"".join(rows)}</urlset>'
    )


def news_row(number: int = 1) -> str:
    """One page of a news sitemap."""
    return (
        f"<url><loc>https://tarn.example/news/{number}</loc><lastmod>2034-03-03T09:00:00+02:00</lastmod>"
        "<news:news><news:publication><news:name>Tarn Courier</news:name><news:language>en</news:language>"
        "</news:publication><news:publication_date>2034-03-03T07:15:00+02:00</news:publication_date>"
        "<news:title>Ferry of Lower Tarn sails again</news:title></news:news></url>"
    )
