"""Which claims of a group's articles speak of the group's incident, and how much of it they carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from headwater.origins.counting.bystanders import from_afar, only_reacts
from headwater.origins.counting.lexicon import speaks, stems_of, words
from headwater.origins.counting.on_scene import saw_it, stands_at_scene, was_there
from headwater.origins.counting.reading import Reading
from headwater.records.claims import Claim
from headwater.records.matches import ClaimSlots, ClaimTime, MatchedGroup
from headwater.text.names import words_of

Weight = Literal["whole", "part"]
"""``whole``: it carries what is counted (the deaths); ``part``: it only says that something of it happened."""

COARSE = 3
"""The coarsest precision of a day that sets one incident apart from another (a month)."""
MONTH = 4
"""The precision of a month: a group that tells no day is of the month that it tells."""
SHORT = 8
"""Days within which a span of time still speaks of one deed."""
NEAR = 2
"""Sentences within which a claim may still speak of what was told before it."""
ENOUGH = 1.0
"""How much must speak for a claim outside the group to be of the group's incident."""
TALK = frozenset(("statement", "talks", "agreement"))
"""Frames of words and not of deeds: whoever speaks there of the dead tells them from others."""
STRONG = 2.0
"""How much must speak for it where the claim does not carry what is counted: as much as a toll in common."""
FIGHT = frozenset(("attack", "clash", "other"))
"""Frames of what is seen on the spot: the deed itself, and its aftermath."""
BESIDE = 0.5
"""How much must speak for an eyewitness's words: they stand beside what he bears out and name nothing."""
DENYING = ("affirms", "denies")
"""Stances of those who say that something is not so."""
GROWS = 5
"""How many times a toll may grow from report to report."""
SMALL_TOLL = 3
"""A toll that many incidents share says little."""
LEAST_SHARED = 3
"""Words that a claim outside the group must share with those inside where no deaths are counted."""
LEAST_SHARE = 0.3
"""Share of its own words that these must be."""


@dataclass(frozen=True, slots=True)
class Incident:
    """What a group speaks of, gathered from its claims."""

    places: frozenset[str]
    first: str | None
    last: str | None
    frames: frozenset[str]
    tolls: frozenset[int]
    hands: frozenset[str]
    deadly: bool
    standing: bool  # a war's count or a habit, no deed of a day: what is told beside it is of other matter
    matter: frozenset[str]  # beginnings of the words by which the group's claims tell it


@dataclass(frozen=True, slots=True)
class Support:
    """One claim that speaks of the incident."""

    claim: Claim
    weight: Weight


def incident_of(group: MatchedGroup, case: Reading) -> Incident:
    """The places, days, frames and tolls of a group's claims."""
    every = [c for i in group.claims if (c := case.claims.get(i))]
    claims = [c for c in every if asserts(c)] or every  # whoever denies it tells of other deeds beside
    slots = [s for c in claims if (s := case.slots.get(c.id))]
    spans = [t for s in slots if (t := s.time) and t.from_ and t.to and t.precision <= MONTH]
    days = [(t.from_, t.to) for t in [t for t in spans if t.precision < COARSE] or spans if t.from_ and t.to]
    tolls = frozenset(q.low for s in slots for q in s.quantities if q.role == "killed" and q.low)
    fought = any(s.frame in FIGHT for s in slots)
    return Incident(
        places=frozenset(key for c in claims for key in case.places.of(c)),
        first=min((first for first, _ in days), default=None),
        last=max((last for _, last in days), default=None),
        frames=frozenset(s.frame for s in slots if s.frame != "other"),
        tolls=tolls,
        hands=frozenset(a.entity for s in slots for a in s.actors if a.role == "perpetrator" and a.entity),
        standing=2 * sum(_other_scope(s) for s in slots) > len(claims),
        matter=frozenset(stem for c in claims for stem in stems_of(c.text)),
        deadly=2 * sum(_tells_of_dead(a, claims, tolls, fought, case) for a in group.articles)
        >= len(group.articles),
    )


def _tells_of_dead(
    article: str, grouped: Sequence[Claim], tolls: frozenset[int], fought: bool, case: Reading
) -> bool:
    """Whether an article's claim in the group says so; of a fight, its headline or a claim that gives the group's toll.

    A group on who holds a town counts no dead, whatever the headlines above its claims tell.
    """
    own = [c for c in grouped if c.article == article]
    theirs = case.claims_of.get(article, ()) if fought else ()
    own += [c for c in theirs if c.title or _gives(case.slots.get(c.id), tolls)]
    return any(is_deadly(c, case.slots.get(c.id)) for c in own)


def _gives(slots: ClaimSlots | None, tolls: frozenset[int]) -> bool:
    """Whether a claim gives one of the tolls, and one that few incidents share."""
    return (
        slots is not None
        and bool(slots.quantities)
        and any(
            q.role == "killed" and q.low in tolls and q.low > SMALL_TOLL for q in slots.quantities if q.low
        )
    )


def supports_of(group: MatchedGroup, case: Reading) -> list[Support]:
    """The claims of the group's articles that speak of its incident, denials and plans left out."""
    incident = incident_of(group, case)
    members = set(group.claims)
    found: list[Support] = []
    for article in group.articles:
        found += _in_article(case.claims_of.get(article, ()), members, incident, case)
    return found or list(_only_denied(group, case))


def _only_denied(group: MatchedGroup, case: Reading) -> Iterator[Support]:
    """The denials of a group in which nobody affirms anything: what they say is then what is counted."""
    claims = [c for i in group.claims if (c := case.claims.get(i))]
    if not any(asserts(c) for c in claims):
        yield from (Support(c, "whole") for c in claims if c.stance in DENYING and c.act == "happened")


def _in_article(
    claims: Sequence[Claim], members: set[str], incident: Incident, case: Reading
) -> Iterator[Support]:
    last = None  # sentence of the last claim that spoke of the incident
    for claim in claims:
        slots = case.slots.get(claim.id)
        inside = claim.id in members
        bearing = STRONG if inside else _bearing(claim, slots, incident, last, case)
        if bearing < ENOUGH and not (bearing >= BESIDE and saw_it(claim, case)):
            continue
        last = claim.sentence if not claim.title else last
        if not asserts(claim) or from_afar(claim, case):
            continue
        if _stands_for_all(claim, slots, incident, inside, case):
            yield Support(claim, "whole")
        elif inside or (bearing >= STRONG and slots is not None and slots.frame in incident.frames):
            yield Support(claim, "part")


def _stands_for_all(
    claim: Claim, slots: ClaimSlots | None, incident: Incident, inside: bool, case: Reading
) -> bool:
    """Whether whoever says a claim vouches for what is counted, or was there and bears it out."""
    if only_reacts(claim, case):
        return False
    if not (inside or incident.deadly or _shares_matter(claim, incident)):
        return False  # of the same incident, and of other matter than is counted
    if (inside and not incident.deadly) or _carries(claim, slots, incident, case):
        return True
    return was_there(claim, case) and _tells_of_deed(claim, slots)


def _shares_matter(claim: Claim, incident: Incident) -> bool:
    """Whether a claim tells in some of the same words what a group of no deadly incident is about."""
    own = stems_of(claim.text)
    shared = own & incident.matter
    return len(shared) >= LEAST_SHARED and LEAST_SHARE * len(own) <= len(shared)


def _tells_of_deed(claim: Claim, slots: ClaimSlots | None) -> bool:
    """Whether a claim tells of the deed, or of what is seen after it; not who came to talk of it."""
    if slots is None or slots.frame not in FIGHT:
        return False
    if speaks(claim.text, words().inquiry) and not speaks(claim.text, words().aftermath):
        return False
    return slots.frame != "other" or speaks(claim.text, words().aftermath)


def asserts(claim: Claim) -> bool:
    """Whether a claim says that something happened: a denial, a plan or a refusal to answer never adds."""
    return claim.polarity == "assert" and claim.stance == "affirms" and claim.act == "happened"


def _carries(claim: Claim, slots: ClaimSlots | None, incident: Incident, case: Reading) -> bool:
    if slots is not None and slots.frame in TALK:
        return False
    if takes_responsibility(claim, case):
        return True
    if incident.deadly:
        return is_deadly(claim, slots) and not is_presupposed(claim.text)
    return slots is not None and slots.frame in incident.frames


def takes_responsibility(claim: Claim, case: Reading) -> bool:
    """Whether an armed party says that it did it, in the claim's words or by the verb before them."""
    cues = [a.cue.text for i in claim.chain if (a := case.attributions.get(i)) and a.cue is not None]
    return speaks(" ".join((*cues, claim.text)), words().responsibility) and _own_deed(claim, case)


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


def _bearing(
    claim: Claim, slots: ClaimSlots | None, incident: Incident, last: int | None, case: Reading
) -> float:
    """How much speaks for a claim outside the group being of its incident; conflicts weigh against it."""
    if slots is None or incident.standing or _other_scope(slots) or _far_too_many(slots, incident):
        return 0.0
    if not _gives(slots, incident.tolls) and (
        not _time_fits(slots.time, incident) or _is_of_later_news(claim, slots.time, incident, case)
    ):
        return 0.0  # days are often misread: a telling toll outweighs one
    tolls = [q.low for q in slots.quantities if q.role == "killed" and q.low and q.low in incident.tolls]
    found = max((2.0 if toll > SMALL_TOLL else 1.0 for toll in tolls), default=0.0) if tolls else 0.0
    if last is not None and 0 <= claim.sentence - last <= NEAR:
        found += 0.5
    back = speaks(claim.text, words().back_reference)
    if back:
        found += 0.5
    if slots.frame in incident.frames:
        found += 0.5
    found += _toll_bearing(slots, incident)
    if speaks(claim.text, words().aside) and not speaks(claim.text, words().dated):
        found -= 1.0
    if _other_hand(slots, incident):
        found -= 1.0
    found += 0.5 if stands_at_scene(claim, case) else 0.0
    found += _place_bearing(claim, incident, case)
    points_back = back and slots.frame in incident.frames
    return max(found, ENOUGH) if points_back and takes_responsibility(claim, case) else found


def _toll_bearing(slots: ClaimSlots, incident: Incident) -> float:
    """For a claim that tells of the dead of a deadly incident; against one that gives a toll of its own."""
    told = [q for q in slots.quantities if q.role == "killed"] if slots.quantities else None
    if not told:
        return 0.0
    fits = any(q.low is None or q.low in incident.tolls or q.part_of for q in told)
    if not incident.deadly:
        return 0.0 if fits else -0.5
    return 0.5 if fits else 0.0


def _other_hand(slots: ClaimSlots, incident: Incident) -> bool:
    """Whether the claim names who did it, and the group's claims name others only."""
    named = {a.entity for a in slots.actors if a.role == "perpetrator" and a.entity}
    return bool(named and incident.hands) and not named & incident.hands


def _place_bearing(claim: Claim, incident: Incident, case: Reading) -> float:
    """For a place of the incident that few texts name; against a claim that names other places alone."""
    spoken = [a.source for i in claim.chain if (a := case.attributions.get(i)) and a.source is not None]
    places = case.places.of(claim, spoken)
    if not places:
        return 0.0
    shared = [key for key in places if key in incident.places]
    if any(case.places.telling(key) for key in shared):
        return 1.0
    return 0.0 if shared or not _is_placed(incident, case) else -1.5


def _is_placed(incident: Incident, case: Reading) -> bool:
    """Whether the group names a place narrower than a country: else another place tells nothing against it."""
    return any(not ((entity := case.entities.get(key)) and entity.type == "state") for key in incident.places)


def _far_too_many(slots: ClaimSlots, incident: Incident) -> bool:
    """Whether a claim gives more dead than any toll of the incident can have grown to: a campaign's."""
    if not slots.quantities:
        return False
    most = max(incident.tolls, default=0)
    return most > 0 and any(q.role == "killed" and (q.low or 0) > GROWS * most for q in slots.quantities)


def _other_scope(slots: ClaimSlots) -> bool:
    return any(q.role == "killed" and q.scope in ("campaign", "cumulative") for q in slots.quantities)


def _is_of_later_news(claim: Claim, time: ClaimTime | None, incident: Incident, case: Reading) -> bool:
    """Whether a claim without a day stands in a text printed long after the incident: it tells that day's news."""
    printed = case.articles[claim.article].published.value
    if incident.last is None or not printed or (time is not None and time.from_):
        return False
    return not _within_days(incident.last, printed)


def _within_days(first: str, last: str) -> bool:
    """Whether a span of time ("earlier this week") is short enough to place a deed."""
    try:
        return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days < SHORT
    except ValueError:
        return False


def _time_fits(time: ClaimTime | None, incident: Incident) -> bool:
    if time is None or not time.from_ or not time.to:
        return True
    if time.precision >= COARSE and not _within_days(time.from_, time.to):
        return False
    if incident.first is None or incident.last is None:
        return True
    return time.from_ <= incident.last and incident.first <= time.to
