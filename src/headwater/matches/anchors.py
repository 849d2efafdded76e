"""The proper words of a report: what is always written with a capital, in a form that languages share.

A village that no registry knows is found by no list; but its name has a capital wherever it stands, and it
is written alike in reports of one incident. Scripts without capitals have none: there names come from
the registry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from headwater.matches.rarity import background, word_key
from headwater.matches.time_words import time_words
from headwater.text.names import fold
from headwater.text.numerals import Word, lexicon, words_of
from headwater.text.transliteration import is_abjad, latin, skeleton

_SHORTEST = 4
_SOUNDS = 3
"""Consonants from which a word can be told by its sound."""
_PREFIXES = ("ال", "و", "ب", "ل", "بال", "وال", "لل")
CASELESS = frozenset({"ar"})


@dataclass(frozen=True, slots=True)
class Anchors:
    """Proper words of a text and of its opening, each with the share of its language's reports that hold it."""

    all: Mapping[str, float]
    opening: frozenset[str]


def read_anchors(sentences: Iterable[tuple[str, str, bool]], apart_from: Iterable[str] = ()) -> Anchors:
    """The proper words of a text. Each sentence comes with its language and whether it belongs to the opening.

    Words of ``apart_from`` are left out: outlets, since who published a report does not say what it is about,
    and names that a registry knows, since they are compared as names.

    A word is proper if it has a capital within a sentence and stands nowhere in small letters. The first
    word of a sentence, and headlines that capitalise every word, only repeat what is known from elsewhere.
    """
    seen: dict[str, float] = {}
    small: set[str] = set()
    inside: set[str] = set()
    opening: set[str] = set()
    for text, lang, opens in sentences:
        words = [w for w in words_of(text, lang) if w.form[:1].isalpha()]
        initials = [text[w.start] for w in words]
        small.update([w.form for w, initial in zip(words, initials, strict=True) if initial.islower()])
        capitals = [place for place, initial in enumerate(initials) if initial.isupper()]
        titled = len(capitals) * 2 > len(words)  # most words have a capital: it says nothing
        numbers = lexicon(lang).values
        for place in capitals:
            word = words[place]
            if word.end - word.start < _SHORTEST or word.form in numbers:
                continue
            key = _key(text[word.start : word.end])
            if len(key) < _SHORTEST:
                continue
            seen[key] = max(seen.get(key, 0.0), _share(word.form, lang))
            if place and not titled:
                inside.add(key)
            if opens:
                opening.add(key)
    common = set(map(_key, small))
    common.update(latin(word) for name in apart_from for word in fold(name).split())
    proper = {key: share for key, share in sorted(seen.items()) if key in inside and key not in common}
    return Anchors(proper, frozenset(key for key in opening if key in proper))


def read_sounds(sentences: Iterable[tuple[str, str]]) -> frozenset[str]:
    """How the words of a text sound: consonants in classes that all scripts share, long ones only.

    Where words are written with what belongs to them ("wa-", "bil-"), they are kept without it as well.
    """
    forms = {word.form for text, lang in sentences for word in words_of(text, lang) if not word.digits}
    return frozenset(chain.from_iterable(map(_sounds, forms)))


def read_calls(sentences: Iterable[tuple[str, str]], anchors: Anchors) -> frozenset[str]:
    """How the names sound by which a report's headline and lead call its incident: proper words that no registry
    knows; in a script without capitals the words that its language's reports never use. Days and months are none."""
    calls = {_sound(key) for key in anchors.opening}
    dated: set[str] = set()
    for text, lang in sentences:
        words = words_of(text, lang)
        dated.update(_sound(form) for form in _dates(words, lang))
        if lang in CASELESS:
            seen = background(lang).shares
            for word in words:
                key = None if word.digits else word_key(word.form, lang)
                if key and key not in seen:
                    calls.update(_sounds(word.form))
    return frozenset(sound for sound in calls - dated if len(sound) >= _SOUNDS)


def _dates(words: Sequence[Word], lang: str) -> Iterator[str]:
    table = time_words(lang)
    for hit in (*table.weekdays.all(words), *table.months.all(words)):
        yield from (word.form for word in words[hit.first : hit.last])


def _sound(form: str) -> str:
    return skeleton(form).replace("p", "b")  # Arabic writes b for p


@lru_cache(maxsize=50_000)
def _sounds(form: str) -> tuple[str, ...]:
    heard = [_sound(form)]
    if is_abjad(form):
        heard += [_sound(form[len(prefix) :]) for prefix in _PREFIXES if form.startswith(prefix)]
    return tuple(sound for sound in heard if len(sound) >= _SOUNDS)


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    """A word as languages share it."""
    return latin(fold(word))


@lru_cache(maxsize=50_000)
def _share(form: str, lang: str) -> float:
    key = word_key(form, lang)
    return background(lang).shares.get(key, 0.0) if key else 0.0
