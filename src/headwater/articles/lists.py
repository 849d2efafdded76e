"""Lists of an outlet's other texts in plain text: a line that only says "Read more:", and headlines under it."""

from __future__ import annotations

import re
from functools import cache

from headwater.articles.lexicons import lexicon
from headwater.articles.lines import Label, Layout
from headwater.articles.names import evened

_LONGEST_LABEL = 60
_LONGEST_TEASER = 200
_MOST_TEASERS = 12
_BULLET = re.compile(r"\s*(?:[-–—•*·▪►▶»›→]|\d{1,2}[.)])\s+\S")
_STOPS = (".", "”", '"', "»", ":", ";", ",", "؛", "،")


@cache
def _labels() -> re.Pattern[str]:
    sources = "|".join(f"(?:{evened(source)})" for source in lexicon("lists")["labels"])
    return re.compile(rf"[\s\W_]{{0,6}}(?:{sources})\s*(?P<colon>[:：…>›»|.]*)[\s\W_]{{0,4}}", re.IGNORECASE)


def mark_lists(layout: Layout, labels: list[Label | None]) -> None:
    """Labels the lines that open such a list and the headlines under them, as far as they are not labelled yet."""
    number = 0
    while number < len(layout.lines):
        words = evened(layout.words(number))
        opened = _labels().fullmatch(words) if len(words) <= _LONGEST_LABEL else None
        last = _last_teaser(layout, number) if opened else number
        if opened and last > number and _is_sure(words, opened, bulleted=_is_bulleted(layout, number + 1)):
            because = f'a list of other texts of the site, under "{words}"'
            span = layout.lines[number].start, layout.lines[last].end
            for unit in layout.units_in(*span):
                labels[unit] = labels[unit] or Label("boilerplate", None, because)
        number = last + 1


def _is_sure(words: str, opened: re.Match[str], *, bulleted: bool) -> bool:
    """Whether a line opens a list: one word alone ("More") may head a passage of the text."""
    return bool(opened["colon"]) or bulleted or " " in words.strip()


def _is_bulleted(layout: Layout, number: int) -> bool:
    return _BULLET.match(layout.words(number)) is not None


def _last_teaser(layout: Layout, opened: int) -> int:
    """The last line of the list that a line opens; that line itself where none follows.

    A list has one form: with bullets or without, with blank lines between its lines or without.
    """
    first = opened + 1
    if first >= len(layout.lines) or not _is_teaser(layout, first):
        return opened
    bulleted, last = _is_bulleted(layout, first), first
    for number in range(first + 1, min(first + _MOST_TEASERS, len(layout.lines))):
        line = layout.lines[number]
        spaced = layout.lines[first + 1].gap
        if not _is_teaser(layout, number) or _is_bulleted(layout, number) != bulleted:
            break
        if line.gap != spaced or (spaced and not bulleted):
            break
        last = number
    return last


def _is_teaser(layout: Layout, number: int) -> bool:
    words = layout.words(number)
    return len(words) <= _LONGEST_TEASER and (_BULLET.match(words) is not None or not words.endswith(_STOPS))
