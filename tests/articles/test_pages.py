"""Pages in the mark-up of real outlets: metadata, body, links, captions, posts."""

from __future__ import annotations

import json

import pytest

from headwater.records.articles import Article, Credit, Part, Rejected

BODY = "".join(
    f"<p>{words}</p>"
    for words in (
        "The army left the town of Ostrel on Monday evening, officials in the capital said, after two years of siege.",
        "Residents spoke of fires in the northern districts, and of long columns of lorries on the road to Mirn.",
        "The council of Mirn met in the evening, asked for calm, and promised to send food and fuel within the week.",
    )
)


def page(head: str = "", body: str = BODY, lang: str = "en", title: str = "Army leaves Ostrel") -> str:
    return f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} - Ostrel Herald</title>{head}</head><body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{body}</article><footer>© Herald</footer></body></html>'


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def article_of(read_text, content: str | bytes) -> Article:
    (article,) = read_text(content, "page.html").of(Article)
    return article


def test_title_body_and_site_are_read_without_the_menu(read_text) -> None:
    article = article_of(read_text, page('<meta property="og:site_name" content="Ostrel Herald">'))
    assert (article.title, article.publisher) == ("Army leaves Ostrel", "Ostrel Herald")
    assert article.text.startswith("Army leaves Ostrel\nThe army left")
    assert "Home" not in article.text


def test_every_author_and_the_clock_are_kept(read_text) -> None:
    head = ld(
        author=[{"@type": "Person", "name": "Ilva Marr"}, {"name": "Tomas Keld"}],
        datePublished="2021-03-09T15:40:00+01:00",
        publisher={"name": "Ostrel Herald"},
    )
    article = article_of(read_text, page(head))
    assert article.authors == ["Ilva Marr", "Tomas Keld"]
    assert (article.published.value, article.published.precision) == ("2021-03-09T15:40:00+01:00", "instant")


@pytest.mark.parametrize(
    "author",
    [
        [{"@type": "Person", "name": "Ilva Marr"}, {"@type": "Organization", "name": "Norwire"}],
        [{"@type": "Person", "name": "Ilva Marr"}, {"@type": "Person", "name": "AFP"}],
        ["Ilva Marr", "Agence France-Presse"],
    ],
)
def test_an_agency_as_second_author_is_a_wire_credit(read_text, author: list[object]) -> None:
    tables = read_text(page(ld(author=author, publisher={"name": "Ostrel Herald"})), "page.html")
    (article,), (credit,) = tables.of(Article), tables.of(Credit)
    assert article.authors == ["Ilva Marr"]
    assert (credit.kind, credit.name, credit.start) == (
        "agency",
        "AFP" if "AFP" in str(author) or "France" in str(author) else "Norwire",
        None,
    )


def test_the_houses_own_staff_is_no_wire(read_text) -> None:
    for name in ("Ostrel Herald", "Herald foreign desk", "The newsroom"):
        head = ld(author={"@type": "Organization", "name": name}, publisher={"name": "Ostrel Herald"})
        assert not read_text(page(head), "page.html").of(Credit)


def test_a_graph_with_references_is_resolved(read_text) -> None:
    graph = {
        "@graph": [
            {"@type": "Person", "@id": "#p", "name": "Ilva Marr"},
            {"@type": "Organization", "@id": "#o", "name": "Ostrel Herald"},
            {
                "@type": ["NewsArticle", "Thing"],
                "headline": "Army leaves Ostrel",
                "author": {"@id": "#p"},
                "publisher": {"@id": "#o"},
            },
        ]
    }
    article = article_of(read_text, page(f'<script type="application/ld+json">{json.dumps(graph)}</script>'))
    assert (article.authors, article.publisher) == (["Ilva Marr"], "Ostrel Herald")


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "author": "Ilva Marr",}',
        '<!-- {"@type": "NewsArticle", "author": "Ilva Marr"} -->',
        '{"@type": "NewsArticle", "author": "Ilva\nMarr"}',
    ],
)
def test_slightly_broken_json_is_read_all_the_same(read_text, script: str) -> None:
    assert article_of(read_text, page(f'<script type="application/ld+json">{script}</script>')).authors == [
        "Ilva Marr"
    ]


@pytest.mark.parametrize("script", ["{", "[" * 50000, "null", '"text"', '{"@type": 5, "@graph": [1, null]}'])
def test_hopeless_json_is_passed_over(read_text, script: str) -> None:
    assert article_of(read_text, page(f'<script type="application/ld+json">{script}</script>')).authors == []


def test_what_a_page_declares_of_its_origin_is_a_credit(read_text) -> None:
    head = ld(
        isBasedOn="https://norwire.example/1",
        translationOfWork={"@type": "NewsArticle", "name": "L'armée part", "url": "https://fr.example/2"},
        translator={"name": "Tomas Keld"},
    )
    rows = read_text(page(head), "page.html").of(Credit)
    assert {(one.kind, one.name, one.href) for one in rows} == {
        ("original", None, "https://norwire.example/1"), ("original", "L'armée part", "https://fr.example/2"), ("translator", "Tomas Keld", None),
    }  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2021-03-09T15:40:00+01:00">',
        '<meta name="DC.date.issued" content="2021-03-09T15:40:00+0100">',
        '<meta itemprop="datePublished" content="2021-03-09T15:40:00+01:00">',
        ld(datePublished="2021-03-09T15:40:00+01:00", dateModified="2021-03-10"),
    ],
)
def test_the_day_is_found_wherever_the_page_gives_it(read_text, head: str) -> None:
    assert article_of(read_text, page(head)).published.value == "2021-03-09T15:40:00+01:00"


def test_a_time_element_is_read_where_nothing_else_gives_a_date(read_text) -> None:
    body = f'<p><time datetime="2021-03-09T15:40:00+01:00">9 March</time></p>{BODY}'
    assert article_of(read_text, page(body=body)).published.value == "2021-03-09T15:40:00+01:00"


def test_a_levantine_month_printed_on_the_page_is_read(read_text) -> None:
    arabic = "".join(
        f"<p>{'قال مسؤولون في العاصمة إن الجيش انسحب من مدينة أوستريل مساء الاثنين بعد حصار دام عامين كاملين. ' * 2}</p>"
        for _ in range(3)
    )
    article = article_of(
        read_text, page(body=f"<p>23 آب 2019</p>{arabic}", lang="ar", title="الجيش ينسحب من أوستريل")
    )
    assert (article.published.value, article.languages) == ("2019-08-23", ["ar"])


def test_links_are_spans_of_the_text_with_absolute_addresses(read_text) -> None:
    body = BODY.replace(
        "officials in the capital", '<a href="/2021/minister">officials in <b>the capital</b></a>'
    )
    article = article_of(read_text, page('<link rel="canonical" href="https://herald.example/ostrel">', body))
    (link,) = article.links
    assert (link.text, link.href) == ("officials in the capital", "https://herald.example/2021/minister")
    assert article.text[link.start : link.end] == link.text
    assert article.url == "https://herald.example/ostrel"


def test_captions_and_posts_are_parts_where_they_stand(read_text) -> None:
    first, rest = BODY.split("</p>", 1)
    figure = "<figure><img src='a.jpg'><figcaption>The bridge of Ostrel before the war</figcaption></figure>"
    post = "<blockquote class='twitter-tweet'><p>Fires tonight in Ostrel, stay away</p>— Mirn Watch (@mirnwatch) <a href='#'>March 8, 2021</a></blockquote>"
    tables = read_text(page(body=f"{figure}{first}</p>{post}{rest}"), "page.html")
    (article,) = tables.of(Article)
    found = [(part.kind, part.credited_name) for part in tables.of(Part)]
    assert found == [
        ("body", None),
        ("caption", None),
        ("body", None),
        ("embed", "Mirn Watch (@mirnwatch)"),
        ("body", None),
    ]
    assert "before the war" in article.text


def test_a_wrong_charset_is_found_out(read_text) -> None:
    content = page(body=BODY.replace("fires", "« fumées » à Évran")).encode("cp1252")
    assert "« fumées » à Évran" in article_of(read_text, content).text


def test_a_declared_charset_is_used(read_text) -> None:
    russian = "".join(
        f"<p>{'Чиновники в столице сообщили, что армия покинула город вечером в понедельник. ' * 2}</p>"
        for _ in range(3)
    )
    content = page(body=russian, lang="ru", title="Армия ушла").replace("utf-8", "koi8-r").encode("koi8_r")
    assert "Чиновники" in article_of(read_text, content).text


def test_the_headline_is_the_one_readers_see_not_the_logo(read_text) -> None:
    content = page('<meta property="og:title" content="Army leaves Ostrel">').replace(
        "<article>", "<h1>Ostrel Herald</h1><article>"
    )
    assert article_of(read_text, content).title == "Army leaves Ostrel"


def test_scripts_are_not_run_and_their_words_are_no_text(read_text) -> None:
    article = article_of(read_text, page(body=f"<script>document.write('Nonsense')</script>{BODY}"))
    assert "Nonsense" not in article.text


@pytest.mark.parametrize(
    "content",
    [
        "<p>" * 5000,
        "<" * 50000,
        "<p " + 'a="1" ' * 20000 + ">x</p>",
        "<table>" * 150 + "x",
        "<!--" + "x" * 50000,
        "&#0;&#xffffff;&bogus;" * 2000,
    ],
)
def test_hostile_mark_up_is_read_or_rejected(read_text, content: str) -> None:
    tables = read_text(content, "page.html")
    assert len(tables.of(Article)) + len(tables.of(Rejected)) == 1


def test_a_year_that_htmldate_guesses_is_a_year_only(read_text, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("htmldate.find_date", lambda *_, **__: "2019-01-01")
    published = article_of(read_text, page()).published
    assert (published.value, published.precision) == ("2019", "year")
