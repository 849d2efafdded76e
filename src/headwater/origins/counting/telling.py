"""What one claim tells by itself, whatever group asks for it: its dead, its day, its places, what it points back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from headwater.origins.counting.lexicon import speaks, words
from headwater.origins.counting.on_scene import stands_at_scene
from headwater.origins.counting.reading import Reading
from headwater.records.claims import Claim
from headwater.records.matches import ClaimSlots
from headwater.text.names import words_of

COARSE = 3
"""The coarsest precision of a day that sets one incident apart from another (a month)."""
SHORT = 8
"""Days within which a span of time still speaks of one deed."""
FIGHT = frozenset(("attack", "clash", "other"))
"""Frames of what is seen on the spot: the deed itself, and its aftermath."""
WIDER = ("campaign", "cumulative")
"""Scopes of counts that are of no single incident."""


@dataclass(frozen=True, slots=True)
class Dead:
    """The counts of dead in a claim's slots."""

    told: bool
    lows: frozenset[int]  # the numbers, those that are given
    most: int
    loose: bool  # one is given without a number, or as part of another
    wider: bool  # one is a campaign's or a war's


_NOBODY: frozenset[str] = frozenset()
_NONE = Dead(False, frozenset(), 0, False, False)


def dead_in(slots: ClaimSlots) -> Dead:
    """The counts of dead that slots hold."""
    told = [q for q in slots.quantities if q.role == "killed"] if slots.quantities else ()
    if not told:
        return _NONE
    lows = frozenset(q.low for q in told if q.low)
    return Dead(
        True,
        lows,
        max(lows, default=0),
        any(q.low is None or q.part_of for q in told),
        any(q.scope in WIDER for q in told),
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim with what every group of its article asks of it."""

    claim: Claim
    slots: ClaimSlots | None
    frame: str
    dead: Dead
    days: tuple[str, str] | None  # from and to
    undated: bool
    spread: bool  # its time is too long to place a deed
    hands: frozenset[str]  # who did it, as entities
    places: Sequence[str]  # those in its sources' names left out
    points_back: bool  # it speaks of a deed told before it ("the strike")
    manner: float  # what its words say for its being of the incident told before it, or against it


def _telling(claim: Claim, case: Reading) -> Telling:
    slots = case.slots.get(claim.id)
    time = slots.time if slots is not None else None
    days = (time.from_, time.to) if time is not None and time.from_ and time.to else None
    spoken = [a.source for i in claim.chain if (a := case.attributions.get(i)) and a.source is not None]
    back, manner = _manner(claim.text)
    return Telling(
        claim,
        slots,
        slots.frame if slots is not None else "",
        dead_in(slots) if slots is not None else _NONE,
        days,
        time is None or not time.from_,
        days is not None and time is not None and time.precision >= COARSE and not within_days(*days),
        perpetrators(slots) if slots is not None and slots.actors else _NOBODY,
        case.places.of(claim, spoken),
        back,
        manner + 0.5 if claim.chain and stands_at_scene(claim, case) else manner,
    )


@lru_cache(maxsize=1 << 13)
def _manner(text: str) -> tuple[bool, float]:
    """Whether words speak of a deed told before them, and what that and an aside say of it."""
    back = speaks(text, words().back_reference)
    found = 0.5 if back else 0.0
    if speaks(text, words().aside) and not speaks(text, words().dated):
        found -= 1.0
    return back, found


def telling_of(claim: Claim, case: Reading) -> Telling:
    """What a claim tells."""
    found = case.tellings.get(claim.id)
    if found is None:
        found = case.tellings[claim.id] = _telling(claim, case)
    return found


def perpetrators(slots: ClaimSlots) -> frozenset[str]:
    """Who did it, as entities."""
    return frozenset(a.entity for a in slots.actors if a.role == "perpetrator" and a.entity)


def asserts(claim: Claim) -> bool:
    """Whether a claim says that something happened: a denial, a plan or a refusal to answer never adds."""
    return claim.polarity == "assert" and claim.stance == "affirms" and claim.act == "happened"


def takes_responsibility(claim: Claim, case: Reading) -> bool:
    """Whether an armed party says that it did it, in the claim's words or by the verb before them."""
    if not _own_deed(claim, case):
        return False
    cues = [a.cue.text for i in claim.chain if (a := case.attributions.get(i)) and a.cue is not None]
    return speaks(" ".join((*cues, claim.text)), words().responsibility)


def _own_deed(claim: Claim, case: Reading) -> bool:
    """Whether an armed party speaks: others speak of responsibility only to lay it on somebody."""
    parties = [case.cited.get(attribution) for attribution in claim.chain]
    entities = [case.entities.get(p.entity or "") for p in parties if p is not None]
    return any(e is not None and e.party is not None and e.type == "group" for e in entities)


def is_deadly(claim: Claim, slots: ClaimSlots | None) -> bool:
    """Whether a claim says that people died."""
    if slots is not None and any(
        q.role == "killed" and claim.start <= q.start < claim.end for q in slots.quantities
    ):
        return True  # a toll that stands elsewhere in the article is not in this claim's words
    return speaks(claim.text, words().death)


@lru_cache(maxsize=1 << 12)
def is_presupposed(text: str) -> bool:
    """Whether the dead are named only in passing ("condemned the attack that killed nine") or on others' word."""
    keys = [word.forms[0] for word in words_of(text)]
    deaths = [at for at, key in enumerate(keys) if key in words().death]
    others = min((at for at, key in enumerate(keys) if key in words().told_by_others), default=len(keys))
    return bool(deaths) and all(_in_relative(keys, at) or 0 < others < at for at in deaths)


def _in_relative(keys: Sequence[str], at: int) -> bool:
    """Whether a relative pronoun stands right before a word, but for auxiliaries; never at the very start."""
    while at > 0 and keys[at - 1] in words().auxiliary:
        at -= 1
    return at > 1 and keys[at - 1] in words().relative


def tells_of_deed(claim: Claim, slots: ClaimSlots | None) -> bool:
    """Whether a claim tells of the deed, or of what is seen after it; not who came to talk of it."""
    if slots is None or slots.frame not in FIGHT:
        return False
    if speaks(claim.text, words().inquiry) and not speaks(claim.text, words().aftermath):
        return False
    return slots.frame != "other" or speaks(claim.text, words().aftermath)


def within_days(first: str, last: str) -> bool:
    """Whether a span of time ("earlier this week") is short enough to place a deed."""
    try:
        return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days < SHORT
    except ValueError:
        return False
