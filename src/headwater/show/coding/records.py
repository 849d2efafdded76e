"""Event records: what headwater proposes for each field, with the words that it stands on.

A proposal without words is none. Fields that a person decides are never proposed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from headwater.show.coding.codings import Words, state_of
from headwater.show.coding.fields import FIELDS, Field
from headwater.show.exports.events import Event, Spot, events_of, outlets_of
from headwater.show.exports.masked import Handed
from headwater.show.view import Row, listed, plural

_NO_WORDS = "It is told at no place whose words could be shown, so it is not proposed."
_YOURS = "A coder decides this; nothing is proposed."


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for one field, the words that it stands on, and why; without a value, why there is none."""

    value: str
    spots: tuple[Spot, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Record:
    """One event to be coded. ``id`` is made of the words of its heading, ``state`` of its reports.

    ``within`` is the record in whose reports this one is told, "" where it is told for itself: a detail of the same
    event, or another that these reports recall. Which of the two is the coder's to say.
    """

    id: str
    state: str
    event: Event
    heading: Row
    within: str
    proposals: dict[str, Proposal]


def records_of(handed: Handed) -> list[Record]:
    """Records of the case, those with most reports first."""
    words = Words(handed.whole)
    maker = _Maker(handed)
    found: dict[str, Record] = {}
    for event in events_of(handed):
        heading = handed.whole.heading(event.group)
        around = handed.whole.row(event.group.get("within"))
        record = Record(
            words.record_of(heading),
            state_of(event),
            event,
            heading,
            words.record_of(handed.whole.heading(around)) if around else "",
            maker.proposals(event),
        )
        found.setdefault(record.id, record)
    return list(found.values())


class _Maker:
    """Makes the proposals of events."""

    def __init__(self, handed: Handed) -> None:
        self._handed = handed
        self._view = handed.view
        self._made: dict[str, Callable[[Event], Proposal]] = {
            "date_start": lambda event: self._time(event, event.date_from),
            "date_end": lambda event: self._time(event, event.date_to),
            "date_prec": lambda event: self._time(event, event.date_prec),
            "where_coordinates": self._place,
            "where_prec": self._precision,
            "side_a": lambda event: self._side(event.side_a, event.footing.doers, "one who acts"),
            "side_b": lambda event: self._side(event.side_b, event.footing.done_to, "one who is acted upon"),
            "source_original": self._told_by,
            "source_office": self._printed_by,
            "number_of_sources": self._reports,
            "separate_origins_min": lambda event: self._origins(event, "min"),
            "separate_origins_best": lambda event: self._origins(event, "best"),
            "separate_origins_max": lambda event: self._origins(event, "max"),
            "deaths_civilians": self._civilians,
            "low": lambda event: self._toll(event, 0, "lowest"),
            "high": lambda event: self._toll(event, -1, "highest"),
        }

    def proposals(self, event: Event) -> dict[str, Proposal]:
        """A proposal a field, in the order of the fields."""
        return {name: self._proposal(field, event) for name, field in FIELDS.items()}

    def _proposal(self, field: Field, event: Event) -> Proposal:
        if field.decided:
            return Proposal("", (), _YOURS)
        found = self._made[field.name](event)
        return found if found.spots or not found.value else Proposal("", (), _NO_WORDS)

    def _time(self, event: Event, value: object) -> Proposal:
        told = event.footing.time
        if value is None:
            return Proposal("", (), "No report tells a time.")
        return Proposal(
            str(value), told, f"{self._share(event, told)} this time; of equals the most precise."
        )

    def _place(self, event: Event) -> Proposal:
        told = event.footing.place
        if not told:
            return Proposal("", (), "No report tells a place.")
        if not event.place:
            return Proposal("", told, "The place is not in the registry, so its governorate is not known.")
        coarse = "" if self._handed.unmasked else " Coarsened to the governorate."
        return Proposal(event.place, told, f"{self._share(event, told)} this place.{coarse}")

    def _precision(self, event: Event) -> Proposal:
        told = event.footing.place
        if event.position is None:
            return Proposal(
                "", told, "The place is not in the registry: how exactly it is known is yours to say."
            )
        because = "As exactly as these words and the registry give it."
        if not self._handed.unmasked:
            because = f"{event.position.how[:1].upper()}{event.position.how[1:]}."
        return Proposal(str(event.where_prec), told, because)

    def _share(self, event: Event, told: Sequence[Spot]) -> str:
        articles = len({spot.article for spot in told})
        if len(event.reports) == 1:
            return "Its one report tells"
        return f"{articles} of {plural(len(event.reports), 'report')} {'tells' if articles == 1 else 'tell'}"

    def _side(self, name: str | None, told: Mapping[str, tuple[Spot, ...]], role: str) -> Proposal:
        if not told:
            return Proposal("", (), f"Nobody was read as {role}.")
        if name is None:
            every = tuple(spot for spots in told.values() for spot in spots)
            return Proposal("", every, f"Several are named as often as {role}: {listed(told)}.")
        spots, others = told[name], [other for other in told if other != name]
        because = f"{plural(len(spots), 'claim')} {'names' if len(spots) == 1 else 'name'} it as {role}."
        also = f" So are: {listed(others)}." if others else ""
        return Proposal(name, spots, because + also)

    def _told_by(self, event: Event) -> Proposal:
        """Who said it, with the words by which a report of the event names them."""
        if not event.told_by:
            return Proposal("", (), "No origin is anybody: no source is given.")
        because = "Origins of the group, not those who printed it."
        return Proposal("; ".join(event.told_by), tuple(self._citations(event)), because)

    def _citations(self, event: Event) -> Iterator[Spot]:
        """The first words in a report of the event that cite each origin; for an outlet of its own, its claim."""
        inside = {report["id"] for report in event.reports}
        for origin in filter(None, map(self._view.row, event.group["origins"])):
            source = self._view.row(origin["source"])
            cited = [row for id_ in (source["cited_by"] if source else []) if (row := self._view.row(id_))]
            named = [row for row in cited if row["source"] and row["article"] in inside]
            if source and named:
                best = max(named, key=lambda row: _names(row["source"]["text"], source["name"]))
                yield Spot(best["article"], best["source"]["start"], best["source"]["end"])
            else:
                yield from self._first_claim(event, origin["reached_by"])

    def _first_claim(self, event: Event, articles: Sequence[str]) -> Iterator[Spot]:
        claims = filter(None, map(self._view.row, event.group["claims"]))
        found = (Spot(row["article"], row["start"], row["end"], row["id"]) for row in claims)
        yield from [spot for spot in found if spot.article in articles][:1]

    def _printed_by(self, event: Event) -> Proposal:
        return Proposal("; ".join(outlets_of(event)), self._titles(event), "Whose reports tell it.")

    def _reports(self, event: Event) -> Proposal:
        because = "Reports, as UCDP counts them; copies of one another count each."
        if event.group["status"] == "suggested":
            because += " That they tell of one event is suggested, not confirmed."
        return Proposal(str(len(event.reports)), self._titles(event), because)

    def _titles(self, event: Event) -> tuple[Spot, ...]:
        """The headlines of an event's reports; of a report without one, its first claim in the event."""
        found: list[Spot] = []
        for report in event.reports:
            title = self._handed.article(report["id"])["title"]
            spot = [Spot(report["id"], 0, len(title))] if title else self._first_claim(event, [report["id"]])
            found.extend(spot)
        return tuple(found)

    def _origins(self, event: Event, which: str) -> Proposal:
        count = event.group["separate_origins"][which]
        if count is None:
            return Proposal("", (), "No other report shares it, so its origins are not counted as a range.")
        because = event.group.get("counted_because") or ""
        return Proposal(str(count), tuple(dict.fromkeys(self._citations(event))), because)

    def _toll(self, event: Event, place: int, which: str) -> Proposal:
        if not event.killed:
            return Proposal("", (), "No count of dead stands on an origin; that is not zero.")
        toll = event.killed[place]
        every = ", ".join(str(one.value) for one in event.killed)
        told = f"The {which} of the counts that stand on an origin ({every}); {plural(toll.origins, 'origin')} for it."
        vague = f" It is worded “{toll.phrase}”." if toll.phrase else ""
        return Proposal(str(toll.value), toll.spots, told + vague)

    def _civilians(self, event: Event) -> Proposal:
        """A count of dead whose own words say civilians; several different counts are left to the coder."""
        told: dict[int, list[Spot]] = {}
        for claim in filter(None, map(self._view.row, event.group["claims"])):
            for quantity in claim["quantities"]:
                if quantity["role"] == "killed" and quantity["exact"] and _says_civilians(quantity):
                    spot = Spot(claim["article"], quantity["start"], quantity["end"], claim["id"])
                    told.setdefault(quantity["low"], []).append(spot)
        spots = tuple(spot for each in told.values() for spot in each)
        if len(told) == 1:
            (value,) = told
            return Proposal(str(value), spots, "The report says of them that they were civilians.")
        if not told:
            return Proposal("", (), "No count of dead says civilians.")
        return Proposal("", spots, f"Counts of civilians differ: {', '.join(map(str, sorted(told)))}.")


def _names(words: str, name: str) -> tuple[bool, int]:
    """How well words name somebody: by the name or a part of it, else at length; a pronoun does not."""
    one, other = words.casefold(), name.casefold()
    return (len(one) > 3 and (one in other or other in one), len(one))


def _says_civilians(quantity: Row) -> bool:
    words = f"{quantity['unit'] or ''} {quantity['text']}".casefold()
    return bool(_civilians().search(words))


@cache
def _civilians() -> re.Pattern[str]:
    text = resources.files("headwater.show.coding").joinpath("civilians.toml").read_text(encoding="utf-8")
    every: Iterable[str] = (word for words in tomllib.loads(text).values() for word in words)
    forms = (re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in every)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
