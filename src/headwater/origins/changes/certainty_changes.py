"""Hedges that were dropped or added on the way."""

from __future__ import annotations

import re

from headwater.origins.changes.differences import Difference, Pair, clause, counterpart, retold
from headwater.origins.changes.lexicon import Mark
from headwater.origins.changes.passages import Reading

_STRONG = ("reported", "probable", "possible")
_FUTURE = re.compile(r"(?i)\b(?:would|will|could|might|may|should|if|going to)\b")


def certainty_changes(pair: Pair) -> list[Difference]:
    """A hedge on one side where the other side has nothing that holds back in its stead."""
    if pair.title and not (pair.parent.title and pair.child.title):
        return []
    old, new = _strong(pair.parent), _strong(pair.child)
    if old and not new and not _stands_in(old[0], pair.parent, pair.child):
        return [_dropped(pair, old[0])] if retold(pair, old[0], of_child=False) else []
    if new and not old and not _stands_in(new[0], pair.child, pair.parent) and not _grammar(pair):
        return [_added(pair, new[0])]
    return []


def _strong(reading: Reading) -> tuple[Mark, ...]:
    return reading.of("hedge", *_STRONG)


def _stands_in(hedge: Mark, here: Reading, there: Reading) -> bool:
    """Whether the other side has a weaker word, or a source, more than this side: it may render the hedge."""
    soft = len(there.of("hedge", "soft", "conditional")) > len(here.of("hedge", "soft", "conditional"))
    cited = hedge.key == "reported" and bool(there.of("cue", "say")) and not here.of("cue", "say")
    return soft or cited


def _grammar(pair: Pair) -> bool:
    """Whether the child's verb form may only render a future or a condition of the parent."""
    return any(_FUTURE.search(p.text) for p in pair.parent.passages) and pair.parent.lang == "en"


def _dropped(pair: Pair, mark: Mark) -> Difference:
    before = clause(pair.parent, mark.start, mark.end, 45)
    after = counterpart(pair, mark.start, in_child=True)
    return Difference(
        "hedge_dropped",
        "certainty",
        before,
        after,
        f"“{pair.parent.text(mark.start, mark.end)}” was dropped: {pair.said(before, of_child=False)} became "
        f"{pair.said(after, of_child=True)}, stated flatly.",
        ("dropped", str(before)),
    )


def _added(pair: Pair, mark: Mark) -> Difference:
    after = clause(pair.child, mark.start, mark.end, 45)
    before = counterpart(pair, mark.start, in_child=False)
    return Difference(
        "hedge_added",
        "certainty",
        before,
        after,
        f"“{pair.child.text(mark.start, mark.end)}” was added: {pair.said(before, of_child=False)}, stated flatly, "
        f"became {pair.said(after, of_child=True)}.",
        ("added", str(after)),
    )
