"""A sentence is searched for numbers only where one of its words may count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.origins.reuse.amounts import exact_numbers
from headwater.text.numbers import find_amounts

WORDS = {
    "en": "a an one two couple both half million hundred and dozen the ship 12 3,400 of from to at least more than thirty-five",
    "fr": "un une deux des vingt cinq cents mille et le quai 7 de à plus demi-million douzaine quatre-vingts",
    "tr": "bir iki yüz milyondan bin fazla bu yüzden yarım on beşten limanda 20'den aşkın",
    "ar": "واحد اثنين وعشرين مئة الف والفين قتيلا نحو ٢٣ من الى خمسة شخصا على الأقل",
    "ru": "один два полтора миллиона сто тысяч двое в порту более 15 от до полмиллиона пара",
    "xx": "two 44 5.5",
}


def told(sentence: str, lang: str) -> list[int]:
    return [
        amount.low
        for amount in find_amounts(sentence, lang)
        if amount.exact and not amount.article and amount.low is not None and amount.low > 1
    ]


@pytest.mark.parametrize("lang", sorted(WORDS))
@given(data=st.data())
def test_no_number_is_lost_by_looking_at_words_first(lang: str, data: st.DataObject) -> None:
    drawn = st.lists(st.sampled_from(WORDS[lang].split()), max_size=8)
    sentence = data.draw(st.sampled_from([" ", "\u00a0", ", "])).join(data.draw(drawn))
    assert list(exact_numbers(sentence, lang)) == told(sentence, lang)


@pytest.mark.parametrize(
    ("sentence", "lang", "expected"),
    [
        ("Two ferries and thirty-five sacks", "en", [2, 35]),
        ("A couple of boats", "en", [2]),
        ("One boat left the quay", "en", []),
        ("Un million de sacs", "fr", [1_000_000]),
    ],
)
def test_exact_numbers(sentence: str, lang: str, expected: list[int]) -> None:
    assert list(exact_numbers(sentence, lang)) == expected
