"""Times that changed on the way: another weekday, date, month, year or part of the day."""

from __future__ import annotations

from headwater.origins.changes.differences import Difference, Pair, clause
from headwater.origins.changes.passages import Reading
from headwater.origins.changes.times import TimeKind, TimeMark

_KINDS: tuple[TimeKind, ...] = ("day", "weekday", "month", "year", "daypart")
_WORDS = {
    "day": "date", "weekday": "weekday", "month": "month", "year": "year", "daypart": "part of the day",
}  # fmt: skip


_LIKE = ({"evening", "night"}, {"noon", "afternoon"}, {"night", "morning"}, {"afternoon", "evening"})
"""Parts of the day of which one may be told as the other ("Sunday night", "dimanche soir")."""


def time_changes(pair: Pair) -> list[Difference]:
    """Times of the parent that stand with another value in the child; one a passage, the most exact first."""
    found: list[Difference] = []
    if not pair.parent.times or not pair.child.times:
        return found
    for kind in _KINDS:
        one = _changed(pair, kind)
        if one and not any(_touches(one, other) for other in found):
            found.append(one)
    return found


def _touches(one: Difference, other: Difference) -> bool:
    """Whether both point at the same words: a changed weekday with a changed part of that day is one change."""
    assert one.parent and other.parent and one.child and other.child
    return _overlap(one.parent, other.parent) or _overlap(one.child, other.child)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _values(reading: Reading, kind: TimeKind) -> set[str]:
    """The values of one kind in a passage, with those that they may be told as."""
    values = {t.value for t in reading.times if t.kind == kind}
    if kind == "daypart":
        values |= {value for group in _LIKE if group & values for value in group}
    return values


def _changed(pair: Pair, kind: TimeKind) -> Difference | None:
    old = [t for t in pair.parent.times if t.kind == kind]
    new = [t for t in pair.child.times if t.kind == kind]
    if not old or not new:
        return None
    near = _values(pair.parent_near, kind)
    kept = _values(pair.child_near, kind)
    lost = [t for t in old if t.value not in kept]
    fresh = [t for t in new if t.value not in near]
    if len({t.value for t in lost}) != 1 or len({t.value for t in fresh}) != 1:
        return None
    return _difference(pair, kind, lost[0], fresh[0])


def _difference(pair: Pair, kind: TimeKind, old: TimeMark, new: TimeMark) -> Difference:
    before = clause(pair.parent, old.start, old.end, 40)
    after = clause(pair.child, new.start, new.end, 40)
    return Difference(
        "time_changed",
        "time",
        before,
        after,
        f"The {_WORDS[kind]} differs: {pair.said(before, of_child=False)} became {pair.said(after, of_child=True)}.",
        (kind, old.value, new.value),
    )
