"""Words that two texts of one language share were not carried through a third in another language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from headwater.origins.descent.pairs import Pair

LEAST_KEPT = 0.6
"""Share of a text that stands word for word in another from which quotations, and a translator who chose the same
words, do not account for it."""
AGAINST = 2.5
"""Log-odds against the parent in another language, times that share."""


def words_kept(pairs: Sequence[Pair]) -> Mapping[tuple[str, str], float]:
    """For (child, parent in another language): the share of the child that a rival of its own language holds word for word.

    The rival shares text with that parent as well and looks like the elder of it and the child. A translation of a
    translation brings no long stretch back in the first words; so the child came from the rival.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    elders: dict[str, dict[str, float]] = defaultdict(dict)
    for pair in pairs:
        beside[pair.a].add(pair.b)
        beside[pair.b].add(pair.a)
        if not pair.same_language or pair.kind == "shared_quote":
            continue
        for child in (pair.a, pair.b):
            kept = pair.verbatim * pair.coverage(child)
            if kept >= LEAST_KEPT and pair.lean(child) > 0:
                elders[child][pair.other(child)] = kept
    found: dict[tuple[str, str], float] = {}
    for pair in pairs:
        if pair.same_language:
            continue
        for child in (pair.a, pair.b):
            parent = pair.other(child)
            rivals = elders.get(child, {})
            shares = [kept for rival, kept in rivals.items() if rival in beside[parent]]
            if shares:
                found[child, parent] = round(max(shares), 4)
    return found
