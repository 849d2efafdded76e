"""Days, months, years and their parts as a calendar has them: "18 July", "mid-March", "early last year"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from headwater.matches.phrases import Found, Phrases
from headwater.matches.time_words import Read, Stretch, TimeWords
from headwater.text.numerals import Word, digits_value

_NEAR = 31
"""Days after publication up to which "July 18" may still lie: later, last year's is meant."""
_PRECISIONS = {"weekend": 2, "near weekend": 2, "friday weekend": 2, "week": 3, "month": 4, "year": 5}
"""Units that a calendar counts in, on UCDP's date_prec."""
_BACK = 5
"""Words before a month or year in which a part of it may be named ("at the beginning of")."""


def calendar_day(year: int, month: int, day: int) -> date | None:
    """A day of the years that reports speak of; None where there is none."""
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def whole_number(words: Sequence[Word], at: int) -> int | None:
    """The whole number in figures at a token."""
    if 0 <= at < len(words) and words[at].digits:
        value = digits_value(words[at].form, "en")
        return int(value) if value is not None and value == int(value) and value < 10000 else None
    return None


def year_at(words: Sequence[Word], at: int) -> int | None:
    """The year in four figures at a token."""
    year = whole_number(words, at)
    return year if year and 1900 <= year <= 2100 and len(words[at].form) == 4 else None


def read_date(words: Sequence[Word], at: int, table: TimeWords, published: date | None) -> Read | None:
    """ "18 July 2016", "July 18", "3 to 7 March", "juillet 2016", "in March": read from its month."""
    month = table.months.at(words, at)
    if not month:
        return None
    end = _second_name(words, month, table)
    first, day, since = _day_before(words, at, table)
    year_from = end
    if day is None:
        day, year_from = _day_after(words, end, table)
    of = table.said("of").at(words, year_from) if year_from < len(words) else None
    comma = year_from < len(words) and words[year_from].form == "," and day is not None
    at_year = of.last if of else year_from + 1 if comma else year_from
    year = year_at(words, at_year) if at_year < len(words) else None
    last = at_year + 1 if year else year_from
    if day is None:
        return _month(words, first, last, month.tag, year, table, published)
    return _days(first, last, (year, month.tag, since or day, day), published)


def _second_name(words: Sequence[Word], month: Found[int], table: TimeWords) -> int:
    """The token after a month; "حزيران/يونيو" names one month twice."""
    if month.last + 1 < len(words) and words[month.last].form in ("/", "("):
        other = table.months.at(words, month.last + 1)
        if other and other.tag == month.tag:
            return other.last
    return month.last


def _day_before(words: Sequence[Word], at: int, table: TimeWords) -> tuple[int, int | None, int | None]:
    """First token, day and, of "3 to 7 March", the day from which it lasts."""
    place = at
    for name in ("of", "ordinals"):
        if place and table.said(name).at(words, place - 1):
            place -= 1
    day = whole_number(words, place - 1)
    if not day or day > 31:
        return at, None, None
    since = whole_number(words, place - 3)
    joined = place >= 3 and table.said("range_joiners").at(words, place - 2)
    if joined and since and since < day:
        return place - 3, day, since
    return place - 1, day, None


def _day_after(words: Sequence[Word], at: int, table: TimeWords) -> tuple[int | None, int]:
    day = whole_number(words, at)
    if not day or day > 31 or len(words[at].form) > 2:
        return None, at
    ordinal = at + 1 < len(words) and table.said("ordinals").at(words, at + 1)
    return day, at + 2 if ordinal else at + 1


def _days(
    first: int, last: int, named: tuple[int | None, int, int, int], published: date | None
) -> Read | None:
    year, month, since, until = named
    precision = 1 if since == until else 2 if until - since < 6 else 3
    if year is None and published is None:
        return first, last, (None, None, precision, None)
    end = calendar_day(year or _year_of(published), month, until)
    if year is None and published and end and end > published + timedelta(days=_NEAR):
        end = calendar_day(published.year - 1, month, until)
    start = calendar_day(end.year, month, since) if end else None
    return (first, last, (start, end, precision, None)) if start and end else None


def _year_of(published: date | None) -> int:
    return published.year if published else 0


def _month(
    words: Sequence[Word],
    at: int,
    last: int,
    month: int,
    year: int | None,
    table: TimeWords,
    published: date | None,
) -> Read | None:
    """A month without a day: with a year, a part ("mid-"), or a word that makes it a time ("in")."""
    part = _ends_at(table.parts_before, words, at) or _begins_at(table.parts_after, words, last)
    first, last, stretch = (min(at, part.first), max(last, part.last), part.tag) if part else (at, last, None)
    if year is None and stretch is None:
        alone = _ends_at(table.bare_before, words, at)
        after = last < len(words) and words[last].form in table.bare_after
        if not alone and not after:
            return None
    if year is None and published is None:
        return first, last, (None, None, 4, None)
    if year is None and published is not None:
        year = published.year if month <= published.month else published.year - 1
    return first, last, (*_of_month(year or 0, month, stretch or "whole"), 4, None)


def _ends_at(
    phrases: Phrases[Stretch] | Phrases[bool], words: Sequence[Word], at: int
) -> Found[Stretch] | None:
    for start in range(max(0, at - _BACK), at):
        hit = phrases.at(words, start)
        if hit and hit.last == at:
            return hit  # type: ignore[return-value]
    return None


def _begins_at(phrases: Phrases[Stretch], words: Sequence[Word], at: int) -> Found[Stretch] | None:
    return phrases.at(words, at) if at < len(words) else None


def _of_month(year: int, month: int, stretch: Stretch) -> tuple[date | None, date | None]:
    first = calendar_day(year, month, 1)
    if first is None:
        return None, None
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if stretch == "early":
        return first, first.replace(day=10)
    if stretch == "middle":
        return first.replace(day=11), first.replace(day=20)
    return (first.replace(day=21) if stretch == "late" else first), last


def _of_year(year: int, stretch: Stretch) -> tuple[date | None, date | None]:
    first, last = {"early": (1, 4), "middle": (5, 8), "late": (9, 12), "whole": (1, 12)}[stretch]
    return calendar_day(year, first, 1), _of_month(year, last, "whole")[1]


def read_calendar(words: Sequence[Word], at: int, table: TimeWords, published: date | None) -> Read | None:
    """ "last month", "early last year": a week, month or year counted from that of publication."""
    part = table.parts_before.at(words, at)
    ends = (part.last, at + 1) if part else ()  # "مطلع" alone, where "العام" belongs to "العام الماضي"
    hit = next((h for end in ends if end < len(words) and (h := table.calendar.at(words, end))), None)
    if part is None or hit is None:
        part, hit = None, table.calendar.at(words, at)
    if hit is None:
        return None
    last = hit.last
    after = None if part else _begins_at(table.parts_after, words, last)
    if after:
        last = after.last
    found = part or after
    unit, back = hit.tag
    precision = _PRECISIONS[unit]
    if published is None:
        return at, last, (None, None, precision, None)
    first_day, last_day = _of_unit(unit, back, found.tag if found else "whole", published)
    if back == 0 and last_day and first_day and first_day <= published < last_day:
        last_day = published
    return at, last, (first_day, last_day, precision, None)


def _of_weekend(unit: str, back: int, published: date) -> tuple[date, date]:
    """The weekend that has begun, one beside it, or the nearest one ("this weekend").

    Its first day is Saturday; with Arabic words Friday, since the Arab countries rest on Friday and Saturday.
    """
    begun = published - timedelta(days=(published.weekday() - 5) % 7)
    near = 7 if unit == "near weekend" and published.weekday() in (3, 4) else 0
    under_way = published.weekday() >= 5
    behind = 7 * back if back > 0 or under_way else 0  # "last weekend" is the one that is over
    saturday = begun + timedelta(days=near + behind)
    return saturday - timedelta(days=int(unit == "friday weekend")), saturday + timedelta(days=1)


def _of_unit(unit: str, back: int, stretch: Stretch, published: date) -> tuple[date | None, date | None]:
    if unit.endswith("weekend"):
        return _of_weekend(unit, back, published)
    if unit == "week":
        monday = published - timedelta(days=published.weekday())
        return monday + timedelta(days=7 * back), monday + timedelta(days=7 * back + 6)
    if unit == "year":
        return _of_year(published.year + back, stretch)
    months = published.year * 12 + published.month - 1 + back
    return _of_month(months // 12, months % 12 + 1, stretch)


def read_year(words: Sequence[Word], at: int, table: TimeWords, published: date | None) -> Read | None:
    """A bare year, where it cannot be a count: "in 2016", "fin 2014", "2016 yılında", "summer of 2014"."""
    year = year_at(words, at)
    if year is None:
        return None
    part = _ends_at(table.parts_before, words, at) or _begins_at(table.parts_after, words, at + 1)
    if part:
        return min(at, part.first), max(at + 1, part.last), (*_of_year(year, part.tag), 5, None)
    season = _season_before(words, at, table)
    if season:
        first, last = calendar_day(year, season.tag[0], 1), _of_month(year, season.tag[1], "whole")[1]
        return season.first, at + 1, (first, last, 5, None)
    before = at > 0 and table.said("year_before").at(words, at - 1)
    after = at + 1 < len(words) and table.said("year_after").at(words, at + 1)
    if not before and not after:
        return None
    return at, at + 1, (*_of_year(year, "whole"), 5, None)


def _season_before(words: Sequence[Word], at: int, table: TimeWords) -> Found[tuple[int, int]] | None:
    for start in (at - 2, at - 1):
        hit = table.seasons.at(words, start) if start >= 0 else None
        if hit and (hit.last == at or table.said("of").at(words, hit.last)):
            return hit
    return None
