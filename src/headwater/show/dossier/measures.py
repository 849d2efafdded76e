"""When a claim says that it was, and whose and which state its figures are, in a reader's words."""

from __future__ import annotations

import re

from headwater.show.dossier.showing import Showing
from headwater.show.view import Row

_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")
_QUALIFIED = {"~": "about {}", "?": "{}, uncertain", "%": "about {}, uncertain"}


def notes_of(showing: Showing, claim: Row) -> list[str]:
    """What a careful reader asks of a claim's time and figures; nothing where it is plain."""
    notes = [f"when: {when_of(claim['time'])}"] if claim["time"] and when_of(claim["time"]) else []
    for figure in claim["quantities"]:
        words = f"“{showing.line(figure['text'], 60)}”"
        if figure.get("of_enemy"):
            notes.append(f"{words}: a party's count of its enemy's losses")
        if figure["as_of"] == "earlier":
            notes.append(f"{words}: an earlier state of the count")
        elif figure["as_of"]:
            notes.append(f"{words}: as of {figure['as_of']}")
    return list(dict.fromkeys(notes))


def when_of(time: Row) -> str:
    """A claim's time in words, from its EDTF where it has one; empty where neither end is known."""
    said = time.get("edtf")
    if not said:
        return _between(time["from"] or "", time["to"] or "")
    first, slash, last = said.partition("/")
    return _between(_one(first), _one(last)) if slash else _one(said)


def _between(first: str, last: str) -> str:
    if first == last:
        return first
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}"


def _one(date: str) -> str:
    """One EDTF date: "2031-04~" is "about 2031-04"; an open or unknown end is empty."""
    if date in ("", ".."):
        return ""
    plain = _PLAIN.match(date)
    if plain and date[plain.end() :] in _QUALIFIED:
        return _QUALIFIED[date[plain.end() :]].format(plain[0])
    return date
