"""Parts of large numbers ("half a million", "полтора миллиона"), and number words with a case ending.

The words are data: ``[fractions]`` and ``endings`` of ``number_words/<lang>.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from headwater.text.numerals import LARGEST, Lexicon, Word, multiplier_of, starts_with

_DETERMINERS = frozenset({"bu", "o", "şu"})  # "bu yüzden": therefore, not "more than this hundred"


def fraction_at(words: Sequence[Word], at: int, table: Lexicon) -> tuple[int, int] | None:
    """The value of a fraction of a multiplier that begins at token ``at``, and the first token after it.

    None where no multiplier follows ("half a mile") or the value is no whole number ("a third of a hundred").
    """
    for phrase, over, under in table.fractions.get(words[at].form, ()):
        if not starts_with(words, at, phrase):
            continue
        value, last = 1, at + len(phrase)
        while last < len(words) and value < LARGEST and (size := multiplier_of(words[last].form, table)):
            value, last = value * size, last + 1
        if value > 1 and value < LARGEST and value * over % under == 0:
            return value * over // under, last
    return None


def without_endings(words: Sequence[Word], table: Lexicon) -> list[Word]:
    """The tokens, number words parted from a case ending that belongs to a modifier ("milyon", "dan", "fazla")."""
    if not table.endings:
        return list(words)
    modifiers = {
        phrase for name, rows in table.modifiers.items() if name.endswith("_after") for phrase in rows
    }
    found: list[Word] = []
    for before, word in zip([None, *words], words, strict=False):
        found.append(word)
        if word.digits or word.form in table.values or word.form in table.multipliers:
            continue
        ending = _ending(word.form, table)
        if ending and (before is None or before.form not in _DETERMINERS):
            cut = word.end - len(ending)
            found[-1:] = [
                Word(word.start, cut, word.form[: -len(ending)], False),
                Word(cut, word.end, ending, False),
            ]
    return _joined_again(found, words, modifiers)


def _ending(form: str, table: Lexicon) -> str | None:
    """The case ending written on to a number word."""
    for ending in table.endings:
        stem = form.removesuffix(ending)
        if stem != form and (stem in table.values or stem in table.multipliers):
            return ending
    return None


def _joined_again(
    parted: Sequence[Word], words: Sequence[Word], modifiers: set[tuple[str, ...]]
) -> list[Word]:
    """The tokens, those made whole again whose ending begins no modifier."""
    whole = {word.start: word for word in words}
    found: list[Word] = []
    at = 0
    while at < len(parted):
        word = parted[at]
        split = whole[word.start] if word.start in whole and whole[word.start].end != word.end else None
        keeps = split is None or any(starts_with(parted, at + 1, phrase) for phrase in modifiers)
        found.append(word if keeps or split is None else split)
        at += 1 if keeps else 2
    return found
