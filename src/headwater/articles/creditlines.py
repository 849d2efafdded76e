"""What one line or sentence says of where a text comes from: byline, translator, original, wire, picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headwater.articles.lexicons import agency_of, patterns
from headwater.articles.mastheads import is_outlet
from headwater.articles.names import as_printed, evened, is_name, split_names
from headwater.records.articles import CreditKind
from headwater.text.dates import FoundDate, find_dates

_ADDRESS = re.compile(r"https?://[^\s<>\"”»)\]]+|www\.[^\s<>\"”»)\]]+", re.IGNORECASE)
_ADDRESS_ONLY = re.compile(r"[\W_]{0,4}(?:https?://|www\.)\S+\s*$", re.IGNORECASE)
_LEAD = re.compile(r"[\s\W_]{0,6}")
_WHERE = re.compile(r" (?:in|at|for|from|on|pour|depuis) ")
_REST_SIGNS = " .,;:)]–—-|•·/"
_LONGEST_LINE = 170
_LONGEST_REST = 60
_LONGEST_SEQUEL = 110
_GOES_ON = re.compile(r"\s?(?:,|;| and | et | in | à )")

WHOLE: dict[str, CreditKind] = {
    "staff": "publisher",
    "byline": "byline",
    "contributor": "byline",
    "translated": "translator",
    "translated_from": "original",
    "translator": "translator",
    "original": "original",
    "original_link": "original",
    "source_link": "original",
    "via": "via",
    "photo": "photo",
    "agencies": "agency",
}
"""Kinds of credit by the lexicon's key, in the order in which a line is tried."""

SAYS_ORIGIN = "a line that says where the text comes from"
"""Why a credit line at the foot is no part of the body."""

_INLINE = ("translator", "translated")
_SAYS = {
    "publisher": "name the staff that wrote it",
    "byline": "name who wrote it",
    "translator": "say that it is translated",
    "original": "point to the original",
    "via": "say where it was taken from",
    "photo": "credit a picture",
    "agency": "credit news agencies",
}


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A credit read from words: its kind, names, address, and span within the words."""

    kind: CreditKind
    names: tuple[str, ...]
    href: str | None
    start: int
    end: int
    date: FoundDate | None
    because: str
    translated: bool = False
    """Whether the words say that it is a translation of what ``names`` published."""


def read_line(words: str, keys: tuple[str, ...] = tuple(WHOLE)) -> CreditLine | None:
    """The credit that a whole line is, or None for a line of the text.

    ``keys`` are the lexicon's kinds to try.
    """
    if len(words) > _LONGEST_LINE and "http" not in words:
        return None
    line = evened(words)
    lead = _LEAD.match(line)
    begin = lead.end() if lead else 0
    for key in keys:
        for pattern in patterns("credits", key):
            found = pattern.match(line, begin)
            if found and found.end() > begin and _stands(line, found.end(), key):
                credit = _credit(key, found, line, words)
                if credit:
                    return credit
    return None


def read_inline(words: str) -> Iterator[CreditLine]:
    """Credits within a sentence: "an article in X, translated by Y"."""
    line = evened(words)
    for key in _INLINE:
        for pattern in patterns("credits", key):
            found = pattern.search(line)
            credit = _credit(key, found, line, words) if found else None
            if credit:
                yield credit
                return


def address_of(words: str) -> str | None:
    """The first web address in the words."""
    found = _ADDRESS.search(words)
    return found.group().rstrip(".,;:") if found else None


def is_address(words: str) -> bool:
    """Whether a line is a web address and nothing else."""
    return bool(_ADDRESS_ONLY.match(words))


def _stands(line: str, end: int, key: str) -> bool:
    """Whether a whole line is the credit that its beginning is."""
    if key == "contributor" and (
        (line.lstrip().startswith("(") and line.rstrip(" .").endswith(")")) or ";" in line
    ):
        return True
    return _clean(line[end:], key) and _has_link(line, key)


def _has_link(line: str, key: str) -> bool:
    """ "Source:" alone points nowhere: it needs an address behind it."""
    return key != "source_link" or address_of(line) is not None


def _clean(rest: str, key: str) -> bool:
    """Whether what stands behind a credit may stand there: nothing, a date, an address, a role."""
    rest = _ADDRESS.sub("", rest)
    for date in reversed(find_dates(rest)):
        rest = rest[: date.start] + rest[date.end :]
    bare = rest.strip(_REST_SIGNS + '"”»’(')
    if not bare or bare in ("le", "on", "el", "to", "at"):
        return True
    if key in ("original_link", "photo"):
        return len(bare) <= 20
    if key in ("original", "via", "contributor") and _GOES_ON.match(rest):
        return len(bare) <= _LONGEST_SEQUEL
    return (
        rest.lstrip()[:1] in tuple(",|–—-•·/(")
        and len(bare) <= _LONGEST_REST
        and not rest.rstrip().endswith(".")
    )


def _credit(key: str, found: re.Match[str], line: str, words: str) -> CreditLine | None:
    named = found.groupdict().get("name")
    names = tuple(as_printed(name, words) for name in split_names(named) if is_name(name)) if named else ()
    if named and not names:
        return None
    kind = WHOLE[key]
    translated = key == "translated_from"
    if kind in ("byline", "translator"):
        names = tuple(_WHERE.split(name)[0] for name in names)
    if kind == "translator" and names and all(is_outlet(name) or agency_of(name) for name in names):
        kind, translated = "original", True  # "Çeviri: X Gazetesi": a paper, not a person
    if kind in ("via", "byline") and names and all(agency_of(name) for name in names):
        kind = "agency"
        names = tuple(agency_of(name) or name for name in names)
    dates = find_dates(line[found.end() :]) if kind in ("byline", "publisher", "agency") else []
    date = dates[0] if dates and dates[0].precision in ("day", "instant") else None
    because = f'the words "{_short(words[found.start() : found.end()])}" {_SAYS[kind]}'
    return CreditLine(kind, names, address_of(words), found.start(), found.end(), date, because, translated)


def _short(words: str) -> str:
    words = words.strip()
    return words if len(words) <= 80 else words[:77].rstrip() + "…"
