"""The head of a body: date lines, a repeated headline, bylines and datelines before the first sentence.

Many collections lose the line breaks there ("Wed 05 Apr 2017 Headline. First sentence"), so the head is
read piece by piece from the left, and each piece becomes a sentence of its own.
"""

from __future__ import annotations

import re
from functools import cache

from headwater.articles.datelines import read_dateline
from headwater.articles.lexicons import agency_of, agency_pattern, any_of
from headwater.articles.names import CAPITAL_WORD, evened, is_name
from headwater.articles.repeats import find_repeat, repeated_until
from headwater.articles.stretches import Role, Stretch
from headwater.text.dates import find_dates

_MOST = 10
_LOOK = 200
_GAP = re.compile(r"[\s.,|•·:;/)–—-]*")
_CLOCK = re.compile(
    r"\s*(?:,|at|à|-|\||–)?\s*(?:\d{1,2}[:h.]\d{2}(?:[:.]\d{2})?|\d{4}(?!\w)|\d{6}(?!\w))\s*(?:am|pm|GMT|UTC(?:[+-]\d{1,2})?|KSA|EET|CET|EST|MSK)?(?!\w)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\((?:updated|mis à jour|обновлено|güncelleme)[^()\n]{0,40}\)", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(r"(?:[A-Z][a-z]+ ){0,2}\d{4} (?=\d)|\d{1,2}[:h]\d{2}\s+")
_NAMES_ONLY = re.compile(
    r"((?:[^\W\d_a-z][\w'’-]+)(?: (?:[^\W\d_a-z][\w.'’-]*|al|de|bin|von|and|et)){0,8} [^\W\d_a-z][\w'’-]{2,})\.(?=\s)"
)
_BY = re.compile(r"(?:by|par)\s+", re.IGNORECASE)


def read_head(text: str, start: int, title: str) -> list[Stretch]:
    """Pieces of the head in order; empty where the body begins with its first sentence."""
    found: list[Stretch] = []
    at = start
    while len(found) < _MOST:
        at += len(_gap(text, at, first=not found))
        piece = _piece(text, at, title, found)
        if piece is None:
            break
        found.extend(piece)
        at = found[-1].end
    return found


def _gap(text: str, at: int, first: bool) -> str:
    """White space, and between pieces stray punctuation too."""
    match = _GAP.match(text, at)
    gap = match.group() if match else ""
    return gap[: len(gap) - len(gap.lstrip())] if first else gap


def _piece(text: str, at: int, title: str, before: list[Stretch]) -> list[Stretch] | None:
    repeat = repeated_until(text, at, title)
    if repeat is not None:
        return [Stretch(at, repeat, "repeat", words=text[at:repeat])]
    for reader in (_furniture, _date, _byline, _credits_before_date, _agency):
        piece = reader(text, at, title, before)
        if piece:
            return piece
    dateline = read_dateline(text, at)
    return [dateline] if dateline and not any(one.role == "dateline" for one in before) else None


def _furniture(text: str, at: int, title: str, before: list[Stretch]) -> list[Stretch] | None:
    """Counters and short links of the page between the date line and the text."""
    found = any_of("parts", "head").match(text, at, at + _LOOK)
    return (
        [Stretch(at, found.end(), "boilerplate", words=found.group())] if found and found.end() > at else None
    )


def _date(text: str, at: int, title: str, before: list[Stretch]) -> list[Stretch] | None:
    """A date line, with the label before it and the clock behind it."""
    window = evened(text[at : at + _LOOK]).split("\n", 1)[0]
    label = any_of("dates", "updated").match(window) or any_of("dates", "published").match(window)
    updated = bool(any_of("dates", "updated").match(window))
    begin = label.end() if label else 0
    begin += len(_gap(window, begin, first=False)) if label else 0
    clock = _CLOCK_BEFORE.match(window, begin)
    dates = [date for date in find_dates(window) if date.precision in ("day", "instant")]
    for date in dates[:1]:
        if date.start in (begin, clock.end() if clock else -1):
            end = _after_date(window, date.end)
            body = at + end + len(_gap(text, at + end, first=False))
            sure = bool(label) or (date.weekday is not None and bool(before))
            sure = sure or repeated_until(text, body, title) is not None
            if sure or _sentence_follows(window, end):
                role: Role = "updated" if updated else "date"
                return [Stretch(at, at + end, role, value=date.value, words=window[:end].strip())]
    return None


def _after_date(window: str, end: int) -> int:
    for pattern in (_BRACKET, _CLOCK):
        match = pattern.match(window, end)
        end = match.end() if match else end
    return end


def _sentence_follows(window: str, end: int) -> bool:
    """Whether what follows a date opens a sentence: a date line is not "4 April 2017 was the day"."""
    rest = window[end:].lstrip(" .,|–—-:)")
    if not rest:
        return True
    word = rest.split()[0]
    return bool(CAPITAL_WORD.match(word)) or word[0] in '"“«‘(' or word[0].isdigit() or word in ("by", "par")


def _byline(text: str, at: int, title: str, before: list[Stretch]) -> list[Stretch] | None:
    """ "by X" between a date and a repeated headline, and a sentence of names only after one."""
    window = text[at : at + _LOOK]
    by = _BY.match(window)
    if by and before and before[-1].role in ("date", "updated"):
        repeat = find_repeat(text, at, at + 100, title)
        if repeat and repeat[0] > at + by.end():
            name = text[at + by.end() : repeat[0]].strip()
            return [Stretch(at, repeat[0], "byline", name=name, words=window[: repeat[0] - at].strip())]
    names = _NAMES_ONLY.match(window)
    if (
        names
        and before
        and before[-1].role in ("repeat", "date")
        and agency_of(names[1]) is None
        and is_name(names[1])
    ):
        return [Stretch(at, at + names.end(), "byline", name=names[1], words=names.group())]
    return None


def _credits_before_date(text: str, at: int, title: str, before: list[Stretch]) -> list[Stretch] | None:
    """Capitalised words between a repeated headline and a date line: "AFP", "REUTERS Rodi Said Middle East"."""
    if not before or before[-1].role != "repeat":
        return None
    window = text[at : at + 90].split("\n", 1)[0]
    dates = [date for date in find_dates(window) if date.precision == "day" and date.start > 0]
    if not dates:
        return None
    start = dates[0].start
    clock = re.search(r"\d{4}\s+$", window[:start])
    words = window[: clock.start() if clock else start]
    if (
        not words.strip()
        or len(words.split()) > 7
        or any(word[0].islower() for word in words.split())
        or "." in words
    ):
        return None
    end = at + len(words.rstrip())
    agency = _named_agency(words)
    name = agency or words.strip(" ,|")
    return [Stretch(at, end, _role_of(words, agency), name=name, words=words.strip())]


def _role_of(words: str, agency: str | None) -> Role:
    """An agency alone or after a place is a wire credit; with a person's names behind it, a picture's."""
    if agency is None:
        named = any_of("parts", "sections").sub("", words).split()
        return "byline" if len(named) > 1 else "boilerplate"
    behind = _agency_word().split(evened(words))[-1]
    return "photo" if len(behind.split()) > 1 else "agency"


@cache
def _agency_word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){agency_pattern()}(?!\w)")


def _named_agency(words: str) -> str | None:
    found = _agency_word().search(evened(words)) or _agency_word().search(evened(words.title()))
    return agency_of(found.group()) if found else None


def _agency(text: str, at: int, title: str, before: list[Stretch]) -> list[Stretch] | None:
    """An agency's name alone: after a repeated headline or a date line, or before a date line."""
    window = evened(text[at : at + 90])
    found = _agency_word().match(window)
    if not found:
        return None
    rest = window[found.end() :]
    after = rest.lstrip(" ,|")
    dated = any(date.start == 0 for date in find_dates(after))
    opens = rest[:1] in (" ", "\n") and (after[:1].isupper() or after[:1] in '"“\n')
    if not dated and not (opens and before and before[-1].role in ("repeat", "date", "updated")):
        return None
    return [Stretch(at, at + found.end(), "agency", name=agency_of(found.group()), words=found.group())]


def read_date_line(text: str, start: int, end: int) -> list[Stretch]:
    """The dates of a line that holds nothing else: "Published 5 June 2018 | Updated 6 June 2018"."""
    found: list[Stretch] = []
    at = start
    while at < end - 3:
        piece = _date(text, at, "", found)
        if piece is None or piece[0].end > end or len(found) == _MOST:
            return []
        found += piece
        at = min(end, piece[0].end + len(_gap(text, piece[0].end, first=False)))
    return found


def title_date(title: str) -> Stretch | None:
    """A date line that a collection left at the start of the title: "16 July 2015 At least ..."."""
    found = _date(title, 0, "", [])
    return found[0] if found and found[0].end < len(title) else None
