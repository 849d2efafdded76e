"""Another weapon or cause of harm than the parent tells."""

from __future__ import annotations

from headwater.origins.changes.differences import Difference, Pair, clause
from headwater.records.matches import Slot

_LIKE = (
    {"airstrike", "barrel_bomb", "shelling", "explosion", "drone", "fire"},
    {"car_bomb", "suicide", "explosion", "mine", "fire"},
    {"gunfire", "sniper", "execution", "shelling"},
    {"execution", "stabbing", "torture"},
    {"drowning", "flood"},
    {"crash", "explosion", "fire"},
    {"siege", "disease"},
    {"chemical", "fire"},
)
"""Causes of which one may be told as the other."""
_WEAPONS = frozenset(
    (
        "airstrike",
        "barrel_bomb",
        "shelling",
        "explosion",
        "drone",
        "car_bomb",
        "suicide",
        "mine",
        "chemical",
        "gunfire",
        "sniper",
        "stabbing",
    )
)


def cause_changes(pair: Pair) -> list[Difference]:
    """A cause of harm in whose stead the child tells one that cannot be the same."""
    kept = {m.key for m in pair.child_near.of("cause")}
    near = pair.parent_all.keys("cause")
    lost = [m for m in pair.parent.of("cause") if not any(told_as(m.key, k) for k in kept)]
    fresh = [m for m in pair.child.of("cause") if not any(told_as(m.key, k) for k in near)]
    if not lost or not fresh:
        return []
    old, new = lost[0], fresh[0]
    before, after = clause(pair.parent, old.start, old.end, 30), clause(pair.child, new.start, new.end, 30)
    slot = cause_slot(old.key, new.key)
    return [
        Difference(
            "relabelled",
            slot,
            before,
            after,
            f"What did the harm is another thing: {pair.said(before, of_child=False)} became "
            f"{pair.said(after, of_child=True)}.",
            (old.key, new.key),
        )
    ]


def told_as(a: str, b: str) -> bool:
    """Whether one cause may be told as the other."""
    return a == b or any(a in group and b in group for group in _LIKE)


def cause_slot(old: str, new: str) -> Slot:
    """Which slot a change of cause is of: a weapon's where either is one."""
    return "weapon" if old in _WEAPONS or new in _WEAPONS else "cause"
