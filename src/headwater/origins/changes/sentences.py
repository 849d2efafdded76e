"""What a sentence says by itself, wherever it stands: copies repeat whole sentences, and each is read once for all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from headwater.origins.changes.certainty import mark_hedges
from headwater.origins.changes.lexicon import Mark, Token, marks_of
from headwater.origins.changes.names import NameMark, written_names
from headwater.origins.changes.numbers import NumberMark, find_numbers
from headwater.origins.changes.polarity import mark_negation
from headwater.origins.changes.sounds import sound_keys
from headwater.origins.changes.times import TimeMark, find_times
from headwater.origins.changes.words import tokens_of

_REMEMBERED = 1 << 12
"""Sentences that are kept once they are read: those of a few hundred articles."""
_LONGEST = 1_000
"""Characters of a text that is kept: longer ones are no sentences, and seldom come again."""
_STEM = 5
_MASTHEAD = 12
"""Words: a longer line that begins with "published" tells more than that."""
DATE_LINE = 5
"""Words: a line with fewer beside a sentence ("7 July 2015") is no part of what it tells."""
Times = tuple[tuple[TimeMark, ...], list[tuple[int, int]]]


class Sentence:
    """A text in a language; offsets are its own. Each facet is read when it is first asked for."""

    def __init__(self, text: str, lang: str) -> None:
        self.text, self.lang = text, lang
        self._written: dict[bool, tuple[NameMark, ...]] = {}

    @cached_property
    def _tokens(self) -> tuple[list[Token], bool]:
        return tokens_of(self.text, self.lang)

    @property
    def words(self) -> list[Token]:
        """Its words."""
        return self._tokens[0]

    @cached_property
    def told(self) -> list[str]:
        """Its words as they are written."""
        return [word.text for word in self.words]

    @cached_property
    def sounds(self) -> dict[str, None]:
        """All ways in which a word of it may be heard, in order."""
        forms = (form for word in self.words for form in (word.text, *word.forms[1:]))
        return dict.fromkeys(key for form in forms for key in sound_keys(form))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its words."""
        return frozenset(word.forms[0][:_STEM] for word in self.words)

    @cached_property
    def marks(self) -> Mapping[str, tuple[Mark, ...]]:
        """Its marks by facet."""
        words = self.words
        facets = marks_of(words)
        denials = mark_negation(facets.get("negation", ()), words, self.text, 0, self.lang)
        facets["negation"] = denials
        facets["hedge"] = mark_hedges(facets.get("hedge", ()), words, self.text, 0, self.lang, denials)
        return {facet: tuple(found) for facet, found in facets.items() if found}

    @cached_property
    def masthead(self) -> bool:
        """Whether it only says when or by whom a text was published: "Posted on 9 March", "11 mars 2021"."""
        if len(self.words) > _MASTHEAD:
            return False
        if any(mark.start <= 3 for mark in self.marks.get("masthead", ())):
            return True
        return len(self.words) <= DATE_LINE and any(time.kind == "day" for time in self.times[0])

    @cached_property
    def times(self) -> Times:
        """The times that it names, and all stretches whose digits are no amounts."""
        return find_times(self.text, 0, self.marks, self.lang)

    @cached_property
    def numbers(self) -> tuple[NumberMark, ...]:
        """Its numbers but for those of its dates."""
        if not self._tokens[1]:
            return ()
        return find_numbers(self.text, 0, self.marks, self.times[1], self.lang)

    def written(self, *, title: bool) -> tuple[NameMark, ...]:
        """Words written as names; ``title``: it is a headline, in which other words may be."""
        if title not in self._written:
            found = written_names(self.text, self.lang, self.words, self.marks, title=title)
            self._written[title] = tuple(found)
        return self._written[title]


@lru_cache(maxsize=_REMEMBERED)
def _known(text: str, lang: str) -> Sentence:
    return Sentence(text, lang)


def sentence_of(text: str, lang: str) -> Sentence:
    """A sentence as it was read before, or is yet to be."""
    return _known(text, lang) if len(text) <= _LONGEST else Sentence(text, lang)
