"""Columns: values of one type as an Arrow array and back, field by field rather than row by row."""

from __future__ import annotations

import types
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain, pairwise
from operator import attrgetter
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import numpy as np
import pyarrow as pa

from headwater.records.made_rows import rows_made

_SCALARS: dict[type[Any], pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
}
_FEW = 64  # texts: from here on it is worth looking whether they repeat


def optional(hint: Any) -> tuple[Any, bool]:
    """The hint without ``| None``, and whether it had it."""
    if get_origin(hint) in (Union, types.UnionType):
        rest = [arg for arg in get_args(hint) if arg is not type(None)]
        if len(rest) != 1:
            raise TypeError(f"a column has one type or null, not {hint}")
        return rest[0], True
    return hint, False


def is_row(hint: Any) -> bool:
    """Whether a type is a row class."""
    # a plain bool: mypy would narrow ``hint`` to something that it then cannot hash or call
    return is_dataclass(hint)


@cache
def data_type(hint: Any) -> pa.DataType:
    """The Arrow type of a column."""
    hint, _ = optional(hint)
    if get_origin(hint) is Literal:
        return pa.string()
    if get_origin(hint) is list:
        return pa.list_(data_type(get_args(hint)[0]))
    if is_row(hint):
        return pa.struct([(name, data_type(inner)) for name, inner in hints_of(hint).items()])
    return _SCALARS[hint]


@cache
def hints_of(row: Any) -> dict[str, Any]:
    """Field names and resolved types of a row class, in order."""
    hints = get_type_hints(row)
    return {field.name: hints[field.name] for field in fields(row)}


def array_of(hint: Any, values: Sequence[Any]) -> pa.Array:
    """Values as an Arrow array of the hint's type."""
    hint, _ = optional(hint)
    if get_origin(hint) is list:
        return _lists(hint, values)
    if is_row(hint):
        return _structs(hint, values)
    return pa.array(values, type=data_type(hint))


def _lists(hint: Any, values: Sequence[Any]) -> pa.Array:
    given = [value is not None for value in values]
    whole = all(given)
    lists = values if whole else [value or [] for value in values]
    ends = np.zeros(len(lists) + 1, dtype="int32")
    np.cumsum([len(value) for value in lists], out=ends[1:])
    inner = array_of(get_args(hint)[0], list(chain.from_iterable(lists)))
    mask = None if whole else pa.array([not one for one in given])
    return pa.ListArray.from_arrays(pa.array(ends), inner, type=data_type(hint), mask=mask)


def _structs(row: Any, values: Sequence[Any]) -> pa.Array:
    kind = data_type(row)
    given = [value is not None for value in values]
    whole = all(given)
    arrays = []
    for name, hint in hints_of(row).items():
        get = attrgetter(name)
        column = list(map(get, values)) if whole else [None if v is None else get(v) for v in values]
        arrays.append(array_of(hint, column))
    mask = None if whole else pa.array([not one for one in given])
    return pa.StructArray.from_arrays(arrays, fields=list(kind), mask=mask)


def values_of(hint: Any, array: pa.Array) -> list[Any]:
    """The values of an Arrow array, as the hint's type; equal texts of a column are one object."""
    hint, _ = optional(hint)
    if get_origin(hint) is list:
        found = _list_values(hint, array)
    elif is_row(hint):
        columns = [values_of(inner, array.field(name)) for name, inner in hints_of(hint).items()]
        found = rows_made(hint, columns)
    else:
        return _scalars(array)
    if array.null_count:
        return [
            value if valid else None for value, valid in zip(found, array.is_valid().to_pylist(), strict=True)
        ]
    return found


def _list_values(hint: Any, array: pa.Array) -> list[Any]:
    ends = array.offsets.to_numpy()
    first = int(ends[0])
    inner = values_of(get_args(hint)[0], array.values.slice(first, int(ends[-1]) - first))
    return [inner[start:end] for start, end in pairwise((ends - first).tolist())]


def _scalars(array: pa.Array) -> list[Any]:
    if array.null_count == 0 and not (pa.types.is_string(array.type) or pa.types.is_binary(array.type)):
        plain: list[Any] = array.to_numpy(zero_copy_only=False).tolist()
        return plain
    if pa.types.is_string(array.type) and len(array) >= _FEW:
        coded = array.dictionary_encode()
        if 2 * len(coded.dictionary) < len(array):
            texts = [*coded.dictionary.to_pylist(), None]
            return [texts[k] for k in coded.indices.fill_null(len(texts) - 1).to_numpy().tolist()]
    values: list[Any] = array.to_pylist()
    return values
