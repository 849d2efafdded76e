"""When, as a text says it: dates, weekdays, nights, spans; relative words count from publication.

Without a date of publication a weekday stays a weekday: its bounds are null. Precision is UCDP's
date_prec: 1 a day, 2 a few days, 3 a week, 4 a month, 5 a year or wider.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from headwater.matches.dated import calendar_day, read_calendar, read_date, read_year, whole_number
from headwater.matches.time_words import Read, Said, TimeWords, time_words
from headwater.text.numerals import Word, lexicon, word_value, words_of

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_AGE = (1800, 2999)
_REMEMBERED = 1000
"""Characters of the longest text whose times are remembered."""
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """A stretch of text that says when. ``weekday`` is 1 (Monday) to 7 where one is named."""

    text: str
    start: int
    end: int
    from_: date | None
    to: date | None
    precision: int
    weekday: int | None = None


def day_of(value: str | None) -> date | None:
    """The day of an ISO date or moment; None where it is less precise, broken or of no newspaper's age."""
    try:
        day = date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None
    return day if day and _AGE[0] <= day.year <= _AGE[1] else None


def find_times(text: str, lang: str, published: date | None, offset: int = 0) -> list[TimeSaid]:
    """Every stretch that says when, left to right, without overlaps; spans moved by ``offset``."""
    found: list[TimeSaid] = []
    hits = _known if len(text) <= _REMEMBERED else _sorted
    for start, end, said in hits(text, lang, published):
        if not found or start + offset >= found[-1].end:
            first, last, precision, weekday = said
            found.append(
                TimeSaid(text[start:end], start + offset, end + offset, first, last, precision, weekday)
            )
    return found


_Hit = tuple[int, int, Said]


def _sorted(text: str, lang: str, published: date | None) -> tuple[_Hit, ...]:
    return tuple(sorted(_all(text, lang, published), key=lambda hit: (hit[0], -hit[1])))


@lru_cache(maxsize=8192)
def _known(text: str, lang: str, published: date | None) -> tuple[_Hit, ...]:
    """The same for a sentence: it is asked for again with every claim that it is compared with."""
    return _sorted(text, lang, published)


def _all(text: str, lang: str, published: date | None) -> Iterator[_Hit]:
    for match in _ISO.finditer(text):
        yield from _day_hit(match.start(), match.end(), *(int(g) for g in match.groups()))
    for match in _DOTTED.finditer(text):
        yield from _day_hit(match.start(), match.end(), int(match[4]), int(match[3]), int(match[1]))
    words, table = words_of(text, lang), time_words(lang)
    known = table.known
    for at, word in enumerate(words):
        form = word.form
        if not word.digits and not (known[form] if form in known else table.may_begin(form)):
            continue
        for read in (_night, read_date, _weekday, read_calendar, _relative, _ago, read_year):
            hit = read(words, at, table, published)
            if hit:
                first, last, said = hit
                yield words[first].start, words[last - 1].end, said
                break


def _day_hit(start: int, end: int, year: int, month: int, day: int) -> Iterator[_Hit]:
    found = calendar_day(year, month, day)
    if found:
        yield start, end, (found, found, 1, None)


def _night(words: Sequence[Word], at: int, table: TimeWords, published: date | None) -> Read | None:
    """ "dans la nuit de jeudi à vendredi", "dans la nuit du 19 au 20 juillet", "perşembeyi cumaya bağlayan gece"."""
    ends_then = table.said("night_until").at(words, at)
    opener = ends_then or table.said("night").at(words, at)
    if not opener:
        return _night_closed(words, at, table, published)
    dated = _night_of_dates(words, at, opener.last, table, published)
    weekday = table.weekdays.at(words, opener.last) if opener.last < len(words) else None
    if dated or not weekday:
        return dated
    last, second = weekday.last, None
    joiner = table.said("night_joiners").at(words, last) if last < len(words) else None
    if joiner and joiner.last < len(words) and (second := table.weekdays.at(words, joiner.last)):
        last = second.last
    last_day = second.tag if second else weekday.tag if ends_then else weekday.tag % 7 + 1
    return at, last, _night_before(last_day, weekday.tag, published)


def _night_before(last_day: int, weekday: int, published: date | None) -> Said:
    until = _latest(last_day, published)
    return (until - timedelta(days=1) if until else None, until, 2, weekday)


def _night_closed(words: Sequence[Word], at: int, table: TimeWords, published: date | None) -> Read | None:
    """ "Thursday night", "perşembeyi cumaya bağlayan gece": a night told after its days."""
    first = table.weekdays.at(words, at)
    if not first or first.last >= len(words):
        return None
    after = table.said("night_after").at(words, first.last)
    if after:
        return at, after.last, _night_before(first.tag % 7 + 1, first.tag, published)
    second = table.weekdays.at(words, first.last)
    if second and second.last < len(words) and (end := table.said("night_closers").at(words, second.last)):
        return at, end.last, _night_before(second.tag, first.tag, published)
    return None


def _night_of_dates(
    words: Sequence[Word], at: int, start: int, table: TimeWords, published: date | None
) -> Read | None:
    """The night between two days of a month, of which the second stands right before the month's name."""
    for month in range(start + 1, min(start + 5, len(words))):
        if table.months.at(words, month) and (found := read_date(words, month, table, published)):
            first, last, (since, until, precision, _) = found
            return (at, last, (since, until, max(2, precision), None)) if first == start else None
    return None


def _latest(weekday: int, published: date | None, *, strictly: bool = False) -> date | None:
    """The last such day up to publication."""
    if published is None:
        return None
    back = (published.isoweekday() - weekday) % 7
    return published - timedelta(days=back or (7 if strictly else 0))


def _weekday(words: Sequence[Word], at: int, table: TimeWords, published: date | None) -> Read | None:
    """ "Tuesday", "last Tuesday", "mardi dernier", "next Monday"."""
    hit = table.weekdays.at(words, at)
    if not hit:
        return None
    first, last = at, hit.last
    beside = {}
    for name in ("before", "next"):
        before = at > 0 and table.said(name).at(words, at - 1)
        after = hit.last < len(words) and table.said(name).at(words, hit.last)
        first, last = (at - 1 if before else first), (hit.last + 1 if after else last)
        beside[name] = bool(before or after)
    day = _latest(hit.tag, published, strictly=beside["before"])
    if day and published and beside["next"]:
        day += timedelta(days=7)
    return first, last, (day, day, 1, hit.tag)


def _relative(words: Sequence[Word], at: int, table: TimeWords, published: date | None) -> Read | None:
    """ "yesterday", "overnight", "early last year"."""
    span, day = table.spans.at(words, at), table.days.at(words, at)
    if span and (not day or span.last >= day.last):
        first, last, precision = span.tag
    elif day:
        span, first, last, precision = None, day.tag, day.tag, 1
    else:
        return None
    end = span.last if span else day.last if day else at + 1
    if published is None:
        return at, end, (None, None, precision, None)
    return at, end, (_moved(published, first), _moved(published, last), precision, None)


def _moved(day: date, by: int) -> date | None:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def _ago(words: Sequence[Word], at: int, table: TimeWords, published: date | None) -> Read | None:
    """ "three days ago", "il y a trois jours"."""
    opener = table.said("ago_before").at(words, at)
    number = opener.last if opener else at
    if opener and number < len(words) and words[number].form in table.dual:
        return at, number + 1, _days_ago(table.dual[words[number].form], published)
    if number + 1 >= len(words):
        return None
    count = whole_number(words, number) or word_value(words[number].form, lexicon(table.lang))[0]
    unit = table.units.get(words[number + 1].form)
    if not count or not unit or count * unit > 36500:
        return None
    last = number + 2
    closer = table.said("ago_after").at(words, last) if last < len(words) else None
    if not opener and not closer:
        return None
    end = closer.last if closer and not opener else last
    return at, end, _days_ago(count * unit, published, unit)


def _days_ago(days: int, published: date | None, unit: int | None = None) -> Said:
    """So many days before publication, as exact as the unit is in which they are counted."""
    unit = unit or next(u for u in (365, 30, 7, 1) if days % u == 0)
    precision = {1: 1, 7: 3, 30: 4, 365: 5}[unit]
    day = _moved(published, -days) if published else None
    slack = timedelta(days=0 if unit == 1 else unit // 2)
    return (day - slack if day else None, day + slack if day else None, precision, None)
