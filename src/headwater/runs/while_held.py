"""What was worked out of Arrow tables, found again as long as somebody holds them: a run asks the same of one stage after stage."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

import pyarrow as pa

_Value = TypeVar("_Value")


class WhileHeld(Generic[_Value]):
    """Values by table and key; a table is known by itself, not by its rows. A value must not hold its table."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, Hashable], tuple[weakref.ref[pa.Table], _Value]] = {}

    def of(self, table: pa.Table, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """What ``make`` gives of a table, made once."""
        known = self._known.get((id(table), key))
        if known is not None and known[0]() is table:
            return known[1]
        value = make()
        for old in [old for old, (held, _) in list(self._known.items()) if held() is None]:
            self._known.pop(old, None)
        self._known[id(table), key] = (weakref.ref(table), value)
        return value
