"""Which of two texts was published first, as far as their dates prove anything."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from headwater.records.articles import Published

EARLIEST, LATEST = "0001-01-01", "9999-12-31"
NEVER = 10**6
"""Days between two dates of which one is no day of the calendar."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The first and last moment at which a text may have been published, as ISO strings that sort."""

    first: str
    last: str


def interval_of(published: Published) -> Interval:
    """The interval that a date with its precision, and what the text proves, allow."""
    first, last = _stated(published)
    if published.not_before and published.not_before > first[: len(published.not_before)]:
        first = published.not_before
    if published.not_after and published.not_after < last[: len(published.not_after)]:
        last = published.not_after
    return Interval(first, max(first, last))  # a date before what the text tells of is wrong


def _stated(published: Published) -> tuple[str, str]:
    value = published.value
    if not value or published.precision == "none":
        return EARLIEST, LATEST
    if published.precision == "year":
        return f"{value[:4]}-01-01", f"{value[:4]}-12-31"
    if published.precision == "month":
        return f"{value[:7]}-01", f"{value[:7]}-{_days(value):02d}"
    if published.precision == "day":
        return value[:10], value[:10]
    return value[:10], value[:10]  # an instant's zone may shift it, so only its day is compared


def _days(month: str) -> int:
    try:
        return calendar.monthrange(int(month[:4]), int(month[5:7]))[1]
    except (ValueError, calendar.IllegalMonthError):
        return 31


def order(a: Published, b: Published) -> int:
    """-1 where a is surely older by its date, 1 where b is, 0 where the dates do not tell.

    A date alone never sets the direction of descent: it only weighs in with other evidence.
    """
    left, right = interval_of(a), interval_of(b)
    if left.last < right.first:
        return -1
    if right.last < left.first:
        return 1
    return 0


def days_after(later: Published, earlier: Published) -> int:
    """How many days a text surely is younger than another by their dates; 0 where they do not tell."""
    first, last = interval_of(later).first[:10], interval_of(earlier).last[:10]
    try:
        return max(0, (date.fromisoformat(first) - date.fromisoformat(last)).days)
    except ValueError:
        return 0 if first <= last else NEVER
