"""Passages that are alike and name others: who retells a report keeps its names and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain

from headwater.origins.changes.lexicon import table_of
from headwater.origins.changes.sounds import alike, sound_keys
from headwater.records.spans import Span
from headwater.text.written import words_in

LEAST_NAMES = 6
"""Names and figures in the passages that correspond, below which their absence from the other side says nothing."""
LEAST_PLACES = 3
"""The same between two texts in Arabic, in which only places are known for names."""
STRANGE = 0.2
"""Share of them that the other side lacks, from which two texts tell alike things of other people and places."""
STRANGE_IN_TRANSLATION = 0.25
"""The same across languages, where a name may be translated."""
WHOLE = 0.85
"""Share of either text from which it is the same text, whatever names were put in."""
KEPT = 0.28
"""Share of either text that must stand word for word in the other, from which it is a text with other names put in."""
OPENERS = frozenset(".!?:\n")
_SET_OFF = frozenset(" \t\"'“”«»(")
STEM = 4
"""Letters by which a name in another case or with a suffix is the same."""
REACH = 400
"""Characters to either side within which the ends of a passage's sentences are looked for."""
_END = re.compile(r"[.!?؟\n]")
_FIGURE = re.compile(r"\d{2,}")
_Name = tuple[str, tuple[str, ...]]
"""A word by its stem and by the ways in which it may be heard."""


def tells_of_others(
    spans: Sequence[tuple[Span, Span]],
    texts: tuple[str, str],
    coverage: float,
    verbatim: float,
    same_language: bool,
) -> bool:
    """Whether two texts say alike things of other people and places: see ``Passages``."""
    return Passages().tell_of_others(spans, texts, coverage, verbatim, same_language)


class Passages:
    """Passages of some texts: what each names is looked for once, in however many pairs its text stands."""

    def __init__(self) -> None:
        self._known: dict[str, _Passage] = {}

    def tell_of_others(
        self,
        spans: Sequence[tuple[Span, Span]],
        texts: tuple[str, str],
        coverage: float,
        verbatim: float,
        same_language: bool,
    ) -> bool:
        """Whether two texts say alike things of other people and places.

        Standing phrases make reports of two incidents alike ("warplanes struck the town of X, killing ..."), and so do
        two accounts of one incident by two witnesses. ``spans`` are the passages that correspond, ``coverage`` the share
        of the text that holds most of the other, ``verbatim`` how much of the passages is word for word. In one language
        they are read with the whole of their sentences, since words for words they would end before a name that differs.
        """
        if coverage >= WHOLE or (same_language and round(verbatim * coverage, 4) >= KEPT):
            return False
        arabic = same_language and _is_arabic(texts[0])
        counts = list(self._counts(spans, texts, same_language, arabic))
        names, lacking = sum(n for n, _ in counts), sum(lost for _, lost in counts)
        most = STRANGE if same_language else STRANGE_IN_TRANSLATION
        return names >= (LEAST_PLACES if arabic else LEAST_NAMES) and round(lacking / names, 4) > most

    def _counts(
        self, spans: Sequence[tuple[Span, Span]], texts: tuple[str, str], same_language: bool, arabic: bool
    ) -> Iterator[tuple[int, int]]:
        """Names and how many of them are lacking, passage by passage and both ways.

        Between two Arabic texts only places are known for names, and passages part sentences that go on and on: what
        either shares is held against the whole of the other.
        """
        if not same_language:
            pairs = [(a.text, b.text) for a, b in spans]
        else:
            pairs = [(_sentence(texts[0], a), _sentence(texts[1], b)) for a, b in spans]
        if arabic:
            pairs, given = [], pairs
            for place, text in ((0, texts[1]), (1, texts[0])):
                own = self._of(" ".join(dict.fromkeys(pair[place] for pair in given)))
                yield own.lacking(self._of(text), True)
        for one, other in pairs:
            left, right = self._of(one), self._of(other)
            yield left.lacking(right, same_language)
            yield right.lacking(left, same_language)

    def _of(self, text: str) -> _Passage:
        if (found := self._known.get(text)) is None:
            found = self._known[text] = _Passage(text)
        return found


class _Passage:
    """What a passage names and counts; each is looked for when it is first asked."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def names(self) -> list[tuple[str, tuple[str, ...]]]:
        """Stem and sounds of its names, each once."""
        return list(dict.fromkeys(_capitalised(self.text)))

    @cached_property
    def telling(self) -> list[list[str]]:
        """The sounds of those names of which enough is left to go by."""
        return [ways for _, keys in self.names if (ways := [key for key in keys if len(key) >= 2])]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Those of all its words."""
        return frozenset(chain.from_iterable(map(_stems_in, self.text.split())))

    @cached_property
    def sounds(self) -> dict[str, None]:
        """Those of all its words, in order."""
        return dict.fromkeys(chain.from_iterable(map(_sounds_in, self.text.split())))

    @cached_property
    def figures(self) -> dict[int, None]:
        """Figures of two digits or more: smaller ones are written as words as often as not."""
        found = _FIGURE.findall(self.text[:20_000])
        return dict.fromkeys(int(one) for one in found if len(one) <= 12)

    def lacking(self, other: _Passage, same_language: bool) -> tuple[int, int]:
        """How many names and figures it has, and how many of them another lacks."""
        lost = sum([figure not in other.figures for figure in self.figures]) if self.figures else 0
        if same_language:
            stems = other.stems if self.names else frozenset[str]()
            lost += sum([stem not in stems for stem, _ in self.names])
            return len(self.names) + len(self.figures), lost
        heard = other.sounds
        lost += sum(not any(way in heard or _heard(way, heard) for way in ways) for ways in self.telling)
        return len(self.telling) + len(self.figures), lost


def _heard(way: str, heard: Iterable[str]) -> bool:
    """Whether a name may be among some sounds, none of which is quite its own."""
    size = len(way)
    return any(abs(len(key) - size) <= 2 and _alike(way, key) for key in heard)


_alike = lru_cache(maxsize=1 << 17)(alike)


def _is_arabic(text: str) -> bool:
    """Whether the first letter of a text is Arabic."""
    letter = next((c for c in text[:REACH] if c.isalpha()), "")
    return "\u0600" <= letter <= "\u06ff"


def _sentence(text: str, span: Span) -> str:
    """A stretch with the rest of the sentences in which it begins and ends."""
    before = text[max(0, span.start - REACH) : span.start]
    starts = [found.end() for found in _END.finditer(before)]
    begin = span.start - len(before) + (starts[-1] if starts else 0)
    found = _END.search(text, max(span.start, span.end - 1), span.end + REACH)
    return text[begin : found.end() if found else min(len(text), span.end + REACH)]


def _capitalised(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names by their capitals; in Arabic, which has none, what is called a town, a village, a river."""
    placed = False
    at = 0
    for piece in text.split():
        told = _told_in(piece)
        at = text.index(piece, at)
        begin, at = at, at + len(piece)
        if not told.may_name and not placed:
            continue
        for start, capital, named, placing in told.words:
            if placed or (capital and _before(text, begin + start) not in OPENERS):
                yield named
            placed = placing


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of what stands between two spaces: where each starts, whether by a capital, its stem and sounds, and whether it calls a place."""

    words: tuple[tuple[int, bool, _Name, bool], ...]
    may_name: bool


@lru_cache(maxsize=1 << 16)
def _told_in(piece: str) -> _Told:
    words = tuple(
        (
            word.start,
            word.text[0].isupper(),
            (word.forms[0][:STEM], sound_keys(word.text)),
            not _places().isdisjoint(word.forms),
        )
        for word in words_in(piece)
    )
    return _Told(words, any(capital or placing for _, capital, _, placing in words))


@cache
def _places() -> frozenset[str]:
    """The Arabic words for kinds of places, which a place's name follows."""
    known = table_of("ar").whole.items()
    return frozenset(
        word for word, entries in known for e in entries if e.facet in ("placenoun", "site") and not e.rest
    )


def _before(text: str, at: int) -> str:
    """The last character before a place that is no space, quotation mark or bracket; a full stop where there is none."""
    at -= 1
    while at >= 0 and text[at] in _SET_OFF:
        at -= 1
    return text[at] if at >= 0 else "."


@lru_cache(maxsize=1 << 16)
def _stems_in(piece: str) -> tuple[str, ...]:
    return tuple(word.forms[0][:STEM] for word in words_in(piece))


@lru_cache(maxsize=1 << 16)
def _sounds_in(piece: str) -> tuple[str, ...]:
    return tuple(key for word in words_in(piece) for key in sound_keys(word.text) if key)
