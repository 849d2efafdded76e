"""Captions: lines under pictures, and those that lost their line."""

from __future__ import annotations

import re

from headwater.articles.lexicons import agency_of, any_of, line_starts
from headwater.articles.lines import Label, Layout
from headwater.articles.names import evened, tidy
from headwater.articles.segmentation import split
from headwater.articles.stretches import Stretch
from headwater.text.dates import find_dates

_ZONE = 800
_ROUND = re.compile(r"[(\[](?P<credit>[^()\[\]\n]{2,70})[)\]]")
_HANDLE = re.compile(r"(?:twitter|x)\.com/(?P<handle>\w{1,30})/status", re.IGNORECASE)
_PLACE_BEFORE = re.compile(
    r"(?:(?<![A-Z])[A-Z]{4,}|(?:^|[.!?”\"»] )[A-Z]{4,}(?:,? (?:[A-Z][a-z]+\.?|\d{1,2})){1,3}),? $"
)
"""A dateline's place in capitals, also with a country or a day behind it: what follows is no picture."""
_BEFORE = 40
_LONGEST_LINE = 700
_AT_END = 12


def inline_caption(text: str, at: int) -> Stretch | None:
    """A caption in running text near ``at``: the sentence that ends in a picture's credit in brackets."""
    newline = text.find("\n", at, at + _ZONE)
    limit = min(len(text), at + _ZONE, newline if newline >= 0 else len(text))
    for found in _ROUND.finditer(text, at, limit):
        behind = text[found.end() : found.end() + 2]
        place = _PLACE_BEFORE.search(text[max(at, found.start() - _BEFORE) : found.start()])
        if (
            place
            or not _is_credit(found["credit"])
            or (behind and not (behind[:1].isspace() and _opens(behind[1:2])))
        ):
            continue
        sentences = list(split(text, at, found.start(), _ZONE))
        end = _last_credit(text, found.end(), limit)
        if sentences and _shows(text[sentences[-1][0] : found.start()], found["credit"]):
            start = sentences[-1][0]
            return Stretch(
                start,
                end,
                "caption",
                name=photo_name(found["credit"]),
                words=text[start:end],
            )
    return None


def _last_credit(text: str, at: int, limit: int) -> int:
    """Where a picture's credits end: "(File photo) (Norwire)" are two of one picture."""
    while (more := _ROUND.match(text, at + 1, limit)) and text[at].isspace() and _is_credit(more["credit"]):
        at = more.end()
    return at


def _shows(words: str, credit: str) -> bool:
    """Whether a sentence before a credit describes a picture; one that reports speech needs a further sign."""
    if any_of("parts", "photo_word").search(credit) or not any_of("parts", "said").search(evened(words)):
        return True
    return any(date.precision == "day" for date in find_dates(words))


def _opens(letter: str) -> bool:
    return letter.isupper() or letter in '"“«‘('


def _is_credit(words: str) -> bool:
    """Whether words in brackets credit a picture: a picture word, or nothing but agencies."""
    words = evened(words)
    if any_of("parts", "photo_word").search(words) and len(words.split()) <= 8:
        return True
    names = [name for name in re.split(r",| and | et |/| via ", words) if name.strip()]
    return all(agency_of(name) or name.strip().lower() in ("agencies", "agences") for name in names[1:]) and (
        agency_of(names[0]) is not None or (len(names) > 1 and len(names[0].split()) <= 3)
    )


def photo_name(words: str) -> str | None:
    """Who made a picture, from its credit; None where only the word "photo" stands there."""
    bare = tidy(any_of("parts", "photo_word").sub("", evened(words)))
    return agency_of(bare) or bare or None


def mark_captions(layout: Layout, labels: list[Label | None]) -> None:
    """Labels the units of caption lines."""
    for number, line in enumerate(layout.lines):
        units = layout.units_of_line(number)
        if not units or labels[units[0]] is not None or len(line) > _LONGEST_LINE:
            continue
        label = _line_caption(layout, number)
        if label:
            for unit in units:
                labels[unit] = labels[unit] or label


def _line_caption(layout: Layout, number: int) -> Label | None:
    words = evened(layout.words(number))
    if line_starts("parts", "caption").match(words):
        return Label(
            "caption", _credited(words), f'the line opens as words under a picture do: "{_short(words)}"'
        )
    last = _last_bracket(words) if number and len(words) < 400 else None
    if last and len(words) - last.end() <= 1 and _credits_picture(last["credit"], words):
        because = f"the line ends in a picture's credit: {last.group()}"
        return Label("caption", photo_name(last["credit"]), because)
    return _dated_caption(layout, number, words)


def _credits_picture(credit: str, words: str) -> bool:
    """A picture word settles it; a bare agency does where the line reports nobody's speech."""
    spoken = any_of("parts", "said").search(words)
    return _is_credit(credit) and bool(any_of("parts", "photo_word").search(credit) or not spoken)


def _dated_caption(layout: Layout, number: int, words: str) -> Label | None:
    """A paragraph whose first sentence ends in ", place, full date.", as picture agencies write."""
    if len(layout.lines) < 4 or number > 6 or len(words) < 60:
        return None
    units = layout.units_of_line(number)
    start, end = layout.units[units[0]]
    first = evened(layout.text[start:end])
    dates = [date for date in find_dates(first) if date.precision == "day"]
    if not dates or any_of("parts", "said").search(first):
        return None
    last = dates[-1]
    if len(first) - last.end > 2 or not first[: last.start].rstrip().endswith(",") or first.count(",") < 2:
        return None
    return Label(
        "caption",
        None,
        f"its first sentence ends in a place and a full date, as captions do ({first[last.start : last.end]})",
    )


def _last_bracket(words: str) -> re.Match[str] | None:
    found = list(_ROUND.finditer(words))
    return found[-1] if found else None


def _credited(words: str) -> str | None:
    handle = _HANDLE.search(words)
    if handle:
        return f"@{handle['handle']}"
    last = _last_bracket(words)
    return (
        photo_name(last["credit"])
        if last and len(words) - last.end() <= 1 and _is_credit(last["credit"])
        else None
    )


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57].rstrip() + "…"
