"""The toll of an incident: which of a report's counts of dead is the total that it leads with."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.records.matches import Quantity

_ROUND = (3, 20, 24, 40, 200, 2000, 20000)
"""Lower ends of the vague words ("dozens", "scores", "hundreds")."""


def is_vague(quantity: Quantity) -> bool:
    """Whether a count is a word such as "dozens", open above, with no number in it."""
    return quantity.high is None and quantity.low in _ROUND and not any(c.isdigit() for c in quantity.text)


def choose_toll(sentences: Sequence[Sequence[Quantity]]) -> Quantity | None:
    """The first count of dead that is a number of one incident; else the first vague one.

    ``sentences`` are in order of preference: the claim's own sentence first. Parts of another count
    and totals of a war are no toll.
    """
    vague = None
    for quantities in sentences:
        for quantity in quantities:
            if quantity.role != "killed" or quantity.part_of is not None or quantity.scope == "cumulative":
                continue
            if not is_vague(quantity):
                return quantity
            vague = vague or quantity
    return vague
