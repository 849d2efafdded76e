"""Sign-offs: an outlet named as the source of a whole text in its last words, with the desk's mark behind it."""

from __future__ import annotations

import re

from headwater.articles.lexicons import agency_of, any_of, lexicon
from headwater.articles.names import evened
from headwater.articles.stretches import Stretch

_LOOK = 80
_MARK = re.compile(r"[.:]?\s+[A-Z]{2,4}(?:[ /-]?\d{1,3})?[.\s]*$")
_NAME = re.compile(r"(?:[\w’'-]+ ){0,3}[\w’'-]+$")
_LONGEST_NAME = 4


def read_sign_off(text: str) -> Stretch | None:
    """The outlet in "..., X reported. DL 11": a verb of telling and a desk's initials close the text.

    Without the initials the words are the source of the last sentence alone, and no sign-off.
    """
    start = max(0, len(text) - _LOOK)
    tail = evened(text[start:])
    mark = _MARK.search(tail)
    if mark is None:
        return None
    told = list(any_of("parts", "said").finditer(tail, 0, mark.start()))
    if not told or told[-1].end() != mark.start():
        return None
    named = _NAME.search(tail, 0, told[-1].start() - 1)
    name = _outlet_in(named.group()) if named else None
    if named is None or name is None:
        return None
    end = named.end()
    return Stretch(
        start + end - len(name), start + end, "agency", name=name, words=tail[end - len(name) :].strip()
    )


def _outlet_in(words: str) -> str | None:
    """The longest end of the words that is an agency, or two capitalised words of which the last is an outlet's."""
    parts = words.split()
    for size in range(min(_LONGEST_NAME, len(parts)), 0, -1):
        if agency_of(" ".join(parts[-size:])):
            return " ".join(parts[-size:])
    pair = parts[-2:]
    if (
        len(pair) == 2
        and pair[-1].lower() in lexicon("outlets")["words"]
        and all(p[:1].isupper() for p in pair)
    ):
        return " ".join(pair)
    return None
