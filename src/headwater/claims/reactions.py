"""Leads that only answer an incident, and the claim further down that tells the incident itself.

"The council called for an inquiry into the attack. ... Nine people were killed, the health office said": what
happened is the incident, and whoever calls for something has not told it. A report of a demand or a denial
leads with the claim that counts the dead, where one of the next sentences has it on somebody's word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from headwater.claims.leads import figures_of, stems
from headwater.claims.lexicons import Lexicon
from headwater.records.claims import Claim

_REACH = 6  # sentences behind the lead in which the incident is told
_MATTER = 2  # content words that its sentence has from the headline or the lead's sentence
_ANSWERS = ("requested", "ordered", "threatened", "offered")


def incident_behind(
    claims: Sequence[Claim],
    lead: int,
    around: Sequence[str],
    headline: str,
    lexicon: Lexicon | None,
    named: Sequence[bool],
) -> int | None:
    """The claim that tells the incident which the lead answers; None where the lead is no answer, or none does."""
    if lexicon is None or not _answers(claims, lead, around[lead], headline, lexicon):
        return None
    known = stems(f"{headline} {around[lead]}", lexicon)
    for n, claim in enumerate(claims):
        behind = claim.sentence - claims[lead].sentence
        if not named[n] or claim.title or not 0 <= behind <= _REACH or n == lead:
            continue
        shared = [w for w in known & stems(around[n], lexicon) if not w.isdigit()]
        if len(shared) >= _MATTER and _counts(claim, lexicon) and not _is_answer(claim, lexicon):
            return n
    return None


def _answers(claims: Sequence[Claim], lead: int, sentence: str, headline: str, lexicon: Lexicon) -> bool:
    """Whether a lead counts nobody and, of some attack, asks for something or denies it, itself or beside it."""
    one = claims[lead]
    counts = _counts(one, lexicon) and any(c.isdigit() for c in one.text)
    if counts or not _found("incidents", f"{headline}\n{sentence}", lexicon):
        return False
    before = [c for c in claims if c.sentence == one.sentence and not c.title and c.start <= one.start]
    return any(_is_answer(c, lexicon) for c in before) or _found("pushes", sentence, lexicon)


def _is_answer(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether a claim is a demand, a threat, an offer or a denial."""
    denies = claim.stance == "denies" and bool(claim.chain)
    return denies or claim.act in _ANSWERS


def _counts(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether a claim counts the dead of one incident, not those of a war."""
    if not _found("deaths", claim.text, lexicon) or _found("spans", claim.text, lexicon):
        return False
    return bool(figures_of(claim.text, claim.lang))


def _found(table: str, text: str, lexicon: Lexicon) -> bool:
    pattern = _pattern(tuple(lexicon.words["lead"].get(table, ())))
    return pattern is not None and pattern.search(text.lower()) is not None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(words)) if words else None
