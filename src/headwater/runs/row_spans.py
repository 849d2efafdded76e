"""Tables by article: where each article's rows lie, and what they are as bytes."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headwater.records.arrow import schema_of
from headwater.records.tables import TABLES
from headwater.runs.while_held import WhileHeld

Numbers = npt.NDArray[np.int64]

_AT_ONCE = (
    1024  # articles whose rows are turned to bytes together: bounds memory, and offsets stay below 2**31
)
_FEW = 64
"""Articles up to which each one's rows are cut out by themselves."""


def key_of(name: str) -> str | None:
    """The column of a table that names an article, or None where it has none."""
    if name == "articles":
        return "id"
    return "article" if "article" in schema_of(TABLES[name]).names else None


@dataclass(frozen=True)
class RowSpans:
    """A table in the order of its articles; the rows of ``ids[k]`` are those from ``bounds[k]`` to ``bounds[k + 1]``."""

    table: pa.Table
    ids: list[str]
    bounds: Numbers

    def stretch(self, first: int, end: int) -> pa.Table:
        """The rows of the articles ``ids[first:end]``."""
        start = int(self.bounds[first])
        return self.table.slice(start, int(self.bounds[end]) - start)

    def between(self, first: str, last: str) -> pa.Table:
        """The rows of all articles from ``first`` to ``last``."""
        return self.stretch(bisect_left(self.ids, first), bisect_right(self.ids, last))

    def place(self, article: str) -> slice:
        """Where the rows of an article lie."""
        at = bisect_left(self.ids, article)
        if at == len(self.ids) or self.ids[at] != article:
            return slice(0, 0)
        return slice(int(self.bounds[at]), int(self.bounds[at + 1]))

    def of(self, articles: Sequence[str]) -> pa.Table:
        """The rows of some articles, in their order."""
        places = [bisect_left(self.ids, article) for article in sorted(articles)]
        stretches = [
            np.arange(self.bounds[at], self.bounds[at + 1])
            for article, at in zip(sorted(articles), places, strict=True)
            if at < len(self.ids) and self.ids[at] == article
        ]
        if 0 < len(stretches) <= _FEW:  # to take rows of a table in pieces is to go through all of it first
            found = [self.table.slice(int(rows[0]), len(rows)) for rows in stretches if len(rows)]
            return pa.concat_tables(found or [self.table.slice(0, 0)]).combine_chunks()
        rows = np.concatenate(stretches) if stretches else np.zeros(0, dtype=np.int64)
        return self.table.take(pa.array(rows))


def spans_of(table: pa.Table, key: str) -> RowSpans:
    """A table by the article that its column ``key`` names; rows of one article keep their order.

    Raises ValueError where a row names none. What is known of a table that lives on is found again.
    """
    known = _KNOWN.of(table, key, lambda: _known_of(table, key))
    return RowSpans(table, *known) if known is not None else _spans_of(table, key)


_Known = tuple[list[str], Numbers] | None

_KNOWN: WhileHeld[_Known] = WhileHeld()


def _known_of(table: pa.Table, key: str) -> _Known:
    """Articles and bounds of a table that is in the order of its articles; None for another."""
    spans = _spans_of(table, key)
    return (spans.ids, spans.bounds) if spans.table is table else None


def _spans_of(table: pa.Table, key: str) -> RowSpans:
    column = table[key].combine_chunks()
    if column.null_count:
        raise ValueError(f"a row names no article in its column {key}")
    coded = column.dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.unify_dictionaries().combine_chunks()
    found: list[str] = coded.dictionary.to_pylist()
    order = sorted(range(len(found)), key=found.__getitem__)
    rank = np.empty(len(found), dtype=np.int64)
    rank[order] = np.arange(len(found))
    ranks = rank[coded.indices.to_numpy(zero_copy_only=False)] if len(found) else np.zeros(0, dtype=np.int64)
    if np.any(ranks[1:] < ranks[:-1]):
        rows = np.argsort(ranks, kind="stable")
        table, ranks = table.take(pa.array(rows)), ranks[rows]
    return RowSpans(table, [found[k] for k in order], np.searchsorted(ranks, np.arange(len(found) + 1)))


def digests(spans: RowSpans) -> dict[str, bytes]:
    """A SHA-256 of each article's rows in a table: the same rows in the same order have the same, whatever is beside them."""
    found: dict[str, bytes] = {}
    for first in range(0, len(spans.ids), _AT_ONCE):
        some = spans.ids[first : first + _AT_ONCE]
        bounds = spans.bounds[first : first + len(some) + 1]
        start, end = int(bounds[0]), int(bounds[-1])
        rows = row_group_digests(spans.table.slice(start, end - start), bounds - start)
        found.update(zip(some, rows, strict=True))
    return found


def row_digests(table: pa.Table) -> list[bytes]:
    """A SHA-256 of each row, as long as the table lives."""
    return _ROWS.of(table, "", lambda: row_group_digests(table, np.arange(table.num_rows + 1)))


_ROWS: WhileHeld[list[bytes]] = WhileHeld()


def row_group_digests(table: pa.Table, bounds: Numbers) -> list[bytes]:
    """A SHA-256 of each group of consecutive rows; group k goes from ``bounds[k]`` to ``bounds[k + 1]``.

    Lengths go before contents and every null is marked, so that different rows never give the same bytes.
    """
    hashes = [hashlib.sha256(count.to_bytes(8, "little")) for count in np.diff(bounds).tolist()]
    for column in table.columns:
        for data, cuts in pieces_of(whole_column(column), bounds):
            for hashed, (start, end) in zip(hashes, pairwise(cuts.tolist()), strict=True):
                if start != end:
                    hashed.update(data[start:end])
    return [hashed.digest() for hashed in hashes]


def whole_column(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    array = column.combine_chunks()
    if isinstance(
        array, pa.ChunkedArray
    ):  # an older pyarrow gives one back where there is no chunk, or too much
        return pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], type=array.type)
    return array


def pieces_of(array: pa.Array, bounds: Numbers) -> Iterator[tuple[memoryview, Numbers]]:
    """A column as runs of bytes, each with the places where the groups of rows begin and end."""
    kind = array.type
    if pa.types.is_struct(kind):
        yield _bytes_of(array.is_valid()), bounds
        for child in array.flatten():
            yield from pieces_of(child, bounds)
    elif pa.types.is_list(kind):
        lengths = pc.list_value_length(array)
        yield _marked(lengths, bounds)
        yield from pieces_of(array.flatten(), _ends(lengths)[bounds])
    elif pa.types.is_string(kind) or pa.types.is_binary(kind):
        lengths = pc.binary_length(array)
        yield _marked(lengths, bounds)
        if array.null_count:
            array = array.fill_null("" if pa.types.is_string(kind) else b"")
        yield _texts(array), _ends(lengths)[bounds]
    else:
        yield _bytes_of(array.is_valid()), bounds
        values = array.fill_null(False if pa.types.is_boolean(kind) else 0) if array.null_count else array
        data = _bytes_of(values)
        yield data, bounds * (len(data) // max(len(array), 1))


def _marked(lengths: pa.Array, bounds: Numbers) -> tuple[memoryview, Numbers]:
    """Lengths as bytes, -1 for a null."""
    values = lengths.fill_null(-1).to_numpy(zero_copy_only=False).astype("<i8")
    return values.view(np.uint8).data, bounds * 8


def _ends(lengths: pa.Array) -> Numbers:
    """Where the contents of each row begin, and at last where all end."""
    ends = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths.fill_null(0).to_numpy(zero_copy_only=False), out=ends[1:])
    return ends


def _texts(array: pa.Array) -> memoryview:
    _, offsets, data = array.buffers()
    if data is None or len(array) == 0:
        return memoryview(b"")
    places = np.frombuffer(offsets, dtype=np.int32)[array.offset : array.offset + len(array) + 1]
    return memoryview(data)[int(places[0]) : int(places[-1])]


def _bytes_of(array: pa.Array) -> memoryview:
    values: Any = array.to_numpy(zero_copy_only=False)
    return np.ascontiguousarray(values).view(np.uint8).data
