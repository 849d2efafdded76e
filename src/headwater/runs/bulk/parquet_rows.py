"""Some rows of a Parquet file, without going through those before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.items import Item
from headwater.articles.tabular.columns import ColumnFault, take_columns
from headwater.articles.tabular.days import DayOrderSeen
from headwater.articles.tabular.tables import Found, Table, given_columns, read_table_rows
from headwater.records.articles import Rejected

if TYPE_CHECKING:
    from headwater.runs.bulk.slices import Slice

_BATCH = 500
_LARGEST_GROUP = 200_000_000  # bytes: a group of rows that unpacks to more is left to the room's own reader
_SHOWS = {"day first": ("13/01/2000",), "month first": ("01/13/2000",), "both": ("13/01/2000", "01/13/2000")}
"""Dates that show as much as all the column's do."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many rows a file has, and dates that show the order of day and month in its column of dates."""

    rows: int
    days: tuple[str, ...]


def shape_of(item: Item, config: ArticlesConfig) -> Shape | None:
    """The shape of a file that can be read by rows, else None."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with item.open() as stream:
            file = pq.ParquetFile(stream, thrift_string_size_limit=100_000_000)
            groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
            if not groups or max(group.total_byte_size for group in groups) > _LARGEST_GROUP:
                return None
            header = list(file.schema_arrow.names)
            taken = take_columns(header, given_columns(item, config))
            return Shape(file.metadata.num_rows, _days(file, taken.names.get("published")))
    except (ColumnFault, pa.ArrowException, OSError, ValueError, MemoryError):
        return None


def _days(file: Any, column: str | None) -> tuple[str, ...]:
    if column is None:
        return ()
    seen = DayOrderSeen()
    for batch in file.iter_batches(batch_size=10_000, columns=[column]):
        for cell in batch.column(0).to_pylist():
            seen.look(cell)
    return (*((seen.example,) if seen.undecided else ()), *_SHOWS.get(seen.order, ()))


def read_some(slice_: Slice, item: Item, config: ArticlesConfig) -> Found:
    """Drafts and rejections of the rows of a slice, numbered as in the whole file."""
    import pyarrow.parquet as pq

    with item.open() as stream:
        file = pq.ParquetFile(stream, thrift_string_size_limit=100_000_000)
        header = list(file.schema_arrow.names)
        taken = take_columns(header, given_columns(item, config))
        chosen = [header[place] for place in sorted(set(taken.places.values()))]
        table = Table(item.name, chosen, _Rows(file, chosen, taken.names.get("published"), slice_))
        for place, one in read_table_rows(item, table, config):
            if place != item.name or slice_.first == 0:  # what is said of the whole file is said once
                yield place, _said_once(one, slice_)


def _said_once(one: Draft | Rejected | Item, slice_: Slice) -> Draft | Rejected | Item:
    """Which column was taken for what is told by the first rows of the file."""
    if slice_.first == 0 or not isinstance(one, Draft):
        return one
    return replace(one, remarks=[remark for remark in one.remarks if remark.kind != "columns_taken"])


class _Rows:
    """The rows of a slice; when they are gone through to see the order of dates, dates that show it."""

    def __init__(self, file: Any, chosen: Sequence[str], dated: str | None, slice_: Slice) -> None:
        self._file, self._chosen, self._slice = file, list(chosen), slice_
        self._asked_for_days = dated is not None
        self._dated = dated

    def __call__(self) -> Iterator[tuple[int, Sequence[object]]]:
        if self._asked_for_days:
            self._asked_for_days = False
            return self._days()
        return self._rows()

    def _days(self) -> Iterator[tuple[int, Sequence[object]]]:
        for number, day in enumerate(self._slice.days):
            yield number, [day if name == self._dated else None for name in self._chosen]

    def _rows(self) -> Iterator[tuple[int, Sequence[object]]]:
        first, end = self._slice.first, self._slice.first + self._slice.count
        at = 0
        for group in range(self._file.metadata.num_row_groups):
            size = self._file.metadata.row_group(group).num_rows
            if at + size > first and at < end:
                yield from self._of_group(group, at, first, end)
            at += size

    def _of_group(self, group: int, at: int, first: int, end: int) -> Iterator[tuple[int, Sequence[object]]]:
        for batch in self._file.iter_batches(batch_size=_BATCH, row_groups=[group], columns=self._chosen):
            if at + batch.num_rows > first and at < end:
                cells = [column.to_pylist() for column in batch.columns]
                for number, row in enumerate(zip(*cells, strict=True), at + 1):
                    if first < number <= end:
                        yield number, row
            at += batch.num_rows
