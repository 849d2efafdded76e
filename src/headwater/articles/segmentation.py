"""Sentences of a stretch of text: where they end, by rules that a person can read.

Newlines always end a sentence. A stop ends one unless an abbreviation, an initial, a number or a small
letter after it says otherwise. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.articles.lexicons import Abbreviations, abbreviations

_STOP = re.compile(r"(?P<stop>[.!?…。؟۔！？]+)(?P<close>(?:[ \u00a0\u202f]?»|[\"'”’)\]])*)(?P<space>\s*)")
_TOKEN_BEFORE = re.compile(r"[^\s\"“”«»()\[\]]*$")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_OPENING = "\"'“‘«([„–—-•*¿¡ \u00a0\u202f"
_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S*$|\w+\.\w{2,4}/\S*$", re.IGNORECASE)
_LOOK_BACK = 80


def split(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Spans of sentences in ``text[start:end]``, trimmed of white space, in order; blank stretches give none."""
    table = abbreviations()
    line = start
    while line < end:
        newline = text.find("\n", line, end)
        stop = end if newline < 0 else newline
        begin = line
        for cut in _cuts(text, line, stop, table):
            yield from _bounded(text, begin, cut, longest)
            begin = cut
        yield from _bounded(text, begin, stop, longest)
        line = stop + 1


def _cuts(text: str, start: int, end: int, table: Abbreviations) -> Iterator[int]:
    for match in _STOP.finditer(text, start, end):
        after = match.end()
        if after >= end:
            return
        if match["space"]:
            if _ends(text, start, match, table):
                yield after
        elif _glued(text, start, match, end):
            yield match.end("close")


def _ends(text: str, start: int, match: re.Match[str], table: Abbreviations) -> bool:
    """Whether a stop with white space after it ends its sentence."""
    word, first = _next(text, match.end())
    if first.islower() or (not word and not first):
        return False
    stop, closed = match["stop"], bool(match["close"])
    if stop[0] not in ".…":
        return True
    if "…" in stop or len(stop) > 1:
        return not first.isdigit() or closed
    if closed:
        return True
    before = _TOKEN_BEFORE.search(text, max(start, match.start() - _LOOK_BACK), match.start())
    return _full_stop(
        before.group() if before else "", word, first, table, begins=_at_start(text, start, match)
    )


def _full_stop(token: str, word: str, first: str, table: Abbreviations, begins: bool) -> bool:
    """Whether one full stop after ``token`` ends a sentence, when ``word`` follows."""
    bare = token.lower().lstrip("'’-–—")
    bare = bare.rsplit("'", 1)[-1].rsplit("’", 1)[-1]
    if bare in table.never:
        return False
    if bare in table.before_number:
        return not first.isdigit()
    if _ACRONYM.search(token) or bare in table.sometimes:
        return word.lower() in table.openers
    if len(bare) == 1 and token.isalpha() and token.isupper():
        return word.lower() in table.openers
    return not (token.isdigit() and begins)


def _at_start(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether only one token stands before the stop: "1. First", "a. Second"."""
    return match.start() - start <= 4 and " " not in text[start : match.start()].strip()


def _glued(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a stop with no space after it ends a sentence all the same: "the town.Troops had"."""
    at = match.end()
    before = text[max(start, match.start() - 3) : match.start()]
    following = text[at : at + 2]
    if len(following) < 2 or not (following[0].isupper() and (following[1].islower() or following[1] == " ")):
        return False
    if not (len(before) == 3 and ((before.isalpha() and before[1:].islower()) or before.isdigit())):
        return bool(match["close"]) and before[-1:].isalpha()
    look = text[max(start, match.start() - _LOOK_BACK) : match.start()]
    return _ADDRESS.search(look) is None


def _next(text: str, at: int) -> tuple[str, str]:
    """The word that begins at or after ``at`` past opening marks, and its first character."""
    limit = min(len(text), at + 12)
    while at < limit and text[at] in _OPENING:
        at += 1
    begin = at
    limit = min(len(text), begin + 30)
    while at < limit and (text[at].isalnum() or text[at] in "'’"):
        at += 1
    return text[begin:at], text[begin : begin + 1]


def _bounded(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """The stretch without white space at its ends, cut where it is longer than a sentence may be."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > longest:
        cut = max(text.rfind(sign, start + longest // 2, start + longest) for sign in ("; ", ", ", " "))
        cut = cut + 1 if cut > start else start + longest
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        yield start, stop
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield start, end
