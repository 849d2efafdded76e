"""What a passage says, facet by facet, in values that hold in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from headwater.origins.changes.lexicon import Mark
from headwater.origins.changes.names import NameMark, find_names
from headwater.origins.changes.numbers import NumberMark
from headwater.origins.changes.sentences import Beside, Sentence, Shifted, sentence_of
from headwater.origins.changes.times import TimeMark
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
    known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was found of it already, and is asked for again."""

    @cached_property
    def _sentence(self) -> Sentence:
        passage = self.passages[0]
        return sentence_of(passage.text, passage.lang)

    @property
    def size(self) -> int:
        """How many words it has."""
        return sum(part.size for part in self.parts) if self.parts else len(self._sentence.words)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words; the offsets are the article's."""
        if self.parts:
            return tuple(word for part in self.parts for word in part.words)
        by = self.passages[0].start
        return tuple(Word(w.start + by, w.end + by, w.text, w.forms, w.hyphen) for w in self._sentence.words)

    @cached_property
    def marks(self) -> Mapping[str, tuple[Mark, ...]]:
        """Its marks by facet."""
        if self.parts:
            return Beside([part.marks for part in self.parts])
        return Shifted(self._sentence.marks, self.passages[0].start)

    @cached_property
    def numbers(self) -> tuple[NumberMark, ...]:
        """Its numbers but for those of its dates."""
        if self.parts:
            return tuple(number for part in self.parts for number in part.numbers)
        by = self.passages[0].start
        return tuple(replace(n, start=n.start + by, end=n.end + by) for n in self._sentence.numbers)

    @cached_property
    def times(self) -> tuple[TimeMark, ...]:
        """The times that it names."""
        if self.parts:
            return tuple(time for part in self.parts for time in part.times)
        by = self.passages[0].start
        return tuple(TimeMark(t.kind, t.value, t.start + by, t.end + by) for t in self._sentence.times[0])

    @cached_property
    def names(self) -> tuple[NameMark, ...]:
        """The names in it."""
        if self.parts:
            return tuple(name for part in self.parts for name in part.names)
        passage = self.passages[0]
        return find_names(passage, self._sentence.written(title=passage.title), self.marks)

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

    def keys_of(self, facet: str) -> Iterator[str]:
        """The classes of one facet in it."""
        if self.parts:
            return (key for part in self.parts for key in part.keys_of(facet))
        return (mark.key for mark in self._sentence.marks.get(facet, ()))

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


def joined(readings: Sequence[Reading]) -> Reading:
    """Readings of neighbouring passages as one."""
    if len(readings) == 1:
        return readings[0]
    return Reading(tuple(p for r in readings for p in r.passages), tuple(readings))
