"""Dates in a column: whether day or month comes first is told by all its rows, never guessed from one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from headwater.text.dates import epoch_instant, iso_day

DayOrder = Literal["day first", "month first", "unknown", "both"]

_NUMERIC = re.compile(
    r"\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T,]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AaPp]\.?[Mm]\.?)?)?\s*$"
)
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)(Z)?)?\s*$")
_EPOCH = re.compile(r"\s*(1\d{9}|1\d{12}|[1-9]\d{8})(?:\.0)?\s*$")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_CENTURY = 2000


@dataclass(slots=True)
class DayOrderSeen:
    """What the rows of a column show of the order of day and month."""

    day_first: bool = False
    month_first: bool = False
    undecided: int = 0
    example: str = ""

    def look(self, cell: object) -> None:
        """Takes one cell into account."""
        found = _NUMERIC.match(cell.translate(_DIGITS)) if isinstance(cell, str) else None
        if found is None:
            return
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second:
            self.day_first = True
        elif second > 12 >= first:
            self.month_first = True
        elif first != second:
            self.undecided += 1
            self.example = self.example or str(cell).strip()

    @property
    def order(self) -> DayOrder:
        """The order that the column shows."""
        if self.day_first and self.month_first:
            return "both"
        if self.day_first:
            return "day first"
        return "month first" if self.month_first else "unknown"


def order_of(cells: Iterable[object]) -> DayOrderSeen:
    """What a column shows of the order of day and month."""
    seen = DayOrderSeen()
    for cell in cells:
        seen.look(cell)
    return seen


def day_of(cell: object, order: DayOrder) -> str | None:
    """A cell as ISO 8601; as it is where it is written in words; None where day and month cannot be told apart."""
    if isinstance(cell, datetime):
        return (
            cell.isoformat(timespec="seconds")
            if cell.time().isoformat() != "00:00:00"
            else cell.date().isoformat()
        )
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell).translate(_DIGITS).strip() if cell is not None else ""
    if found := _NUMERIC.match(text):
        return _numeric(found, order)
    if found := _COMPACT.match(text):
        day = iso_day(int(found[1]), int(found[2]), int(found[3]))
        clock = f"T{found[4]}:{found[5]}:{found[6]}{'+00:00' if found[7] else ''}" if found[4] else ""
        return day + clock if day else text
    if found := _EPOCH.match(text):
        number = int(found[1])
        return epoch_instant(number if number >= 10**12 else number * 1000)
    return text or None


def _numeric(found: re.Match[str], order: DayOrder) -> str | None:
    first, second = int(found[1]), int(found[3])
    if order in ("unknown", "both") and first != second and max(first, second) <= 12:
        return None
    month_first = second > 12 or (order == "month first" and first <= 12)
    year = int(found[4]) if len(found[4]) == 4 else _CENTURY + int(found[4])
    day = iso_day(year, first, second) if month_first else iso_day(year, second, first)
    if day is None or not found[5]:
        return day
    hour = int(found[5]) % 12 + 12 * (found[8][0] in "Pp") if found[8] else int(found[5])
    return f"{day}T{hour:02d}:{found[6]}:{found[7] or '00'}" if hour < 24 else day
