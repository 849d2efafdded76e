"""Phrases of the word lists, looked for in a text before it is taken apart."""

from __future__ import annotations

from dataclasses import fields

import pytest

from headwater.matches.frames import frame_words
from headwater.matches.lexicon import counting
from headwater.matches.phrases import Phrases
from headwater.text.numerals import fold, words_of

LANGUAGES = ("ar", "en", "fr", "ru", "tr")


def tables(lang: str) -> list[Phrases[object]]:
    """All word lists of a language."""
    found = [
        getattr(words, field.name) for words in (frame_words(lang), counting(lang)) for field in fields(words)
    ]
    return [table for table in found if isinstance(table, Phrases)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phrase_that_stands_in_a_text_may_stand_in_it(lang: str) -> None:
    seen = 0
    for table in tables(lang):
        for first, entries in table._by_first.items():
            for _, rest, _ in entries:
                forms = (first, *rest)
                told = " ".join(form.replace("*", "ilen") for form in forms)
                for text in (told, f"«{told.upper()}»", f"Velm, {told.capitalize()}; 3 Orda", f"و{told}"):
                    if table.all(words_of(text, lang)):
                        seen += 1
                        assert table.may_stand_in(fold(text, lang)), (text, forms)
    assert seen > 300


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_phrase_may_stand_in_other_words(lang: str) -> None:
    folded = fold("Zzyx qvor 17 wxyz", lang)
    assert not any(table.may_stand_in(folded) for table in tables(lang))
