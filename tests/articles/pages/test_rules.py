"""One rule of the page reader each: addresses, captures, entries, teasers, walls, posts, tables, links."""

from __future__ import annotations

import json

import pytest

from headwater.records.articles import Article, ArticleFinding, Credit, Part, Rejected
from headwater.records.tables import Tables

PARAGRAPHS = (
    "The council of Mirn met in the evening, asked for calm, and promised to send food and fuel within the week.",
    "Residents spoke of fires in the northern districts, and of long columns of lorries on the road to the coast.",
    "A spokesman said that the withdrawal had been agreed in spring and that no equipment was left in the town.",
)
BODY = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)


def page(head: str = "", body: str = BODY, title: str = "Council of Mirn meets", html: str = "") -> str:
    return f'<!doctype html><html lang="en"{html}><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>'


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": "Council of Mirn meets", **fields})}</script>'


def only(tables: Tables) -> Article:
    (article,) = tables.of(Article)
    return article


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Thu, 15 Jul 2021 18:20:00 +0200", "2021-07-15T18:20:00+02:00"),
        ("2021/07/15", "2021-07-15"),
        ("20210715T1820Z", "2021-07-15T18:20+00:00"),
        ("1626373200", "2021-07-15T18:20:00+00:00"),
        ("1626373200000", "2021-07-15T18:20:00+00:00"),
        ("15/07/2021 18:20", "2021-07-15"),
    ],
)
def test_stamps_of_every_form_are_iso_dates(read_text, written: str, read: str) -> None:
    found = only(read_text(page(f'<meta name="pubdate" content="{written}">'), "a.html")).published.value
    assert found == read


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Published 9 March 2021, 14:30 | Updated 10 March 2021, 09:15", "2021-03-09T14:30", "2021-03-10T09:15"),
        ("Publié le 9 mars 2021 à 14h30, modifié le 10 mars 2021 à 9h15", "2021-03-09T14:30", "2021-03-10T09:15"),
        ("9 Mart 2021 - 14:30 Güncelleme: 10 Mart 2021 - 09:15", "2021-03-09T14:30", "2021-03-10T09:15"),
        ("9 марта 2021, 14:30. Обновлено: 10 марта 2021, 09:15", "2021-03-09T14:30", "2021-03-10T09:15"),
        ("الثلاثاء 9 آذار 2021 - 02:30 م | آخر تحديث: 10 آذار 2021 - 09:15 ص", "2021-03-09T14:30", "2021-03-10T09:15"),
    ],
)  # fmt: skip
def test_printed_dates_keep_their_clock_and_the_last_change_stands_apart(
    read_text, line: str, published: str, modified: str
) -> None:
    article = only(read_text(page(body=f'<div class="date">{line}</div>{BODY}'), "a.html"))
    assert (article.published.value, article.modified) == (published, modified)
    assert "printed on the page" in article.published.how


def test_a_time_in_a_list_of_other_texts_is_not_the_articles(read_text) -> None:
    related = '<div class="related"><time datetime="2019-01-02T03:04:05Z">x</time><a href="/x">Another text</a></div>'
    assert only(read_text(page(body=BODY + related), "a.html")).published.value is None


def test_a_canonical_address_of_another_site_is_the_originals(read_text) -> None:
    head = '<meta property="og:url" content="https://mirror.example/1"><link rel="canonical" href="https://herald.example/2021/x">'
    tables = read_text(page(head), "a.html")
    assert only(tables).url == "https://mirror.example/1"
    assert [(row.kind, row.href) for row in tables.of(Credit)] == [
        ("original", "https://herald.example/2021/x")
    ]


def test_an_amp_page_has_the_address_that_it_calls_canonical(read_text) -> None:
    head = '<meta property="og:url" content="https://cdn.ampproject.org/c/s/herald.example/x"><link rel="canonical" href="https://herald.example/x">'
    tables = read_text(page(head, html=" amp"), "a.html")
    assert only(tables).url == "https://herald.example/x"
    assert tables.of(Credit) == []


@pytest.mark.parametrize(
    ("base", "href", "kept"),
    [
        ("", "javascript:alert(1)", None),
        ("", "java\tscript:alert(1)", None),
        ("", "data:text/html,x", None),
        ("", "vbscript:x", None),
        ("", "mailto:a@b.example", None),
        ("", "#top", None),
        ("", "/a", "https://herald.example/a"),
        ("", "//other.example/a", "https://other.example/a"),
        ('<base href="https://cdn.example/d/">', "a", "https://cdn.example/d/a"),
        ('<base href="javascript:alert(1)//">', "a", "https://herald.example/a"),
        ('<base href="data:text/html,">', "/a", "https://herald.example/a"),
    ],
)
def test_links_lead_to_pages_only(read_text, base: str, href: str, kept: str | None) -> None:
    body = BODY.replace("in the evening", f'<a href="{href}">in the evening</a>')
    head = f'{base}<link rel="canonical" href="https://herald.example/x">'
    links = only(read_text(page(head, body), "a.html")).links
    assert [link.href for link in links] == ([kept] if kept else [])


@pytest.mark.parametrize(
    ("markup", "href"),
    [
        ('<iframe src="https://www.youtube.com/embed/Zx81abcdQ?rel=0"></iframe>', "https://www.youtube.com/watch?v=Zx81abcdQ"),
        ('<iframe src="//t.me/mirn/412?embed=1"></iframe>', "https://t.me/mirn/412"),
        ('<iframe src="https://social.example/@mill/1058/embed"></iframe>', "https://social.example/@mill/1058"),
        ('<iframe src="https://vk.com/video_ext.php?oid=-1&id=2"></iframe>', "https://vk.com/video-1_2"),
        ('<iframe src="https://platform.twitter.com/embed/Tweet.html?id=1369"></iframe>', "https://twitter.com/i/status/1369"),
        ('<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fm%2Fposts%2F1"></iframe>', "https://www.facebook.com/m/posts/1"),
        ('<amp-instagram data-shortcode="CMabc" width="1" height="1"></amp-instagram>', "https://www.instagram.com/p/CMabc/"),
        ('<div class="fb-post" data-href="https://www.facebook.com/m/posts/1"></div>', "https://www.facebook.com/m/posts/1"),
        ('<blockquote data-telegram-post="mirn/412" class="telegram-post">Calm</blockquote>', "https://t.me/mirn/412"),
    ],
)  # fmt: skip
def test_an_embedded_post_is_a_part_with_its_public_address(read_text, markup: str, href: str) -> None:
    first, rest = BODY.split("</p>", 1)
    tables = read_text(page(body=f"{first}</p>{markup}{rest}"), "a.html")
    assert [part.kind for part in tables.of(Part)] == ["body", "embed", "body"]
    assert [link.href for link in only(tables).links] == [href]
    assert not tables.of(Credit)


def test_a_frame_of_anything_else_leaves_nothing(read_text) -> None:
    first, rest = BODY.split("</p>", 1)
    frame = '<iframe src="https://ads.example/1">Buy this</iframe>'
    assert "Buy" not in only(read_text(page(body=f"{first}</p>{frame}{rest}"), "a.html")).text


def test_rows_of_a_table_are_lines_with_their_cells_apart(read_text) -> None:
    table = "<table><tr><th>Month</th><th>Hits</th></tr><tr><td>October</td><td>7</td></tr></table>"
    first, rest = BODY.split("</p>", 1)
    assert (
        "\nMonth | Hits\nOctober | 7\n"
        in only(read_text(page(body=f"{first}</p>{table}{rest}"), "a.html")).text
    )


@pytest.mark.parametrize(
    "line", ["Read also: ", "À lire aussi : ", "اقرأ أيضا: ", "İlginizi çekebilir: ", "Читайте также: "]
)
def test_a_line_that_points_to_another_text_is_boilerplate_and_the_text_goes_on(read_text, line: str) -> None:
    first, rest = BODY.split("</p>", 1)
    body = f'{first}</p><p><b>{line}<a href="/x">Another text of this site</a></b></p>{rest}'
    assert [part.kind for part in read_text(page(body=body), "a.html").of(Part)] == [
        "body",
        "boilerplate",
        "body",
    ]


def test_a_caption_of_another_year_is_told(read_text) -> None:
    figure = "<figure><img src=x><figcaption>The bridge on 3 June 2014</figcaption></figure>"
    head = '<meta property="article:published_time" content="2021-03-09">'
    assert "caption_elsewhere" in [
        one.kind for one in read_text(page(head, figure + BODY), "a.html").of(ArticleFinding)
    ]


@pytest.mark.parametrize(
    ("fields", "more", "told"),
    [
        ({"isAccessibleForFree": False}, "", True),
        ({"isAccessibleForFree": "False"}, "<p>Subscribe to continue reading</p>", True),
        ({"isAccessibleForFree": "True"}, "", False),
        ({"isAccessibleForFree": False, "hasPart": {"cssSelector": ".rest"}}, f'<div class="rest">{BODY * 2}</div>', False),
        ({}, "<div class='regwall'>Already a subscriber? Sign in</div>", True),
    ],
)  # fmt: skip
def test_a_text_cut_for_subscribers_is_told(
    read_text, fields: dict[str, object], more: str, told: bool
) -> None:
    kinds = [one.kind for one in read_text(page(ld(**fields), BODY + more), "a.html").of(ArticleFinding)]
    assert ("teaser_only" in kinds) is told


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<html><title>404</title><body><h1>Page not found</h1><p>The page that you look for is gone.</p></body></html>", 'the page is an error page, not an article: it says "404"'),
        ("<html><title>Erreur</title><body><h1>Page introuvable</h1><p>Cette page n'existe pas.</p></body></html>", "the page is an error page"),
        ("<html><title>Just a moment...</title><body><p>Checking your browser before you go on to the site.</p></body></html>", 'the page asks its reader to prove to be human: it says "Just a moment"'),
        ("<html><title>Herald</title><body><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div></body></html>", 'the page is empty until a script fills it, and scripts are not run: it says "enable JavaScript"'),
        ('<html><head><meta http-equiv="refresh" content="0; url=https://other.example/x"><title>Moved</title></head><body>Moved</body></html>', "the page only sends its reader on to https://other.example/x, which is not followed"),
        ("<html><title>Cookies</title><body><p>We and our partners use cookies. You may accept all or change your privacy settings at any time.</p></body></html>", 'the page is a consent wall, not an article: "We and our partners use cookies. You may accept all or chang"'),
        ("<html><title>Herald</title><body><div></div></body></html>", "holds no article text"),
    ],
)  # fmt: skip
def test_a_page_that_holds_no_article_is_rejected_with_the_reason(
    read_text, content: str, reason: str
) -> None:
    tables = read_text(content, "a.html")
    assert not tables.of(Article)
    (row,) = tables.of(Rejected)
    assert reason in row.reason


def test_a_page_over_which_its_reader_falls_is_rejected_and_the_rest_is_read(
    read_text, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr("headwater.articles.page.reader.choose", fall)
    (row,) = read_text(page(), "a.html").of(Rejected)
    assert row.reason == "the page cannot be read: ValueError in its reader"


def test_an_article_about_cookies_and_errors_is_an_article(read_text) -> None:
    body = BODY * 4 + "<p>The site's cookies, its consent form and its 404 page were examined as well.</p>"
    assert only(read_text(page(body=body), "a.html")).title == "Council of Mirn meets"


def test_text_that_only_metadata_hold_is_read_from_there(read_text) -> None:
    tables = read_text(page(ld(articleBody="\n".join(PARAGRAPHS * 3)), "<div id=root></div>"), "a.html")
    article = only(tables)
    assert (PARAGRAPHS[2] in article.text, article.extracted_by) == (True, "the page's JSON-LD")


def test_the_extractor_is_named_with_its_version(read_text) -> None:
    assert (only(read_text(page(), "a.html")).extracted_by or "").startswith("trafilatura 2.")


def test_a_page_too_large_for_the_extractor_says_what_was_used_instead(read_text) -> None:
    article = only(read_text(page(body=BODY * 4 + "<ul>" + "<li>x</li>" * 15_000 + "</ul>"), "a.html"))
    assert PARAGRAPHS[2] in article.text
    assert article.extracted_by == "the page's paragraphs of running text"


@pytest.mark.parametrize("error", [ValueError, RecursionError])
def test_a_page_over_which_the_extractor_falls_says_what_was_used_instead(
    read_text, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fall(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("headwater.articles.page.chosen.trafilatura.bare_extraction", fall)
    article = only(read_text(page(body=f'<div itemprop="articleBody">{BODY * 2}</div>'), "a.html"))
    assert PARAGRAPHS[2] in article.text
    assert article.extracted_by == "the element that the page marks as its body"


def test_entries_of_a_live_blog_are_articles_with_their_own_time_and_address(read_text) -> None:
    entry = '<div class="entry" id="e{0}"><time datetime="2021-03-08T1{0}:05:00Z">1{0}:05</time><h2>Entry {0}</h2><p>{1}</p></div>'
    entries = "".join(entry.format(number, PARAGRAPHS[number]) for number in (1, 2))
    head = '<link rel="canonical" href="https://herald.example/live"><meta property="article:published_time" content="2021-03-08T08:00:00Z">'
    tables = read_text(
        page(head, f"<p>{PARAGRAPHS[0]}</p>" * 3 + f'<div class="liveblog">{entries}</div>'), "a.html"
    )
    found = {article.url: (article.title, article.published.value) for article in tables.of(Article)}
    assert found == {
        "https://herald.example/live": ("Council of Mirn meets", "2021-03-08T08:00:00+00:00"),
        "https://herald.example/live#e1": ("Entry 1", "2021-03-08T11:05:00+00:00"),
        "https://herald.example/live#e2": ("Entry 2", "2021-03-08T12:05:00+00:00"),
    }


def test_a_capture_gives_the_pages_own_address_and_links_and_the_instant(read_text) -> None:
    prefix = "https://web.archive.org/web/20210311081502/"
    head = f'<script>__wm.wombat("https://herald.example/x","20210311081502","https://web.archive.org/","web");</script><link rel="canonical" href="{prefix}https://herald.example/x">'
    body = f'<div id="wm-ipp-base">14 captures</div>{BODY}'.replace(
        "fires", f'<a href="{prefix}https://herald.example/y">fires</a>'
    )
    article = only(read_text(page(head, body), "a.html"))
    assert (article.url, article.crawled) == ("https://herald.example/x", "2021-03-11T08:15:02+00:00")
    assert article.asked_url == f"{prefix}https://herald.example/x"
    assert [link.href for link in article.links] == ["https://herald.example/y"]
    assert "captures" not in article.text


def test_controls_of_writing_direction_are_told_in_titles_and_gone_from_names(read_text) -> None:
    head = '<meta property="og:site_name" content="Ostrel\u202e Herald"><meta name="author" content="Ilva\u202e Marr">'
    tables = read_text(page(head, title="Council of \u202eMirn meets"), "a.html")
    assert (only(tables).publisher, only(tables).authors) == ("Ostrel Herald", ["Ilva Marr"])
    assert "hidden_characters" in [one.kind for one in tables.of(ArticleFinding)]
