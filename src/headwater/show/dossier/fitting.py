"""Words cut into lines that fit a width, whatever font a browser falls back to."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iljtfrI.,:;'’|!()[]· ")
_EM = {"narrow": 0.42, "wide": 1.05, "capital": 0.8, "plain": 0.66}
"""Widths of letters in the wider of the usual fonts (DejaVu Sans), in ems, rounded up."""


def width_of(text: str, size: int) -> float:
    """About how many pixels a text takes, rather too many than too few."""
    return sum(_em(letter) for letter in text) * size


def _em(letter: str) -> float:
    if letter in _NARROW:
        return _EM["narrow"]
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF" or letter in "MWmw—…@" or ord(letter) > 0xFFFF:
        return _EM["wide"]
    return _EM["capital"] if letter.isupper() or letter.isdigit() else _EM["plain"]


def fitted(text: str, width: float, size: int, most: int) -> list[str]:
    """At most ``most`` lines of at most ``width`` pixels; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most:
        if width_of(rest, size) <= width:
            return [*lines, rest]
        line, rest = _first_line(rest, width, size, last=len(lines) == most - 1)
        lines.append(line)
    return lines


def _first_line(text: str, width: float, size: int, *, last: bool) -> tuple[str, str]:
    room = width - (width_of("…", size) if last else 0)
    end, used = 0, 0.0
    while end < len(text) and used + _em(text[end]) * size <= room:
        used += _em(text[end]) * size
        end += 1
    end = max(end, 1)
    if last:
        return text[:end].rstrip() + "…", ""
    space = text.rfind(" ", 0, end + 1)
    end = space if space > 0 else end
    return text[:end].rstrip(), text[end:].lstrip()
