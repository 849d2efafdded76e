"""Passages that are alike and name others: who retells a report keeps its names and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from headwater.origins.changes.sounds import alike, sound_keys
from headwater.records.spans import Span
from headwater.text.written import placed_words, words_in

LEAST_NAMES = 6
"""Names and figures in the passages that correspond, below which their absence from the other side says nothing."""
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


def tells_of_others(
    spans: Sequence[tuple[Span, Span]],
    texts: tuple[str, str],
    coverage: float,
    verbatim: float,
    same_language: bool,
) -> bool:
    """Whether two texts say alike things of other people and places.

    Standing phrases make reports of two incidents alike ("warplanes struck the town of X, killing ..."), and so do two
    accounts of one incident by two witnesses. ``spans`` are the passages that correspond, ``coverage`` the share of
    the text that holds most of the other, ``verbatim`` how much of the passages is word for word. In one language
    they are read with the whole of their sentences, since words for words they would end before a name that differs.
    """
    if coverage >= WHOLE or (same_language and round(verbatim * coverage, 4) >= KEPT):
        return False
    names = lacking = 0
    for a, b in spans:
        one, other = (_sentence(texts[0], a), _sentence(texts[1], b)) if same_language else (a.text, b.text)
        for own, theirs in ((one, other), (other, one)):
            told, lost = _lacking(own, theirs, same_language)
            names, lacking = names + told, lacking + lost
    most = STRANGE if same_language else STRANGE_IN_TRANSLATION
    return names >= LEAST_NAMES and round(lacking / names, 4) > most


def _sentence(text: str, span: Span) -> str:
    """A stretch with the rest of the sentences in which it begins and ends."""
    before = text[max(0, span.start - REACH) : span.start]
    starts = [found.end() for found in _END.finditer(before)]
    begin = span.start - len(before) + (starts[-1] if starts else 0)
    found = _END.search(text, max(span.start, span.end - 1), span.end + REACH)
    return text[begin : found.end() if found else min(len(text), span.end + REACH)]


def _lacking(own: str, theirs: str, same_language: bool) -> tuple[int, int]:
    """How many names and figures a passage has, and how many of them the other lacks."""
    figures, known = _figures(own), _figures(theirs)
    names = _names(own)
    if same_language:
        stems = _stems(theirs)
        lost = sum(stem not in stems for stem, _ in names)
        return len(names) + len(figures), lost + sum(figure not in known for figure in figures)
    heard = _sounds(theirs)
    ways = [telling for _, keys in names if (telling := [key for key in keys if len(key) >= 2])]
    lost = sum(not any(alike(way, key) for way in telling for key in heard) for telling in ways)
    return len(ways) + len(figures), lost + sum(figure not in known for figure in figures)


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Stem and sounds of capitalised words within sentences; a script without capitals has none."""
    return tuple(dict.fromkeys(_capitalised(text)))


def _capitalised(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for start, word in placed_words(text):
        if word.text[0].isupper() and _before(text, start) not in OPENERS:
            yield word.forms[0][:STEM], sound_keys(word.text)


def _before(text: str, at: int) -> str:
    """The last character before a place that is no space, quotation mark or bracket; a full stop where there is none."""
    at -= 1
    while at >= 0 and text[at] in _SET_OFF:
        at -= 1
    return text[at] if at >= 0 else "."


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for piece in text.split() for stem in _stems_in(piece))


@lru_cache(maxsize=1 << 16)
def _stems_in(piece: str) -> tuple[str, ...]:
    return tuple(word.forms[0][:STEM] for word in words_in(piece))


@lru_cache(maxsize=4096)
def _sounds(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for piece in text.split() for key in _sounds_in(piece)))


@lru_cache(maxsize=1 << 16)
def _sounds_in(piece: str) -> tuple[str, ...]:
    return tuple(key for word in words_in(piece) for key in sound_keys(word.text) if key)


@lru_cache(maxsize=4096)
def _figures(text: str) -> tuple[int, ...]:
    """Figures of two digits or more: smaller ones are written as words as often as not."""
    return tuple(dict.fromkeys(int(found) for found in _FIGURE.findall(text[:20_000]) if len(found) <= 12))
