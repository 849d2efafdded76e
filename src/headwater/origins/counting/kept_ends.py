"""Ends as rows, so that what is to be found is told of a whole case without walking it again."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from headwater.origins.counting.ends import End
from headwater.records.origins import EndHere

_SETS = frozenset(("said_as", "kin", "told_in", "apart"))
_NAMES = tuple(field.name for field in fields(EndHere))


def end_row(end: End) -> EndHere:
    """An end as a row."""
    values: dict[str, Any] = {name: getattr(end, name) for name in _NAMES}
    return EndHere(**(values | {name: sorted(values[name]) for name in _SETS}))


def end_of_row(row: EndHere) -> End:
    """The end that a row holds."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _NAMES}
    return End(**(values | {name: frozenset(values[name]) for name in _SETS}))
