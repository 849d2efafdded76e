"""What must be read from the five articles that the project starts from."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.articles import ArticlesConfig, read
from headwater.records.articles import Article, ArticleFinding, Credit, Part
from headwater.records.ports import Models
from headwater.records.tables import Tables

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def tables(shared: Path, models: Models) -> Tables:
    return read([shared / "founding"], ArticlesConfig(), models)


def one(tables: Tables, number: str) -> Article:
    (article,) = [article for article in tables.of(Article) if (article.path or "").startswith(number)]
    return article


def parts(tables: Tables, number: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (part.kind, part.lang, part.credited_name) for part in tables.by_article(Part)[one(tables, number).id]
    ]


def test_000_is_a_french_note_a_partys_picture_and_a_pasted_english_report(tables: Tables) -> None:
    assert parts(tables, "000") == [
        ("body", "fr", None), ("caption", "fr", "@turkstanIslamia"), ("body", "fr", None), ("pasted", "en", None),
    ]  # fmt: skip
    article = one(tables, "000")
    assert (article.title, article.published.value, article.published.not_before) == ("", None, "2015-12-22")


def test_001_is_an_article_of_sputnik_quoted_whole_under_a_picture_of_2014(tables: Tables) -> None:
    kinds = parts(tables, "001")
    assert kinds[:3] == [
        ("body", "en", None),
        ("caption", "en", None),
        ("quoted_whole", "en", "Sputnik Arabic"),
    ]
    assert {kind for kind, _, _ in kinds[3:]} == {"boilerplate"}
    article = one(tables, "001")
    assert (article.byline, article.published.value) == ("Vanessa Beeley", "2019-06-12")
    named = {(credit.kind, credit.name) for credit in tables.by_article(Credit)[article.id]}
    assert {("translator", "Wissam Sliman"), ("original", "Sputnik Arabic")} <= named
    assert "caption_elsewhere" in [finding.kind for finding in tables.by_article(ArticleFinding)[article.id]]


def test_002_holds_a_post_and_ends_before_the_list_of_other_texts(tables: Tables) -> None:
    assert parts(tables, "002") == [
        ("body", "fr", None), ("embed", "fr", "Le Média en 4-4-2 (@LeMediaEn442)"), ("body", "fr", None), ("boilerplate", "en", None),
    ]  # fmt: skip
    article = one(tables, "002")
    assert (article.published.value, article.published.not_before) == (None, "2024-06-18")
    assert article.languages == ["fr"]


def test_003_was_taken_from_al_manar_and_printed_by_global_research(tables: Tables) -> None:
    article = one(tables, "003")
    assert article.publisher == "Global Research"
    assert ("via", "Al Manar") in {
        (credit.kind, credit.name) for credit in tables.by_article(Credit)[article.id]
    }
    assert [kind for kind, _, _ in parts(tables, "003")].count("body") == 1


def test_004_is_the_cradles_text_with_a_bare_link_to_the_original(tables: Tables) -> None:
    article = one(tables, "004")
    assert (article.byline, article.published.value) == ("The Cradle", "2024-02-03")
    (original,) = [credit for credit in tables.by_article(Credit)[article.id] if credit.kind == "original"]
    assert (original.name, article.links[-1].href) == ("thecradle.co", original.href)
