"""Types of the fields of row classes, as ``records.columns`` tells them, without loading Arrow: opening is quick."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints


def optional(hint: Any) -> tuple[Any, bool]:
    """The hint without ``| None``, and whether it had it."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(arg for arg in get_args(hint) if arg is not type(None)), True
    return hint, False


def is_row(hint: Any) -> bool:
    """Whether a type is a row class."""
    return is_dataclass(hint)


@cache
def hints_of(row: Any) -> dict[str, Any]:
    """Fields of a row class by the names that case.json gives them, with their types, in order."""
    hints = get_type_hints(row)
    return {field.name.rstrip("_"): hints[field.name] for field in fields(row)}
