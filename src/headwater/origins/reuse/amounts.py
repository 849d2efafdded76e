"""The exact numbers that a sentence names, in figures or words: the same in a translation of it.

Most sentences name none, and few words can tell so: whether a word may is known from its letters alone.
"""

from __future__ import annotations

from functools import cache, lru_cache

from headwater.text.numbers import find_amounts
from headwater.text.numerals import Lexicon, Word, lexicon, multiplier_of, word_value, words_of

_KEPT = 1 << 17
"""Words of a language that are remembered to name no number."""


@lru_cache(maxsize=4096)
def exact_numbers(sentence: str, lang: str) -> tuple[int, ...]:
    """Exact numbers, in order; "a" and "one" are too common to tell. Copies hold the same sentences."""
    said, countless = sentence.split(), _countless(lang)
    if countless.issuperset(said):  # as most sentences
        return ()
    if not any(_may_count(word, lang) for word in said):
        if len(countless) >= _KEPT:
            countless.clear()
        countless.update(said)
        return ()
    return tuple(
        amount.low
        for amount in find_amounts(sentence, lang)
        if amount.exact and not amount.article and amount.low is not None and amount.low > 1
    )


@cache
def _countless(lang: str) -> set[str]:
    """What stands between two spaces of sentences that name no number, as far as it was met."""
    return set()


@lru_cache(maxsize=1 << 17)
def _may_count(written: str, lang: str) -> bool:
    """Whether an exact number over 1 may hold what is ``written`` between two spaces.

    Such a number has figures, or a word for more than one or for a multiple, or is a turn for two ("a couple").
    """
    table = lexicon(lang)
    return any(
        word.digits
        or word.form in _turns_for_two(lang)
        or any(_counts(form, table) for form in _forms(word, table))
        for word in words_of(written, lang)
    )


def _forms(word: Word, table: Lexicon) -> list[str]:
    """A word, and what it may be without a case ending."""
    return [word.form, *(word.form.removesuffix(ending) for ending in table.endings)]


def _counts(form: str, table: Lexicon) -> bool:
    return (word_value(form, table)[0] or 0) > 1 or multiplier_of(form, table) is not None


@cache
def _turns_for_two(lang: str) -> frozenset[str]:
    """The longest word of each turn that says two without its being a number word."""
    vague = lexicon(lang).vague
    return frozenset(max(phrase, key=len) for phrase, (low, high) in vague.items() if 1 < low == high)
