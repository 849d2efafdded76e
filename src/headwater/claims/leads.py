"""The one claim that an article leads with, and who else in the article vouches for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.claims.lexicons import Lexicon
from headwater.records.claims import Claim

_WORD = re.compile(r"\w+")
_REACH = 8  # sentences of the body in which a lead is looked for
_CLOSE = 0.7
_STEM = 5
_SHARED = 3  # content words in common by which one claim says what another says
_ALIKE = 0.4


def stems(text: str, lexicon: Lexicon | None) -> frozenset[str]:
    """Content words of a text, cut to their first letters so that inflected forms meet."""
    stop = frozenset(lexicon.words["stopwords"]["words"]) if lexicon else frozenset()
    return frozenset(
        w if w.isdigit() else w[:_STEM]
        for w in _WORD.findall(text.casefold())
        if w not in stop and (len(w) > 2 or w.isdigit())
    )


def choose_lead(
    claims: Sequence[Claim], around: Sequence[str], headline: str, lexicon: Lexicon | None
) -> int | None:
    """The index of the lead: the first claim of the body whose sentence says what the headline says.

    ``around`` holds the sentence of each claim.

    A claim with a source is preferred to an equally close one without. With no claim in the body the
    headline's own claim leads; None only where there are no claims.
    """
    if not claims:
        return None
    title = stems(headline, lexicon)
    shares = [_share(title, stems(text, lexicon)) for text in around]
    body = [n for n, c in enumerate(claims) if not c.title and not _repeats(title, c, lexicon)]
    body = body or [n for n, c in enumerate(claims) if not c.title]
    if not body:
        return 0
    near = [n for n in body if claims[n].sentence - claims[body[0]].sentence <= _REACH]
    best = max(shares[n] for n in near)
    if best == 0:
        return near[0]
    close = [n for n in near if shares[n] >= _CLOSE * best]
    sourced = [n for n in close if claims[n].chain]
    return sourced[0] if sourced else close[0]


def _share(title: frozenset[str], text: frozenset[str]) -> float:
    """How much of a headline a text holds."""
    return round(len(title & text) / len(title), 4) if title else 0.0


def _repeats(title: frozenset[str], claim: Claim, lexicon: Lexicon | None) -> bool:
    """Whether a claim of the body only prints the headline again."""
    own = stems(claim.text, lexicon)
    return bool(own) and len(own - title) <= 0.1 * len(own) and len(own) >= 0.7 * len(title)


def vouching(claims: Sequence[Claim], lead: int, lexicon: Lexicon | None) -> list[Claim]:
    """The attributed claims further down that say what the lead says, in text order."""
    mine = stems(claims[lead].text, lexicon)
    found = []
    for claim in claims:
        if (
            claim.sentence - claims[lead].sentence > _REACH
            or not claim.chain
            or claim.title
            or claim is claims[lead]
        ):
            continue
        theirs = stems(claim.text, lexicon)
        shared = len(mine & theirs)
        if shared >= _SHARED and shared >= _ALIKE * min(len(mine), len(theirs)):
            found.append(claim)
    return found
