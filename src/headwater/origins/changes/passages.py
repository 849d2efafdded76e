"""What a passage says, facet by facet, in values that hold in every language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

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


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage and everything that was read in it, in the order of the text."""

    passages: tuple[Passage, ...]
    words: tuple[Word, ...]
    marks: dict[str, tuple[Mark, ...]] = field(default_factory=dict)
    numbers: tuple[NumberMark, ...] = ()
    times: tuple[TimeMark, ...] = ()
    names: tuple[NameMark, ...] = ()

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
    words = [
        Word(w.start + passage.start, w.end + passage.start, w.text, w.forms, w.hyphen)
        for w in tokens_of(passage.text, passage.lang)
    ]
    marks = marks_of(words, passage.lang)
    facets: dict[str, list[Mark]] = {}
    for mark in marks:
        facets.setdefault(mark.facet, []).append(mark)
    facets["negation"] = mark_negation(
        facets.get("negation", []), words, passage.text, passage.start, passage.lang
    )
    facets["hedge"] = mark_hedges(
        facets.get("hedge", []), words, passage.text, passage.start, passage.lang, facets["negation"]
    )
    times, taken = find_times(passage.text, passage.start, facets, passage.lang)
    return Reading(
        (passage,),
        tuple(words),
        {facet: tuple(found) for facet, found in facets.items()},
        find_numbers(passage.text, passage.start, facets, taken, passage.lang),
        times,
        find_names(passage, words, facets),
    )


def joined(readings: Sequence[Reading]) -> Reading:
    """Readings of neighbouring passages as one."""
    if len(readings) == 1:
        return readings[0]
    marks: dict[str, tuple[Mark, ...]] = {}
    for reading in readings:
        for facet, found in reading.marks.items():
            marks[facet] = marks.get(facet, ()) + found
    return Reading(
        tuple(p for r in readings for p in r.passages),
        tuple(w for r in readings for w in r.words),
        marks,
        tuple(n for r in readings for n in r.numbers),
        tuple(t for r in readings for t in r.times),
        tuple(n for r in readings for n in r.names),
    )
