"""Spans of days as EDTF, the Library of Congress's Extended Date/Time Format (ISO 8601-2), levels 0 and 1."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def edtf_of(first: date | None, last: date | None) -> str | None:
    """A span of days, both ends in it, as EDTF; None where neither end is known.

    A day, a whole month and a whole year are written as such ("2019-06-12", "2019-06", "2019"); other spans
    as intervals between such dates ("2019-06/2019-08", "2019-06-10/2019-06-12"); an unknown end is open ("../2019").
    """
    if first is None or last is None:
        if first is not None:
            return f"{_written(first)}/.."
        return f"../{_written(last)}" if last is not None else None
    if last < first:
        first, last = last, first
    if first == last:
        return _written(first)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return _months(first, last)
    return f"{_written(first)}/{_written(last)}"


def _written(day: date) -> str:
    return day.isoformat()


def _months(first: date, last: date) -> str:
    """A span of whole months: in years where it has whole years."""
    if first.month == 1 and last.month == 12:
        start, end = f"{first.year:04d}", f"{last.year:04d}"
    else:
        start, end = f"{first.year:04d}-{first.month:02d}", f"{last.year:04d}-{last.month:02d}"
    return start if start == end else f"{start}/{end}"
