"""Titles and roles beside a person's name: "Homs Governor X", "X, a commander in ..."."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from headwater.entities.entries import LANGUAGES, RegistryName, lines_of, names_in, word_list
from headwater.entities.index import NameIndex
from headwater.text.names import Word

REACH = 7
"""Words after a name in which an apposition gives its role."""


@cache
def _roles() -> tuple[NameIndex, dict[str, str]]:
    names: list[tuple[str, RegistryName]] = []
    standings: dict[str, str] = {}
    for _, (form, standing, *cells) in lines_of("roles.csv", 7):
        standings[form] = standing
        for lang, cell in zip(LANGUAGES, cells, strict=True):
            names.extend((form, name) for name in names_in(cell, lang))
    return NameIndex.of(names), standings


def standing_of(role: str) -> str:
    """What a role is: ``office``, ``tied``, ``state``, ``head``, ``public`` or ``private`` (see ``registry/roles.csv``)."""
    return _roles()[1].get(role, "private")


def is_role(word: Word, lang: str) -> bool:
    """Whether one word is a title or role in this language."""
    return role_at([word], 0, lang) is not None


def role_at(words: Sequence[Word], at: int, lang: str) -> tuple[int, str] | None:
    """The role that begins at word ``at``: where it ends, and its dictionary form."""
    for last, refs in _roles()[0].find(words, at):
        for ref in refs:
            if ref.name.lang == lang and (len(ref.name.text) > 2 or words[at].text == ref.name.text):
                return last, ref.id
    return None


def role_before(words: Sequence[Word], first: int, lang: str) -> tuple[int, str] | None:
    """The role that ends right before word ``first``, and the word where it begins."""
    for begin in range(max(0, first - 4), first):
        role = role_at(words, begin, lang)
        if role and role[0] == first:
            return begin, role[1]
    return None


def role_after(words: Sequence[Word], last: int, lang: str, comma: bool) -> str | None:
    """The role that an apposition after a name gives ("X, a commander in ...", "X director of ...")."""
    found = role_after_at(words, last, lang, comma)
    return found[0] if found else None


def role_after_at(words: Sequence[Word], last: int, lang: str, comma: bool) -> tuple[str, int, int] | None:
    """The role after a name, and the words ``[first, end)`` that give it."""
    if last >= len(words):
        return None
    begin = last
    opens = word_list("opens an apposition") if comma else ("a", "an")
    if words[begin].forms[0] in opens:
        begin += 1
    reach = REACH if comma else 2
    for at in range(begin, min(len(words), begin + reach)):
        role = role_at(words, at, lang)
        if role and words[at].text[0].islower():
            return role[1], at, role[0]
        if words[at].forms[0] in word_list("is no apposition"):
            break
    return None
