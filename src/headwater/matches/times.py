"""When, as a text says it: dates, weekdays, nights, spans; relative words count from publication.

Without a date of publication a weekday stays a weekday: its bounds are null. Precision is UCDP's
date_prec: 1 a day, 2 a few days, 3 a week, 4 a month, 5 a year or wider.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from headwater.matches.lexicon import raw
from headwater.matches.phrases import Phrases, listed
from headwater.text.numerals import Word, digits_value, lexicon, word_value, words_of

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_NEAR = 31
"""Days after publication up to which "July 18" may still lie: later, last year's is meant."""


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


@dataclass(frozen=True)
class _Table:
    lang: str
    months: Phrases[int]
    weekdays: Phrases[int]
    days: Phrases[int]
    spans: Phrases[tuple[int, int, int]]
    before: Phrases[bool]
    ago_before: Phrases[bool]
    ago_after: Phrases[bool]
    night: Phrases[bool]
    night_joiners: Phrases[bool]
    night_until: Phrases[bool]  # "ночь на": the night that ends on that day
    units: Mapping[str, int]


@cache
def _table(lang: str) -> _Table:
    data: dict[str, Any] = raw(lang, "times")
    words = data.get("words", {})
    lists = [
        listed(words.get(k, []), lang)
        for k in ("before", "ago_before", "ago_after", "night", "night_joiners", "night_until")
    ]
    return _Table(
        lang,
        Phrases(data.get("months", {}), lang),
        Phrases(data.get("weekdays", {}), lang),
        Phrases(data.get("days", {}), lang),
        Phrases({k: (v[0], v[1], v[2]) for k, v in data.get("spans", {}).items()}, lang),
        lists[0],
        lists[1],
        lists[2],
        lists[3],
        lists[4],
        lists[5],
        words.get("units", {}),
    )


def day_of(value: str | None) -> date | None:
    """The day of an ISO date or moment; None where it is less precise or broken."""
    try:
        return date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None


def find_times(text: str, lang: str, published: date | None, offset: int = 0) -> list[TimeSaid]:
    """Every stretch that says when, left to right, without overlaps; spans moved by ``offset``."""
    found: list[TimeSaid] = []
    for start, end, said in sorted(_all(text, lang, published), key=lambda hit: (hit[0], -hit[1])):
        if not found or start + offset >= found[-1].end:
            first, last, precision, weekday = said
            found.append(
                TimeSaid(text[start:end], start + offset, end + offset, first, last, precision, weekday)
            )
    return found


_Said = tuple[date | None, date | None, int, int | None]
_Hit = tuple[int, int, _Said]


def _all(text: str, lang: str, published: date | None) -> Iterator[_Hit]:
    for match in _ISO.finditer(text):
        yield from _day_hit(match.start(), match.end(), *(int(g) for g in match.groups()))
    for match in _DOTTED.finditer(text):
        yield from _day_hit(match.start(), match.end(), int(match[4]), int(match[3]), int(match[1]))
    words, table = words_of(text, lang), _table(lang)
    for at in range(len(words)):
        for read in (_dated, _night, _weekday, _relative, _ago, _year):
            hit = read(words, at, table, published)
            if hit:
                first, last, said = hit
                yield words[first].start, words[last - 1].end, said
                break


def _day_hit(start: int, end: int, year: int, month: int, day: int) -> Iterator[_Hit]:
    found = _day(year, month, day)
    if found:
        yield start, end, (found, found, 1, None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


_Read = tuple[int, int, _Said]


def _whole(words: Sequence[Word], at: int) -> int | None:
    if 0 <= at < len(words) and words[at].digits:
        value = digits_value(words[at].form, "en")
        return int(value) if value is not None and value == int(value) and value < 10000 else None
    return None


def _dated(words: Sequence[Word], at: int, table: _Table, published: date | None) -> _Read | None:
    """ "18 July 2016", "July 18", "juillet 2016": read from its month."""
    month = table.months.at(words, at)
    if not month:
        return None
    before, after = _whole(words, at - 1), _whole(words, month.last)
    first, last, day = at, month.last, None
    if before and before <= 31:
        day, first = before, at - 1
    elif after and after <= 31:
        day, last = after, month.last + 1
    if last < len(words) and words[last].form == "," and day:
        last += 1
    year = _whole(words, last)
    if year and 1900 <= year <= 2100:
        last += 1
    else:
        year = None
        last = month.last if day is None or day == before else month.last + 1
    if day is None and year is None:
        return None
    return _bounds_of(first, last, year, month.tag, day, published)


def _bounds_of(
    first: int, last: int, year: int | None, month: int, day: int | None, published: date | None
) -> _Read | None:
    if day is None:
        start = _day(year or 0, month, 1)
        end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1) if start else None
        return (first, last, (start, end, 4, None)) if start else None
    if year is None:
        if published is None:
            return first, last, (None, None, 1, None)
        found = _day(published.year, month, day)
        if found and found > published + timedelta(days=_NEAR):
            found = _day(published.year - 1, month, day)
    else:
        found = _day(year, month, day)
    return (first, last, (found, found, 1, None)) if found else None


def _night(words: Sequence[Word], at: int, table: _Table, published: date | None) -> _Read | None:
    """ "dans la nuit de jeudi à vendredi"."""
    ends_then = table.night_until.at(words, at)
    opener = ends_then or table.night.at(words, at)
    weekday = table.weekdays.at(words, opener.last) if opener and opener.last < len(words) else None
    if not opener or not weekday:
        return None
    last, second = weekday.last, None
    joiner = table.night_joiners.at(words, last) if last < len(words) else None
    if joiner and joiner.last < len(words) and (second := table.weekdays.at(words, joiner.last)):
        last = second.last
    last_day = second.tag if second else weekday.tag if ends_then else weekday.tag % 7 + 1
    until = _latest(last_day, published)
    return at, last, (until - timedelta(days=1) if until else None, until, 2, weekday.tag)


def _latest(weekday: int, published: date | None, *, strictly: bool = False) -> date | None:
    """The last such day up to publication."""
    if published is None:
        return None
    back = (published.isoweekday() - weekday) % 7
    return published - timedelta(days=back or (7 if strictly else 0))


def _weekday(words: Sequence[Word], at: int, table: _Table, published: date | None) -> _Read | None:
    hit = table.weekdays.at(words, at)
    if not hit:
        return None
    before = at > 0 and table.before.at(words, at - 1)
    after = hit.last < len(words) and table.before.at(words, hit.last)
    day = _latest(hit.tag, published, strictly=bool(before or after))
    return (at - 1 if before else at), (hit.last + 1 if after else hit.last), (day, day, 1, hit.tag)


def _relative(words: Sequence[Word], at: int, table: _Table, published: date | None) -> _Read | None:
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


def _ago(words: Sequence[Word], at: int, table: _Table, published: date | None) -> _Read | None:
    """ "three days ago", "il y a trois jours"."""
    opener = table.ago_before.at(words, at)
    number = opener.last if opener else at
    if number + 1 >= len(words):
        return None
    count = _whole(words, number) or word_value(words[number].form, lexicon(table.lang))[0]
    unit = table.units.get(words[number + 1].form)
    if not count or not unit or count * unit > 36500:
        return None
    last = number + 2
    closer = table.ago_after.at(words, last) if last < len(words) else None
    if not opener and not closer:
        return None
    end = closer.last if closer and not opener else last
    precision = {1: 1, 7: 3, 30: 4, 365: 5}[unit]
    if published is None:
        return at, end, (None, None, precision, None)
    day = _moved(published, -count * unit)
    slack = timedelta(days=0 if unit == 1 else unit // 2)
    return at, end, (day - slack if day else None, day + slack if day else None, precision, None)


def _year(words: Sequence[Word], at: int, table: _Table, published: date | None) -> _Read | None:
    """A bare year, where it cannot be a count: "in 2016", "en 2016", "2016 yılında"."""
    year = _whole(words, at)
    if year is None or not 1950 <= year <= 2100 or len(words[at].form) != 4:
        return None
    if at == 0 or words[at - 1].form not in (
        "in",
        "en",
        "عام",
        "سنة",
        "سنه",
        "в",
        "since",
        "depuis",
        "منذ",
        "с",
    ):
        return None
    return at, at + 1, (date(year, 1, 1), date(year, 12, 31), 5, None)
