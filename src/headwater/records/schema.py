"""JSON Schema fragments derived from row classes."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, Literal, get_args, get_origin

from headwater.records.arrow import hints_of, optional

_SCALARS: dict[type[Any], dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


def json_name(field: str) -> str:
    """The name of a field in JSON: without the underscore that keeps it from being a Python keyword."""
    return field.rstrip("_")


def schema_of_hint(hint: Any) -> dict[str, Any]:
    """JSON Schema of one type hint."""
    hint, nullable = optional(hint)
    if get_origin(hint) is Literal:
        schema: dict[str, Any] = {"enum": list(get_args(hint))}
    elif get_origin(hint) is list:
        schema = {"type": "array", "items": schema_of_hint(get_args(hint)[0])}
    elif is_dataclass(hint):
        schema = schema_of_row(hint)
    else:
        schema = dict(_SCALARS[hint])
    return {"anyOf": [schema, {"type": "null"}]} if nullable else schema


def schema_of_row(
    row: Any, leave_out: frozenset[str] = frozenset(), **more: dict[str, Any]
) -> dict[str, Any]:
    """JSON Schema of one row class, without the fields in ``leave_out`` and with those in ``more``."""
    hints = {k: v for k, v in hints_of(row).items() if k not in leave_out}
    properties = {json_name(name): schema_of_hint(hint) for name, hint in hints.items()} | more
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }
