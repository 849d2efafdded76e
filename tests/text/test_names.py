"""Words of names: remembered ones are those of a fresh reading, and nobody can spoil them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.names import words_of

NAME = "l'Agence Marrel"


def test_what_a_caller_does_to_its_words_is_not_remembered() -> None:
    first = words_of(NAME, "fr")
    first.clear()
    assert [word.text for word in words_of(NAME, "fr")] == ["Agence", "Marrel"]


def test_the_same_name_in_two_languages_is_two_readings() -> None:
    assert [word.forms for word in words_of("Limanın", "tr")] != [
        word.forms for word in words_of("Limanın", "fr")
    ]


@pytest.mark.parametrize("length", [20, 119, 120, 121, 500])
def test_short_and_long_texts_are_read_alike(length: int) -> None:
    text = ("Ada Marr, al-Orvik " * 40)[:length]
    whole = [(word.text, word.forms, word.start) for word in words_of(text)]
    later = [(word.text, word.forms, word.start - 7) for word in words_of(text, "", 7)]
    assert whole == later


@given(st.text(max_size=150), st.sampled_from(["", "en", "fr", "ar", "tr", "ru"]))
def test_words_stand_where_they_say(text: str, lang: str) -> None:
    for word in words_of(text, lang):
        assert text[word.start : word.end] == word.text
