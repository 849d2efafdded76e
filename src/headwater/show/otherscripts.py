"""How the texts of a case write masked persons' names in other scripts: "Osha Venn" as "أوشا فين" or "Оша Венн".

Entities are merged across scripts only where that is safe to say; what must not be shown needs the opposite care.
So a run of words in another script is taken for a masked name when it spells the name, or when the comparison of
names finds them close; a run that lies in a public actor's mention is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from headwater.entities import compare_names
from headwater.show.view import CaseView
from headwater.text.names import Word, words_of
from headwater.text.scripts import script_of
from headwater.text.transliteration import is_abjad, roman, skeleton

_LIKE = 0.85
_LEAST = 2
"""Consonants that a word must have to be told by them."""
_LEAST_IN_ALL = 3
_MOST_WORDS = 5

_BEYOND_LATIN = re.compile("[\u0370-\u1cff\u2c80-\ud7ff\uf900-\ufaff\ufb07-\ufdff\ufe70-\ufefe]")
"""Letters of other scripts; what is not here (signs, fullwidth Latin) makes no word of one."""

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Name:
    """A masked name: its folded words and their consonants, articles left out."""

    text: str
    label: str
    script: str
    keys: tuple[str, ...]
    sounds: tuple[str, ...]


def other_spellings(view: CaseView, masked: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(words, label) of every run of words of the case's texts that writes a masked name in another script."""
    names = [name for text, label in sorted(set(masked)) if (name := _name(text, label))]
    by_end: dict[str, list[_Name]] = {}
    for name in names:
        for sound in dict.fromkeys((name.sounds[0], name.sounds[-1])):
            by_end.setdefault(sound, []).append(name)
    scripts = {name.script for name in names}
    if not names:
        return []
    found: dict[tuple[str, str], None] = {}
    public = _public_mentions(view)
    for place, text, lang in _texts(view):
        if scripts == {"Latn"} and not _BEYOND_LATIN.search(text):
            continue
        words = words_of(text, lang)
        if len({_script(word.text) for word in words} | scripts) > 1:
            for start, end, label in _runs(words, by_end, text):
                if not _covered(public.get(place, []), start, end):
                    found[text[start:end], label] = None
    return list(found)


def _name(text: str, label: str) -> _Name | None:
    words = [word for word in words_of(text) if not word.article]
    sounds = tuple(_sound(word.forms[-1]) for word in words)
    if not 2 <= len(words) <= _MOST_WORDS or not all(sounds):
        return None
    return _Name(text, label, _script(words[-1].text), tuple(word.forms[-1] for word in words), sounds)


def _script(word: str) -> str:
    """The script of a word's first letter."""
    return script_of(word[0])


def _sound(form: str) -> str:
    """A word's consonants; that it begins with a vowel is no difference, for Arabic letters may not write it."""
    heard = skeleton(form)
    return heard[1:] if heard.startswith("a") and len(heard) > 1 else heard


def _texts(view: CaseView) -> Iterator[tuple[str, str, str]]:
    """(article, text, language) of all that a reader is shown: articles, and what a task says to search for."""
    for article in view.rows("articles"):
        yield article["id"], article["text"], (article["languages"] or [""])[0]
    for task in view.rows("to_find"):
        for text in (task["what"], task["would_change"], *task["known"], *task["queries"]):
            yield "", text or "", task["lang"] or ""


def _public_mentions(view: CaseView) -> dict[str, list[Interval]]:
    found: dict[str, list[Interval]] = {}
    for row in view.rows("entities"):
        if not row["masked"]:
            for mention in row["mentions"]:
                found.setdefault(mention["article"], []).append((mention["start"], mention["end"]))
    return {article: sorted(spans) for article, spans in found.items()}


def _covered(spans: list[Interval], start: int, end: int) -> bool:
    """Whether a public mention meets these words."""
    before = spans[: bisect_right(spans, (end, end))][-4:]
    return any(one < end and other > start for one, other in before)


def _runs(words: list[Word], by_end: dict[str, list[_Name]], text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of runs of words that write a name in another script."""
    bare = [word for word in words if not word.article]
    heard = [tuple(dict.fromkeys(map(_sound, word.forms))) for word in bare]
    scripts = [_script(word.text) for word in bare]
    for index, sounds in enumerate(heard):
        for sound in sounds:
            for name in by_end.get(sound, []):
                if name.script == scripts[index]:
                    continue
                long = len(name.sounds)
                for first in dict.fromkeys((index, index - long + 1)):
                    if first >= 0 and first + long <= len(bare) and _writes(name, bare, heard, first, text):
                        yield bare[first].start, bare[first + long - 1].end, name.label


def _writes(name: _Name, words: list[Word], heard: list[tuple[str, ...]], first: int, text: str) -> bool:
    """Whether the words from ``first`` on write a name in another script than its own."""
    last = first + len(name.sounds) - 1
    run = words[first : last + 1]
    if any(word.broken for word in run[:-1]) or any(_script(word.text) == name.script for word in run):
        return False
    same = [sound in heard[first + at] for at, sound in enumerate(name.sounds)]
    if max((len(sound) for sound, kept in zip(name.sounds, same, strict=True) if kept), default=0) < _LEAST:
        return False
    if all(same) and sum(map(len, name.sounds)) >= _LEAST_IN_ALL:
        return all(_spelt(key, word) for key, word in zip(name.keys, run, strict=True))
    written = text[run[0].start : run[-1].end]
    return compare_names(name.text, written, "Person").score >= _LIKE


def _spelt(key: str, word: Word) -> bool:
    """Whether one of a word's forms spells the other: letters that leave vowels out add none that the other lacks."""
    for form in word.forms:
        one, other = _heard(form), _heard(key)
        if is_abjad(form) or is_abjad(key):
            if _within(one, other) if is_abjad(form) else _within(other, one):
                return True
        elif Levenshtein.distance(one, other, score_cutoff=1) <= 1:
            return True
    return False


def _heard(key: str) -> str:
    """Letters without those that romanisations take one for the other or leave out."""
    return roman(key).replace("v", "f").replace("h", "")


def _within(some: str, letters: str) -> bool:
    """Whether ``some`` are letters of the other word, in their order."""
    rest = iter(letters)
    return all(letter in rest for letter in some)
