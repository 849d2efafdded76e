"""A group of claims as an event: its time, place, sides and tolls as ranges over *origins*, never over articles."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from headwater.show.exports.masked import Handed
from headwater.show.exports.positions import Position, position_of
from headwater.show.view import CaseView, Row, language_of, outlet_of

_NUMBER = re.compile(r"\d+")
_DOERS = ("perpetrator", "supplier")
_SIDES = (*_DOERS, "target", "victim", "recipient")
_UNKNOWN_PLACE = 7


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Words of an article on which something stands, in code points of its text; ``claim`` is whose they are."""

    article: str
    start: int
    end: int
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Toll:
    """One count that at least one origin stands for; ``phrase`` is how it is worded where that is vague."""

    value: int
    origins: int
    phrase: str
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Footing:
    """The words on which an event's time, place and sides stand, and how many of its claims tell them so."""

    time: tuple[Spot, ...] = ()
    place: tuple[Spot, ...] = ()
    doers: dict[str, tuple[Spot, ...]] = field(default_factory=dict)
    done_to: dict[str, tuple[Spot, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """What a data coder needs of one group; whatever the case does not tell is empty."""

    group: Row
    heading: str
    reports: list[Row]
    date_from: str | None
    date_to: str | None
    date_prec: int | None
    place: str | None
    position: Position | None
    where_prec: int
    killed: list[Toll]
    injured: list[Toll]
    side_a: str | None
    side_b: str | None
    told_by: list[str]
    footing: Footing


def events_of(handed: Handed) -> list[Event]:
    """Events of the case, those with most reports first: groups on incidents, then leads that are in no group."""
    view = handed.view
    groups = [group for group in view.groups_by_size if group.get("about") != "statement"]
    alone = [_alone(lead) for lead in view.leads.values() if lead["id"] not in view.group_of_claim]
    return [_event(view, group, coarse=not handed.unmasked) for group in groups + alone]


def _alone(lead: Row) -> Row:
    """A lead claim that no other report shares, in the shape of a group; its origins are not counted as a range."""
    return {
        "id": lead["id"],
        "claims": [lead["id"]],
        "articles": [lead["article"]],
        "heading": lead["id"],
        "status": "one report",
        "origins": lead["origins"],
        "separate_origins": {"min": None, "best": None, "max": None},
        "counted_claim": lead["text"],
        "counts": [
            {"slot": quantity["role"], "value": str(quantity["low"]), "best": len(lead["origins"]), "max": 1}
            for quantity in lead["quantities"][:1]
            if quantity["low"] is not None
        ],
    }


def _event(view: CaseView, group: Row, *, coarse: bool) -> Event:
    claims = [row for row in map(view.row, group["claims"]) if row]
    when, told_when = _time(claims)
    (place, position, where), told_where = _place(view, claims, coarse=coarse)
    doers, done_to = _sides(view, claims)
    return Event(
        group,
        view.heading(group)["text"],
        sorted((view.articles[id_] for id_ in group["articles"]), key=_printed),
        *when,
        place,
        position,
        where,
        _tolls(group, claims, "killed"),
        _tolls(group, claims, "injured"),
        _foremost(doers),
        _foremost(done_to),
        list(_told_by(view, group)),
        Footing(told_when, told_where, doers, done_to),
    )


def _printed(article: Row) -> tuple[str, str]:
    return (article["published"]["value"] or "~", article["id"])


def _gathered(told: Iterable[tuple[Key, Spot]]) -> dict[Key, tuple[Spot, ...]]:
    """Spots by what they tell, in the order of the claims."""
    found: dict[Key, list[Spot]] = {}
    for key, spot in told:
        found.setdefault(key, []).append(spot)
    return {key: tuple(spots) for key, spots in found.items()}


def _spot(claim: Row, span: Row) -> Spot:
    return Spot(claim["article"], span["start"], span["end"], claim["id"])


def _time(claims: Sequence[Row]) -> tuple[tuple[str | None, str | None, int | None], tuple[Spot, ...]]:
    """The time that most claims tell; of equals the most precise, then the earliest."""
    told = _gathered(
        (
            (row["time"]["precision"] or 5, row["time"]["from"], row["time"]["to"] or row["time"]["from"]),
            _spot(row, row["time"]),
        )
        for row in claims
        if row["time"] and row["time"]["from"]
    )
    if not told:
        return (None, None, None), ()
    best = min(told, key=lambda key: (-len(told[key]), *key))
    precision, first, last = best
    return (first, last, precision), told[best]


_Where = tuple[str | None, Position | None, int]


def _place(view: CaseView, claims: Sequence[Row], *, coarse: bool) -> tuple[_Where, tuple[Spot, ...]]:
    """The place that most claims tell; of equals the most precise."""
    told = _gathered(
        (
            (row["place"]["precision"], row["place"]["entity"] or "", row["place"]["name"]),
            _spot(row, row["place"]),
        )
        for row in claims
        if row["place"]
    )
    if not told:
        return (None, None, _UNKNOWN_PLACE), ()
    best = min(told, key=lambda key: (-len(told[key]), *key))
    precision, entity, name = best
    known = view.row(entity)
    position = position_of(known["known_as"] if known else None, coarse=coarse)
    if coarse:
        around = position.governorate or position.country if position else None
        return (around, position, position.where_prec if position else _UNKNOWN_PLACE), told[best]
    return (name, position, precision), told[best]


def _tolls(group: Row, claims: Sequence[Row], role: str) -> list[Toll]:
    """Counts that stand on an origin, lowest first."""
    phrases = {
        str(quantity["low"]): quantity["text"]
        for row in claims
        for quantity in row["quantities"]
        if quantity["role"] == role and not quantity["exact"] and not _NUMBER.search(quantity["text"])
    }
    spots = _gathered(
        (str(quantity["low"] if quantity["low"] is not None else quantity["high"]), _spot(row, quantity))
        for row in claims
        for quantity in row["quantities"]
        if quantity["role"] == role
    )
    tolls = [
        Toll(int(found[0]), count["best"], phrases.get(found[0], ""), spots.get(found[0], ()))
        for count in group["counts"]
        if count["slot"] == role and count["max"] > 0 and (found := _NUMBER.findall(count["value"]))
    ]
    return sorted(tolls, key=lambda toll: toll.value)


_Named = dict[str, tuple[Spot, ...]]


def _sides(view: CaseView, claims: Sequence[Row]) -> tuple[_Named, _Named]:
    """Those who act, and those who are acted upon and do not act; each with its words, most often named first."""
    told = _gathered(
        ((actor["role"] in _DOERS, known["name"]), _spot(row, actor))
        for row in claims
        for actor in row["actors"]
        if actor["role"] in _SIDES and (known := view.row(actor["entity"])) and known["type"] in _KINDS
    )
    often = sorted(told, key=lambda key: (-len(told[key]), key))
    doers = {name: told[acts, name] for acts, name in often if acts}
    return doers, {name: told[acts, name] for acts, name in often if not acts and name not in doers}


def _foremost(named: _Named) -> str | None:
    """Whoever is named most often; nobody where two are named as often."""
    often = [(len(spots), name) for name, spots in named.items()][:2]
    return often[0][1] if often and (len(often) == 1 or often[0][0] > often[1][0]) else None


_KINDS = ("group", "state", "body")


def _told_by(view: CaseView, group: Row) -> Iterator[str]:
    """Who said it, not who printed it: the origins of a group that are somebody, each once."""
    rows = filter(None, map(view.row, group["origins"]))
    yield from dict.fromkeys(
        row["name"] for row in rows if row["kind"] not in ("no_source_given", "own_reporter")
    )


def outlets_of(event: Event) -> list[str]:
    """Outlets that printed an event, each once, in the order of print."""
    return list(dict.fromkeys(outlet_of(article) for article in event.reports))


def languages_of(event: Event) -> list[str]:
    """Languages of its reports, each once."""
    return list(dict.fromkeys(language_of(article) for article in event.reports))
