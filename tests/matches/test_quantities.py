"""Numbers take the role of the word that counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.matches.quantities import find_quantities
from headwater.matches.ranges import relate

CASES = [
    ("en", "At least 21 people were killed.", [("killed", 21, None, False)]),
    ("en", "The raid killed more than 300 fighters.", [("killed", 300, None, False)]),
    ("en", "Dozens died at Telm.", [("killed", 24, None, False)]),
    ("en", "Six people were killed and 32 injured.", [("killed", 6, 6, True), ("injured", 32, 32, True)]),
    ("en", "Two children killed 5 others injured.", [("killed", 2, 2, True), ("injured", 5, 5, True)]),
    ("en", "Between 10 and 15 soldiers died.", [("killed", 10, 15, False)]),
    ("en", "Up to 40 soldiers were captured.", [("captured", None, 40, False)]),
    ("en", "There were no casualties.", [("killed", 0, 0, True)]),
    ("en", "The monitor raised the toll to 126.", [("killed", 126, 126, True)]),
    ("en", "A boy was killed.", [("killed", 1, 1, True)]),
    ("en", "The Front received 75 drones.", [("weapons", 75, 75, True)]),
    ("en", "The Front received in May 40 rockets.", [("weapons", 40, 40, True)]),
    ("en", "On March 5 rebels left Telm.", []),
    ("en", "In March 2015 soldiers left Telm.", []),
    ("fr", "Le cargo a livré en janvier 3 000 obus.", [("weapons", 3000, 3000, True)]),
    ("fr", "Une vingtaine de soldats ont été tués.", [("killed", 20, 20, False)]),
    ("fr", "L'attaque a fait 43 morts et 100 blessés.", [("killed", 43, 43, True), ("injured", 100, 100, True)]),
    ("fr", "Le raid n'a fait aucune victime.", [("killed", 0, 0, True)]),
    ("ar", "مقتل 21 مدنيا وإصابة 30 آخرين", [("killed", 21, 21, True), ("injured", 30, 30, True)]),
    ("ar", "مقتل ما لا يقل عن عشرين شخصا", [("killed", 20, None, False)]),
    ("tr", "Saldırıda en az 20 kişi öldü, 30 kişi yaralandı.", [("killed", 20, None, False), ("injured", 30, 30, True)]),
    ("tr", "Patlamada onlarca kişi yaralandı.", [("injured", 20, None, False)]),
    ("ru", "Погибли не менее 20 человек, 30 ранены.", [("killed", 20, None, False), ("injured", 30, 30, True)]),
    ("ru", "Число погибших возросло до 126.", [("killed", 126, 126, True)]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), CASES)
def test_roles_and_bounds(
    lang: str, text: str, wanted: list[tuple[str, int | None, int | None, bool]]
) -> None:
    found = find_quantities(text, lang)
    assert [(q.role, q.low, q.high, q.exact) for q in found if q.part_of is None] == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Three people, including two children, were killed."),
        ("fr", "Trois personnes, dont deux enfants, ont été tuées."),
        ("ru", "Погибли три человека, в том числе двое детей."),
        ("ar", "مقتل ثلاثة أشخاص بينهم طفلين"),
    ],
)
def test_a_part_is_not_added(lang: str, text: str) -> None:
    found = [q for q in find_quantities(text, lang) if q.role == "killed"]
    assert [(q.low, q.part_of) for q in found] == [(3, None), (2, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "The raid came on 18 July 2016.",
        "He is 18 years old.",
        "Article 51 applies.",
        "The T-72 burned.",
        "It fell by 50%.",
    ],
)
def test_dates_ages_and_names_count_nothing(text: str) -> None:
    assert not [q for q in find_quantities(text, "en") if q.low not in (None, 0)]


def test_two_counts_of_one_verb_have_a_total() -> None:
    found = find_quantities("The strikes killed 120 fighters and 60 mercenaries.", "en")
    assert [q.low for q in found] == [180, 120, 60]


def test_a_war_s_dead_are_no_toll_of_an_incident() -> None:
    (found,) = find_quantities("The war has killed more than 300000 people.", "en")
    assert found.scope == "cumulative"


def test_a_number_of_forty_digits_is_no_count() -> None:
    assert find_quantities("Shells killed " + "1" * 40 + " people.", "en") == []


@given(st.text(max_size=300), st.sampled_from(["en", "fr", "ar", "tr", "ru", "und"]))
def test_any_text_is_read_and_spans_hold(text: str, lang: str) -> None:
    for q in find_quantities(text, lang, 7):
        assert text[q.start - 7 : q.end - 7] == q.text


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        ("killed from 300 to well over 700 people", "killed 440 people", "compatible"),
        ("killed from 300 to well over 700 people", "killed 200 people", "apart"),
        ("killed more than 500 people", "killed 1640 people", "apart"),
    ],
)
def test_a_count_with_a_mark_below_and_none_above(one: str, two: str, relation: str) -> None:
    first, second = (find_quantities(f"The floods {text}.", "en")[0] for text in (one, two))
    assert relate(first, second) == relation
