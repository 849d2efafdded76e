"""Arrow schemas derived from row classes, and rows to tables and back."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

_SCALARS: dict[type[Any], pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
}


def optional(hint: Any) -> tuple[Any, bool]:
    """The hint without ``| None``, and whether it had it."""
    if get_origin(hint) in (Union, types.UnionType):
        rest = [arg for arg in get_args(hint) if arg is not type(None)]
        if len(rest) != 1:
            raise TypeError(f"a column has one type or null, not {hint}")
        return rest[0], True
    return hint, False


def _is_row(hint: Any) -> bool:
    # a plain bool: mypy would narrow ``hint`` to something that it then cannot hash or call
    return is_dataclass(hint)


def _data_type(hint: Any) -> pa.DataType:
    hint, _ = optional(hint)
    if get_origin(hint) is Literal:
        return pa.string()
    if get_origin(hint) is list:
        return pa.list_(_data_type(get_args(hint)[0]))
    if _is_row(hint):
        return pa.struct([(name, _data_type(inner)) for name, inner in hints_of(hint).items()])
    return _SCALARS[hint]


@cache
def hints_of(row: Any) -> dict[str, Any]:
    """Field names and resolved types of a row class, in order."""
    hints = get_type_hints(row)
    return {field.name: hints[field.name] for field in fields(row)}


def schema_of(row: Any) -> pa.Schema:
    """The Arrow schema of a row class."""
    return _schema_of(row)


@cache
def _schema_of(row: Any) -> pa.Schema:
    return pa.schema(
        [pa.field(name, _data_type(hint), nullable=optional(hint)[1]) for name, hint in hints_of(row).items()]
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
    if _is_row(hint):
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


@cache
def _typed(hint: Any) -> Callable[[Any], Any] | None:
    """The way back from plain values to rows."""
    hint, _ = optional(hint)
    if get_origin(hint) is list:
        inner = _typed(get_args(hint)[0])
        return (
            None if inner is None else lambda values: None if values is None else [inner(v) for v in values]
        )
    if _is_row(hint):
        steps = [(name, _typed(inner)) for name, inner in hints_of(hint).items()]

        def convert(value: Any) -> Any:
            if value is None:
                return None
            return hint(*(value[name] if step is None else step(value[name]) for name, step in steps))

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
    return pa.Table.from_pylist([plain(row) for row in rows], schema=schema_of(kind))


def from_table(kind: Any, table: pa.Table) -> list[Any]:
    """An Arrow table as rows of one class; raises KeyError where a column is missing."""
    convert = _typed(kind)
    assert convert is not None
    return [convert(value) for value in table.to_pylist()]
