"""Lines that name an outlet, a date and a writer together: "The Courier, 9 March 2021 – by Ilva Marr"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from headwater.articles.lexicons import any_of, lexicon, patterns
from headwater.articles.names import NAME, as_printed, evened, is_name, split_names, tidy
from headwater.records.articles import CreditKind
from headwater.text.dates import FoundDate, find_dates

_LONGEST = 150
_MOST_SEGMENTS = 4
_SEPARATOR = re.compile(r"\s*(?:[,;|·•/()]|\s[–—-]+\s|[–—])\s*")
_CLOCK = re.compile(
    r"^(?:à|at|kl\.?)?\s*\d{1,2}\s?[:h.]\s?\d{2}(?:[:.]\d{2})?\s*(?:a\.?m\.?|p\.?m\.?|GMT|UTC|CET|EET)?$",
    re.IGNORECASE,
)
_CLOCK_WITHIN = re.compile(
    r"(?:(?<!\w)(?:à|at) )?(?<!\d)\d{1,2}[:h]\d{2}(?!\d)(?: ?(?:GMT|UTC|CET))?", re.IGNORECASE
)
_JOINT = re.compile(r"\s+(?:le|on|the|du|at)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What such a line names: (kind, name) pairs in order, and its date."""

    names: tuple[tuple[CreditKind, str], ...]
    date: FoundDate


def read_masthead(words: str) -> Masthead | None:
    """The outlet, writer and date that a whole line names, or None for any other line."""
    line = evened(words).strip(" *_()[]")
    if len(line) > _LONGEST:
        return None
    dates = [date for date in find_dates(line) if date.precision in ("day", "instant")]
    if len(dates) != 1:
        return None
    date = dates[0]
    rest = _JOINT.sub("", line[: date.start].rstrip(" ,")) + " | " + line[date.end :]
    rest = _CLOCK_WITHIN.sub(" ", rest)
    segments = [segment.strip(" .") for segment in _SEPARATOR.split(rest) if segment.strip(" .")]
    if not segments or len(segments) > _MOST_SEGMENTS:
        return None
    found: list[tuple[str, str]] = []
    for segment in segments:
        kinds = list(_kinds(segment))
        if not kinds:
            return None
        found += kinds
    signed = any(kind == "byline" for kind, _ in found)
    named = [
        (_settled(kind, name, signed), as_printed(name, words)) for kind, name in found if kind != "clock"
    ]
    return Masthead(tuple(named), date) if named else None


def _kinds(segment: str) -> Iterator[tuple[str, str]]:
    """(kind, name) pairs of one segment; none where it is no such thing."""
    if _CLOCK.match(segment):
        yield "clock", ""
        return
    if any_of("dates", "published").fullmatch(segment) or (is_staff(segment) and len(segment.split()) <= 4):
        yield "clock", ""
        return
    for pattern in patterns("credits", "agencies"):
        wire = pattern.fullmatch(segment)
        if wire:
            named = wire.groupdict().get("name")
            yield from (("agency", name) for name in (split_names(named) if named else ["agencies"]))
            return
    for pattern in patterns("credits", "byline"):
        signed = pattern.fullmatch(segment)
        if signed and is_name(signed["name"]):
            yield from (("byline", name) for name in split_names(signed["name"]))
            return
    name = NAME.fullmatch(segment)
    if name and len(segment.split()) <= 6 and is_name(segment):
        yield "name", tidy(segment)


def _settled(kind: str, name: str, signed: bool) -> CreditKind:
    """A bare name is the outlet's where it looks like one or a writer is named beside it, else the writer's."""
    if kind == "agency":
        return "agency"
    if kind == "byline" or not (signed or is_outlet(name)):
        return "byline"
    return "publisher"


@cache
def _outlet_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = lexicon("outlets")
    return frozenset(data["articles"]), frozenset(data["words"]), frozenset(data["staff"])


def is_outlet(name: str) -> bool:
    """Whether a name reads as an outlet's: an article before it, or a word that outlets have in theirs."""
    articles, words, _ = _outlet_words()
    parts = evened(name).lower().replace("l’", "le ").split()
    return (len(parts) > 1 and parts[0] in articles) or any(part in words for part in parts)


def is_staff(name: str) -> bool:
    """Whether a name is that of a desk or a staff, not of a person."""
    _, _, staff = _outlet_words()
    lowered = evened(name).lower()
    return any(word in staff for word in re.findall(r"\w+", lowered)) or any(
        " " in word and word in lowered for word in staff
    )


def same_house(name: str, publisher: str | None) -> bool:
    """Whether a name is the publisher's own, longer or shorter: "asharqalawsat" and "Asharq Al-Awsat English"."""
    left, right = (re.sub(r"[\W_]", "", evened(one or "").lower()) for one in (name, publisher))
    return len(right) > 2 and len(left) > 2 and (left in right or right in left)
