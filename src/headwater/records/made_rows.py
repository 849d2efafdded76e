"""Rows of a class made from columns, a third as dear as to call the class for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, fields, make_dataclass
from functools import cache
from typing import Any


def rows_made(kind: Any, columns: Iterable[list[Any]], shown: frozenset[str] | None = None) -> list[Any]:
    """Rows of a frozen, slotted dataclass; ``columns`` are those of its fields in order, or of the fields that are ``shown``.

    To read a field that is not shown raises AttributeError, and so does whatever takes the row as a whole.
    """
    twin = _twin(kind, shown)
    found = list(map(twin, *columns))
    for row in found:
        row.__class__ = kind
    return found


@cache
def _twin(kind: Any, shown: frozenset[str] | None) -> Any:
    """A class with the same slots that lets them be set: to set a slot of a frozen class takes a call for each."""
    slots = [
        (one.name, Any, field(init=shown is None or one.name in shown, kw_only=False)) for one in fields(kind)
    ]
    return make_dataclass(f"_{kind.__name__}", slots, slots=True, eq=False, repr=False)
