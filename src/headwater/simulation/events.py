"""What happened: incidents, their witnesses, and the first report of each witness."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from headwater.simulation.cast import Cast
from headwater.simulation.lines import ANONYMOUS, NAMED, Clause, Line, Source
from headwater.simulation.names import Name, make_name, make_person

KINDS = ("shelling", "blast", "ambush", "collapse", "arms")
FIRST_DAY = date(2011, 3, 7)
PER_DAY = 20
"""Incidents that happen on one day, in the long run: time grows with the number of incidents."""
_SHORTEST_SPAN = 60
_COLOURS = 28
_FACT_WORDS, _COLOUR_WORDS = 75, 15
"""Words of a first report's statements on the incident itself, and of one sentence of colour."""
_ENDS = (5, 6, 7, 8, 9)
"""Last digits of counts: every language here declines what is counted alike after them."""


@dataclass(frozen=True, slots=True)
class Event:
    """One incident. ``witnesses`` saw it, each with a count of his own."""

    number: int
    kind: str
    day: date
    place: Name
    river: Name
    town: Name
    towns: tuple[Name, ...]
    group: Name
    people: tuple[Name, ...]
    witnesses: tuple[tuple[Source, int], ...]
    injured: int
    earlier: int
    colours: int  # sentences on what went on around it, in a first report


def make_event(seed: int, number: int, incidents: int, cast: Cast) -> Event:
    """The incident of a number among so many. Reports come to about ``cast.words`` words."""
    rng = Random(f"event {seed} {number}")
    span = max(_SHORTEST_SPAN, incidents // PER_DAY)
    toll = _count(rng, 1, 6)
    witnesses: list[tuple[Source, int]] = []
    for place in range(rng.choices((1, 2, 3), (60, 30, 10))[0]):
        kind = rng.choice(NAMED if rng.random() < 0.7 else ANONYMOUS)
        source = Source(kind, make_person(rng) if kind in NAMED else None)
        counted = toll if place == 0 or rng.random() < 0.5 else toll + 10 * rng.choice((1, 2))
        if source not in [known for known, _ in witnesses]:
            witnesses.append((source, counted))
    towns = tuple(rng.sample(cast.towns, 4))
    return Event(
        number,
        rng.choice(KINDS),
        FIRST_DAY + timedelta(rng.randrange(span)),
        make_name(rng, 3),
        make_name(rng, 2),
        towns[0],
        towns,
        rng.choice(cast.groups),
        tuple(make_person(rng) for _ in range(6)),
        tuple(witnesses),
        _count(rng, 1, 9),
        _count(rng, 10, 90),
        max(2, (cast.words - _FACT_WORDS) // _COLOUR_WORDS + rng.randint(-1, 1)),
    )


def _count(rng: Random, least: int, most: int) -> int:
    return 10 * rng.randint(least, most) + rng.choice(_ENDS)


def lead_of(event: Event, n: int, variant: int, source: Source | None, frame: str) -> Line:
    """The sentence that says what happened, on somebody's word."""
    values: tuple[tuple[str, Name], ...] = (("place", event.place),)
    if event.kind == "arms":
        values += (("group", event.group),)
    clause = Clause("leads", event.kind, variant, values, n, event.day.weekday())
    return Line("lead", "by" if frame == "by" else "said", (clause,), source)


def title_of(event: Event, n: int, variant: int) -> Line:
    """The headline."""
    return Line("title", "title", (Clause("titles", event.kind, variant, (("place", event.place),), n),))


def first_report(event: Event, witness: int, rng: Random) -> list[Line]:
    """A report by somebody who spoke to one witness: what he says, and what its author saw besides."""
    source, toll = event.witnesses[witness]
    place, town, group = ("place", event.place), ("town", event.town), ("group", event.group)
    person = ("person", source.name or event.people[0])
    armed = event.kind not in ("collapse", "arms")
    facts = [
        _fact("injured" if event.kind != "arms" else "waiting", rng, (town,), event.injured),
        {"collapse": _fact("cause_hedged", rng, (("river", event.river),)),
         "arms": _fact("payment_hedged", rng, (town,))}.get(event.kind)
        or _fact("blame_hedged", rng, (group,)),
    ]  # fmt: skip
    if armed or event.kind == "arms":
        facts.append(_fact("holding", rng, (group, place)))
        if rng.random() < 0.3:
            facts.append(_fact("denial", rng, (group, ("person", event.people[1]))))
    if event.kind != "arms":
        facts.append(_fact("moment", rng, (place, person)))
        if rng.random() < 0.5:
            facts.append(_fact("video", rng, (place, ("person", event.people[2]))))
    if rng.random() < 0.6:
        facts.append(_fact("unverified", rng, ()))
    if armed:
        facts.append(_fact("background", rng, (town,), event.earlier))
    facts[0] = replace(facts[0], source=source, frame=rng.choice(("said", "by")))
    colours = [colour(event, f"colour-{witness}-{k}", rng) for k in range(event.colours)]
    body = [*facts[:3], *colours[:3], *facts[3:], *colours[3:]]
    variant = rng.randrange(3)
    return [title_of(event, toll, variant), lead_of(event, toll, variant, source, rng.choice(("said", "by"))), *body]  # fmt: skip


def _fact(name: str, rng: Random, values: tuple[tuple[str, Name], ...], n: int | None = None) -> Line:
    key = name.removesuffix("_hedged").removesuffix("_flat")
    return Line(key, "plain", (Clause("facts", name, rng.randrange(2), values, n),))


def colour(event: Event, key: str, rng: Random) -> Line:
    """A sentence on what went on around it: two clauses of many, so that no two reports share it by chance."""
    clauses = tuple(
        Clause(
            "colour",
            "clauses",
            which,
            (("town", rng.choice(event.towns)), ("person", rng.choice(event.people))),
            rng.choice(_ENDS) + 10 * rng.randint(1, 40),
        )
        for which in rng.sample(range(_COLOURS), 2)
    )
    return Line(key, "joined", clauses, None, rng.randrange(2))
