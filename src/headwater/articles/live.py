"""Live reports in plain text: entries that begin with the time of day, "14:32 - The army ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from headwater.articles.lines import Label, Layout, Line

_LEAST = 3
_ZONES = r"(?:[ap]\.?\s?m\.?|GMT|UTC|CES?T|EES?T|MSK|BST|E[SD]T|IST|TS[Iİ]|МСК|heures?|local time)"
_STAMP = re.compile(
    rf"[\[(]?(?P<h>\d{{1,2}})(?P<sign>:|\.|\s?[hH]\s?)(?P<m>[0-5]\d)(?!\d|[:.]\d)(?:\s?{_ZONES}(?!\w)){{0,2}}[\])]?"
    r"(?P<close>\s*[-–—|•·:]\s*|\.\s+|\s*$|\s+)",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_WINDOW = 40
_TURNS = 12
"""Entries among which one may stand out of order: midnight, or an entry put in later."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The time at the head of a line: its span with the sign behind it, and the time as "14:32"."""

    start: int
    end: int
    time: str


def stamps_of(text: str, lines: Sequence[Line]) -> list[Stamp]:
    """The stamps of a live report; none where fewer than three lines have one, or they are in no order.

    A clock with a full stop ("14.30") is a stamp only where a sign or the line's end follows it.
    """
    found = [stamp for line in lines if (stamp := _read(text, line)) is not None]
    if len(found) < _LEAST:
        return []
    times = [stamp.time for stamp in found]
    falls = sum(later < earlier for earlier, later in pairwise(times))
    rises = sum(later > earlier for earlier, later in pairwise(times))
    return found if min(falls, rises) <= len(found) // _TURNS + (len(found) > _LEAST) else []


def _read(text: str, line: Line) -> Stamp | None:
    head = text[line.start : min(line.end, line.start + _WINDOW)].translate(_DIGITS)
    found = _STAMP.match(head)
    if found is None or int(found["h"]) > 23:
        return None
    close = found["close"]
    alone = line.start + found.end() >= line.end
    signed = bool(close.strip(" \t.")) or alone
    if not signed and (found["sign"] == "." or not _opens(text, line.start + found.end())):
        return None
    return Stamp(line.start, line.start + len(found.group().rstrip()), f"{int(found['h']):02d}:{found['m']}")


def _opens(text: str, at: int) -> bool:
    """Whether a sentence opens there: no small letter, for "14:32 was the time"."""
    return at < len(text) and not text[at].islower() and not text[at].isdigit()


def mark_live(layout: Layout, labels: list[Label | None]) -> None:
    """Labels the units of each entry that nothing else has labelled: body still, each a stretch of its own."""
    stamps = stamps_of(layout.text, layout.lines)
    for number, stamp in enumerate(stamps):
        end = stamps[number + 1].start if number + 1 < len(stamps) else len(layout.text)
        because = f"entry {number + 1} of a live report, stamped {stamp.time}"
        label = Label("body", None, because, stamp.time)
        for unit in layout.units_in(stamp.start, end):
            labels[unit] = labels[unit] or label
