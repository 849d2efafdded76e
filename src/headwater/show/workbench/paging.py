"""Lists in pages: which part is shown, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import Query

from headwater.show.workbench.rows import Rows

PER_PAGE = 50
PageNumber = Annotated[int, Query(ge=1, le=1_000_000, description="Which page of the list.")]
Words = Annotated[str, Query(max_length=400, description="Only rows that hold this.")]


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list."""

    number: int
    pages: int
    count: int
    first: int
    last: int

    def as_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return asdict(self)


def part_of(count: int, number: int, per: int = PER_PAGE) -> Part:
    """The part of a list that a page shows; the last one where there are not so many."""
    pages = max(1, -(-count // per))
    number = min(number, pages)
    first = (number - 1) * per
    return Part(number, pages, count, first + 1 if count else 0, min(count, first + per))


def paged(
    rows: Rows, columns: str, source: str, order: str, values: Sequence[Any], number: int, per: int = PER_PAGE
) -> tuple[list[tuple[Any, ...]], Part]:
    """Rows of ``SELECT columns FROM source`` on one page, and which part they are."""
    part = part_of(int(rows.one(f"SELECT count(*) FROM {source}", *values)), number, per)
    found = rows.select(
        f"SELECT {columns} FROM {source} ORDER BY {order} LIMIT ? OFFSET ?",
        *values,
        per,
        max(0, part.first - 1),
    )
    return found, part


def like(words: str) -> str:
    """A pattern that finds words anywhere; what would be a wildcard is a sign."""
    plain = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"
