"""The one claim that an article leads with, and who else in the article vouches for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from headwater.claims.lexicons import Lexicon
from headwater.records.claims import Claim
from headwater.text.numbers import find_amounts

_WORD = re.compile(r"\w+")
_REACH = 8  # sentences of the body in which a lead is looked for
_CLOSE = 0.7
_STEM = 5
_SHARED = 4  # content words in common by which one claim without figures says what another says
_ALIKE = 0.5
_DETAILS = 3  # sentences behind a lead without source in which its details may be sourced
_SAME_MATTER = 2  # content words of such a lead that its details repeat
_BESIDE = 1  # content words in common beside a common figure
_AHEAD = 2  # sentences by which a claim with a source may follow an equally close one without
_FRAGMENT = 8  # words of a claim that is hardly a whole statement
_OVER = 1.25  # how far above "more than" a figure may lie that tells the same
_YEAR = re.compile(r"(?:19|20)\d\d")


@cache
def _stopwords(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words["stopwords"]["words"])


@lru_cache(maxsize=1 << 12)
def stems(text: str, lexicon: Lexicon | None) -> frozenset[str]:
    """Content words of a text, cut to their first letters so that inflected forms meet."""
    stop = _stopwords(lexicon) if lexicon else frozenset()
    return frozenset(
        w if w.isdigit() else w[:_STEM].rstrip("sei") or w
        for w in _WORD.findall(text.casefold())
        if w not in stop and (len(w) > 2 or w.isdigit())
    )


def choose_lead(
    claims: Sequence[Claim],
    around: Sequence[str],
    headline: str,
    lexicon: Lexicon | None,
    named: Sequence[bool],
    aside: Sequence[bool],
) -> int | None:
    """The index of the lead: the first claim of the body whose sentence says what the headline says.

    ``around`` holds the sentence of each claim, ``named`` whether its chain names anyone,
    ``aside`` whether it stands in a caption or an embedded post, which no article leads with.

    A claim with a source is preferred to an equally close one without, at most two sentences before it.
    With no claim in the body the headline's own claim leads; None only where there are no claims.
    """
    if not claims:
        return None
    title = stems(headline, lexicon)
    shares = [_share(title, stems(text, lexicon)) for text in around]
    prose = [n for n, c in enumerate(claims) if not c.title and not aside[n]]
    prose = prose or [n for n, c in enumerate(claims) if not c.title]
    body = [n for n in prose if not _repeats(title, claims[n], lexicon)] or prose
    if not body:
        return 0
    near = [n for n in body if claims[n].sentence - claims[body[0]].sentence <= _REACH]
    best = max(shares[n] for n in near)
    if best == 0:
        return near[0]
    close = [n for n in near if shares[n] >= _CLOSE * best]
    whole = [n for n in close if len(claims[n].text.split()) > _FRAGMENT] or close
    sourced = [n for n in whole if named[n] and claims[n].sentence - claims[whole[0]].sentence <= _AHEAD]
    pool = sourced or whole
    rivals = [n for n in pool if claims[n].sentence == claims[pool[0]].sentence]
    return max(rivals, key=lambda n: (_share(title, stems(claims[n].text, lexicon)), -n))


def _share(title: frozenset[str], text: frozenset[str]) -> float:
    """How much of a headline a text holds."""
    return round(len(title & text) / len(title), 4) if title else 0.0


def _repeats(title: frozenset[str], claim: Claim, lexicon: Lexicon | None) -> bool:
    """Whether a claim of the body only prints the headline again."""
    own = stems(claim.text, lexicon)
    return bool(own) and len(own - title) <= 0.1 * len(own) and len(own) >= 0.7 * len(title)


def vouching(claims: Sequence[Claim], lead: int, lexicon: Lexicon | None, headline: str = "") -> list[Claim]:
    """The attributed claims beside and below the lead that state what it states, in text order.

    Two claims with figures state the same only where they have one in common and a content word beside
    it. Where one of them has none, half of the shorter one's content words must recur in the other. A lead
    that counts by "dozens" alone is measured by the headline's figures.
    """
    mine, figures = stems(claims[lead].text, lexicon), figures_of(claims[lead].text, claims[lead].lang)
    if not any(c.isdigit() for c in claims[lead].text):
        figures = figures_of(headline, claims[lead].lang) or figures
    bounds = _least(claims[lead].text, claims[lead].lang)
    found = []
    for claim in claims:
        behind = claim.sentence - claims[lead].sentence
        if claim is claims[lead] or not 0 <= behind <= _REACH or not claim.chain or claim.title:
            continue
        denies = claim.stance == "denies" or claim.polarity == "deny"
        if claim.act != claims[lead].act or (denies and claims[lead].polarity != "deny"):
            continue  # who asks for it or denies it has not told it
        words = stems(claim.text, lexicon)
        shared = len([w for w in mine & words if not w.isdigit()])
        tolled = bool(figures) and behind <= _DETAILS and counts_dead(claim.text, lexicon)
        if shared < _BESIDE and not tolled:
            continue  # before figures are read, which is slow
        theirs = figures_of(claim.text, claim.lang) if figures else frozenset()
        if theirs:
            same = tolled or bool(figures & theirs) or (shared >= _SAME_MATTER and _within(theirs, bounds))
        else:
            same = shared >= _SHARED and shared >= _ALIKE * min(len(mine), len(words))
        if same:
            found.append(claim)
    return found


def _least(text: str, lang: str) -> tuple[int, ...]:
    """The counts of a text that are open above: "more than 30"."""
    amounts = [a for a in find_amounts(text, lang) if a.digits and a.high is None and a.low is not None]
    return tuple(a.low for a in amounts if a.low is not None and a.low > 1)


def _within(figures: frozenset[int], least: Sequence[int]) -> bool:
    """Whether a figure makes a count that is open above exact: 32 for "more than 30"."""
    return any(low <= figure <= _OVER * low for low in least for figure in figures)


def detailing(
    claims: Sequence[Claim], lead: int, lexicon: Lexicon | None, named: Sequence[bool]
) -> Claim | None:
    """Of a lead without source the next claim that has one and tells more of the same matter.

    Reports open with a summary on nobody's word; whoever is named for its details, at most a few sentences
    further down, is whom the summary rests on. Two content words of the lead must recur, whatever the figures.
    """
    mine = stems(claims[lead].text, lexicon)
    for claim, told in zip(claims, named, strict=True):
        behind = claim.sentence - claims[lead].sentence
        if told and not claim.title and 0 <= behind <= _DETAILS and claim is not claims[lead]:
            shared = [w for w in mine & stems(claim.text, lexicon) if not w.isdigit()]
            if len(shared) >= _SAME_MATTER:
                return claim
    return None


def counts_dead(text: str, lexicon: Lexicon | None) -> bool:
    """Whether a text speaks of a toll by that word."""
    tolls = lexicon.words["lead"].get("tolls", ()) if lexicon is not None else ()
    return any(w in tolls for w in text.casefold().split())


def figures_of(text: str, lang: str) -> frozenset[int]:
    """The exact or least numbers of a text that can count something: years and mere articles are none."""
    found = set()
    for amount in find_amounts(text, lang):
        least = amount.low if amount.low is not None else amount.high
        year = amount.digits and _YEAR.fullmatch(text[amount.core : amount.core + 4]) and amount.exact
        if least is not None and not amount.article and not year and least > 1:
            found.add(least)
    return frozenset(found)
