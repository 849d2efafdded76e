"""Phrases of a word list, found in a text's tokens; "погиб*" stands for every word that begins so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Generic, TypeVar

from headwater.text.numerals import Word, fold, words_of

Tag = TypeVar("Tag")

_PREFIXES = re.compile(r"^(?:و?ال|وب|ول|فا?ل?|لل|و|ب|ل|ك)(?=..)")


_LONGEST = 24
"""No word list has a longer beginning of a word."""
_SHORTEST = 3
"""Letters of the shortest beginning of a word."""


_KEPT = 50_000
"""Words whose phrases are remembered."""

_FORM = attrgetter("form")

_Entry = tuple[int, tuple[str, ...], Tag]  # how many tokens, those behind the first, the tag
_Entries = tuple[list[_Entry[Tag]], ...]


@dataclass(frozen=True, slots=True)
class Found(Generic[Tag]):
    """A phrase at tokens ``first`` up to ``last`` (not included)."""

    first: int
    last: int
    tag: Tag


class Phrases(Generic[Tag]):
    """Phrases with a tag each; the longest that begins at a token wins."""

    def __init__(self, phrases: Mapping[str, Tag], lang: str) -> None:
        self.lang = lang
        self._by_first: dict[str, list[_Entry[Tag]]] = {}
        for phrase, tag in phrases.items():
            forms = phrase_forms(phrase, lang)
            if forms:
                self._by_first.setdefault(forms[0], []).append((len(forms), forms[1:], tag))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: entry[0], reverse=True)
        lengths = {len(first) - 1 for first in self._by_first if first.endswith("*")}
        self._sizes = [size for size in range(_LONGEST, _SHORTEST - 1, -1) if size in lengths]
        every = ((first, *rest) for first, entries in self._by_first.items() for _, rest, _ in entries)
        self._parts = _parts_of(every)
        self._longest = tuple(dict.fromkeys(parts[0] for parts in self._parts if parts))
        self._always = () in self._parts
        self._beginning: dict[str, _Entries[Tag]] = {}
        self._idle: set[str] = set()  # words that begin none

    def begins(self, form: str) -> bool:
        """Whether a phrase may begin with a word."""
        return form not in self._idle and bool(self._of(form))

    def may_stand_in(self, folded: str) -> bool:
        """Whether a phrase may stand in a text that is folded as a whole, of which no token is known yet."""
        if self._always:
            return True
        if not any(
            map(folded.__contains__, self._longest)
        ):  # as in most: one search for each beginning, none in Python
            return False
        return any(all(part in folded for part in parts) for parts in self._parts)

    def at(self, words: Sequence[Word], at: int) -> Found[Tag] | None:
        """The longest phrase that begins at token ``at``."""
        form = words[at].form
        if form in self._idle:
            return None
        best: Found[Tag] | None = None
        longest, left = 0, len(words) - at
        for entries in self._beginning.get(form) or self._of(form):
            for size, rest, tag in entries:
                if size <= longest:
                    break
                if size == 1 or (size <= left and self._follow(rest, words, at + 1)):
                    best, longest = Found(at, at + size, tag), size
                    break
        return best

    def _follow(self, keys: tuple[str, ...], words: Sequence[Word], at: int) -> bool:
        """Whether the tokens from ``at`` on stand under these keys."""
        for place, key in enumerate(keys, at):
            form = words[place].form
            if key != form and not _stands(key, form, self.lang):
                return False
        return True

    def _of(self, form: str) -> _Entries[Tag]:
        """The phrases that may begin with a word, by its keys: most words begin none, and words come again."""
        known = self._beginning.get(form)
        if known is None:
            if len(self._beginning) >= _KEPT:
                self._beginning.clear()
                self._idle.clear()
            forms = _bare(form, self.lang)
            begun = (
                f[:size] + "*" for f in forms for size in self._sizes if size <= len(f)
            )  # keys_of would make many that no table has
            known = tuple(self._by_first[key] for key in (*forms, *begun) if key in self._by_first)
            self._beginning[form] = known
            if not known:
                self._idle.add(form)
        return known

    def all(self, words: Sequence[Word]) -> list[Found[Tag]]:
        """Every phrase from left to right, without overlaps."""
        found: list[Found[Tag]] = []
        if not self._by_first:
            return found
        idle, end = self._idle, 0
        if idle.issuperset(map(_FORM, words)):  # most words begin nothing, and are known to
            return found
        for at, word in enumerate(words):
            if word.form not in idle and at >= end and (hit := self.at(words, at)):
                found.append(hit)
                end = hit.last
        return found

    def __contains__(self, form: str) -> bool:
        return any(
            size == 1 for key in keys_of(form, self.lang) for size, _, _ in self._by_first.get(key, ())
        )


def listed(phrases: Iterable[str], lang: str) -> Phrases[bool]:
    """Phrases without tags of their own."""
    return Phrases(dict.fromkeys(phrases, True), lang)


def phrase_forms(phrase: str, lang: str) -> tuple[str, ...]:
    """The tokens of a phrase of a table; a final "*" stays on its word."""
    forms: list[str] = []
    for word in phrase.split():
        tokens = [w.form for w in words_of(word.rstrip("*"), lang)] or [fold(word, lang)]
        forms.extend(tokens)
        if word.endswith("*"):
            forms[-1] += "*"
    return tuple(forms)


def _parts_of(phrases: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """What of each phrase must stand in a text: its words and beginnings of words, the longest first; marks are written in
    several ways."""
    parts = {tuple(form.removesuffix("*") for form in forms if form[:1].isalpha()) for forms in phrases}
    return tuple(sorted(tuple(sorted(some, key=lambda part: (-len(part), part))) for some in parts))


def keys_of(form: str, lang: str) -> list[str]:
    """The keys under which a token may stand in a table: itself, its beginnings, without Arabic prefixes."""
    forms = _bare(form, lang)
    begun = (f[:size] + "*" for f in forms for size in range(min(len(f), _LONGEST), _SHORTEST - 1, -1))
    return [*forms, *begun]


def _bare(form: str, lang: str) -> tuple[str, ...]:
    """A token, and in Arabic the token without its prefixes."""
    return _without_prefixes(form) if lang == "ar" else (form,)


@lru_cache(maxsize=_KEPT)
def _without_prefixes(form: str) -> tuple[str, ...]:
    forms = [form]
    while (hit := _PREFIXES.match(forms[-1])) and len(forms) < 3:
        forms.append(forms[-1][hit.end() :])
    return tuple(forms)


def _stands(key: str, form: str, lang: str) -> bool:
    """Whether a key of a table is one of a token's, without making them all."""
    if key == form:
        return True
    start = key[:-1] if key.endswith("*") and _SHORTEST < len(key) <= _LONGEST + 1 else None
    if lang != "ar":
        return start is not None and form.startswith(start)
    forms = _without_prefixes(form)
    return key in forms or (start is not None and any(f.startswith(start) for f in forms))
