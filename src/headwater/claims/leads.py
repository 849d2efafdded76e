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
    body = [n for n, c in enumerate(claims) if not c.title]
    if not body:
        return 0
    first = claims[body[0]].sentence
    near = [n for n in body if claims[n].sentence - first <= _REACH]
    if not title:
        return near[0]
    shares = {n: round(len(title & stems(around[n], lexicon)) / len(title), 4) for n in near}
    best = max(shares.values())
    if best == 0:
        return near[0]
    close = [n for n in near if shares[n] >= _CLOSE * best]
    sourced = [n for n in close if claims[n].chain]
    return sourced[0] if sourced else close[0]
