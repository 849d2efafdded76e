"""Which rows of a table stand as they were in the one before it: for each row its number there, -1 where it is new.

A stage often knows it, for it took rows over; where it does not, rows are compared by their hashes. By it rows that were
converted, hashed or written before are found again, and a table in which nothing has moved is not written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from itertools import pairwise
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa

from headwater.runs.row_spans import Numbers, RowSpans, digests, key_of, row_group_digests, spans_of

Digests = dict[str, bytes]

Grouped = Callable[[pa.Table], list[tuple[slice, bytes]]]

_AHEAD = 32
"""Rows of one key that are looked through for a row's like."""


def nothing_stood(size: int) -> Numbers:
    """Of so many rows all are new."""
    return np.full(size, -1, dtype=np.int64)


def all_stand(stood: Numbers, size: int) -> bool:
    """Whether a table is the one before it, of so many rows."""
    return len(stood) == size and bool(np.array_equal(stood, np.arange(size)))


def stood_by_rows(before: Sequence[Any], rows: Sequence[Any]) -> Numbers:
    """The same of rows as objects: equal ones are found in the order in which they stand, each by its first field."""
    name = fields(rows[0])[0].name if rows else ""
    start: dict[Any, int] = {}
    old = _runs_of(before, name) if rows else []
    for key, first, _ in old:
        start.setdefault(key, first)
    size = {key: end - first for key, first, end in reversed(old)}
    stood = nothing_stood(len(rows))
    for key, first, end in _runs_of(rows, name) if rows else ():
        at = start.get(key)
        if at is None:
            continue
        if size[key] == end - first and before[at : at + size[key]] == rows[first:end]:
            stood[first:end] = np.arange(at, at + size[key])
            start[key], size[key] = at + size[key], 0
            continue
        until = at + size[key]
        for place in range(first, end):
            found = next((k for k in range(at, min(at + _AHEAD, until)) if before[k] == rows[place]), None)
            if found is not None:
                stood[place], at = found, found + 1
        start[key], size[key] = at, until - at  # of a key that comes again later
    return stood


def _runs_of(rows: Sequence[Any], name: str) -> list[tuple[Any, int, int]]:
    """Unbroken runs of one value in a field: the value, where it begins and ends."""
    values = list(map(attrgetter(name), rows))
    starts = [k for k, value in enumerate(values) if not k or value != values[k - 1]]
    return [(values[a], a, b) for a, b in pairwise([*starts, len(values)])]


def with_new(before: pa.Table, stood: Numbers, new: pa.Table) -> pa.Table:
    """A table of rows that stood before and new ones, in their order."""
    numbers = stood.copy()
    numbers[stood < 0] = np.arange(before.num_rows, before.num_rows + new.num_rows)
    return pa.concat_tables([before, new]).take(pa.array(numbers)).combine_chunks()


def found_again(name: str, before: pa.Table, table: pa.Table, stood: Numbers) -> Numbers:
    """As ``stood``, with those rows found that were made again as they were: articles at once, then row by row."""
    key = key_of(name)
    if key is not None and not before[key].null_count and not table[key].null_count:
        stood = _found(before, table, stood, lambda some: _by_article(some, key))
    return _found(before, table, stood, _singly)


def _found(before: pa.Table, table: pa.Table, stood: Numbers, grouped: Grouped) -> Numbers:
    left = np.ones(before.num_rows, dtype=np.bool_)
    left[stood[stood >= 0]] = False
    old, new = np.flatnonzero(left), np.flatnonzero(stood < 0)
    if not len(old) or not len(new):
        return stood
    waiting: dict[bytes, list[slice]] = {}
    for place, hashed in reversed(grouped(_some(before, old))):
        waiting.setdefault(hashed, []).append(place)  # of equal ones the first is at the end
    stood = stood.copy()
    for place, hashed in grouped(_some(table, new)):
        if waiting.get(hashed):
            stood[new[place]] = old[waiting[hashed].pop()]
    return stood


def _some(table: pa.Table, numbers: Numbers) -> pa.Table:
    return table if len(numbers) == table.num_rows else table.take(pa.array(numbers))


def _by_article(table: pa.Table, key: str) -> list[tuple[slice, bytes]]:
    """Where each article's rows stand, and their hash; none where they do not stand together."""
    spans = spans_of(table, key)
    if spans.table is not table:
        return []
    return [(spans.place(article), hashed) for article, hashed in digests(spans).items()]


def _singly(table: pa.Table) -> list[tuple[slice, bytes]]:
    hashes = row_group_digests(table, np.arange(table.num_rows + 1))
    return [(slice(at, at + 1), hashed) for at, hashed in enumerate(hashes)]


def digests_after(before: Digests, old: RowSpans, new: RowSpans, stood: Numbers) -> Digests:
    """The digests of each article's rows: those of before where its rows stand as they were, in their order.

    Both tables must be in the order of their articles, as ``stood`` numbers their rows.
    """
    place = {article: at for at, article in enumerate(old.ids)}
    at = np.array([place.get(article, -1) for article in new.ids], dtype=np.int64)
    sizes, starts = np.diff(new.bounds), new.bounds[:-1]
    first = np.where(at >= 0, old.bounds[:-1][at] if len(old.ids) else -1, -1)
    as_many = (at >= 0) & (sizes == (np.diff(old.bounds)[at] if len(old.ids) else -1))
    wanted = np.repeat(first - starts, sizes) + np.arange(len(stood))
    moved = np.add.reduceat(stood != wanted, starts) if len(stood) else np.zeros(0, dtype=np.int64)
    stays = as_many & (moved == 0)
    fresh = [article for article, stay in zip(new.ids, stays.tolist(), strict=True) if not stay]
    made = digests(RowSpans(new.of(fresh), fresh, _bounds(sizes[~stays]))) if fresh else {}
    return {
        article: before[article] if stay else made[article]
        for article, stay in zip(new.ids, stays.tolist(), strict=True)
    }


def _bounds(sizes: Numbers) -> Numbers:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
