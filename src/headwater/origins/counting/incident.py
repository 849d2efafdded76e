"""Which claims of a group's articles speak of the group's incident, and how much of it they carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from headwater.origins.counting.lexicon import speaks, words
from headwater.origins.counting.reading import Reading
from headwater.records.claims import Claim
from headwater.records.matches import ClaimSlots, ClaimTime, MatchedGroup, Place

Weight = Literal["whole", "part"]
"""``whole``: it carries what is counted (the deaths); ``part``: it only says that something of it happened."""

EXACT_PLACE = 3
"""The coarsest precision of a place that sets one incident apart from another (a district)."""
NEAR = 2
"""Sentences within which a claim without place or time still speaks of what was told before it."""


@dataclass(frozen=True, slots=True)
class Incident:
    """What a group speaks of, gathered from its claims."""

    places: frozenset[str]
    first: str | None
    last: str | None
    frames: frozenset[str]
    tolls: frozenset[int]
    deadly: bool


@dataclass(frozen=True, slots=True)
class Support:
    """One claim that speaks of the incident."""

    claim: Claim
    weight: Weight


def incident_of(group: MatchedGroup, case: Reading) -> Incident:
    """The places, days, frames and tolls of a group's claims."""
    claims = [c for i in group.claims if (c := case.claims.get(i))]
    slots = [s for c in claims if (s := case.slots.get(c.id))]
    days = [
        (t.from_, t.to) for s in slots if (t := s.time) and t.from_ and t.to and t.precision <= EXACT_PLACE
    ]
    deadly = Counter(is_deadly(c, case.slots.get(c.id)) for c in claims)
    return Incident(
        places=frozenset(key for s in slots for key in _place_keys(s.place)),
        first=min((first for first, _ in days), default=None),
        last=max((last for _, last in days), default=None),
        frames=frozenset(s.frame for s in slots if s.frame != "other"),
        tolls=frozenset(q.low for s in slots for q in s.quantities if q.role == "killed" and q.low),
        deadly=deadly[True] >= deadly[False],
    )


def supports_of(group: MatchedGroup, case: Reading) -> list[Support]:
    """The claims of the group's articles that speak of its incident, denials and plans left out."""
    incident = incident_of(group, case)
    members = set(group.claims)
    found: list[Support] = []
    for article in group.articles:
        found += _in_article(case.claims_of.get(article, ()), members, incident, case)
    return found


def _in_article(
    claims: Sequence[Claim], members: set[str], incident: Incident, case: Reading
) -> Iterator[Support]:
    last = None  # sentence of the last claim that spoke of the incident
    for claim in claims:
        slots = case.slots.get(claim.id)
        inside = claim.id in members
        if not inside and not _speaks_of(claim, slots, incident, last):
            continue
        last = claim.sentence if not claim.title else last
        if not asserts(claim):
            continue
        whole = (inside and not incident.deadly) or _carries(claim, slots, incident)
        yield Support(claim, "whole" if whole else "part")


def asserts(claim: Claim) -> bool:
    """Whether a claim says that something happened: a denial, a plan or a refusal to answer never adds."""
    return claim.polarity == "assert" and claim.stance == "affirms" and claim.act == "happened"


def _carries(claim: Claim, slots: ClaimSlots | None, incident: Incident) -> bool:
    if speaks(claim.text, words().responsibility):
        return True
    if incident.deadly:
        return is_deadly(claim, slots)
    return slots is not None and slots.frame in incident.frames


def is_deadly(claim: Claim, slots: ClaimSlots | None) -> bool:
    """Whether a claim says that people died."""
    if slots is not None and any(q.role == "killed" for q in slots.quantities):
        return True
    return speaks(claim.text, words().death)


def _speaks_of(claim: Claim, slots: ClaimSlots | None, incident: Incident, last: int | None) -> bool:
    """Whether a claim outside the group still speaks of its incident."""
    if slots is None or not _time_fits(slots.time, incident) or _other_scope(slots):
        return False
    toll = any(q.role == "killed" and q.low in incident.tolls for q in slots.quantities)
    place = _place_fits(slots.place, incident)
    if place is False:
        return False
    if toll or place:
        return True
    near = last is not None and 0 <= claim.sentence - last <= NEAR
    return near and (
        slots.frame in incident.frames
        or is_deadly(claim, slots)
        or speaks(claim.text, words().responsibility)
    )


def _other_scope(slots: ClaimSlots) -> bool:
    return any(q.role == "killed" and q.scope in ("campaign", "cumulative") for q in slots.quantities)


def _time_fits(time: ClaimTime | None, incident: Incident) -> bool:
    if time is None or not time.from_ or not time.to:
        return True
    if time.precision > EXACT_PLACE:
        return False
    if incident.first is None or incident.last is None:
        return True
    return time.from_ <= incident.last and incident.first <= time.to


def _place_fits(place: Place | None, incident: Incident) -> bool | None:
    """True where the place is the incident's, false where it is another, null where it does not tell."""
    if place is None or not incident.places:
        return None
    if incident.places & set(_place_keys(place)):
        return True
    return False if place.precision <= EXACT_PLACE else None


def _place_keys(place: Place | None) -> Iterable[str]:
    if place is None:
        return ()
    return tuple(key for key in (place.entity, place.name.casefold()) if key)
