"""Amounts are read as a reader of the language reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.numbers import find_amounts

CASES = [
    ("fr", "dix-sept morts", "dix-sept", 17, 17),
    ("en", "from 300 to well over 900 people", "from 300 to well over 900", 300, None),
    ("fr", "entre 10 et plus de 20 morts", "entre 10 et plus de 20", 10, None),
    ("fr", "Dix\u2011sept morts", "Dix\u2011sept", 17, 17),
    ("fr", "soixante-dix-sept blessés", "soixante-dix-sept", 77, 77),
    ("fr", "un demi-million d'habitants", "un demi-million", 500_000, 500_000),
    ("fr", "un quart de million de francs", "un quart de million", 250_000, 250_000),
    ("en", "about half a million people", "about half a million", 500_000, 500_000),
    ("en", "half a dozen guards", "half a dozen", 6, 6),
    ("en", "a quarter of a million crowns", "a quarter of a million", 250_000, 250_000),
    ("en", "two and a half million crowns", "two and a half million", 2_500_000, 2_500_000),
    ("ru", "около четверти миллиона жителей", "около четверти миллиона", 250_000, 250_000),
    ("ru", "полтора миллиона жителей", "полтора миллиона", 1_500_000, 1_500_000),
    ("ru", "полмиллиона жителей", "полмиллиона", 500_000, 500_000),
    ("tr", "bir milyondan fazla kişi", "bir milyondan fazla", 1_000_000, None),
    ("tr", "yüzden fazla kişi", "yüzden fazla", 100, None),
    ("tr", "iki milyonu aşkın kişi", "iki milyonu aşkın", 2_000_000, None),
    ("tr", "yarım milyon kişi", "yarım milyon", 500_000, 500_000),
    ("ar", "أكثر من 150.000 شخص", "أكثر من 150.000", 150_000, None),
    ("ar", "150,000 شخص", "150,000", 150_000, 150_000),
    ("ar", "1.250 مليون", "1.250 مليون", 1_250_000, 1_250_000),
    ("en", "From ten to 15 people were killed.", "From ten to 15", 10, 15),
    ("en", "The council grew. From ten to 15 men left.", "From ten to 15", 10, 15),
    ("fr", "De dix à quinze personnes ont été tuées.", "De dix à quinze", 10, 15),
    ("fr", "L'obus a tué de dix à quinze personnes.", "de dix à quinze", 10, 15),
    ("ar", "قتل عشرة أشخاص كحد أقصى.", "عشرة أشخاص كحد أقصى", None, 10),
    ("ar", "بحد أقصى 10 أشخاص", "بحد أقصى 10", None, 10),
    ("ar", "15 قتيلا كحد أدنى", "15 قتيلا كحد أدنى", 15, None),
    ("ar", "10 أشخاص على الأكثر", "10 أشخاص على الأكثر", None, 10),
    ("ar", "نصف مليون شخص", "نصف مليون", 500_000, 500_000),
]


@pytest.mark.parametrize(("lang", "text", "phrase", "low", "high"), CASES)
def test_amount(lang: str, text: str, phrase: str, low: int | None, high: int | None) -> None:
    found = find_amounts(text, lang)
    assert [(text[a.start : a.end], a.low, a.high) for a in found] == [(phrase, low, high)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The toll rose sharply from ten to 15."),
        ("en", "They extended the truce from 10 to 15 days."),
        ("en", "A toll from 15 to ten"),
        ("fr", "Le bilan est passé dans la nuit de dix à quinze morts."),
    ],
)
def test_what_changes_from_one_figure_to_another_is_no_range(lang: str, text: str) -> None:
    assert [a.low == a.high for a in find_amounts(text, lang)] == [True, True]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("tr", "Bu yüzden çok geç kaldı."),
        ("en", "Half a mile away."),
        ("ar", "0.150"),
        ("fr", "un demi-tour"),
    ],
)
def test_no_amount(lang: str, text: str) -> None:
    assert [a for a in find_amounts(text, lang) if not a.article and (a.low or 0) > 1] == []


def test_a_rise_is_no_range() -> None:
    found = find_amounts("the toll rose from 300 to more than 900", "en")
    assert [(a.low, a.high) for a in found] == [(300, 300), (900, None)]


@given(st.text(max_size=80), st.sampled_from(["en", "fr", "ar", "tr", "ru"]))
def test_any_text_gives_spans_of_it(text: str, lang: str) -> None:
    end = 0
    for amount in find_amounts(text, lang):
        assert end <= amount.start <= amount.core < amount.end <= len(text)
        end = amount.end
