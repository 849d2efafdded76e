"""Arrow schemas derived from row classes, and rows to tables and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, get_args, get_origin

import pyarrow as pa

from headwater.records.columns import array_of, data_type, hints_of, is_row, optional, values_of

__all__ = ["from_table", "hints_of", "optional", "plain", "schema_of", "to_table"]


def schema_of(row: Any) -> pa.Schema:
    """The Arrow schema of a row class."""
    return _schema_of(row)


@cache
def _schema_of(row: Any) -> pa.Schema:
    return pa.schema(
        [pa.field(name, data_type(hint), nullable=optional(hint)[1]) for name, hint in hints_of(row).items()]
    )


@cache
def _plain(hint: Any) -> Callable[[Any], Any] | None:
    """A function from a value to plain lists and dicts, or None where the value is plain already."""
    hint, _ = optional(hint)
    if get_origin(hint) is list:
        inner = _plain(get_args(hint)[0])
        return (
            None if inner is None else lambda values: None if values is None else [inner(v) for v in values]
        )
    if is_row(hint):
        steps = [(name, _plain(inner)) for name, inner in hints_of(hint).items()]

        def convert(value: Any) -> Any:
            if value is None:
                return None
            return {
                name: (getattr(value, name) if step is None else step(getattr(value, name)))
                for name, step in steps
            }

        return convert
    return None


def plain(row: Any) -> dict[str, Any]:
    """A row as dicts, lists and scalars, with the field names of its class."""
    kind: Any = type(row)
    convert = _plain(kind)
    assert convert is not None
    result: dict[str, Any] = convert(row)
    return result


def to_table(kind: Any, rows: Iterable[Any]) -> pa.Table:
    """Rows of one class as an Arrow table with that class's schema."""
    given = list(rows)
    columns = [array_of(hint, [getattr(row, name) for row in given]) for name, hint in hints_of(kind).items()]
    return pa.Table.from_arrays(columns, schema=schema_of(kind))


def from_table(kind: Any, table: pa.Table) -> list[Any]:
    """An Arrow table as rows of one class; raises KeyError where a column is missing."""
    columns = [
        [value for chunk in table[name].chunks for value in values_of(hint, chunk)]
        for name, hint in hints_of(kind).items()
    ]
    return list(map(kind, *columns))
