"""How a table came out of the one before it: where rows gave way, and which rows came there.

Everything that a process keeps of a table - its rows, its Arrow table, where each article's rows lie - is made from what
it kept of the one before by these, so that a run costs what has moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from headwater.records.arrow import schema_of, to_table
from headwater.records.moves import Moves
from headwater.runs.row_spans import Numbers

_PIECE = 2048
"""Rows that are compared at once."""
_NEAR = 24
"""Rows on either side that are compared with each other where two lists part."""
_FAR = 8192
"""Rows on either side that are looked through for one that is on the other side too."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Rows ``at`` to ``until`` of the table before gave way to ``rows``."""

    at: int
    until: int
    rows: Sequence[Any]


Edits = Sequence[Edit]
"""In the order of the table before, none touching another."""


def spliced(rows: Sequence[Any], edits: Edits) -> list[Any]:
    """The rows after the edits: a new list, in which those that stand are the same objects."""
    found: list[Any] = []
    at = 0
    for edit in edits:
        found += rows[at : edit.at]
        found += edit.rows
        at = edit.until
    found += rows[at:]
    return found


def spliced_table(kind: Any, table: pa.Table, edits: Edits) -> pa.Table:
    """The same of an Arrow table: what stands is shown, not copied."""
    schema = schema_of(kind)
    come = to_table(kind, [row for edit in edits for row in edit.rows])
    pieces: list[pa.Table] = []
    at = start = 0
    for edit in edits:
        pieces.append(table.slice(at, edit.at - at))
        pieces.append(come.slice(start, len(edit.rows)))
        at, start = edit.until, start + len(edit.rows)
    pieces.append(table.slice(at))
    return (
        pa.concat_tables(
            pa.Table.from_arrays(piece.columns, schema=schema) for piece in pieces if piece.num_rows
        )
        if any(piece.num_rows for piece in pieces)
        else schema.empty_table()
    )


def size_after(size: int, edits: Edits) -> int:
    """How many rows there are after the edits of so many."""
    return size + sum(len(edit.rows) - (edit.until - edit.at) for edit in edits)


class Sliced(Protocol):
    """Rows that are had by slices."""

    def __getitem__(self, some: slice, /) -> Sequence[Any]: ...


def moves_of(before: Sliced, edits: Edits) -> Moves[Any]:
    """The rows that went and those that came."""
    gone = [row for edit in edits for row in before[edit.at : edit.until]]
    return Moves(gone, [row for edit in edits for row in edit.rows])


def joined(edits: Sequence[Edit]) -> list[Edit]:
    """Edits in order, those that touch made one, those that do nothing left out."""
    found: list[Edit] = []
    for edit in edits:
        if edit.at == edit.until and not edit.rows:
            continue
        if found and found[-1].until == edit.at:
            last = found.pop()
            found.append(Edit(last.at, edit.until, [*last.rows, *edit.rows]))
        else:
            found.append(edit)
    return found


def edits_of(stood: Numbers, before: int, rows: Sequence[Any]) -> list[Edit] | None:
    """Edits from the number that each row had before, -1 for a new one; None where rows changed places.

    ``rows`` are the new ones alone.
    """
    places = np.flatnonzero(stood >= 0)
    numbers = stood[places]
    if np.any(numbers[1:] <= numbers[:-1]):
        return None
    places = np.concatenate([[-1], places, [len(stood)]])
    numbers = np.concatenate([[-1], numbers, [before]])
    gaps = np.flatnonzero((np.diff(places) != 1) | (np.diff(numbers) != 1))
    found: list[Edit] = []
    start = 0
    for gap in gaps.tolist():
        size = int(places[gap + 1] - places[gap]) - 1
        found.append(Edit(int(numbers[gap]) + 1, int(numbers[gap + 1]), rows[start : start + size]))
        start += size
    return found


def edits_between(before: Sequence[Any], rows: Sequence[Any]) -> list[Edit]:
    """Edits that make ``rows`` of the rows before, few where few have moved; rows are the same where they are equal.

    Lists are compared piece by piece, which for the same objects is as quick as to look at them.
    """
    found: list[Edit] = []
    at = place = 0
    while True:
        alike = _alike(before, at, rows, place)
        at, place = at + alike, place + alike
        if at == len(before) and place == len(rows):
            return joined(found)
        gone, come = _until_they_meet(before, at, rows, place)
        found.append(Edit(at, at + gone, rows[place : place + come]))
        at, place = at + gone, place + come


def _alike(before: Sequence[Any], at: int, rows: Sequence[Any], place: int) -> int:
    """How many rows from here on are the same."""
    most, alike, piece = min(len(before) - at, len(rows) - place), 0, 8
    while alike < most:
        size = min(piece, most - alike)
        if before[at + alike : at + alike + size] == rows[place + alike : place + alike + size]:
            alike += size
            piece = min(4 * piece, _PIECE)
        elif size == 1:
            break
        else:
            piece = max(size // 8, 1)
            most = alike + size if size > 1 else most
    return alike


def _until_they_meet(before: Sequence[Any], at: int, rows: Sequence[Any], place: int) -> tuple[int, int]:
    """How many rows went and how many came before both go on alike."""
    if at == len(before) or place == len(rows):
        return len(before) - at, len(rows) - place
    near = _near(before[at : at + _NEAR], rows[place : place + _NEAR])
    if near is not None:
        return near
    old, new = before[at : at + _FAR], rows[place : place + _FAR]
    far = _far(list(map(id, old)), list(map(id, new)))
    if far is None:
        first = attrgetter(fields(old[0])[0].name)
        for gone, come in _starts(list(map(first, old)), list(map(first, new))):
            if old[gone] == new[come]:
                return gone, come
    return far or (len(before) - at, len(rows) - place)


def _near(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int] | None:
    """The nearest two that are alike, of few."""
    get = attrgetter(*(one.name for one in fields(old[0])))
    one, other = list(map(get, old)), list(map(get, new))
    for both in range(1, len(one) + len(other) - 1):
        for gone in range(max(0, both - len(other) + 1), min(both, len(one) - 1) + 1):
            if one[gone] == other[both - gone]:
                return gone, both - gone
    return None


def _far(old: Sequence[int], new: Sequence[int]) -> tuple[int, int] | None:
    """The first of the new that is among the old."""
    return next(_starts(old, new), None)


def _starts(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Each that is on both sides, where it first is on each."""
    place: dict[Any, int] = {}
    for gone, one in enumerate(old):
        place.setdefault(one, gone)
    seen = set()
    for come, one in enumerate(new):
        if one in place and one not in seen:
            seen.add(one)
            yield place[one], come
