"""What an origin has to gain or lose by what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from headwater.origins.counting.ends import End
from headwater.origins.counting.lexicon import speaks, words
from headwater.records.claims import Claim
from headwater.records.matches import Actor, ClaimSlots
from headwater.records.origins import Position

FIGHTING = frozenset(("attack", "clash", "capture", "arrest"))
_ORDER: tuple[Position, ...] = (
    "denies_own", "own_loss", "own_success", "supplier", "recipient", "accuses_opponent", "none_known",
)  # fmt: skip


def position_of(end: End, spoken: Iterable[tuple[Claim, ClaimSlots | None]]) -> Position:
    """The most telling position that an origin holds in the claims that rest on it."""
    return most_telling(_in_claim(end, claim, slots) for claim, slots in spoken)


def most_telling(positions: Iterable[Position]) -> Position:
    """Of some positions the one that tells most."""
    found = set(positions)
    return next((p for p in _ORDER if p in found), "none_known")


def _in_claim(end: End, claim: Claim, slots: ClaimSlots | None) -> Position:
    if slots is None or end.entity is None:
        return "none_known"
    roles = {actor.role for actor in slots.actors if actor.entity == end.entity}
    if "perpetrator" in roles and slots.frame in FIGHTING:
        return "denies_own" if claim.polarity == "deny" else "own_success"
    if claim.polarity == "assert" and end.party and speaks(claim.text, words().responsibility):
        return "own_success"
    if roles & {"victim", "target"} and slots.frame in FIGHTING:
        return "own_loss"
    if "supplier" in roles:
        return "supplier"
    if "recipient" in roles:
        return "recipient"
    return "accuses_opponent" if end.party and _accused(end, slots.actors) else "none_known"


def _accused(end: End, actors: Sequence[Actor]) -> bool:
    return any(actor.role == "perpetrator" and actor.entity not in (None, end.entity) for actor in actors)
