"""What a passage says, facet by facet, in values that hold in every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from headwater.origins.changes.certainty import mark_hedges
from headwater.origins.changes.lexicon import Mark, marks_of, tokens_of
from headwater.origins.changes.names import NameMark, find_names
from headwater.origins.changes.numbers import NumberMark, find_numbers
from headwater.origins.changes.polarity import mark_negation
from headwater.origins.changes.times import TimeMark, find_times
from headwater.text.names import Word


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article: its text, language, where it begins, and the names that are known in it.

    ``names`` and all marks read from the passage count offsets in the article, not in the passage.
    """

    text: str
    lang: str
    start: int = 0
    names: tuple[NameMark, ...] = ()
    title: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the article."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Reading:
    """A passage, or neighbouring ones as one, and what is read in it, in the order of the text.

    Each facet is read when it is first asked for: most passages are asked for a few.
    """

    passages: tuple[Passage, ...]
    parts: tuple[Reading, ...] = ()  # of neighbouring passages: the reading of each

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words; the offsets are the article's."""
        if self.parts:
            return tuple(word for part in self.parts for word in part.words)
        passage = self.passages[0]
        return tuple(tokens_of(passage.text, passage.lang, passage.start))

    @cached_property
    def marks(self) -> Mapping[str, tuple[Mark, ...]]:
        """Its marks by facet."""
        if not self.parts:
            return _marks(self.passages[0], self.words)
        marks: dict[str, tuple[Mark, ...]] = {}
        for part in self.parts:
            for facet, found in part.marks.items():
                marks[facet] = marks.get(facet, ()) + found
        return marks

    @cached_property
    def numbers(self) -> tuple[NumberMark, ...]:
        """Its numbers but for those of its dates."""
        if self.parts:
            return tuple(number for part in self.parts for number in part.numbers)
        passage, (_, taken) = self.passages[0], self._timed
        return find_numbers(passage.text, passage.start, self.marks, taken, passage.lang)

    @cached_property
    def times(self) -> tuple[TimeMark, ...]:
        """The times that it names."""
        if self.parts:
            return tuple(time for part in self.parts for time in part.times)
        return self._timed[0]

    @cached_property
    def names(self) -> tuple[NameMark, ...]:
        """The names in it."""
        if self.parts:
            return tuple(name for part in self.parts for name in part.names)
        return find_names(self.passages[0], self.words, self.marks)

    @cached_property
    def _timed(self) -> tuple[tuple[TimeMark, ...], list[tuple[int, int]]]:
        passage = self.passages[0]
        return find_times(passage.text, passage.start, self.marks, passage.lang)

    @property
    def start(self) -> int:
        """Where its first passage begins."""
        return self.passages[0].start

    @property
    def end(self) -> int:
        """Where its last passage ends."""
        return self.passages[-1].end

    @property
    def lang(self) -> str:
        """The language of its first passage."""
        return self.passages[0].lang

    @property
    def title(self) -> bool:
        """Whether it is a headline."""
        return self.passages[0].title

    def of(self, facet: str, *keys: str) -> tuple[Mark, ...]:
        """Marks of one facet, of the given classes where there are any."""
        found = self.marks.get(facet, ())
        return tuple(m for m in found if m.key in keys) if keys else found

    def text(self, start: int, end: int) -> str:
        """The words between two offsets of the article, as far as they lie in one of the passages."""
        for passage in self.passages:
            if passage.start <= start < passage.end:
                return passage.text[start - passage.start : end - passage.start]
        return ""


LONGEST = 4_000
"""Characters of a passage that are read: sentences are far shorter, and what is not one says nothing."""


def read_passage(passage: Passage) -> Reading:
    """Everything that can be compared in a passage, or in its first few thousand characters."""
    if len(passage.text) > LONGEST:
        passage = replace(passage, text=passage.text[:LONGEST])
    return Reading((passage,))


def _marks(passage: Passage, words: Sequence[Word]) -> dict[str, tuple[Mark, ...]]:
    text, start, lang = passage.text, passage.start, passage.lang
    facets: dict[str, list[Mark]] = {}
    for mark in marks_of(words, lang):
        facets.setdefault(mark.facet, []).append(mark)
    facets["negation"] = mark_negation(facets.get("negation", []), words, text, start, lang)
    facets["hedge"] = mark_hedges(facets.get("hedge", []), words, text, start, lang, facets["negation"])
    return {facet: tuple(found) for facet, found in facets.items()}


def joined(readings: Sequence[Reading]) -> Reading:
    """Readings of neighbouring passages as one."""
    if len(readings) == 1:
        return readings[0]
    return Reading(tuple(p for r in readings for p in r.passages), tuple(readings))
