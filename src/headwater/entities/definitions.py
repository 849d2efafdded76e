"""Abbreviations that an article defines itself: found wherever it uses them, in whatever language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.entities.abbreviations import abbreviates
from headwater.entities.found import Candidate
from headwater.entities.known import Line
from headwater.entities.nameparts import parts_of

_BRACKET = re.compile(r"\s{0,2}[(\[]\s?[“\"'«]?([^\W\d_]{2,8})[”\"'»]?\s?[)\]]")
_MAY_BE_SHORTENED = ("group", "body", "outlet")
MOST = 200
"""Abbreviations that one article defines; more is a list."""


def defined_names(candidates: Sequence[Candidate], lines: Sequence[Line], text: str) -> list[Candidate]:
    """Every use of an abbreviation that stands in brackets after an unregistered body's name and fits its letters."""
    meanings: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.known_as or candidate.label or candidate.type not in _MAY_BE_SHORTENED:
            continue
        found = _BRACKET.match(text, candidate.end)
        short = found.group(1) if found else ""
        if short.isupper() and len(meanings) < MOST and _fits(short, text[candidate.start : candidate.end]):
            meanings.setdefault(short, candidate)
    if not meanings:
        return []
    return [
        _use(word.start, word.end, meanings[word.text], text)
        for line in lines
        for word in line.words
        if word.text in meanings
    ]


def _fits(short: str, full: str) -> bool:
    parts = parts_of(short, "Organization")
    letters = parts.joined or short.lower()
    return abbreviates(letters, parts_of(full, "Organization").heads) > 0 or (
        len(letters) == 2
        and [word[0] for word, left_out in parts_of(full, None).heads if not left_out] == list(letters)
    )


def _use(start: int, end: int, meaning: Candidate, text: str) -> Candidate:
    full = text[meaning.start : meaning.end]
    because = f"The article gives “{text[start:end]}” as short for “{full[:100]}”."
    sign = f"{meaning.type}!: the article gives it as short for “{full[:100]}”"
    return Candidate(start, end, meaning.type, "definition", because, signs=(sign,))
