"""A difference between two passages, and the pair of passages in its surroundings."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.origins.changes.lexicon import Mark, Token
from headwater.origins.changes.passages import Reading
from headwater.origins.changes.vocabulary import Vocabulary
from headwater.records.matches import Slot
from headwater.records.origins import ChangeKind

LONGEST = 300
"""Characters: a longer stretch points at nothing."""
_AS_LONG = 0.45
"""Least length of a translation, as a share of what it translates."""
_BREVITY = {"ar": 0.8, "fr": 1.1}
"""How long a text is in a language that writes shorter or longer than the others."""
_STEM = 5
_TOLD = 0.3
"""Share of a clause's longer words that the other side has where it tells the clause."""
_BREAKS = frozenset('.,;:!?()«»“”"—–\n؛،؟')

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the child says otherwise. Stretches are offsets in each side's article."""

    kind: ChangeKind
    slot: Slot
    parent: Stretch | None
    child: Stretch | None
    because: str
    key: tuple[str, ...] = ()  # what changed into what: repeats of it are one change


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages that correspond, with what stands around them and all that the parent names."""

    parent: Reading
    child: Reading
    parent_near: Reading
    child_near: Reading
    parent_all: Vocabulary
    similarity: float = 1.0
    parent_after: Reading | None = None  # the sentence after the passage, where there is one
    child_after: Reading | None = None
    child_all: Vocabulary | None = None  # all that the child names
    child_led: Reading | None = None  # the child's passage with the sentence before it, without the one after

    @property
    def one_language(self) -> bool:
        """Whether both sides are in one language."""
        return self.parent.lang == self.child.lang

    @property
    def title(self) -> bool:
        """Whether either side is a headline."""
        return self.parent.title or self.child.title

    def said(self, stretch: Stretch, *, of_child: bool) -> str:
        """The words of a stretch in quotation marks, cut where they are long."""
        reading = self.child if of_child else self.parent
        words = " ".join(reading.text(*stretch).split())
        return f"“{words[:90].rstrip()}…”" if len(words) > 90 else f"“{words}”"


def clause(reading: Reading, start: int, end: int, reach: int = 60) -> Stretch:
    """The words around a mark, as far as its clause goes and at most ``reach`` characters to each side."""
    for passage in reading.passages:
        if passage.start <= start < passage.end:
            text, base = passage.text, passage.start
            left, right = start - base, min(end, passage.end) - base
            begin, stop = _left(text, left, reach), _right(text, right, reach)
            return base + begin, min(base + stop, base + begin + LONGEST)
    return start, min(end, start + LONGEST)


def _left(text: str, at: int, reach: int) -> int:
    limit = max(0, at - reach)
    begin = at
    while begin > limit and text[begin - 1] not in _BREAKS:
        begin -= 1
    if begin == limit and limit > 0 and text[begin - 1] not in _BREAKS:
        cut = text.find(" ", begin, at)
        begin = cut + 1 if cut >= 0 else at
    while begin < at and text[begin].isspace():
        begin += 1
    return begin


def _right(text: str, at: int, reach: int) -> int:
    limit = min(len(text), at + reach)
    stop = at
    while stop < limit and text[stop] not in _BREAKS:
        stop += 1
    if stop == limit and limit < len(text) and text[stop] not in _BREAKS:
        cut = text.rfind(" ", at, stop)
        stop = cut if cut >= 0 else at
    while stop > at and text[stop - 1].isspace():
        stop -= 1
    return max(stop, at)


def whole(reading: Reading) -> Stretch:
    """All of a passage, cut at the last word that fits."""
    first = reading.passages[0]
    if len(first.text) <= LONGEST:
        return first.start, first.end
    cut = first.text.rfind(" ", 0, LONGEST)
    return first.start, first.start + (cut if cut > 0 else LONGEST)


def counterpart(pair: Pair, at: int, *, in_child: bool) -> Stretch:
    """The clause of one side that stands about where ``at`` stands in the other."""
    here, there = (pair.parent, pair.child) if in_child else (pair.child, pair.parent)
    share = (at - here.start) / max(1, here.end - here.start)
    words = there.words
    if not words:
        return whole(there)
    word = words[min(len(words) - 1, max(0, int(share * len(words))))]
    return clause(there, word.start, word.end, 50)


def retold(pair: Pair, mark: Mark, *, of_child: bool) -> bool:
    """Whether the other side tells the clause of a mark at all: what was left out was not turned round.

    In one language some of its words must stand there too; across languages the other side must be long enough.
    """
    here, there = (pair.child, pair.parent) if of_child else (pair.parent, pair.child)
    if not pair.one_language:
        least = _AS_LONG * _BREVITY.get(there.lang, 1.0) / _BREVITY.get(here.lang, 1.0)
        return there.end - there.start >= least * (here.end - here.start)
    begin, stop = clause(here, mark.start, mark.end)
    stems = {
        _stem(w)
        for w in here.words
        if begin <= w.start < stop
        and (len(w.text) >= 4 or w.text.isdigit())
        and not mark.start <= w.start < mark.end
    }
    return not stems or len(stems & there.stems) >= _TOLD * len(stems)


def _stem(word: Token) -> str:
    return word.forms[0][:_STEM]
