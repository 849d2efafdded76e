"""From the order seen to the order read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.articles.documents.writing import read_order

SEEN = [
    # a line as it is seen from left to right, and as it is written; brackets as they are drawn
    ("ةنيدملا يف 14", "14 في المدينة"),
    ("2024/03/12 موي", "يوم 2024/03/12"),
    ("%25.5 ةبسنب", "بنسبة 25.5%"),
    ("ءابنألل Reuters ةلاكو", "وكالة Reuters للأنباء"),
    ("لاق Human Rights Watch نإ", "إن Human Rights Watch قال"),
    ("(ةلاكو بسح) ةنيدملا", "المدينة (حسب وكالة)"),
    ("«ىتم ملعن ال» :لاق", "قال: «لا نعلم متى»"),
    ("10:30 ةعاسلا", "الساعة 10:30"),
    ("F-16 ةرئاط", "طائرة F-16"),
    ("(زرتيور ) ناريم", "ميران (رويترز)"),
]


@pytest.mark.parametrize(("seen", "written"), SEEN)
def test_a_line_from_right_to_left_is_read_as_it_was_written(seen: str, written: str) -> None:
    cells = [(letter, float(place)) for place, letter in enumerate(seen)]
    assert "".join(letter for letter, _ in read_order(cells, True, True)) == written


def test_words_from_right_to_left_in_a_line_from_the_left_turn_where_they_stand() -> None:
    seen = "The paper ةنيدملا تلاق said"
    cells = [(letter, float(place)) for place, letter in enumerate(seen)]
    assert "".join(letter for letter, _ in read_order(cells, False, True)) == "The paper قالت المدينة said"


@given(st.text(alphabet="abc اب12.,:/()%- א", max_size=40), st.booleans())
def test_every_letter_comes_once(seen: str, leftward: bool) -> None:
    cells = [(letter, float(place)) for place, letter in enumerate(seen)]
    read = read_order(cells, leftward, True)
    assert sorted(place for letter, place in read if letter != " ") == [
        p for letter, p in cells if letter != " "
    ]
