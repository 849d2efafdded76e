"""Numbers that a text gives: who copies a text copies its errors, so an altered number tells whose child a text is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from headwater.origins.descent.pairs import Pair
from headwater.records.articles import Article, Sentence
from headwater.text.numbers import find_amounts

MOST_STRANGE = 3
"""Numbers of a text that are not in its supposed parent; more than these count as so many."""


def numbers_of(
    articles: Mapping[str, Article], sentences: Mapping[str, Sequence[Sentence]], pairs: Iterable[Pair]
) -> dict[str, frozenset[int]]:
    """The exact numbers above one in each text that shares words with another, headline included."""
    wanted = sorted({key for pair in pairs for key in (pair.a, pair.b)})
    found = {}
    for key in wanted:
        text = articles[key].text
        pieces = [(text[s.start : s.end], s.lang) for s in sentences.get(key, ())]
        found[key] = frozenset(
            amount.low
            for piece, lang in pieces
            for amount in find_amounts(piece, lang)
            if amount.exact and not amount.article and amount.low is not None and amount.low > 1
        )
    return found


def strangeness(pairs: Iterable[Pair], numbers: Mapping[str, frozenset[int]]) -> dict[tuple[str, str], int]:
    """How many numbers of a child are not in a parent, beyond those that no other parent has either.

    Keys are (child, parent). What a text added itself, no parent has: it tells nothing of whose child it is.
    """
    lacking: dict[str, dict[str, int]] = {}
    for pair in pairs:
        for child in (pair.a, pair.b):
            parent = pair.other(child)
            lacking.setdefault(child, {})[parent] = len(numbers[child] - numbers[parent])
    return {
        (child, parent): min(MOST_STRANGE, n - min(of.values()))
        for child, of in lacking.items()
        for parent, n in of.items()
    }
