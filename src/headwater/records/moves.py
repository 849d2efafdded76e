"""What moved in a table since somebody last looked at it, so that a stage which sees all rows need not go through them again.

A stage of shape ``table`` may remember what it worked out (``remembered.py``) beside the very lists of rows that it was given.
In the next run of the same process it asks ``tables.moves_since(Kind, those)``. Where the run knows how the list of now came
out of that one it is told the rows that went and those that came; else None, and it goes through everything. Either way the
rows that it gives are the same, to the byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Moves(Generic[Row]):
    """Rows that went from a table and rows that came to it, each in the order of the table; a row that changed is in both."""

    gone: Sequence[Row] = ()
    come: Sequence[Row] = ()

    def __bool__(self) -> bool:
        return bool(self.gone or self.come)


MovesSince = Callable[[type[Any], Sequence[Any]], Moves[Any] | None]
"""How a table of a class came out of a list of its rows; None where nobody knows."""
