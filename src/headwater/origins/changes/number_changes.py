"""Numbers that changed on the way; rounding, number words and figures given again elsewhere are no change."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.origins.changes.differences import Difference, Pair, clause
from headwater.origins.changes.numbers import NumberMark, same_number, trivial
from headwater.origins.changes.vocabulary import number_values
from headwater.records.matches import Slot

_SLOTS: dict[str, Slot] = {"killed": "killed", "injured": "injured"}


def number_changes(pair: Pair) -> list[Difference]:
    """Numbers of the parent that stand with another value in the child."""
    if not pair.parent.numbers or not pair.child.numbers:
        return []
    lost, new = _unmatched(pair.parent.numbers, pair.child.numbers)
    if not lost or not new:
        return []
    known = pair.parent_all.numbers
    kept = number_values(pair.child_near.numbers)
    new = [n for n in new if n.value not in known and not _near(n, pair.parent_near.numbers)]
    lost = [n for n in lost if n.value not in kept and not _near(n, pair.child.numbers)]
    return [_difference(pair, a, b) for a, b in _paired(lost, new)]


def _near(number: NumberMark, others: Sequence[NumberMark]) -> bool:
    return any(same_number(number, other) for other in others)


def _unmatched(
    left: Sequence[NumberMark], right: Sequence[NumberMark]
) -> tuple[list[NumberMark], list[NumberMark]]:
    """The numbers of each side that no number of the other side stands for."""
    rest = list(right)
    lost = []
    for number in left:
        same = next((n for n in rest if n.value == number.value), None)
        same = same or next((n for n in rest if same_number(number, n)), None)
        if same is None:
            lost.append(number)
        else:
            rest.remove(same)
    return [n for n in lost if not trivial(n)], [n for n in rest if not trivial(n)]


def _paired(lost: Sequence[NumberMark], new: Sequence[NumberMark]) -> list[tuple[NumberMark, NumberMark]]:
    """Lost and new numbers that count the same kind of thing, in order."""
    if len(lost) == 1 and len(new) == 1:
        return [(lost[0], new[0])] if _comparable(lost[0], new[0]) else []
    rest = list(new)
    found = []
    for number in lost:
        fit = next((n for n in rest if n.role == number.role and n.unit == number.unit), None)
        if fit is not None:
            rest.remove(fit)
            found.append((number, fit))
    return found


def _comparable(a: NumberMark, b: NumberMark) -> bool:
    return a.unit == b.unit or "other" in (a.unit, b.unit)


def _difference(pair: Pair, old: NumberMark, new: NumberMark) -> Difference:
    people = "people" in (old.unit, new.unit) or "other" in (old.unit, new.unit)
    role = old.role if old.role == new.role or new.role == "other" else new.role
    slot = _SLOTS.get(role, "quantity") if people else "quantity"
    before, after = _stretch(pair, old, of_child=False), _stretch(pair, new, of_child=True)
    grown = "grew" if new.value > old.value else "fell"
    return Difference(
        "number_changed",
        slot,
        before,
        after,
        f"The figure {grown} from {old.value:,} to {new.value:,}: {pair.said(before, of_child=False)} "
        f"became {pair.said(after, of_child=True)}{_updated(pair)}.",
        (str(old.value), str(new.value)),
    )


def _updated(pair: Pair) -> str:
    """What a reader should know of a toll that the child gives as a later one."""
    return ", told as a later count" if pair.child.of("update") and not pair.parent.of("update") else ""


def _stretch(pair: Pair, number: NumberMark, *, of_child: bool) -> tuple[int, int]:
    reading = pair.child if of_child else pair.parent
    return clause(reading, number.start, number.end, 30)
