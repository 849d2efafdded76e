"""When a claim says that it was, in a reader's words."""

from __future__ import annotations

import re

from headwater.show.tongue import Tongue
from headwater.show.view import Row

_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")
_QUALIFIED = {"~": "about {day}", "?": "{day}, uncertain", "%": "about {day}, uncertain"}


def when_of(t: Tongue, time: Row) -> str:
    """A claim's time in words, from its EDTF where it has one; empty where neither end is known."""
    said = time.get("edtf")
    if not said:
        return _between(t, time["from"] or "", time["to"] or "")
    first, slash, last = said.partition("/")
    return _between(t, _one(t, first), _one(t, last)) if slash else _one(t, said)


def _between(t: Tongue, first: str, last: str) -> str:
    if first == last:
        return first
    if first and last:
        return t("{first} to {last}", first=first, last=last)
    return t("from {day}", day=first) if first else t("until {day}", day=last)


def _one(t: Tongue, date: str) -> str:
    """One EDTF date: "2031-04~" is "about 2031-04"; an open or unknown end is empty."""
    if date in ("", ".."):
        return ""
    plain = _PLAIN.match(date)
    if plain and date[plain.end() :] in _QUALIFIED:
        return t(_QUALIFIED[date[plain.end() :]], day=plain[0])
    return date
