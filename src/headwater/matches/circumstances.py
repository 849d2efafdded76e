"""Where, when and by what means, as two reports of one incident say: each firmly, and not the same.

Held strict, since most reports of one incident that name two towns or two days speak of two of its parts: only
the sentence that gives the toll, or else the lead's, is asked, and what the other report names anywhere beside
is no disagreement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from headwater.matches.frames import FrameWords, frame_words
from headwater.matches.phrases import Phrases
from headwater.matches.times import TimeSaid, find_times
from headwater.records.articles import Article, Sentence
from headwater.records.matches import Place
from headwater.text.names import fold
from headwater.text.numerals import fold as folded
from headwater.text.numerals import words_of
from headwater.text.transliteration import latin

_OPENING = 5
"""Sentences in which days and means are looked for."""
_TOWN = 2
"""Coarsest precision on UCDP's where_prec of a place that excludes another."""
_FARTHEST = 3
"""Days by which two reports of one incident may differ on its day; what lies farther is another matter."""
_READ = 20_000
"""Characters in which the other's town may be named."""
_ARTICLE = 2
"""Letters of a word that names no place by itself ("al")."""
_ALIKE = 0.7
"""Share of letters in common from which two names are two spellings."""
_AGENTS = frozenset({"chlorine", "sarin", "mustard"})
Span = tuple[int, int]


@dataclass(frozen=True)
class Circumstances:
    """The one day, town and means that a report names for its incident; what it names beside. Each is read when it is asked for."""

    article: Article
    own: Sentence | None  # where its toll stands, or its lead
    opening: tuple[Sentence, ...]
    published: date | None
    place: Place | None

    @cached_property
    def day(self) -> TimeSaid | None:
        """The day of the incident."""
        said = _times(self.article, self.own, self.published) if self.own else []
        mine = [t for t in said if t.precision == 1]
        return mine[0] if len({(t.weekday, t.from_) for t in mine}) == 1 else None

    @cached_property
    def _said(self) -> list[TimeSaid]:
        return [t for s in self.opening for t in _times(self.article, s, self.published)]

    @property
    def days(self) -> frozenset[date]:
        """The days that the opening names."""
        return frozenset(t.from_ for t in self._said if t.from_)

    @property
    def weekdays(self) -> frozenset[int]:
        """The weekdays that the opening names."""
        return frozenset(t.weekday for t in self._said if t.weekday)

    @cached_property
    def words(self) -> frozenset[str]:
        """The text's words, folded, in Latin letters."""
        return frozenset(latin(word) for word in fold(self.article.text[:_READ]).split())

    @cached_property
    def means(self) -> tuple[str, Span] | None:
        """The only means that the opening names."""
        return _only(self.article, self.opening, lambda words: words.means, without=_AGENTS)

    @cached_property
    def agent(self) -> tuple[str, Span] | None:
        """The only agent of a poisoning."""
        return _only(self.article, self.opening, lambda words: words.means, within=_AGENTS)

    @cached_property
    def carrier(self) -> tuple[str, Span] | None:
        """What the bomb was carried by."""
        return _only(self.article, self.opening, lambda words: words.carriers)


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Two stretches that disagree."""

    slot: Literal["time", "place", "weapon"]
    a: Span
    b: Span
    because: str


def read_circumstances(
    article: Article,
    sentences: Sequence[Sentence],
    at: int,
    place: Place | None,
    published: date | None,
) -> Circumstances:
    """Where, when and by what means, as far as the opening says; ``at`` is where its toll stands, or its lead."""
    own = next((s for s in sentences if s.start <= at < s.end), None)
    opening = tuple(s for s in sentences if s.index < _OPENING or s is own)
    return Circumstances(
        article, own, opening, published, place if place and place.precision <= _TOWN else None
    )


def _times(article: Article, sentence: Sentence, published: date | None) -> list[TimeSaid]:
    text = article.text[sentence.start : sentence.end]
    return find_times(text, sentence.lang, published, sentence.start)


def _only(
    article: Article,
    sentences: Sequence[Sentence],
    listed: Callable[[FrameWords], Phrases[str]],
    *,
    within: frozenset[str] | None = None,
    without: frozenset[str] = frozenset(),
) -> tuple[str, Span] | None:
    """The only means, agent or carrier that the opening names."""
    found: dict[str, Span] = {}
    for sentence in sentences:
        text, phrases = article.text[sentence.start : sentence.end], listed(frame_words(sentence.lang))
        if not phrases.may_stand_in(folded(text, sentence.lang)):
            continue
        words = words_of(text, sentence.lang)
        for hit in phrases.all(words):
            if hit.tag not in without and (within is None or hit.tag in within):
                span = sentence.start + words[hit.first].start, sentence.start + words[hit.last - 1].end
                found.setdefault(hit.tag, span)
    return next(iter(found.items())) if len(found) == 1 else None


def differing(a: Circumstances, b: Circumstances, *, tied: bool) -> Iterator[Circumstance]:
    """Where two reports disagree on day, place or means, one row a slot.

    ``tied`` says that both give one telling toll: without it two towns, two days or two means mostly are two
    incidents that were put together, and only the agent of a poisoning is compared.
    """
    if a.agent and b.agent and a.agent[0] != b.agent[0]:
        yield Circumstance("weapon", a.agent[1], b.agent[1], "The two reports name two agents.")
    if not tied:
        return
    if a.day and b.day and _other_day(a, b):
        why = f"One report says “{a.day.text}”, the other “{b.day.text}”."
        yield Circumstance("time", (a.day.start, a.day.end), (b.day.start, b.day.end), why)
    if a.place and b.place and not _names(a, b.place) and not _names(b, a.place):
        why = f"One report has it in {a.place.text}, the other in {b.place.text}; neither names the other place."
        yield Circumstance("place", (a.place.start, a.place.end), (b.place.start, b.place.end), why)
    if a.carrier and b.carrier and a.carrier[0] != b.carrier[0]:
        why = f"One report has the bomb carried by “{a.carrier[0]}”, the other by “{b.carrier[0]}”."
        yield Circumstance("weapon", a.carrier[1], b.carrier[1], why)
    elif a.means and b.means and a.means[0] != b.means[0]:
        yield Circumstance("weapon", a.means[1], b.means[1], "The two reports name two means.")


def _other_day(a: Circumstances, b: Circumstances) -> bool:
    """Whether the days differ, and neither report names the other's day beside: that is read of those that differ only."""
    one, two = a.day, b.day
    if one is None or two is None:
        return False
    if one.weekday and two.weekday:
        apart = min((one.weekday - two.weekday) % 7, (two.weekday - one.weekday) % 7)
        return 0 < apart <= _FARTHEST and two.weekday not in a.weekdays and one.weekday not in b.weekdays
    if one.from_ and two.from_:
        apart = abs((one.from_ - two.from_).days)
        return 0 < apart <= _FARTHEST and two.from_ not in a.days and one.from_ not in b.days
    return False


def _names(circumstances: Circumstances, place: Place) -> bool:
    """Whether a text names a place, in some spelling and by any of its words: "Khan Telm" may be "Telm" elsewhere."""
    words = [latin(word) for word in fold(f"{place.name} {place.text}").split() if len(word) > _ARTICLE]
    if any(word in circumstances.words for word in words):
        return True
    if circumstances.place is None:
        return False
    theirs = [latin(word) for word in fold(circumstances.place.text).split() if len(word) > _ARTICLE]
    return any(SequenceMatcher(None, one, two).ratio() >= _ALIKE for one in words for two in theirs)
