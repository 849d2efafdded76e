"""Another weapon or cause of harm than the parent tells: what did it, and whether anybody meant it."""

from __future__ import annotations

from headwater.origins.changes.differences import Difference, Pair, Stretch, clause
from headwater.origins.changes.lexicon import Mark
from headwater.origins.changes.passages import Reading
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
_WHY_LIKE = ({"accident", "fault"}, {"accident", "nature"}, {"nature", "illness"})
"""Reasons of which one may be told as the other; what is meant is told as none that is not."""
_ALIKE = 0.5
"""Cosine from which two passages are about one thing; below it both must say that something came of something."""
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
    """A cause of harm in whose stead the child tells one that cannot be the same; else another reason for it."""
    return _causes(pair) or why_changes(pair)


def _causes(pair: Pair) -> list[Difference]:
    if not pair.parent.of("cause") or not pair.child.of("cause"):
        return []
    kept = {m.key for m in pair.child_near.of("cause")}
    lost = [m for m in pair.parent.of("cause") if not any(told_as(m.key, k) for k in kept)]
    near = pair.parent_all.keys("cause") if lost else frozenset[str]()
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


def why_changes(pair: Pair) -> list[Difference]:
    """A reason that the parent gives, in whose stead the child gives one that excludes it.

    "A gas leak" is not "sabotage", and a storm is no bomb. The parent must nowhere tell of the child's reason, and
    the child's passage and those about it must not tell of the parent's; what either denies is no reason.
    """
    if not pair.parent.of("why") or not pair.child.of("why"):
        return []
    if pair.similarity < _ALIKE and not (pair.parent.of("causing") and pair.child.of("causing")):
        return []
    kept = {m.key for m in pair.child_near.of("why")}
    lost = [m for m in _given(pair.parent) if not any(_one_reason(m.key, key) for key in kept)]
    near = pair.parent_all.keys("why") if lost else frozenset[str]()
    fresh = [m for m in _given(pair.child) if not any(_one_reason(m.key, key) for key in near)]
    if not lost or not fresh:
        return []
    old, new = lost[0], fresh[0]
    before, after = clause(pair.parent, old.start, old.end, 30), clause(pair.child, new.start, new.end, 30)
    because = f"It came about otherwise: {pair.said(before, of_child=False)} became {pair.said(after, of_child=True)}."
    return [Difference("relabelled", "cause", before, after, because, (old.key, new.key))]


def _given(reading: Reading) -> list[Mark]:
    """The reasons of a passage without those in a clause that denies."""
    denied = [clause(reading, m.start, m.end) for m in reading.of("negation", "not")]
    return [m for m in reading.of("why") if not any(_inside(m, at) for at in denied)]


def _inside(mark: Mark, at: Stretch) -> bool:
    return at[0] <= mark.start < at[1]


def _one_reason(a: str, b: str) -> bool:
    return a == b or any(a in group and b in group for group in _WHY_LIKE)


def told_as(a: str, b: str) -> bool:
    """Whether one cause may be told as the other."""
    return a == b or any(a in group and b in group for group in _LIKE)


def cause_slot(old: str, new: str) -> Slot:
    """Which slot a change of cause is of: a weapon's where either is one."""
    return "weapon" if old in _WEAPONS or new in _WEAPONS else "cause"
