"""What a stage may find again in the next run of one process. A stage that finds nothing works it out: rows are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

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


def is_remembering() -> bool:
    """Whether this process keeps what stages leave."""
    return _HELD.get() is not None


_Made = TypeVar("_Made")


@dataclass
class ByArticle(Generic[_Made]):
    """What was made of each article, beside what it was made of; of many articles the latest are kept."""

    most: int = 4000
    known: dict[str, tuple[Any, _Made]] = field(default_factory=dict)

    def of(self, article: str, given: Any, make: Callable[[], _Made]) -> _Made:
        """What is made of an article: found again where all that it is made of is equal to what it was."""
        found = self.known.pop(article, None)
        if found is None or found[0] != given:
            found = (given, make())
        self.known[article] = found  # at the end: the first are those that were asked for longest ago
        if len(self.known) > self.most:
            del self.known[next(iter(self.known))]
        return found[1]
