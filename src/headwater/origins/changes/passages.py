"""What a passage says, facet by facet, in values that hold in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from headwater.origins.changes.lexicon import Mark, Token
from headwater.origins.changes.names import NameMark, find_names
from headwater.origins.changes.numbers import NumberMark
from headwater.origins.changes.sentences import Sentence, sentence_of
from headwater.origins.changes.times import TimeMark


class Passage(NamedTuple):
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


class Reading:
    """A passage, or neighbouring ones as one, and what is read in it, in the order of the text.

    Each facet is read when it is first asked for: most passages are asked for a few.
    """

    def __init__(self, passages: tuple[Passage, ...], parts: tuple[Reading, ...] = ()) -> None:
        """``parts``: of neighbouring passages the reading of each."""
        self.passages, self.parts = passages, parts
        self.known: dict[str, Any] = {}
        """What was found of it already, and is asked for again."""
        self._beside: dict[str, tuple[Mark, ...]] = {}

    @cached_property
    def sentence(self) -> Sentence:
        """What its first passage says by itself."""
        passage = self.passages[0]
        return sentence_of(passage.text, passage.lang)

    @cached_property
    def size(self) -> int:
        """How many words it has."""
        return sum(part.size for part in self.parts) if self.parts else len(self.sentence.words)

    @cached_property
    def words(self) -> Sequence[Token]:
        """Its words; the offsets are the article's."""
        if self.parts:
            return [word for part in self.parts for word in part.words]
        words, by = self.sentence.words, self.passages[0].start
        return [Token(w.start + by, w.end + by, w.text, w.forms) for w in words] if by else words

    @cached_property
    def told(self) -> Sequence[str]:
        """Its words as they are written."""
        return [word for part in self.parts for word in part.told] if self.parts else self.sentence.told

    @cached_property
    def sounds(self) -> Mapping[str, None]:
        """All ways in which a word of it may be heard."""
        if self.parts:
            return dict.fromkeys(key for part in self.parts for key in part.sounds)
        return self.sentence.sounds

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its words."""
        return frozenset().union(*(part.stems for part in self.parts)) if self.parts else self.sentence.stems

    @cached_property
    def numbers(self) -> tuple[NumberMark, ...]:
        """Its numbers but for those of its dates."""
        if self.parts:
            return tuple(number for part in self.parts for number in part.numbers)
        by = self.passages[0].start
        return tuple(n._replace(start=n.start + by, end=n.end + by) for n in self.sentence.numbers)

    @cached_property
    def times(self) -> tuple[TimeMark, ...]:
        """The times that it names."""
        if self.parts:
            return tuple(time for part in self.parts for time in part.times)
        by = self.passages[0].start
        return tuple(TimeMark(t.kind, t.value, t.start + by, t.end + by) for t in self.sentence.times[0])

    @cached_property
    def names(self) -> tuple[NameMark, ...]:
        """The names in it."""
        if self.parts:
            return tuple(name for part in self.parts for name in part.names)
        passage = self.passages[0]
        return find_names(passage, self.sentence.written(title=passage.title), self.of)

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
        if self.parts:
            found = self._beside.get(facet)
            if found is None:
                found = tuple([mark for part in self.parts for mark in part.marks.get(facet, ())])
                self._beside[facet] = found
        else:
            found = self.marks.get(facet, ())
        return tuple([mark for mark in found if mark.key in keys]) if keys and found else found

    @cached_property
    def marks(self) -> Mapping[str, tuple[Mark, ...]]:
        """The marks of a single passage by facet: most have none of most."""
        marks, by = self.sentence.marks, self.passages[0].start
        if not by:
            return marks
        return {
            facet: tuple([Mark(facet, key, start + by, end + by) for _, key, start, end in found])
            for facet, found in marks.items()
        }

    def keys_of(self, facet: str) -> Iterator[str]:
        """The classes of one facet in it."""
        if self.parts:
            return (key for part in self.parts for key in part.keys_of(facet))
        return (mark.key for mark in self.sentence.marks.get(facet, ()))

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
        passage = passage._replace(text=passage.text[:LONGEST])
    return Reading((passage,))


def joined(readings: Sequence[Reading]) -> Reading:
    """Readings of neighbouring passages as one."""
    if len(readings) == 1:
        return readings[0]
    return Reading(tuple(p for r in readings for p in r.passages), tuple(readings))
