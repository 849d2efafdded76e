"""Passages that are alike and name others: who retells a report keeps its names."""

from __future__ import annotations

from collections.abc import Iterable

from headwater.origins.descent.pairs import Pair
from headwater.records.spans import Span
from headwater.text.names import words_of

LEAST_NAMES = 3
"""Names in the shared stretches of a text, below which their absence from the other says nothing."""
STRANGE = 0.5
"""Share of names that the other text must lack in both."""
HALF = 0.6
"""Share of either text from which it is the same text, whatever names were put in."""
OPENERS = frozenset(".!?:\n")
STEM = 4
"""Letters by which a name in another case or with a suffix is the same."""


def tells_of_others(pair: Pair) -> bool:
    """Whether two texts in one language say alike things of other people and places.

    Standing phrases make reports of two incidents alike ("warplanes struck the town of X, killing ..."). Across
    languages names are written and translated in so many ways that nothing is read from them.
    """
    if not pair.same_language or pair.kind == "copy" or max(pair.coverage_a, pair.coverage_b) > HALF:
        return False
    return _strange(pair.spans_a, pair.spans_b) and _strange(pair.spans_b, pair.spans_a)


def _strange(own: Iterable[Span], theirs: Iterable[Span]) -> bool:
    """Whether most names of some stretches stand nowhere in others."""
    names = dict.fromkeys(name for span in own for name in _names(span.text))
    known = {word.forms[0][:STEM] for span in theirs for word in words_of(span.text)}
    return len(names) >= LEAST_NAMES and sum(name not in known for name in names) >= STRANGE * len(names)


def _names(text: str) -> list[str]:
    """The stems of capitalised words within sentences; a script without capitals has none."""
    found = []
    for word in words_of(text):
        before = text[: word.start].rstrip(" \t\"'“”«»(")
        if word.text[0].isupper() and before and before[-1] not in OPENERS:
            found.append(word.forms[0][:STEM])
    return found
