"""Statements turned round: a negation that came or went."""

from __future__ import annotations

from headwater.origins.changes.differences import Difference, Pair, clause, counterpart

_SURE = 0.45
"""Passages less alike than this may differ for other reasons."""


def polarity_changes(pair: Pair) -> list[Difference]:
    """A negation on one side where the other side has nothing that denies, fails or excludes."""
    old, new = pair.parent.of("negation", "not"), pair.child.of("negation", "not")
    if bool(old) == bool(new) or pair.similarity < _SURE:
        return []
    if (pair.parent_near.of("negation", "not") and new) or (pair.child_near.of("negation", "not") and old):
        return []
    if (pair.child if old else pair.parent).of("negation", "soft"):
        return []
    mark = (old or new)[0]
    if old:
        before = clause(pair.parent, mark.start, mark.end)
        after = counterpart(pair, mark.start, in_child=True)
        told = "what the parent denies, the child says"
    else:
        after = clause(pair.child, mark.start, mark.end)
        before = counterpart(pair, mark.start, in_child=False)
        told = "what the parent says, the child denies"
    return [
        Difference(
            "negated",
            "polarity",
            before,
            after,
            f"A negation {'was lost' if old else 'came in'}, so that {told}: "
            f"{pair.said(before, of_child=False)} against {pair.said(after, of_child=True)}.",
            ("negated", str(before), str(after)),
        )
    ]
