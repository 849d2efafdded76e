"""Whom words are told to: the outlet that a source spoke to is no place, whatever stands before its name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from headwater.entities.entries import lines_of
from headwater.records.entities import EntityType
from headwater.text.names import Word, fold

REACH_BACK = 9
"""Words before the name among which the verb is looked for: "a déclaré une source de sécurité locale à X"."""


@cache
def sign_words(type_: EntityType, where: str, lang: str) -> frozenset[str]:
    """Folded words that are a sign of a type at one place, in one language; none in other languages."""
    found: set[str] = set()
    for _, (kind, at, english, french) in lines_of("signs.csv", 4):
        if (kind, at) == (type_, where):
            cells = {"en": [english], "fr": [french]}.get(lang, [])
            found.update(fold(word) for cell in cells for word in cell.split("|"))
    return frozenset(found)


def told(words: Sequence[Word], first: int, lang: str) -> str | None:
    """The verb whose listener the name at ``first`` is: "told X", "a déclaré par téléphone à X"."""
    verbs = sign_words("outlet", "told", lang)
    begin = first - 1 if first and words[first - 1].forms[0] == "the" else first
    if lang == "en" and begin and words[begin - 1].forms[0] in verbs:
        return words[begin - 1].text
    if lang == "fr" and first and words[first - 1].forms[0] in ("a", "au"):
        for word in reversed(words[max(0, first - 1 - REACH_BACK) : first - 1]):
            if word.broken:
                return None
            if word.forms[0] in verbs:
                return word.text
    return None
