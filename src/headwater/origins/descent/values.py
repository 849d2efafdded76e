"""Numbers that a text gives: who copies a text copies its errors, so an altered number tells whose child a text is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from headwater.origins.descent.pairs import Pair

_NONE: frozenset[int] = frozenset()
MOST_STRANGE = 3
"""Numbers of a text that are not in its supposed parent; more than these count as so many."""


def strangeness(
    pairs: Iterable[Pair],
    numbers: Mapping[str, frozenset[int]],
    quoted: Mapping[tuple[str, str], int] | None = None,
) -> dict[tuple[str, str], int]:
    """How many numbers of a child are not in a parent, beyond those that no other parent has either.

    Keys are (child, parent). What a text added itself, no parent has: it tells nothing of whose child it is. ``quoted``
    are numbers that parents lack which share a lone quote.
    """
    lacking: dict[str, dict[str, int]] = {}
    for (child, parent), n in (quoted or {}).items():
        lacking.setdefault(child, {})[parent] = n
    for pair in pairs:
        for child in (pair.a, pair.b):
            parent = pair.other(child)
            alone = numbers.get(child, _NONE) - numbers.get(parent, _NONE)
            lacking.setdefault(child, {})[parent] = len(alone)
    return {
        (child, parent): min(MOST_STRANGE, n - min(of.values()))
        for child, of in lacking.items()
        for parent, n in of.items()
    }
