"""The words of a text with all that is known of each by itself.

What stands between two spaces is looked at once, however often it is met.
"""

from __future__ import annotations

from functools import cache

from headwater.origins.changes.certainty import may_hold_back
from headwater.origins.changes.lexicon import ACCENTED, Token, key_of, table_of
from headwater.origins.changes.numbers import may_count
from headwater.origins.changes.polarity import may_deny
from headwater.text.names import words_of

_MOST_MET = 1 << 16
_REMEMBERED = 60
"""Characters of the longest piece that is remembered: longer ones are links and noise."""
_Piece = tuple[tuple[Token, ...], bool]


def tokens_of(text: str, lang: str) -> tuple[list[Token], bool]:
    """The words of a text with the forms by which tables are looked up, and whether any may be of a number.

    No word holds white space and none is split by what stands before it, so that pieces can be read one by one.
    """
    met = _met(lang)
    found: list[Token] = []
    counts = False
    at = 0
    for piece in text.split():
        at = text.index(piece, at)
        inside, counting = met.get(piece) or _read(piece, lang, met)
        counts = counts or counting
        for start, end, word, forms, fitting, turns, capital in inside:
            found.append(Token(at + start, at + end, word, forms, fitting, turns, capital))
        at += len(piece)
    return found, counts


@cache
def _met(lang: str) -> dict[str, _Piece]:
    """The pieces of a language that were met."""
    return {}


def _read(piece: str, lang: str, met: dict[str, _Piece]) -> _Piece:
    table = table_of(lang)
    found = []
    for word in words_of(piece, lang):
        text = word.text
        forms = (key_of(text, lang),) if lang in ACCENTED else word.forms
        turns = may_deny(forms[0], lang) or may_hold_back(forms[0], lang)
        capital = text[:1].isupper() and text[:1].isalpha()
        fitting = table.fitting(forms, text.isupper())
        found.append(Token(word.start, word.end, text, forms, fitting, turns, capital))
    made = tuple(found), may_count(piece, lang)
    if len(piece) <= _REMEMBERED:
        if len(met) >= _MOST_MET:
            met.clear()
        met[piece] = made
    return made
