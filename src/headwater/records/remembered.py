"""What a stage may find again in the next run of one process. A stage that finds nothing works it out: rows are the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

_Value = TypeVar("_Value")
_HELD: ContextVar[dict[type[Any], Any] | None] = ContextVar("held", default=None)


@contextmanager
def remembering(held: dict[type[Any], Any]) -> Iterator[None]:
    """Let stages find what they leave in ``held``; it must be of one case and one version of the code."""
    token = _HELD.set(held)
    try:
        yield
    finally:
        _HELD.reset(token)


def remembered(kind: type[_Value]) -> _Value:
    """The one of its kind that this process keeps; a new one, which nobody keeps, where it keeps none."""
    held = _HELD.get()
    if held is None:
        return kind()
    if kind not in held:
        held[kind] = kind()
    value: _Value = held[kind]
    return value
