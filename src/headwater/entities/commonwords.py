"""Names that are nothing but a common word: "Police", "the army", "rebels", "полиция". Found in a text they mean nobody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from headwater.entities.entries import LANGUAGES, lines_of, names_in
from headwater.entities.labels import label_words
from headwater.text.names import ARTICLES, fold, name_key


def _cells() -> Iterator[tuple[str, str]]:
    """(language, names) of roles and of the nouns of states' bodies."""
    for _, (_, _, *roles) in lines_of("roles.csv", 7):
        yield from zip(LANGUAGES, roles, strict=True)
    for _, cells in lines_of("bodies.csv", 10):
        yield from zip(LANGUAGES, cells[4:9], strict=True)


@cache
def _common() -> frozenset[str]:
    """Keys of words for roles, for bodies of states, and of words that are no name by themselves."""
    found = {
        key for lang, cell in _cells() for name in names_in(cell, lang) for key in _lone(name.text, lang)
    }
    found.update(fold(word) for _, (_, words) in lines_of("never.csv", 2) for word in words.split("|"))
    return frozenset(found | label_words())


@cache
def _articles() -> frozenset[str]:
    rows = (words for _, (kind, words) in lines_of("never.csv", 2) if kind == "articles")
    return frozenset(fold(word) for words in rows for word in words.split("|"))


def _lone(text: str, lang: str = "") -> tuple[str, ...]:
    """The key of a name of one word, articles apart; nothing for longer ones."""
    keys = tuple(key for key in name_key(text, lang) if key not in _articles() and key not in ARTICLES)
    return keys if len(keys) == 1 else ()


def is_common_word(name: str) -> bool:
    """Whether a name is one word, and that a role, a label, a noun of a state's body or no name at all."""
    return any(key in _common() for key in _lone(name))
