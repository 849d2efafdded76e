"""What of a feed becomes an article, and what is only told of."""

from __future__ import annotations

import json

from headwater.records.articles import Article, Credit, Part, Rejected
from tests.articles.feeds.making import LONG, atom, item, news_row, rss, sitemap


def reasons(tables) -> list[str]:
    return [row.reason for row in tables.of(Rejected)]


def test_an_entry_with_its_full_text_is_an_article(read_text) -> None:
    (article,) = read_text(rss(item(extra="<dc:creator>Ada Brook</dc:creator>")), "tarn.rss").of(Article)
    assert (article.title, article.url) == ("Ferry of Lower Tarn sails again", "https://tarn.example/news/1")
    assert (article.publisher, article.authors, article.media_type) == (
        "Tarn Courier",
        ["Ada Brook"],
        "feed_entry",
    )
    assert (article.published.value, article.published.how) == (
        "2034-03-03T07:15:00+02:00",
        "given by its feed's entry",
    )
    assert article.text.startswith("Ferry of Lower Tarn sails again\nThe ferry of Lower Tarn will sail again")
    assert article.text.rstrip().endswith("arrives from Ostrel in time.")
    assert article.path == "tarn.rss/entry 1"


def test_an_entry_with_a_summary_is_told_with_the_command_that_fetches_it(read_text) -> None:
    tables = read_text(rss(item(), item(2, body="")), "tarn.rss")
    assert len(tables.of(Article)) == 1
    assert reasons(tables) == [
        "“Ferry of Lower Tarn sails again”: it holds only a summary; to fetch the article: "
        "headwater add OUT https://tarn.example/news/2"
    ]


def test_a_text_that_breaks_off_is_no_full_text(read_text) -> None:
    cut = (
        LONG.removesuffix("</p>")
        + " […]</p><p>The post Ferry of Lower Tarn appeared first on Tarn Courier.</p>"
    )
    assert "its text breaks off" in reasons(read_text(rss(item(body=cut)), "tarn.rss"))[0]


def test_a_long_description_alone_is_a_full_text(read_text) -> None:
    assert len(read_text(rss(item(body="", summary=LONG * 2)), "a.xml").of(Article)) == 1


def test_the_real_publisher_is_the_source_not_the_aggregator(read_text) -> None:
    extra = '<source url="https://harl.example/">Harl Today</source>'
    feed = rss(
        item(extra=extra).replace("sails again<", "sails again - Harl Today<"), title="ferry - Google News"
    )
    (article,) = read_text(feed, "google.rss").of(Article)
    assert (article.publisher, article.title) == ("Harl Today", "Ferry of Lower Tarn sails again")


def test_an_aggregator_is_no_publisher(read_text) -> None:
    (article,) = read_text(rss(item(), title="Google Alert - ferry"), "alert.rss").of(Article)
    assert article.publisher is None


def test_an_agency_as_author_is_a_credit(read_text) -> None:
    extra = "<dc:creator>Ada Brook</dc:creator><dc:creator>AFP</dc:creator>"
    tables = read_text(rss(item(extra=extra)), "tarn.rss")
    assert tables.of(Article)[0].authors == ["Ada Brook"]
    assert [(row.kind, row.because) for row in tables.of(Credit) if row.kind == "agency"] == [
        ("agency", 'the feed\'s entry gives "AFP" as author, a news agency')
    ]


def test_who_made_a_picture_is_a_credit(read_text) -> None:
    extra = '<media:content url="https://tarn.example/x.jpg"><media:credit role="photographer">Cid Moor</media:credit></media:content>'
    tables = read_text(rss(item(extra=extra)), "tarn.rss")
    assert [row.name for row in tables.of(Credit) if row.kind == "photo"] == ["Cid Moor"]


def test_an_atom_entry_has_its_language_its_authors_and_both_dates(read_text) -> None:
    entry = (
        "<entry xml:lang='fr'><id>tag:tarn,2034:1</id><title>Le bac de Tarn</title><link href='/fr/1'/>"
        "<published>2034-03-03T07:15:00+02:00</published><updated>2034-03-03T09:00:00+02:00</updated>"
        "<author><name>Ada Brook</name></author><author><name>Ben Lind</name></author>"
        f"<content type='html'><![CDATA[{LONG}]]></content></entry>"
    )
    feed = atom(entry, attributes="xml:base='https://tarn.example/'")
    (article,) = read_text(feed, "tarn.atom").of(Article)
    assert (article.url, article.authors) == ("https://tarn.example/fr/1", ["Ada Brook", "Ben Lind"])
    assert (article.published.value, article.modified) == (
        "2034-03-03T07:15:00+02:00",
        "2034-03-03T09:00:00+02:00",
    )


def test_links_of_a_text_are_resolved_by_xml_base(read_text) -> None:
    entry = (
        "<entry xml:base='https://tarn.example/news/'><id>urn:1</id><title>Ferry of Lower Tarn</title>"
        "<link href='1'/><updated>2034-03-03T07:15:00Z</updated><content type='html' xml:base='2034/'>"
        f"<![CDATA[<p>As <a href='ramp'>told before</a>, the ramp was broken.</p>{LONG}]]></content></entry>"
    )
    (article,) = read_text(atom(entry), "tarn.atom").of(Article)
    assert [link.href for link in article.links] == ["https://tarn.example/news/2034/ramp"]


def test_a_json_feed_of_either_version(read_text) -> None:
    for version, author in (
        ("1", {"author": {"name": "Ada Brook"}}),
        ("1.1", {"authors": [{"name": "Ada Brook"}]}),
    ):
        feed = {
            "version": f"https://jsonfeed.org/version/{version}",
            "title": "Tarn Courier",
            "home_page_url": "https://tarn.example/",
            "items": [
                {"id": "1", "url": "/news/1", "title": "Ferry", "content_html": LONG, "language": "en",
                 "date_published": "2034-03-03T07:15:00+02:00"} | author,
                {"id": 2, "url": "https://tarn.example/2", "title": "Ramp", "summary": "A ramp."},
                "no item",
            ],
        }  # fmt: skip
        tables = read_text(json.dumps(feed), "feed.json")
        (article,) = tables.of(Article)
        assert (article.url, article.authors) == ("https://tarn.example/news/1", ["Ada Brook"])
        assert sorted(reasons(tables)) == [
            "item 3 is no object with fields",
            "“Ramp”: it holds only a summary; to fetch the article: headwater add OUT https://tarn.example/2",
        ]


def test_a_news_sitemap_is_told_page_by_page(read_text) -> None:
    assert reasons(read_text(sitemap(news_row()), "news.xml")) == [
        "“Ferry of Lower Tarn sails again”: a sitemap holds no texts; to fetch the article: "
        "headwater add OUT https://tarn.example/news/1"
    ]


def test_the_same_entry_has_the_same_id_in_every_reading_of_its_feed(read_text) -> None:
    first = {a.url: a.id for a in read_text(rss(item(1), item(2)), "tarn.rss").of(Article)}
    later = {a.url: a.id for a in read_text(rss(item(3), item(2)), "tarn.rss").of(Article)}
    url = "https://tarn.example/news/2"
    assert first[url] == later[url] and first["https://tarn.example/news/1"] != first[url]


def test_a_feed_that_is_too_large_is_not_read(read_text) -> None:
    tables = read_text(rss(item()), "tarn.rss", largest_text=1_000)
    assert reasons(tables)[0].endswith("more than the 1,000 that a feed may have")
    assert not tables.of(Article)


def test_an_entry_that_only_a_script_could_open_is_told_without_an_address(read_text) -> None:
    feed = rss(
        "<item><title>Ramp</title><link>javascript:alert(1)</link><description>A ramp.</description></item>"
    )
    assert "“Ramp”: it holds only a summary, and no address to fetch it from" in reasons(
        read_text(feed, "tarn.rss")
    )


def test_a_feed_that_lists_nothing_says_so(read_text) -> None:
    assert reasons(read_text(rss(), "tarn.rss")) == ["an RSS feed that lists nothing"]


def test_a_list_of_feeds_is_told_feed_by_feed(read_text) -> None:
    opml = "<opml><body><outline xmlUrl='https://tarn.example/feed'/></body></opml>"
    assert reasons(read_text(opml, "feeds.opml")) == [
        "a feed to follow, not an article: https://tarn.example/feed; put it in the file of headwater watch"
    ]


def test_the_line_that_a_program_puts_under_a_text_is_no_part_of_it(read_text) -> None:
    line = "The post Ferry of Lower Tarn appeared first on Tarn Courier."
    tables = read_text(rss(item(body=f"{LONG}<p>{line}</p>")), "tarn.rss")
    (article,) = tables.of(Article)
    last = tables.of(Part)[-1]
    assert (last.kind, article.text[last.start : last.end]) == ("boilerplate", line)


def test_a_date_of_an_entry_that_cannot_be_is_told_once(read_text) -> None:
    tables = read_text(rss(item()), "tarn.rss", latest_date="2030-01-01")
    assert [reason for reason in reasons(tables) if "2034-03-03" in reason] == [
        "the date 2034-03-03 given by its feed's entry lies after 2030-01-01, in the future; the article is read without it"
    ]
