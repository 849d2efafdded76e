"""Times of a passage as numbers: weekday, month and day, year, part of the day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from headwater.origins.changes.lexicon import Mark
from headwater.text.dates import find_dates

TimeKind = Literal["weekday", "day", "month", "year", "daypart"]

_YEAR = re.compile(r"(?<![\d.,:/-])(?:19|20)\d\d(?![\d.,:/]\d|\d)")
_BEFORE = re.compile(r"(?<![\d.,])(\d{1,2})(?:st|nd|rd|th|er|\.|-е|-го)?\s+(?:de\s+|of\s+)?$")
_AFTER = re.compile(r"[.,]?\s+(\d{1,2})(?:st|nd|rd|th)?(?![\d.,]\d|\d)")
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)|(?<!\d)\d{4}\s*(?:UTC|GMT)|(?<!\d)\d{1,2}\s?(?:[ap]\.?m\b|h\b|heures? du|час(?:ов|а)? (?:утра|вечера|дня))"
)
_FIGURE = re.compile(r"\d")
_AFTER_LANGS = ("en",)
_AMBIGUOUS_MONTHS = {"en": ("5", "3"), "fr": ("3",)}
"""Months that are words of other senses too ("may", "march", "mars"): they count with a number or a capital."""


class TimeMark(NamedTuple):
    """A time that a passage names. ``value`` is "1" to "7", "4-17", "4", "2017" or "morning"."""

    kind: TimeKind
    value: str
    start: int
    end: int


def find_times(
    text: str, offset: int, facets: Mapping[str, Sequence[Mark]], lang: str
) -> tuple[tuple[TimeMark, ...], list[tuple[int, int]]]:
    """The times of a text in order, and all spans whose digits are no amounts."""
    found: list[TimeMark] = []
    figures = _FIGURE.search(text) is not None
    taken = [(m.start() + offset, m.end() + offset) for m in _CLOCK.finditer(text)] if figures else []
    for full in find_dates(text) if figures else ():
        taken.append((full.start + offset, full.end + offset))
        found += _full(full.value, full.start + offset, full.end + offset)
    for mark in facets.get("month", ()):
        if not _inside(mark.start, taken):
            found += _month(text, offset, mark, taken, lang)
    for match in _YEAR.finditer(text) if figures else ():
        start, end = match.start() + offset, match.end() + offset
        if not _inside(start, taken) and not _counts(end, facets):
            taken.append((start, end))
            found.append(TimeMark("year", match.group(), start, end))
    for kind in ("weekday", "daypart"):
        found += [
            TimeMark(kind, m.key, m.start, m.end) for m in facets.get(kind, ()) if not _inside(m.start, taken)
        ]
    return tuple(sorted(found, key=lambda t: (t.start, t.kind))), taken


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)


def _counts(end: int, facets: Mapping[str, Sequence[Mark]]) -> bool:
    """Whether a four-digit number is followed by what it counts, so that it is no year."""
    return any(m.key == "people" and 0 <= m.start - end <= 2 for m in facets.get("unit", ()))


def _full(value: str, start: int, end: int) -> list[TimeMark]:
    """A dated day is also its weekday, month and year."""
    pieces = value[:10].split("-")
    found = [TimeMark("year", pieces[0], start, end)]
    if len(pieces) > 1:
        found.append(TimeMark("month", str(int(pieces[1])), start, end))
    if len(pieces) > 2:
        day = date.fromisoformat(value[:10])
        found.append(TimeMark("day", f"{day.month}-{day.day}", start, end))
        found.append(TimeMark("weekday", str(day.isoweekday()), start, end))
    return found


def _month(text: str, offset: int, mark: Mark, taken: list[tuple[int, int]], lang: str) -> list[TimeMark]:
    begin, stop = mark.start - offset, mark.end - offset
    before = _BEFORE.search(text, max(0, begin - 12), begin)
    after = _AFTER.match(text, stop) if lang in _AFTER_LANGS else None
    near = before or after
    if near is None and mark.key in _AMBIGUOUS_MONTHS.get(lang, ()):
        word = text[begin:stop]
        if begin == 0 or not word[0].isupper() or lang == "fr":
            year = _YEAR.match(text, stop + 1)
            if year is None:
                return []
    start = before.start() if before else begin
    end = after.end() if after and not before else stop
    taken.append((start + offset, end + offset))
    found = [TimeMark("month", mark.key, start + offset, end + offset)]
    if near and 1 <= int(near[1]) <= 31:
        found.append(TimeMark("day", f"{mark.key}-{int(near[1])}", start + offset, end + offset))
    return found
