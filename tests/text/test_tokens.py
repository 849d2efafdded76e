"""Read token by token, a text has the words that it has when it is read whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.text.names import words_of
from headwater.text.tokens import plain_keys, words_in

LETTERS = st.text(alphabet="aZÉ'’-_. \n\t1٣аЁβوءًـ\u0301\u200f\u00a0,“(/", max_size=60)
LANGS = ("", "en", "fr", "tr", "ru", "ar")


@settings(max_examples=300, deadline=None)
@given(st.one_of(LETTERS, st.text(max_size=60)), st.sampled_from(LANGS))
def test_the_same_words_whole_and_by_tokens(text: str, lang: str) -> None:
    whole = [replace(word, broken=False) for word in words_of(text, lang)]
    found = [
        replace(word, start=start + word.start, end=start + word.end, broken=False)
        for start, word in words_in(text, lang)
    ]
    assert found == whole


@pytest.mark.parametrize("most", [1, 3, 100])
def test_the_first_keys_of_a_text(most: int) -> None:
    text = "L'agence Vomar-Press a dit que neuf personnes, dont l'un des gardes, sont mortes " + "x" * 100
    assert plain_keys(text, most) == [word.forms[0] for word in words_of(text)[:most]]
