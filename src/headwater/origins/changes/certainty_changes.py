"""Hedges that were dropped or added on the way."""

from __future__ import annotations

import re

from headwater.origins.changes.differences import Difference, Pair, clause, counterpart
from headwater.origins.changes.lexicon import Mark
from headwater.origins.changes.passages import Reading

_STRONG = ("reported", "probable", "possible")
_FUTURE = re.compile(r"(?i)\b(?:would|will|could|might|may|should)\b")


def certainty_changes(pair: Pair) -> list[Difference]:
    """A hedge on one side where the other side has nothing that holds back."""
    if pair.title and not (pair.parent.title and pair.child.title):
        return []
    old, new = _strong(pair.parent), _strong(pair.child)
    if old and not new and not _any(pair.child):
        return [_difference(pair, old[0], dropped=True)]
    if new and not old and not _any(pair.parent) and not _grammar(pair, new):
        return [_difference(pair, new[0], dropped=False)]
    return []


def _strong(reading: Reading) -> tuple[Mark, ...]:
    return reading.of("hedge", *_STRONG)


def _any(reading: Reading) -> bool:
    return bool(reading.of("hedge", "soft", "conditional"))


def _grammar(pair: Pair, marks: tuple[Mark, ...]) -> bool:
    """Whether the child's verb form only renders a future or conditional of the parent."""
    return bool(_FUTURE.search(" ".join(p.text for p in pair.parent.passages))) and bool(marks)


def _difference(pair: Pair, mark: Mark, *, dropped: bool) -> Difference:
    if dropped:
        before = clause(pair.parent, mark.start, mark.end, 45)
        after = counterpart(pair, mark.start, in_child=True)
        hedge = pair.parent.text(mark.start, mark.end)
        told = f"“{hedge}” was dropped: {pair.said(before, of_child=False)} became {pair.said(after, of_child=True)}"
        return Difference(
            "hedge_dropped", "certainty", before, after, told + ", stated flatly.", ("dropped", str(before))
        )
    after = clause(pair.child, mark.start, mark.end, 45)
    before = counterpart(pair, mark.start, in_child=False)
    hedge = pair.child.text(mark.start, mark.end)
    told = f"“{hedge}” was added: {pair.said(before, of_child=False)}, stated flatly, became {pair.said(after, of_child=True)}."
    return Difference("hedge_added", "certainty", before, after, told, ("added", str(after)))
