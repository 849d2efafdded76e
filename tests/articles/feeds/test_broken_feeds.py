"""Broken and hostile feeds: what is told of each, and what is read all the same."""

from __future__ import annotations

import gzip
import re

import pytest

from headwater.articles.feeds import listing_of
from headwater.articles.feeds.listings import MOST_PACKED
from tests.articles.feeds.making import LONG, NAMESPACES, atom, item, news_row, rss, sitemap
from tests.pace import within

BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
PAGE = "<!DOCTYPE html><html><head>{link}</head><body><p>Hello</p></body></html>"
LINK = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n ", "the file is empty"),
        (b"\x00\x01\x02" * 400, "the file holds binary data, no feed"),
        (b"hello", "the file is neither XML nor JSON; RSS, Atom, JSON Feed, sitemaps and OPML are read"),
        (
            b"<book><p>x</p></book>",
            "the file is XML whose root is <book>; RSS, Atom, JSON Feed, sitemaps and OPML are read",
        ),
        (PAGE.format(link="").encode(), "the file is an HTML page, no feed; save it as .html to read it as an article"),
        (PAGE.format(link=LINK).encode(), "the file is an HTML page, no feed; it names its feed: /feed.xml"),
        (b'{"a": 1', "the file is no JSON: Expecting ',' delimiter: line 1 column 8 (char 7)"),
        (
            b'{"a": 1}',
            "the file is JSON, but no JSON Feed (it has no version of jsonfeed.org); rows of articles are read from .jsonl",
        ),
        (
            b"[" * 100_000,
            "the file is no JSON Feed: it nests its lists too deep to be read",
        ),
        (b"<rss></rss>", "the file is XML, but no feed: it has neither a title nor entries"),
        (gzip.compress(b"<rss>")[:10], "the file is packed by gzip, and breaks off"),
        (
            gzip.compress(b"\0" * (MOST_PACKED + 10)),
            "the file unpacks to more than 60,000,000 bytes, more than a sitemap may have",
        ),
    ],
    ids=lambda value: value[:20] if isinstance(value, bytes) else None,
)  # fmt: skip
def test_what_is_no_feed_says_so(data: bytes, reason: str) -> None:
    listing = listing_of(data)
    assert (listing.entries, listing.unreadable[:110]) == ((), reason[:110])


@pytest.mark.parametrize(
    ("feed", "fault"),
    [
        (rss(item()).replace(NAMESPACES, ""), "the feed is broken (line 2:…: unbound prefix); what could be read of it is read"),
        (rss(item())[:-16], "the feed is broken (line 2:…: no element found); what could be read of it is read"),
        (rss(item(), item(2)).replace("<rss", f"{BOMB}<rss"), "the feed declares 10 entities of its own, which are not expanded; the rest is read"),
        (rss(item()).replace("sails again", "sails &nbsp; &eacute; again"), "the feed is broken (line 2:…: undefined entity); what could be read of it is read"),
    ],
)  # fmt: skip
def test_a_broken_feed_is_read_as_far_as_it_goes(feed: str, fault: str) -> None:
    listing = listing_of(feed.encode())
    assert listing.entries[0].url == "https://tarn.example/news/1"
    assert listing.entries[0].html == LONG
    assert any(re.sub(r"(?<=line \d:)\d+", "…", one) == fault for one in listing.faults), listing.faults


def test_the_entities_of_a_bomb_are_never_expanded() -> None:
    feed = rss(item()).replace("<rss", f"{BOMB}<rss").replace("sails again", "sails &j; again")
    listing = listing_of(feed.encode())
    assert len(listing.entries[0].title) < 100


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r"])
def test_a_declared_encoding_is_believed_where_the_bytes_allow_it(encoding: str) -> None:
    feed = rss(item(body="<p>" + "Паром снова ходит. " * 20 + "</p>")).replace("UTF-8", encoding)
    assert "Паром" in listing_of(feed.encode(encoding)).entries[0].html


def test_a_wrongly_declared_encoding_is_told() -> None:
    feed = rss(item(body="<p>" + "Паром снова ходит через реку Тарн. " * 20 + "</p>"))
    listing = listing_of(feed.encode("windows-1251"))
    assert "Паром" in listing.entries[0].html
    assert listing.faults == (
        "the feed's letters were guessed: encoding not stated; read as cp1251 by its letters",
    )


@pytest.mark.parametrize("count", [100_000])
def test_of_very_many_entries_the_first_are_read_and_the_rest_is_told(count: int) -> None:
    small = "<item><title>T</title><link>https://tarn.example/{}</link></item>"
    feed = rss(*(small.format(number) for number in range(count)))
    with within(5):
        listing = listing_of(feed.encode(), most=200)
    assert len(listing.entries) == 200
    assert listing.faults == ("the feed has 100,000 entries; the first 200 are read",)
    pages = sitemap(*(f"<url><loc>https://tarn.example/{number}</loc></url>" for number in range(2_000)))
    assert listing_of(pages.encode(), most=200).faults == (
        "the sitemap has 2,000 addresses; the first 200 are read",
    )


def test_a_sitemap_that_breaks_off_is_read_so_far() -> None:
    listing = listing_of((sitemap(news_row(1), news_row(2))[:-30]).encode())
    assert [entry.url for entry in listing.entries] == ["https://tarn.example/news/1"] or len(
        listing.entries
    ) == 2
    assert listing.faults[0].startswith("the sitemap breaks off after ")


def test_entities_of_a_sitemap_are_not_expanded_and_no_file_is_opened(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("https://tarn.example/secret")
    declared = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file://{secret}">]>'
    row = "<url><loc>&x;</loc></url>"
    listing = listing_of(sitemap(row, news_row()).replace("<urlset", f"{declared}<urlset").encode())
    assert all("secret" not in (entry.url or "") for entry in listing.entries)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://tarn.example/x", "/news/1", "http://", "x" * 9_000]
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_none(url: str) -> None:
    feed = "<rss version='2.0'><channel><title>T</title><item><title>Ferry</title><link>" + url
    assert listing_of((feed + "</link></item></channel></rss>").encode()).entries[0].url is None


def test_a_feed_given_as_bytes_is_never_taken_for_a_file_name(tmp_path) -> None:
    path = tmp_path / "feed.rss"
    path.write_text(rss(item()))
    assert listing_of(str(path).encode()).entries == ()


@pytest.mark.parametrize(
    ("given", "leads_to"),
    [
        ("https://www.google.com/url?rct=j&amp;url=https://tarn.example/1&amp;ct=ga", "https://tarn.example/1"),
        ("http://www.bing.com/news/apiclick.aspx?url=https%3a%2f%2ftarn.example%2f2&amp;c=1", "https://tarn.example/2"),
        (
            "https://news.google.com/rss/articles/CBMiHmh0dHBzOi8vdGFybi5leGFtcGxlL25ld3MvMTIzNNIBAA?oc=5",
            "https://tarn.example/news/1234",
        ),
        ("https://news.google.com/rss/articles/CBMiQUFfeXFMTmFiY2RlZmdoaWprbG1ub3A", None),
    ],
)  # fmt: skip
def test_an_address_that_only_leads_to_another_is_followed_in_its_own_words(
    given: str, leads_to: str | None
) -> None:
    feed = rss(item().replace("https://tarn.example/news/1", given))
    url = listing_of(feed.encode()).entries[0].url
    assert url == (leads_to or given)


def test_feedburner_gives_the_original_address() -> None:
    extra = "<feedburner:origLink>https://tarn.example/real</feedburner:origLink>"
    assert listing_of(rss(item(extra=extra)).encode()).entries[0].url == "https://tarn.example/real"


def test_a_list_of_feeds_and_an_index_of_sitemaps_list_feeds() -> None:
    opml = "<opml version='2.0'><body><outline text='a'><outline xmlUrl='https://tarn.example/feed'/></outline></body></opml>"
    index = "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>https://tarn.example/s.xml</loc></sitemap></sitemapindex>"
    assert listing_of(opml.encode()).feeds == ("https://tarn.example/feed",)
    assert listing_of(index.encode()).feeds == ("https://tarn.example/s.xml",)
    assert listing_of(gzip.compress(index.encode())).feeds == ("https://tarn.example/s.xml",)


def test_old_forms_of_rss_are_read() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://tarn.example/"><title>Tarn Courier</title>'
        '</channel><item rdf:about="https://tarn.example/1"><title>Ferry</title><link>https://tarn.example/1</link>'
        "<dc:date>2034-03-03T07:15:00+02:00</dc:date></item></rdf:RDF>"
    )
    (entry,) = listing_of(rdf.encode()).entries
    assert (entry.published, entry.modified) == ("2034-03-03T07:15:00+02:00", None)
    old = (
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://tarn.example/rss-0.91.dtd"><rss version="0.91">'
        "<channel><title>Tarn Courier</title><item><title>Ferry</title><link>https://tarn.example/1</link></item></channel></rss>"
    )
    listing = listing_of(old.encode())
    assert (len(listing.entries), listing.faults) == (1, ())


def test_an_atom_feed_by_prefix_is_read() -> None:
    feed = "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>T</a:title><a:entry><a:title>Ferry</a:title><a:link href='https://tarn.example/1'/></a:entry></a:feed>"
    assert listing_of(feed.encode()).entries[0].url == "https://tarn.example/1"
    assert listing_of(atom().encode()).entries == ()


def test_reading_takes_linear_time_in_hostile_text() -> None:
    for piece in ("<script", "<!--", "<p<p", "&lt;p", "[…", "<a href='", "<item>", "]]>"):
        body = piece * (60_000 // len(piece))
        with within(8, piece):
            listing_of(rss(item(body=body.replace("]]>", "] ]>"))).encode())
            listing_of(rss(piece * 6_000).encode())
