"""A group of claims as an event: its time, place, sides and tolls as ranges over *origins*, never over articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headwater.show.exports.masked import Handed
from headwater.show.exports.positions import Position, position_of
from headwater.show.view import CaseView, Row, language_of, outlet_of

_NUMBER = re.compile(r"\d+")
_SIDES = ("perpetrator", "supplier", "target", "victim", "recipient")
_UNKNOWN_PLACE = 7


@dataclass(frozen=True, slots=True)
class Toll:
    """One count that at least one origin stands for; ``phrase`` is how it is worded where that is vague."""

    value: int
    origins: int
    phrase: str


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
    sides: list[str]
    told_by: list[str]


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
    date_from, date_to, precision = _time(claims)
    place, position, where = _place(view, claims, coarse=coarse)
    return Event(
        group,
        view.heading(group)["text"],
        sorted((view.articles[id_] for id_ in group["articles"]), key=_printed),
        date_from,
        date_to,
        precision,
        place,
        position,
        where,
        _tolls(group, claims, "killed"),
        _tolls(group, claims, "injured"),
        list(_sides(view, claims)),
        list(_told_by(view, group)),
    )


def _printed(article: Row) -> tuple[str, str]:
    return (article["published"]["value"] or "~", article["id"])


def _time(claims: Sequence[Row]) -> tuple[str | None, str | None, int | None]:
    """The time that most claims tell; of equals the most precise, then the earliest."""
    told = Counter(
        (row["time"]["precision"] or 5, row["time"]["from"], row["time"]["to"] or row["time"]["from"])
        for row in claims
        if row["time"] and row["time"]["from"]
    )
    if not told:
        return None, None, None
    precision, first, last = min(told, key=lambda key: (-told[key], *key))
    return first, last, precision


def _place(view: CaseView, claims: Sequence[Row], *, coarse: bool) -> tuple[str | None, Position | None, int]:
    """The place that most claims tell; of equals the most precise."""
    told = Counter(
        (row["place"]["precision"], row["place"]["entity"] or "", row["place"]["name"])
        for row in claims
        if row["place"]
    )
    if not told:
        return None, None, _UNKNOWN_PLACE
    precision, entity, name = min(told, key=lambda key: (-told[key], *key))
    known = view.row(entity)
    position = position_of(known["known_as"] if known else None, coarse=coarse)
    if coarse:
        around = position.governorate or position.country if position else None
        return around, position, position.where_prec if position else _UNKNOWN_PLACE
    return name, position, precision


def _tolls(group: Row, claims: Sequence[Row], role: str) -> list[Toll]:
    """Counts that stand on an origin, lowest first."""
    phrases = {
        str(quantity["low"]): quantity["text"]
        for row in claims
        for quantity in row["quantities"]
        if quantity["role"] == role and not quantity["exact"] and not _NUMBER.search(quantity["text"])
    }
    tolls = [
        Toll(int(found[0]), count["best"], phrases.get(found[0], ""))
        for count in group["counts"]
        if count["slot"] == role and count["max"] > 0 and (found := _NUMBER.findall(count["value"]))
    ]
    return sorted(tolls, key=lambda toll: toll.value)


def _sides(view: CaseView, claims: Sequence[Row]) -> Iterator[str]:
    """Names of those who act and are acted upon, doers first, each once."""
    found = (
        (_SIDES.index(actor["role"]), known["name"])
        for row in claims
        for actor in row["actors"]
        if actor["role"] in _SIDES and (known := view.row(actor["entity"])) and known["type"] in _KINDS
    )
    yield from dict.fromkeys(name for _, name in sorted(found))


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
