"""Whether a text may hold a notice that a report is taken back or put right: few do, and only these are read for one."""

from __future__ import annotations

from functools import cache

from headwater.origins.counting.notices import notice_words

_ALIKE = {"i\u0307": "i", "ı": "i", "ſ": "s"}
"""Letters that a search in which case tells nothing takes for one another, beside large and small ones."""
_ODD = "\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87"
"""Old forms of Cyrillic letters: a text that has one is not judged here."""


def may_give_notice(text: str) -> bool:
    """Whether a text holds one of the signs by which notices are found, whatever the case of its letters."""
    plain = _plain(text)
    return any(sign in plain for sign in _signs()) or (
        not text.isascii() and any(odd in text for odd in _ODD)
    )


@cache
def _signs() -> tuple[str, ...]:
    return tuple(sorted({_plain(sign) for sign in notice_words().signs}))


def _plain(text: str) -> str:
    low = text.lower()
    if not low.isascii():
        for odd, plain in _ALIKE.items():
            low = low.replace(odd, plain)
    return low
