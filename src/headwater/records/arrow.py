"""Arrow schemas derived from row classes, and rows to tables and back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pyarrow as pa

from headwater.records.columns import array_of, data_type, hints_of, optional, values_of
from headwater.records.made_rows import rows_made

__all__ = ["from_table", "hints_of", "optional", "schema_of", "to_table"]


def schema_of(row: Any) -> pa.Schema:
    """The Arrow schema of a row class."""
    return _schema_of(row)


@cache
def _schema_of(row: Any) -> pa.Schema:
    return pa.schema(
        [pa.field(name, data_type(hint), nullable=optional(hint)[1]) for name, hint in hints_of(row).items()]
    )


def to_table(kind: Any, rows: Iterable[Any]) -> pa.Table:
    """Rows of one class as an Arrow table with that class's schema."""
    given = list(rows)
    columns = [array_of(hint, [getattr(row, name) for row in given]) for name, hint in hints_of(kind).items()]
    return pa.Table.from_arrays(columns, schema=schema_of(kind))


def from_table(kind: Any, table: pa.Table, shown: frozenset[str] | None = None) -> list[Any]:
    """An Arrow table as rows of one class; raises KeyError where a column is missing.

    Of rows of which only some fields are ``shown`` the others are not there: to read one raises AttributeError.
    """
    columns = [
        _values(hint, table[name]) for name, hint in hints_of(kind).items() if shown is None or name in shown
    ]
    return rows_made(kind, columns, shown)


def _values(hint: Any, column: pa.ChunkedArray) -> list[Any]:
    if column.num_chunks == 1:
        return values_of(hint, column.chunk(0))
    return [value for chunk in column.chunks for value in values_of(hint, chunk)]
