"""Whether the values of one record go together: an order that cannot be, and what needs a note to say why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from headwater.show.coding.fields import FIELDS, NONE, compared
from headwater.show.coding.records import Record

_ORDERED = (
    ("date_start", "date_end"),
    ("separate_origins_min", "separate_origins_best"),
    ("separate_origins_best", "separate_origins_max"),
    ("low", "high"),
)
_SIDES = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")


@dataclass(frozen=True, slots=True)
class Coded:
    """A value that a sheet gives, with the row and the note beside it."""

    row: int
    value: str
    note: str


def inconsistencies(
    values: Mapping[str, Coded], before: Mapping[str, str], record: Record
) -> Iterator[tuple[int, str]]:
    """Rows whose values do not go with the coder's others, or, where they have none, with what is proposed."""
    own = {**before} | {name: one.value for name, one in values.items()}
    for first, last in _ORDERED:
        row = next((values[name].row for name in (last, first) if name in values), None)
        one, other = _figure(own, first), _figure(own, last)
        if row is not None and one is not None and other is not None and one > other:
            yield row, f"{first} ({own[first]}) lies above {last} ({own[last]})"
    best = values.get("best")
    if best is not None and best.value != NONE and not best.note:
        yield from _unexplained(best, own, record)


def _unexplained(best: Coded, own: Mapping[str, str], record: Record) -> Iterator[tuple[int, str]]:
    """What of ``best`` asks for a note: that it lies outside the range, or is not the sum of the sides."""
    count = int(best.value)
    low, high = (_ranged(own, record, name) for name in ("low", "high"))
    if (low is not None and count < low) or (high is not None and count > high):
        told = f"{'?' if low is None else low} to {'?' if high is None else high}"
        yield best.row, f"best ({count}) lies outside low to high ({told}): say why in its note"
    parts = [_figure(own, name) for name in _SIDES]
    if None not in parts and sum(filter(None, parts)) != count:
        yield (
            best.row,
            f"best ({count}) is not the sum of the dead by side ({sum(filter(None, parts))}): say why in its note",
        )


def _ranged(own: Mapping[str, str], record: Record, name: str) -> int | None:
    if name in own:
        return _figure(own, name)
    proposed = record.proposals[name].value
    return int(proposed) if proposed else None


def _figure(own: Mapping[str, str], name: str) -> int | None:
    found = compared(FIELDS[name], own[name]) if name in own else None
    return found if isinstance(found, int) else None
