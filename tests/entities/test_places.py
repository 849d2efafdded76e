"""Precision and containment of places."""

from __future__ import annotations

import pytest

from headwater.entities import contains, place_precision, within
from headwater.entities.entries import lines_of
from headwater.entities.gazetteer import place_names
from headwater.entities.known import known_names, lines_of_article, state_bodies
from headwater.records.articles import Article, Published, Sentence


@pytest.mark.parametrize(
    ("id_", "precision"),
    [
        ("place/170063", 1),
        ("place/sy-latamenah", 1),
        ("place/sy-aleppo-gov", 4),
        ("place/sy-ghab", 5),
        ("state/sy", 6),
        ("place/red-sea", 5),
        (None, 7),
        ("place/none", 7),
    ],
)
def test_precision_is_ucdps(id_: str | None, precision: int) -> None:
    assert place_precision(id_) == precision


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("place/iq-anbar-gov", "place/iq-rutba", True),
        ("state/iq", "place/iq-rutba", True),
        ("place/sy-aleppo-gov", "place/170063", True),
        ("place/170063", "place/sy-aleppo-gov", False),
        ("place/170063", "place/sy-sheikh-maqsoud", True),
        ("state/sy", "place/iq-rutba", False),
        (None, "place/iq-rutba", False),
        ("state/sy", None, False),
    ],
)
def test_containment(outer: str | None, inner: str | None, expected: bool) -> None:
    assert contains(outer, inner) is expected


def test_within_is_narrowest_first() -> None:
    assert within("place/sy-sheikh-maqsoud") == ("place/170063", "place/sy-aleppo-gov", "state/sy")


def test_every_place_by_hand_lies_in_a_place_and_no_circle() -> None:
    for _, (bare, _kind, country, parent, *_) in lines_of("places_own.csv", 10):
        chain = within(f"place/{bare}")
        assert not parent or chain[0] == f"place/{parent}", bare
        assert not country or country == "EH" or chain[-1].startswith(("state/", "place/")), bare
        assert len(set(chain)) == len(chain), bare


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("place/ps-gaza-strip", "place/ps-nuseirat"),
        ("place/ye-hodeidah-gov", "place/ye-hodeidah"),
        ("place/ye-marib-gov", "place/ye-sirwah"),
        ("place/sd-darfur", "place/sd-zamzam"),
        ("place/sd-north-darfur-gov", "place/sd-el-fasher"),
        ("place/ml-kidal-gov", "place/ml-tinzaouaten"),
        ("place/af-nangarhar-gov", "place/af-torkham"),
        ("place/ua-donetsk-oblast", "place/ua-chasiv-yar"),
        ("place/ru-kursk-oblast", "place/ru-sudzha"),
    ],
)
def test_towns_lie_in_their_governorates(outer: str, inner: str) -> None:
    assert contains(outer, inner)
    assert not contains(inner, outer)
    assert place_precision(outer) > place_precision(inner) == 1 or inner == "place/ye-sirwah"


@pytest.mark.parametrize(
    ("text", "lang", "id_"),
    [
        ("Fighting in Aleppo province continues.", "en", "place/sy-aleppo-gov"),
        ("Fighting in the city of Aleppo continues.", "en", "place/170063"),
        ("Clashes in Marib province, Yemen, continue.", "en", "place/ye-marib-gov"),
        ("Clashes in the city of Marib, Yemen, continue.", "en", "place/ye-marib"),
        ("Des combats dans la province de Taëz, au Yémen.", "fr", "place/ye-taiz-gov"),
        ("اشتباكات في محافظة مأرب في اليمن", "ar", "place/ye-marib-gov"),
    ],
)
def test_a_governorate_is_not_its_town(text: str, lang: str, id_: str) -> None:
    article = Article("a", None, None, "0", "", text, None, None, Published(), [lang], [])
    lines = lines_of_article(article, [Sentence("a", 0, 0, len(text), lang, "p", False)])
    found = [c.known_as for c in place_names(lines, known_names(lines))]
    assert found[0] == id_, found
    other = {"place/170063", "place/ye-marib", "place/sy-aleppo-gov", "place/ye-marib-gov"} - {id_}
    assert not other & set(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [("وكان سلوك الوزير غريبا", 0), ("قصف على بلدة سلوك في سوريا، وقالت سوريا إن سلوك آمنة", 1)],
)
def test_one_arabic_word_is_a_small_place_only_in_its_country(text: str, found: int) -> None:
    article = Article("a", None, None, "0", "", text, None, None, Published(), ["ar"], [])
    lines = lines_of_article(article, [Sentence("a", 0, 0, len(text), "ar", "p", False)])
    places = {c.known_as for c in place_names(lines, known_names(lines) + state_bodies(lines))}
    assert ("place/sy-suluk" in places) is bool(found)
