"""Two reports of one incident disagree on day, town or means only where each is firm and one toll ties them."""

from __future__ import annotations

from datetime import date

import pytest

from headwater.matches.authors import conflict_of, read_authorship
from headwater.matches.circumstances import Circumstances, differing, read_circumstances
from headwater.records.articles import Article, Published, Sentence
from headwater.records.matches import Place

PUBLISHED = date(2021, 3, 12)


def report(*lines: str, lang: str = "en") -> tuple[Article, list[Sentence]]:
    text = "\n".join(lines)
    article = Article("a", None, None, "a", lines[0], text, "Paper", None, Published(), [lang], [])
    sentences, at = [], 0
    for index, line in enumerate(lines):
        sentences.append(Sentence("a", index, at, at + len(line), lang, "p", index == 0))
        at += len(line) + 1
    return article, sentences


def read(*lines: str, lang: str = "en", place: str | None = None) -> Circumstances:
    article, sentences = report(*lines, lang=lang)
    at = article.text.find(place) if place else -1
    town = Place(place, at, at + len(place), place, None, 1) if place and at >= 0 else None
    return read_circumstances(article, sentences, sentences[-1].start, town, PUBLISHED)


@pytest.mark.parametrize(
    ("lang", "one", "two", "slots"),
    [
        ("en", "Shells killed nine people on Tuesday.", "Shells killed nine people on Wednesday.", ["time"]),
        ("en", "Shells killed nine people on Tuesday.", "Shells killed nine people.", []),
        (
            "en",
            "Shells killed nine people on Tuesday.",
            "Nine died on Wednesday, a day after Tuesday's vote.",
            [],
        ),
        ("en", "Mortar fire killed nine people.", "Air strikes killed nine people.", ["weapon"]),
        ("en", "Mortar fire killed nine people.", "Mortar fire and air strikes killed nine people.", []),
        ("en", "The gas was chlorine, doctors said.", "Tests point to sarin, doctors said.", ["weapon"]),
        (
            "fr",
            "Des tirs de mortier ont tué neuf personnes mardi.",
            "Des frappes aériennes ont tué neuf personnes mercredi.",
            ["time", "weapon"],
        ),
        (
            "tr",
            "Havan saldırısında dokuz kişi öldü.",
            "Hava saldırısında dokuz kişi öldü.",
            ["weapon"],
        ),
        (
            "ru",
            "При миномётном обстреле погибли девять человек.",
            "При авиаударе погибли девять человек.",
            ["weapon"],
        ),
        ("ar", "مقتل تسعة أشخاص بقذائف هاون", "مقتل تسعة أشخاص في غارة جوية", ["weapon"]),
    ],
)
def test_day_and_means(lang: str, one: str, two: str, slots: list[str]) -> None:
    a, b = read(one, lang=lang), read(two, lang=lang)
    for left, right in ((a, b), (b, a)):
        assert sorted(c.slot for c in differing(left, right, tied=True)) == slots


def test_without_a_common_toll_only_the_agent_of_a_poisoning_is_compared() -> None:
    mortars, strikes = (
        read("Mortar fire killed nine on Tuesday."),
        read("Air strikes killed four on Wednesday."),
    )
    assert list(differing(mortars, strikes, tied=False)) == []
    chlorine, sarin = read("The gas was chlorine."), read("The gas was sarin.")
    assert [c.slot for c in differing(chlorine, sarin, tied=False)] == ["weapon"]


@pytest.mark.parametrize(
    ("one", "two", "slots"),
    [
        (("Shells hit Ollenz.", "Ollenz"), ("Shells hit Korrin.", "Korrin"), ["place"]),
        (("Shells hit Ollenz.", "Ollenz"), ("Shells hit Olenz.", "Olenz"), []),
        (("Shells hit Ollenz, near Korrin.", "Ollenz"), ("Shells hit Korrin.", "Korrin"), []),
    ],
)
def test_two_towns_of_which_neither_report_names_the_other_s(
    one: tuple[str, str], two: tuple[str, str], slots: list[str]
) -> None:
    a, b = read(one[0], place=one[1]), read(two[0], place=two[1])
    assert [c.slot for c in differing(a, b, tied=True)] == slots


@pytest.mark.parametrize(
    ("lang", "one", "two"),
    [
        ("en", "Russian jets hit the market.", "Turkish jets hit the market."),
        ("en", "Russia bombed the market.", "The regime shelled the market."),
        ("en", "Russia bombed the market.", "It was not clear who bombed the market."),
        ("fr", "Des avions russes ont frappé le marché.", "Des frappes turques ont touché le marché."),
        ("ar", "غارات روسية على السوق", "غارات تركية على السوق"),
        ("tr", "Rus uçakları pazarı vurdu.", "İsrail uçakları pazarı vurdu."),
        ("ru", "Российские самолеты ударили по рынку.", "Турецкие самолеты ударили по рынку."),
    ],
)
def test_two_sides_are_named_as_the_author(lang: str, one: str, two: str) -> None:
    a, b = (read_authorship(*report(line, lang=lang)) for line in (one, two))
    assert conflict_of(a, b) is not None
    assert conflict_of(a, a) is None


def test_that_no_group_has_claimed_it_is_no_claim_of_it() -> None:
    authorship = read_authorship(
        *report("Blast in Telm", "No group has claimed responsibility for the blast.")
    )
    assert authorship.unclaimed is not None
    assert authorship.claimed is None
