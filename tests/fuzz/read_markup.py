"""Pages, feeds and lists of rows put together from their own parts: each byte names the next piece.

Bent bytes seldom make an attribute or a field that a reader knows; here they all are, in every wrong order,
with values of every wrong type. The first byte chooses the form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.fuzz.reading import read_as, take_apart

WORDS = (
    "The road to Ostrel is open again, two drivers said on Tuesday. ", "Read also: ", "By Ada Brook ", "Tarn, le 2 avril 2034 ",
    "Source: La Vigie ", "— Vigie (@vigie) April 2, 2034 ", "2034-04-02T08:00:00+02:00", "https://vigie.example/a?b=c#d", "قال مصدر محلي ",
    "08:30 ", "subscribe to read ", "&#27;&#xd800;", "&amp;&lt;&nbsp;", "\u202e\u00ad\ufeff", "\n", " ", "x", "😀", "//", "© 2034 AFP", "[", "https://[::1", "\u2028",
)  # fmt: skip
_NAMES = (
    "html", "head", "body", "title", "article", "main", "section", "div", "p", "span", "h1", "h2", "ul", "li", "a", "b", "time", "figure", "figcaption",
    "blockquote", "table", "tr", "td", "nav", "aside", "footer", "iframe", "embed", "amp-twitter", "abbr", "address", "meta", "link", "base", "img", "br",
    "noscript", "template", "script", "style", "q", "pre", "dl", "dd", "form", "frameset", "svg", "select", "textarea",
)  # fmt: skip
_ATTRIBUTES = (
    "class", "id", "itemprop", "itemscope", "itemtype", "property", "name", "content", "rel", "href", "datetime", "src", "typeof", "lang", "dir", "cite",
    "data-post", "data-telegram-post", "title", "itemid", "http-equiv", "hreflang", "hidden", "colspan", "rowspan", "data-headwater-apart", "charset", "vocab", "alt",
)  # fmt: skip
_VALUES = (
    "twitter-tweet", "liveblog post", "byline author", "date published", "wp-caption-text", "related-articles", "article-body", "headline", "hentry entry-content h-entry",
    "p-author h-card", "dt-published", "e-content", "author", "name", "datePublished", "headline articleBody", "publisher", "NewsArticle", "http://schema.org/NewsArticle",
    "http://schema.org/Person", "og:title", "og:url", "og:site_name", "article:published_time", "article:author", "canonical", "alternate", "amphtml", "fr", "refresh",
    "0;url=/b", "https://vigie.example/1", "https://twitter.com/v/status/1", "https://www.youtube.com/embed/x", "//vigie.example/x", "javascript:x", "http://[", "2034-04-02",
    "2034-13-45T99:99", "1 day ago", "", "0", "-1", "99999999999", "https://web.archive.org/web/20340402080000/https://vigie.example/a", "vigie/12", "sharing menu", "paywall",
    "https://archive.today/2034.04.02-080000/https://vigie.example/a", "CONTENT", "isBasedOn", "commentList", "shell", "liveBlogUpdate", "http-equiv", "x\udfffy",
)  # fmt: skip
_FIELDS = (
    "@type", "@id", "@graph", "@context", "headline", "name", "author", "publisher", "datePublished", "dateModified", "articleBody", "url", "mainEntityOfPage", "isBasedOn",
    "translationOfWork", "inLanguage", "hasPart", "cssSelector", "isAccessibleForFree", "wordCount", "liveBlogUpdate", "@value", "mainEntity", "sourceOrganization", "creditText",
    "version", "title", "items", "id", "content_html", "content_text", "authors", "date_published", "external_url", "summary", "language", "home_page_url", "feed_url",
    "text", "date", "lang", "seendate", "articles", "sameAs", "alternativeHeadline", "description", "image", "copyrightHolder", "citation",
)  # fmt: skip
_TYPES = ("NewsArticle", "LiveBlogPosting", "BlogPosting", "WebSite", "Organization", "Person", "https://jsonfeed.org/version/1.1", "#1", "La Vigie", "fr", "2034-04-02")  # fmt: skip
_ODD: tuple[Any, ...] = (None, True, False, 0, -1, 10**30, 1.5, float("inf"), "", [], {}, "\ud800", "\x00")
_RSS = (
    "<item>", "</item>", "<entry>", "</entry>", "<title>", "</title>", "<link>", "</link>", "<link href='/b'/>", "<guid isPermaLink='false'>", "</guid>", "<description>",
    "</description>", "<content:encoded><![CDATA[", "]]></content:encoded>", "<pubDate>", "</pubDate>", "<updated>", "</updated>", "<published>", "</published>", "<author>",
    "</author>", "<name>", "</name>", "<source url='https://harl.example/'>", "</source>", "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>", "</div></content>",
    "<content type='html'>", "</content>", "<media:credit>", "</media:credit>", "<dc:creator>", "</dc:creator>", "xml:base='//['", "<summary>", "</summary>", "<language>",
    "</language>", "<id>", "</id>", "Sun, 02 Apr 2034 08:30:00 GMT", "<p>", "</p>", "<url>", "</url>", "<loc>", "</loc>", "<news:news>", "</news:news>", "<news:title>",
    "</news:title>", "<lastmod>", "</lastmod>", "<news:publication_date>", "</news:publication_date>", "<outline xmlUrl='https://tarn.example/feed'/>", "<!-- ", " -->",
)  # fmt: skip
_HEADS = (
    "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>",
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://tarn.example/'>",
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>",
    "<opml><body>",
)  # fmt: skip
_DEEPEST = 6


def fuzz(data: bytes) -> None:
    """Put together what the bytes name, and read it."""
    given = iter(data)
    form = next(given, 0) % 4
    if form == 0:
        take_apart(read_as("html", _page(given).encode("utf-8", "surrogatepass")))
    elif form == 1:
        take_apart(read_as("feed", _syndicated(given).encode()))
    elif form == 2:
        feed = {"version": "https://jsonfeed.org/version/1.1", "items": [_object(given, 1) for _ in range(2)]}
        read_as("feed", json.dumps(feed | _object(given, 1)).encode())
    else:
        rows = [{"title": "Road", "text": WORDS[0]} | _object(given, 1) for _ in range(2)]
        read_as("objects", json.dumps(rows).encode(), ".json")


def _page(given: Iterator[int]) -> str:
    pieces: list[str] = []
    for byte in given:
        value = next(given, 0)
        if byte < 120:
            name = _NAMES[byte % len(_NAMES)]
            told = [f' {_ATTRIBUTES[next(given, 0) % len(_ATTRIBUTES)]}="{_VALUES[next(given, 0) % len(_VALUES)]}"' for _ in range(value % 4)]  # fmt: skip
            pieces.append(f"<{name}{''.join(told)}>")
        elif byte < 150:
            pieces.append(f"</{_NAMES[byte % len(_NAMES)]}>")
        elif byte < 240:
            pieces.append(WORDS[byte % len(WORDS)] * (1 + value % 5))
        else:
            held = json.dumps(_object(given, 0))
            pieces.append(f'<script type="application/ld+json">{held}</script>')
    return "".join(pieces)


def _syndicated(given: Iterator[int]) -> str:
    pieces = [_HEADS[next(given, 0) % len(_HEADS)]]
    for byte in given:
        pieces.append(_RSS[byte % len(_RSS)] if byte < 180 else WORDS[byte % len(WORDS)])
    return "".join(pieces)


def _object(given: Iterator[int], depth: int) -> dict[str, Any]:
    made = {}
    for _ in range(next(given, 0) % 6):
        name = _FIELDS[next(given, 0) % len(_FIELDS)]
        made[name] = _value(given, depth + 1)
    return made


def _value(given: Iterator[int], depth: int) -> Any:
    byte = next(given, 0)
    if byte < 60 and depth < _DEEPEST:
        return _object(given, depth)
    if byte < 90 and depth < _DEEPEST:
        return [_value(given, depth + 1) for _ in range(byte % 4)]
    if byte < 150:
        return _TYPES[byte % len(_TYPES)]
    return WORDS[byte % len(WORDS)] if byte < 220 else _ODD[byte % len(_ODD)]


def seeds() -> list[bytes]:
    """Every piece once, in each form."""
    run = bytes(range(256))
    return [bytes([form]) + run[at:] + run[:at] for form in range(4) for at in (0, 97)]
