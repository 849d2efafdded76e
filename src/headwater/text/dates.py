"""Full dates in running text: English, French, Arabic (Levantine and Gregorian months), Turkish, Russian, numeric.

Only dates that name their year are found here. "Friday" or "4 April" alone need an anchor, which this
module does not know. Everything is linear in the length of the text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from headwater.text.months import MONTHS, WEEKDAYS, alternation, folded

DatePrecision = Literal["instant", "day", "month", "year"]

_MONTH = alternation(MONTHS)
_WEEKDAY = alternation(WEEKDAYS)
_I = re.IGNORECASE
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?![\d.,/-]?\d)(?:\s*(?:года|г\.|г\b|م\b))?"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|-?го|-?е)?"
_WEEK = rf"(?:(?<!\w)(?P<weekday>{_WEEKDAY})\.?,?\s+)?"
_OTHER = r"(?:\s*[/(]\s*(?:[^\W\d_]+\s?){1,2}[)/]?)?"  # "نيسان/أبريل", "نيسان (أبريل)"

_DAY_FIRST = re.compile(
    rf"{_WEEK}(?<![\w.,/:-]){_DAY}(?:\s+|-|\s+of\s+|\s+de\s+|\.\s+)(?P<month>{_MONTH})\.?{_OTHER}(?:,?\s+|-|,)(?:de\s+)?{_YEAR}",
    _I,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEK}(?<!\w)(?P<month>{_MONTH})\.?\s+{_DAY}(?:\s*,\s*|\s+|(?=(?:1[89]|20)\d\d(?!\d))){_YEAR}", _I
)
_MONTH_ONLY = re.compile(rf"(?<!\w)(?P<month>{_MONTH})\.?{_OTHER},?\s+(?:de\s+)?{_YEAR}", _I)
_ISO = re.compile(
    r"(?<![\w./:-])(?P<year>(?:1[89]|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
    r"(?P<time>[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:\s?Z|\s?[+-]\d\d:?\d\d)?)?"
)
_NUMERIC = re.compile(
    r"(?<![\w./:-])(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<year>(?:1[89]|20)\d\d)(?![\d/-]|\.\d)"
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ANY_YEAR = re.compile(r"\d{4}")  # digits of any script
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"(?P<h>\d\d):?(?P<m>\d\d)(?::?(?P<s>\d\d)(?:\.\d+)?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?$")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its span, its ISO 8601 value cut to its precision, and how sure the order of digits is."""

    start: int
    end: int
    value: str
    precision: DatePrecision
    ambiguous: bool = False  # day and month could be exchanged
    weekday: int | None = None  # 0 is Monday; None where none is printed

    @property
    def first_day(self) -> str:
        """The first day that the value may mean, as an ISO date."""
        return (
            (self.value[:10] + "-01-01"[len(self.value) - 4 :]) if len(self.value) < 10 else self.value[:10]
        )

    @property
    def weekday_fits(self) -> bool:
        """False where a weekday is printed that the date was not."""
        if self.weekday is None or len(self.value) < 10:
            return True
        return date.fromisoformat(self.value[:10]).weekday() == self.weekday


def find_dates(text: str) -> list[FoundDate]:
    """Full dates of ``text`` in order, none overlapping; impossible ones (31 April) are left out."""
    if not _ANY_YEAR.search(text):
        return []
    plain = text.translate(_DIGITS)
    found = sorted(_candidates(plain), key=lambda d: (d.start, -d.end))
    kept: list[FoundDate] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif len(one.value) > len(kept[-1].value) and one.start == kept[-1].start:
            kept[-1] = one
    return kept


def _candidates(text: str) -> Iterator[FoundDate]:
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            yield from _worded(match)
    for match in _MONTH_ONLY.finditer(text):
        month = MONTHS[folded(match["month"])]
        yield FoundDate(match.start(), match.end(), f"{match['year']}-{month:02d}", "month")
    for match in _ISO.finditer(text):
        yield from _iso(match)
    for match in _NUMERIC.finditer(text):
        yield from _numeric(match)


def _worded(match: re.Match[str]) -> Iterator[FoundDate]:
    value = iso_day(int(match["year"]), MONTHS[folded(match["month"])], int(match["day"]))
    if value:
        weekday = WEEKDAYS[folded(match["weekday"])] if match["weekday"] else None
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        yield FoundDate(start, match.end(), value, "day", weekday=weekday)


def _iso(match: re.Match[str]) -> Iterator[FoundDate]:
    value = iso_day(int(match["year"]), int(match["month"]), int(match["day"]))
    instant = parse_instant(match.group()) if match["time"] else None
    if instant:
        yield FoundDate(match.start(), match.end(), instant, "instant")
    elif value:
        yield FoundDate(match.start(), match.start() + 10, value, "day")


def _numeric(match: re.Match[str]) -> Iterator[FoundDate]:
    """Day first, as the languages read here write; month first only where the digits leave no choice."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    day, month = (b, a) if b > 12 >= a else (a, b)
    value = iso_day(year, month, day)
    if value:
        yield FoundDate(match.start(), match.end(), value, "day", ambiguous=max(a, b) <= 12 and a != b)


def iso_day(year: int, month: int, day: int) -> str | None:
    """An ISO date, or None for a day that the calendar lacks."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def plain_digits(text: str) -> str:
    """The same text with the decimal digits of any script as 0 to 9; raised digits and fractions stay as they are."""
    return text if text.isascii() else _DIGIT.sub(lambda digit: str(int(digit.group())), text)


def parse_instant(stamp: str) -> str | None:
    """A machine's date as ISO 8601: a day, or an instant whose clock and zone are kept as given; else None."""
    stamp = plain_digits(stamp.strip())
    if len(stamp) < 10 or stamp[4] != "-" or not (stamp[:4] + stamp[5:7] + stamp[8:10]).isdecimal():
        return None
    day = iso_day(int(stamp[:4]), int(stamp[5:7]), int(stamp[8:10]))
    if day is None or len(stamp) == 10:
        return day
    clock = _CLOCK.match(stamp[11:].strip())
    if clock is None or int(clock["h"]) > 23 or int(clock["m"]) > 59 or int(clock["s"] or 0) > 60:
        return day
    zone = clock["zone"] or ""
    zone = "+00:00" if zone == "Z" else zone if ":" in zone or not zone else f"{zone[:3]}:{zone[3:]}"
    seconds = f":{clock['s']}" if clock["s"] else ""
    return f"{day}T{clock['h']}:{clock['m']}{seconds}{zone}"


def epoch_instant(milliseconds: int) -> str:
    """An instant in UTC, to the second, of milliseconds since 1970."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%S+00:00")


def days_between(earlier: str, later: str) -> int:
    """Days from one ISO date to another, by their first ten characters."""
    return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
