"""A headline repeated in the body: where its words end there."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_SITE = re.compile(r"\s+[|\-–—:]\s+(?:[^|]{2,40})$")
_LABEL = re.compile(r"\s*(?:title|titre|headline)\s*:\s*", re.IGNORECASE)
_LEAST_WORDS = 3
_LONGEST = 400
_OPENING = re.compile(r"(?:\S+\s+){5}")
_LEAST_DOUBLED = 40
_COMPARED = 60


def repeated_until(text: str, at: int, title: str) -> int | None:
    """Where a repetition of ``title`` that begins at ``at`` ends, or None.

    Punctuation and case may differ, a site's name at the end of the title may lack, and a label such as
    "title:" may stand before it.
    """
    label = _LABEL.match(text, at, at + 20)
    at = label.end() if label else at
    for wording in _wordings(title):
        wanted = [word.lower() for word in _WORD.findall(wording)]
        if len(wanted) >= _LEAST_WORDS:
            end = _match(text, at, wanted)
            if end is not None:
                return end
    return None


def find_repeat(text: str, start: int, limit: int, title: str) -> tuple[int, int] | None:
    """The first repetition of ``title`` that begins in ``text[start:limit]``."""
    for wording in _wordings(title):
        first = _WORD.search(wording)
        if first is None:
            continue
        for found in re.finditer(
            rf"(?<!\w){re.escape(first.group())}(?!\w)", text[start:limit], re.IGNORECASE
        ):
            end = repeated_until(text, start + found.start(), title)
            if end is not None:
                return start + found.start(), end
    return None


def _wordings(title: str) -> list[str]:
    """The title, and the title without a label before and a site's name behind."""
    bare = _LABEL.sub("", title[:_LONGEST], count=1) if _LABEL.match(title) else title[:_LONGEST]
    short = _SITE.sub("", bare)
    before = re.sub(r"^[^|–—-]{2,40}\s[|–—-]\s+", "", bare)
    return list(dict.fromkeys([bare, short, before]))


def _match(text: str, at: int, wanted: list[str]) -> int | None:
    position = at
    for number, word in enumerate(wanted):
        found = _WORD.search(text, position, position + len(word) + 8)
        if found is None or found.group().lower() != word or (number == 0 and found.start() != at):
            return None
        position = found.end()
    closing = re.compile(r"[\"'”’»)\]]?(?:\s?[.!?…])?").match(text, position)
    return closing.end() if closing else position


def doubled_at(text: str, start: int, end: int) -> int | None:
    """Where a stretch begins anew with its own words: "A did B in C A did B in C officials said"; else None.

    Collections that lost their punctuation print a standfirst and the lead it was taken from in one breath.
    """
    opening = _OPENING.match(text, start, end)
    if opening is None or end - start < 2 * _LEAST_DOUBLED:
        return None
    again = text.find(opening.group(), start + _LEAST_DOUBLED, end)
    if again < 0:
        return None
    first = text[start:again].rstrip(" .")
    same = min(len(first), _COMPARED)
    return again if text[again : again + same] == first[:same] else None
