"""Columns of SQL from the fields of a row: values inside a row lie flat beside its own, lists become JSON text.

``published.value`` is the column ``published_value``. A row comes back from its columns as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal, get_args, get_origin

from headwater.store.readmodel.hints import hints_of, is_row, optional

Kind = Literal["text", "integer", "real", "boolean", "json"]
Json = dict[str, Any]
Fields = Mapping[str, Any]
"""Names of a row's fields as case.json has them, with their types."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_KINDS: dict[Any, Kind] = {str: "text", int: "integer", float: "real", bool: "boolean"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``path`` leads to its value in the row."""

    name: str
    kind: Kind
    path: tuple[str, ...]


def fields_of(row: Any, *leave_out: str, **more: Any) -> dict[str, Any]:
    """The fields of a row class by the names that case.json gives them, without some and with others."""
    own = {name: hint for name, hint in hints_of(row).items() if name not in leave_out}
    return own | more


def columns_of(fields: Fields) -> list[Column]:
    """The columns of rows with these fields, in order."""
    return [column for name, hint in fields.items() for column in _columns((name,), hint)]


def _columns(path: tuple[str, ...], hint: Any) -> Iterator[Column]:
    hint, _ = optional(hint)
    if is_row(hint):
        for name, inner in hints_of(hint).items():
            yield from _columns((*path, name), inner)
    else:
        yield Column("_".join(path), _kind(hint), path)


def _kind(hint: Any) -> Kind:
    if get_origin(hint) is Literal:
        return "text"
    return "json" if get_origin(hint) is list else _KINDS[hint]


def flat(columns: Sequence[Column]) -> Callable[[Json], tuple[Any, ...]]:
    """A function that takes a row of case.json apart; a field that an older case lacks is null."""
    if not columns:
        return lambda row: ()
    first = [column.path[0] for column in columns]
    get = itemgetter(*first)
    changed = [(at, step) for at, column in enumerate(columns) if (step := _step(column)) is not None]
    single = len(first) == 1

    def take(row: Json) -> tuple[Any, ...]:
        try:
            found = get(row)
        except KeyError:
            values = [row.get(name) for name in first]
        else:
            values = [found] if single else list(found)
        for at, step in changed:
            if values[at] is not None:
                values[at] = step(values[at])
        return tuple(values)

    return take


def _step(column: Column) -> Callable[[Any], Any] | None:
    """What becomes of the value of a row's field; None where it is taken as it stands."""
    rest = column.path[1:]
    as_text = as_json if column.kind == "json" else None
    if not rest:
        return as_text

    def find(value: Any) -> Any:
        for name in rest:
            if value is None:
                return None
            value = value.get(name)
        return value if as_text is None or value is None else as_text(value)

    return find


def as_json(value: Any) -> str:
    """A value as JSON text."""
    return _ENCODER.encode(value) if value != [] else "[]"


def whole(fields: Fields) -> Callable[[Sequence[Any]], Json]:
    """A function that puts the columns of a row together again."""
    parts = {name: _part(hint) for name, hint in fields.items()}

    def join(values: Sequence[Any]) -> Json:
        left = iter(values)
        return {name: part(left) for name, part in parts.items()}

    return join


def _part(hint: Any) -> Callable[[Iterator[Any]], Any]:
    """Takes the values of one field off the columns that are left."""
    hint, nullable = optional(hint)
    if not is_row(hint):
        kind = _kind(hint)
        if kind == "json":
            return lambda left: None if (value := next(left)) is None else json.loads(value)
        if kind == "boolean":
            return lambda left: None if (value := next(left)) is None else bool(value)
        return next
    parts = {name: _part(inner) for name, inner in hints_of(hint).items()}

    def join(left: Iterator[Any]) -> Any:
        value = {name: part(left) for name, part in parts.items()}
        return None if nullable and _empty(value) else value

    return join


def _empty(value: Any) -> bool:
    return all(_empty(inner) for inner in value.values()) if isinstance(value, dict) else value is None


def element_of(hint: Any) -> Any:
    """What a list holds."""
    return get_args(optional(hint)[0])[0]
