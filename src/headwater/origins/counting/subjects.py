"""Bare claims whose own subject is the source: "an agency's reporter saw", "state media gave a toll of nine"."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from headwater.origins.counting.ends import End
from headwater.origins.counting.lexicon import words
from headwater.origins.counting.outlet_ends import outlet_end, reporter_of
from headwater.origins.counting.reading import Reading
from headwater.origins.descent.outlet_names import is_state_voice, names_correspondent
from headwater.records.claims import Claim
from headwater.text.names import words_of
from headwater.text.tokens import words_in

OPENING = 6
"""Words at the start of a claim in which its subject stands."""
NEAR = 4
"""Words after the subject within which its verb stands."""
LONGEST_OPENING = 400
"""Characters in which the first words of a claim stand."""


def subject_of(claim: Claim, case: Reading) -> End | None:
    """The source that a claim without attribution names as its own subject, or null."""
    return looked_up(claim, case) if may_have_subject(claim.text) else None


def looked_up(claim: Claim, case: Reading) -> End | None:
    """The same, whether it may have one or not."""
    opening = claim.text.split()[:OPENING]
    if any(names_correspondent(word) for word in opening):
        outlet = case.book.in_phrase(" ".join(opening))
        return reporter_of(outlet) if outlet is not None else None
    before = _before_teller(claim.text)
    if before is None:
        return None
    outlet = case.book.in_phrase(before)
    if outlet is None and is_state_voice(before):
        outlet = case.book.of_name(before)
    return outlet_end(outlet, case) if outlet is not None else None


@lru_cache(maxsize=1 << 13)
def may_have_subject(text: str) -> bool:
    """Whether one of a claim's first words is such that its subject is looked up: of most claims none is."""
    opening = text[:LONGEST_OPENING].split()
    whole = (
        len(opening) > OPENING or len(text) <= LONGEST_OPENING
    )  # words as long as that are links and noise
    if not whole and any(_told_by(written)[2] for written in text.split(None, OPENING)[:OPENING]):
        return True
    found = 0
    for at, written in enumerate(opening):
        many, tells, reports = _told_by(written)
        if tells or (reports and at < OPENING):
            return True
        found += many
        if found >= OPENING + NEAR and at + 1 >= OPENING:
            break
    return False


@lru_cache(maxsize=1 << 16)
def _told_by(written: str) -> tuple[int, bool, bool]:
    """Of what stands between two spaces: how many words, whether one is of telling, and whether one is a reporter."""
    found = words_of(written)
    tells = any(word.forms[0] in words().tellers for word in found)
    return len(found), tells, names_correspondent(written)


def _before_teller(text: str) -> str | None:
    """The words before the first verb of telling, where that stands near the start."""
    opening = islice(words_in(text[:LONGEST_OPENING]), OPENING + NEAR)
    for at, (start, word) in enumerate(opening):
        if at and word.forms[0] in words().tellers:
            return text[: start + word.start].strip()
    return None
