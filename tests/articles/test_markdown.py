"""Markdown: words without signs, links with addresses, front matter."""

from __future__ import annotations

from headwater.articles.markdown import render
from headwater.records.articles import Article, Credit, Part


def test_front_matter_heading_and_masthead_are_read(read_text) -> None:
    text = '---\ntitre: "Ostrel évacuée"\njournal: Courrier de Mirn\ndate: 2018-06-05\nlang: fr\n---\n\n# Ostrel évacuée\n\nL\'armée est partie lundi.\n'
    (article,) = read_text(text, "a.md").of(Article)
    assert (article.title, article.publisher, article.published.value) == (
        "Ostrel évacuée",
        "Courrier de Mirn",
        "2018-06-05",
    )
    assert article.text == "Ostrel évacuée\n\nL'armée est partie lundi."


def test_a_link_keeps_its_words_and_its_address(read_text) -> None:
    (article,) = read_text(
        '# Title words\n\nAs **the [Ostrel *Herald*](https://herald.example/a "x")** said, it ended.\n',
        "a.md",
    ).of(Article)
    (link,) = article.links
    assert (link.text, link.href) == ("Ostrel Herald", "https://herald.example/a")
    assert article.text[link.start : link.end] == link.text


def test_signs_inside_words_are_no_emphasis() -> None:
    assert render("snake_case_word and 2*3*4 and a\\*b", 0).lines == ["snake_case_word and 2*3*4 and a*b"]


def test_lists_headings_and_pictures_become_lines() -> None:
    rendered = render("## Later\n- one\n2. two\n![A man walks by](a.jpg)\n![x](b.jpg)\n<b>bold</b>", 0)
    assert rendered.lines == ["Later", "one", "two", "A man walks by", "", "bold"]
    assert [mark.kind for mark in rendered.marks] == ["caption"]


def test_a_block_quotation_that_is_most_of_the_text_is_quoted_whole(read_text) -> None:
    quoted = "\n".join(["> The army left the town of Ostrel on Monday, officials said in the evening."] * 8)
    tables = read_text(f"# A title of words\n\nRead this:\n\n{quoted}\n", "a.md")
    assert [part.kind for part in tables.of(Part)] == ["body", "quoted_whole"]


def test_a_short_block_quotation_stays_body(read_text) -> None:
    tables = read_text(
        "# A title of words\n\n> We left.\n\nThe army left the town on Monday, officials said.\n", "a.md"
    )
    assert [part.kind for part in tables.of(Part)] == ["body"]


def test_an_original_in_the_front_matter_is_a_credit(read_text) -> None:
    text = "---\ntitle: Ostrel\noriginal: https://herald.example/a\ntranslator: Tomas Keld\n---\n\nThe army left the town.\n"
    rows = read_text(text, "a.md").of(Credit)
    assert {(one.kind, one.name, one.href) for one in rows} == {
        ("original", None, "https://herald.example/a"),
        ("translator", "Tomas Keld", None),
    }
