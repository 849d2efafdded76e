"""Which claims of a group's articles speak of the group's incident, and how much of it they carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from headwater.origins.counting.bystanders import from_afar, only_reacts
from headwater.origins.counting.lexicon import stems_of
from headwater.origins.counting.on_scene import saw_it, was_there
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.telling import (
    COARSE,
    FIGHT,
    Telling,
    asserts,
    is_deadly,
    is_presupposed,
    perpetrators,
    takes_responsibility,
    telling_of,
    tells_of_deed,
    within_days,
)
from headwater.records.claims import Claim
from headwater.records.matches import MatchedGroup

Weight = Literal["whole", "part"]
"""``whole``: it carries what is counted (the deaths); ``part``: it only says that something of it happened."""

MONTH = 4
"""The precision of a month: a group that tells no day is of the month that it tells."""
NEAR = 2
"""Sentences within which a claim may still speak of what was told before it."""
ENOUGH = 1.0
"""How much must speak for a claim outside the group to be of the group's incident."""
TALK = frozenset(("statement", "talks", "agreement"))
"""Frames of words and not of deeds: whoever speaks there of the dead tells them from others."""
STRONG = 2.0
"""How much must speak for it where the claim does not carry what is counted: as much as a toll in common."""
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
    placed: bool  # it names a place narrower than a country: else another place tells nothing against it
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
    told = [one for c in claims if (one := telling_of(c, case)).slots is not None]
    slots = [one.slots for one in told if one.slots is not None]
    spans = [t for s in slots if (t := s.time) and t.from_ and t.to and t.precision <= MONTH]
    days = [(t.from_, t.to) for t in [t for t in spans if t.precision < COARSE] or spans if t.from_ and t.to]
    tolls = frozenset(low for t in told for low in t.dead.lows)
    fought = any(t.frame in FIGHT for t in told)
    places = frozenset(key for c in claims for key in case.places.of(c))
    of: dict[str, list[Claim]] = {}
    for claim in claims:
        of.setdefault(claim.article, []).append(claim)
    return Incident(
        places=places,
        placed=any(not ((land := case.entities.get(key)) and land.type == "state") for key in places),
        first=min((first for first, _ in days), default=None),
        last=max((last for _, last in days), default=None),
        frames=frozenset(t.frame for t in told if t.frame != "other"),
        tolls=tolls,
        hands=frozenset(hand for s in slots for hand in perpetrators(s)),
        standing=2 * sum(t.dead.wider for t in told) > len(claims),
        matter=frozenset(stem for c in claims for stem in stems_of(c.text)),
        deadly=2 * sum(_tells_of_dead(a, of.get(a, ()), tolls, fought, case) for a in group.articles)
        >= len(group.articles),
    )


def _tells_of_dead(
    article: str, grouped: Sequence[Claim], tolls: frozenset[int], fought: bool, case: Reading
) -> bool:
    """Whether an article's claim in the group says so; of a fight, its headline or a claim that gives the group's toll.

    A group on who holds a town counts no dead, whatever the headlines above its claims tell.
    """
    own = list(grouped)
    if fought:
        theirs = (telling_of(c, case) for c in case.claims_of.get(article, ()))
        own += [told.claim for told in theirs if told.claim.title or _gives(told, tolls)]
    return any(is_deadly(c, case.slots.get(c.id)) for c in own)


def _gives(told: Telling, tolls: frozenset[int]) -> bool:
    """Whether a claim gives one of the tolls, and one that few incidents share."""
    return any(low > SMALL_TOLL for low in told.dead.lows & tolls) if told.dead.told else False


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
        inside = claim.id in members
        if incident.standing and not inside:
            continue
        told = telling_of(claim, case)
        bearing = STRONG if inside else _bearing(told, incident, last, case)
        if bearing < ENOUGH and not (bearing >= BESIDE and saw_it(claim, case)):
            continue
        last = claim.sentence if not claim.title else last
        if not asserts(claim) or from_afar(claim, case):
            continue
        if _stands_for_all(told, incident, inside, case):
            yield Support(claim, "whole")
        elif inside or (bearing >= STRONG and told.frame in incident.frames):
            yield Support(claim, "part")


def _stands_for_all(told: Telling, incident: Incident, inside: bool, case: Reading) -> bool:
    """Whether whoever says a claim vouches for what is counted, or was there and bears it out."""
    if only_reacts(told.claim, case):
        return False
    if not (inside or incident.deadly or _shares_matter(told.claim, incident)):
        return False  # of the same incident, and of other matter than is counted
    if (inside and not incident.deadly) or _carries(told, incident, case):
        return True
    return was_there(told.claim, case) and tells_of_deed(told.claim, told.slots)


def _shares_matter(claim: Claim, incident: Incident) -> bool:
    """Whether a claim tells in some of the same words what a group of no deadly incident is about."""
    own = stems_of(claim.text)
    shared = own & incident.matter
    return len(shared) >= LEAST_SHARED and LEAST_SHARE * len(own) <= len(shared)


def _carries(told: Telling, incident: Incident, case: Reading) -> bool:
    if told.frame in TALK:
        return False
    if takes_responsibility(told.claim, case):
        return True
    if incident.deadly:
        return is_deadly(told.claim, told.slots) and not is_presupposed(told.claim.text)
    return told.frame in incident.frames


def _bearing(told: Telling, incident: Incident, last: int | None, case: Reading) -> float:
    """How much speaks for a claim outside the group being of its incident; conflicts weigh against it."""
    dead = told.dead
    if told.slots is None or incident.standing or dead.wider or _far_too_many(dead.most, incident):
        return 0.0
    common = dead.lows & incident.tolls if dead.told else dead.lows
    telling = any(low > SMALL_TOLL for low in common)
    if not telling and not (_time_fits(told, incident) and not _is_of_later_news(told, incident, case)):
        return 0.0  # days are often misread: a telling toll outweighs one
    found = 2.0 if telling else 1.0 if common else 0.0
    if last is not None and 0 <= told.claim.sentence - last <= NEAR:
        found += 0.5
    known = told.frame in incident.frames
    if known:
        found += 0.5
    if dead.told:
        found += _toll_bearing(dead.loose or bool(common), incident)
    if incident.hands and told.hands and incident.hands.isdisjoint(told.hands):
        found -= 1.0  # it names who did it, and the group's claims name others only
    found += told.manner + _place_bearing(told.places, incident, case)
    points_back = known and told.points_back
    return max(found, ENOUGH) if points_back and takes_responsibility(told.claim, case) else found


def _toll_bearing(fits: bool, incident: Incident) -> float:
    """For a claim that tells of the dead of a deadly incident; against one that gives a toll of its own."""
    if incident.deadly:
        return 0.5 if fits else 0.0
    return 0.0 if fits else -0.5


def _place_bearing(places: Sequence[str], incident: Incident, case: Reading) -> float:
    """For a place of the incident that few texts name; against a claim that names other places alone."""
    if not places:
        return 0.0
    shared = [key for key in places if key in incident.places]
    if any(case.places.telling(key) for key in shared):
        return 1.0
    return 0.0 if shared or not incident.placed else -1.5


def _far_too_many(dead: int, incident: Incident) -> bool:
    """Whether a claim gives more dead than any toll of the incident can have grown to: a campaign's."""
    return bool(dead and incident.tolls) and dead > GROWS * max(incident.tolls)


def _is_of_later_news(told: Telling, incident: Incident, case: Reading) -> bool:
    """Whether a claim without a day stands in a text printed long after the incident: it tells that day's news."""
    if incident.last is None or not told.undated:
        return False
    printed = case.articles[told.claim.article].published.value
    return bool(printed) and not within_days(incident.last, printed or "")


def _time_fits(told: Telling, incident: Incident) -> bool:
    if told.days is None:
        return True
    if told.spread:
        return False
    if incident.first is None or incident.last is None:
        return True
    return told.days[0] <= incident.last and incident.first <= told.days[1]
