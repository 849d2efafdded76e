"""Rows that are made when they are gone through: of a case too large to be held as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from headwater.records.tables import Tables

Row = TypeVar("Row")


class Made(Sequence[Row]):
    """Rows as ``make`` gives them, made anew each time that they are gone through."""

    def __init__(self, make: Callable[[], Iterable[Row]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Row]:
        return iter(self._make())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, at: Any) -> Any:
        return list(self)[at]


def is_streamed(tables: Tables, kind: type[Any]) -> bool:
    """Whether the rows of a class are made as one goes through them, so that what is made of them should be too."""
    return not isinstance(tables.of(kind), list)
