"""Whether a line can be a headline."""

from __future__ import annotations

import re

from headwater.text.dates import find_dates

_LONGEST = 220
_BULLET = re.compile(r"[•·▪●○◦*–—-]\s|\d+[.)]\s|>|\||#")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+$", re.IGNORECASE)
_INNER_STOP = re.compile(r"[a-zà-ÿа-я]{3}[.!?]\s+[A-ZÀ-ÝА-Я]")


def is_headline(line: str, alone: bool) -> bool:
    """Whether ``line`` reads as a headline; ``alone``: a blank line follows it, which allows a full stop."""
    line = line.strip()
    if not 3 <= len(line) <= _LONGEST or not any(letter.isalpha() for letter in line):
        return False
    if _BULLET.match(line) or _ADDRESS.match(line) or len(line.split()) > 40:
        return False
    if _INNER_STOP.search(line):
        return False
    if line.endswith((",", ";", ":")):
        return False
    if line.endswith(".") and not line.endswith("..") and not (alone and len(line) <= 120):
        return False
    return not _is_date(line)


def _is_date(line: str) -> bool:
    dates = find_dates(line)
    return bool(dates) and dates[0].end - dates[0].start > 0.6 * len(line)
