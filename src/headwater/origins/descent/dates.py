"""Which of two texts was published first, as far as their dates prove anything."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

from headwater.records.articles import Published

EARLIEST, LATEST = "0001-01-01", "9999-12-31"


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
