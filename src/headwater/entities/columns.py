"""Ids and values as columns: what is said of millions of names, in some bytes each."""

from __future__ import annotations

import json
from array import array
from typing import Generic, TypeVar

_Value = TypeVar("_Value", str, tuple[str | None, ...])

MOST_KNOWN = 50_000
"""Values that are known when they are met again; one that was forgotten is held a second time."""
_DIGITS = 16


class Ids:
    """Ids of one kind, such as ``mn-3f9c2a7be1d04c55``, as the numbers that they write; others as they are."""

    def __init__(self) -> None:
        self._prefix: str | None = None
        self._numbers = array("Q")
        self._others: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def append(self, id_: str) -> None:
        """One id more."""
        prefix, number = id_[:-_DIGITS], number_of(id_)
        if number is None or self._prefix not in (None, prefix):
            self._others[len(self._numbers)] = id_
            number = 0
        else:
            self._prefix = prefix
        self._numbers.append(number)

    def __getitem__(self, at: int) -> str:
        other = self._others.get(at) if self._others else None
        return f"{self._prefix}{self._numbers[at]:016x}" if other is None else other


def number_of(id_: str) -> int | None:
    """The number that the last sixteen letters of an id write; null where they write none as ``row_id`` does."""
    try:
        number = int(id_[-_DIGITS:], _DIGITS)
    except ValueError:
        return None
    return number if id_.endswith(f"{number:016x}") and number >= 0 else None


class Values(Generic[_Value]):
    """Values by number, held as text. Equal values mostly have one number, and always where they are met soon again."""

    def __init__(self) -> None:
        self._number_of: dict[_Value, int] = {}
        self._made: dict[int, _Value] = {}
        self._texts = bytearray()
        self._ends = array("Q", [0])

    def number(self, value: _Value) -> int:
        """The number of a value."""
        found = self._number_of.get(value)
        if found is None:
            if len(self._number_of) >= MOST_KNOWN:
                self._number_of.clear()
            found = self._number_of[value] = len(self._ends) - 1
            self._texts += json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
            self._ends.append(len(self._texts))
        return found

    def value(self, number: int) -> _Value:
        """The value of a number."""
        found = self._made.get(number)
        if found is None:
            if len(self._made) >= MOST_KNOWN:
                self._made.clear()
            text = self._texts[self._ends[number] : self._ends[number + 1]].decode("utf-8", "surrogatepass")
            read = json.loads(text)
            found = self._made[number] = tuple(read) if isinstance(read, list) else read  # type: ignore[assignment]
        return found  # type: ignore[return-value]

    def settle(self) -> None:
        """Forget which values are known: there will be no more."""
        self._number_of.clear()
