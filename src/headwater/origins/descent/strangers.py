"""Passages that are alike and name others: who retells a report keeps its names and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from headwater.origins.changes.lexicon import table_of
from headwater.origins.changes.sounds import alike, sound_keys
from headwater.records.spans import Span
from headwater.text.written import placed_words, words_in

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
    counts = list(_counts(spans, texts, same_language))
    names, lacking = sum(n for n, _ in counts), sum(lost for _, lost in counts)
    most = STRANGE if same_language else STRANGE_IN_TRANSLATION
    few = LEAST_PLACES if same_language and _is_arabic(texts[0]) else LEAST_NAMES
    return names >= few and round(lacking / names, 4) > most


def _counts(
    spans: Sequence[tuple[Span, Span]], texts: tuple[str, str], same_language: bool
) -> Iterator[tuple[int, int]]:
    """Names and how many of them are lacking, passage by passage and both ways.

    Between two Arabic texts only places are known for names, and passages part sentences that go on and on: what
    either shares is held against the whole of the other.
    """
    if not same_language:
        pairs = [(a.text, b.text) for a, b in spans]
    else:
        pairs = [(_sentence(texts[0], a), _sentence(texts[1], b)) for a, b in spans]
    if same_language and _is_arabic(texts[0]):
        yield _lacking(" ".join(dict.fromkeys(a for a, _ in pairs)), texts[1], True)
        yield _lacking(" ".join(dict.fromkeys(b for _, b in pairs)), texts[0], True)
        return
    for one, other in pairs:
        yield _lacking(one, other, same_language)
        yield _lacking(other, one, same_language)


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
    """Stem and sounds of the names of a passage, each once."""
    return tuple(dict.fromkeys(_capitalised(text)))


def _capitalised(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names by their capitals; in Arabic, which has none, what is called a town, a village, a river."""
    placed = False
    for start, word in placed_words(text):
        if placed or (word.text[0].isupper() and _before(text, start) not in OPENERS):
            yield word.forms[0][:STEM], sound_keys(word.text)
        placed = not _places().isdisjoint(word.forms)


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
