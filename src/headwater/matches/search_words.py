"""What a search asks for, and the words under which a sentence is found: folded, and by their stems.

A search is words and, in quotation marks, phrases. Nothing of it is a command to the index: every word is
taken as a word. Marks, accents, hamza and case make no difference; "Rashidin" finds "Rashidīn".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from headwater.matches.rarity import background, word_key
from headwater.records.errors import InputError
from headwater.text.names import fold

LONGEST = 1000
"""Characters of a search: a longer one is a text, and its nearest sentences say nothing."""
MOST_WORDS = 60
_MOST_NAMES = 40
_EVERYWHERE = 0.3
"""Share of reports from which a word says nothing about what is looked for ("the", "avec")."""

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f\u064b-\u0652\u0670\u0640'’ʼ]+")
_RUSSIAN_ENDING = re.compile(
    r"(?<=[а-я]{3})(?:[ая]ми|ого|его|ому|ему|ыми|ими|[аяоеиыую][вйямхю]|[аеиоуыэюяйь])$"
)
_LEAST_BEGINNING = 4
_PHRASE = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]')
_STEMMED = ("en", "fr", "ar", "tr", "ru")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of a search: itself, its stems in any language, and how its inflected forms begin."""

    word: str
    stems: frozenset[str]
    beginning: str | None = None

    def among(self, words: Set[str], stems: Set[str]) -> bool:
        """Whether a sentence of such words and stems holds it in some form."""
        if self.word in words or self.stems & stems:
            return True
        return self.beginning is not None and any(word.startswith(self.beginning) for word in words)


@dataclass(frozen=True, slots=True)
class Query:
    """A search taken apart."""

    text: str  # as asked, quotation marks taken out: what is compared by meaning
    phrases: tuple[tuple[str, ...], ...]
    words: tuple[Wanted, ...]
    names: tuple[tuple[str, ...], ...] = ()  # other names of what the search names, in any script

    def naming(self, entities: Iterable[Sequence[str]]) -> Query:
        """The search with every other name of the entities that it names; each entity is its names."""
        asked = [wanted.word for wanted in self.words]
        found: dict[tuple[str, ...], None] = {}
        for names in entities:
            keys = [tuple(words_in(name)) for name in names]
            if any(key and _stands_in(key, asked) for key in keys):
                found.update((key, None) for key in keys if key and not _stands_in(key, asked))
        return replace(self, names=tuple(sorted(found)[:_MOST_NAMES]))

    def held(self, words: Sequence[str], stems: Set[str]) -> list[str]:
        """Which words of the search, or other names of what it names, a sentence of such words holds."""
        there = set(words)
        told = [wanted.word for wanted in self.words if wanted.among(there, stems)]
        return told + [" ".join(name) for name in self.names if _stands_in(name, words)]


def _stands_in(words: Sequence[str], text: Sequence[str]) -> bool:
    size = len(words)
    return any(tuple(text[at : at + size]) == tuple(words) for at in range(len(text) - size + 1))


def read_query(asked: str) -> Query:
    """The search that somebody typed; raises InputError where it holds no word or is too long."""
    if len(asked) > LONGEST:
        raise InputError(f"a search has at most {LONGEST:,} characters, this one has {len(asked):,}")
    phrases = tuple(
        tuple(words)
        for match in _PHRASE.finditer(asked)
        if (words := words_in(next(filter(None, match.groups()), "")))
    )
    words = list(dict.fromkeys(words_in(asked)))[:MOST_WORDS]
    if not words:
        raise InputError("a search needs at least one word, such as: convoy bombing")
    text = " ".join(re.sub(r'["“”«»„]', " ", asked).split())
    telling = [word for word in words if _tells(word, asked)] or words
    return Query(
        text, phrases, tuple(Wanted(word, frozenset(stems_of(word)), beginning_of(word)) for word in telling)
    )


def _tells(word: str, asked: str) -> bool:
    """Whether a word is more than grammar: no two letters in small writing, and not in every third report."""
    if len(word) < 3:
        return word.isdigit() or word.upper() in asked
    shares = (background(lang).shares.get(stem_of(word, lang) or "", 0.0) for lang in _STEMMED)
    return max(shares) < _EVERYWHERE


def words_in(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    plain = _MARKS.sub("", text)
    return [key for match in _WORD.finditer(plain) for key in _folded(match.group())]


@lru_cache(maxsize=200_000)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(word)))


@lru_cache(maxsize=200_000)
def stem_of(word: str, lang: str) -> str | None:
    """The stem of a folded word in one language, or None for figures and the shortest words."""
    return word_key(word, lang)


def stems_of(word: str) -> list[str]:
    """The stems that a folded word may have in any language."""
    return [stem for lang in _STEMMED if (stem := stem_of(word, lang))]


def beginning_of(word: str) -> str | None:
    """How the forms of a word begin, or None where its beginning would be too short to tell it.

    Turkish writes endings on to the whole word; Russian changes them.
    """
    bare = _RUSSIAN_ENDING.sub("", word)
    return bare if len(bare) >= _LEAST_BEGINNING else None


def index_words(text: str, lang: str) -> tuple[str, str]:
    """The words and the stems under which a sentence is found, each joined by spaces."""
    words = words_in(text)
    return " ".join(words), " ".join(filter(None, (stem_of(word, lang) for word in words)))
