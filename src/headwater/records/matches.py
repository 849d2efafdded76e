"""Rows of the room ``matches``: sentence vectors, slots of claims, what is compared, groups, conflicts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from headwater.records.articles import Finding
from headwater.records.spans import Span

Frame = Literal[
    "attack", "clash", "capture", "arrest", "transfer", "movement", "agreement", "talks", "statement",
    "rename", "support", "other",
]  # fmt: skip
QuantityRole = Literal[
    "killed", "injured", "captured", "missing", "displaced", "fighters", "weapons", "money", "other"
]
Scope = Literal["incident", "day", "place", "campaign", "cumulative"]
ActorRole = Literal["perpetrator", "victim", "supplier", "recipient", "speaker", "target", "ally", "other"]
Slot = Literal[
    "occurrence", "killed", "injured", "perpetrator", "victims", "actor", "place", "time", "weapon", "cause",
    "quantity", "certainty", "polarity", "source", "evidence", "label", "delivery", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SentenceVector:
    """The embedding of one sentence: little-endian float16, unit length."""

    article: str
    sentence: int
    vector: bytes


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its role. ``low`` and ``high`` are null where open ("at least 21": 21, null)."""

    text: str
    start: int
    end: int
    role: QuantityRole
    low: int | None
    high: int | None
    exact: bool
    unit: str | None
    counter: str | None  # entity whose count it is
    scope: Scope
    as_of: str | None
    part_of: int | None  # index of the quantity that it is a part of
    of_enemy: bool = False  # a party to the fight counts the losses of its enemy


@dataclass(frozen=True, slots=True)
class Actor:
    """Who plays which part in a claim. ``entity`` is null where the words name nobody that is known."""

    text: str
    start: int
    end: int
    role: ActorRole
    entity: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where: ``precision`` on UCDP's where_prec, 1 (exact) to 7 (sea, air, unknown)."""

    text: str
    start: int
    end: int
    name: str
    entity: str | None
    precision: int


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When: ISO dates, inclusive; ``precision`` on UCDP's date_prec, 1 (day) to 5 (year or wider)."""

    text: str
    start: int
    end: int
    from_: str | None
    to: str | None
    precision: int
    edtf: str | None = None  # the same span as EDTF (ISO 8601-2), null where both ends are


@dataclass(frozen=True, slots=True)
class ClaimSlots:
    """What can be compared in a claim."""

    claim: str
    article: str
    frame: Frame
    quantities: list[Quantity]
    actors: list[Actor]
    place: Place | None
    time: ClaimTime | None
    weapons: list[Span]
    counts: list[Quantity] = field(default_factory=list)
    """Of a lead claim: every count in its article's first sentences, against which others' are held."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """Words or names by which texts are compared: columns of equal length, so that many texts are one array.

    ``keys`` are joined by line feeds; the rest are little-endian, an item a key, or empty where nothing is said.
    """

    keys: str
    hashes: bytes  # uint64 of each key
    weights: bytes  # float32: how much it weighs by its places in the text
    shares: bytes  # float32: in what share of all reports of its language it stands
    marks: bytes  # uint8: 1 in the opening, 2 a place that a registry knows


@dataclass(frozen=True, slots=True)
class ReportSketch:
    """All that is compared of one article, seen from its lead claim."""

    article: str
    claim: str
    lang: str
    opening: bytes  # vectors of the first sentences, float16, one behind the other
    body: bytes  # mean vector of the text, float16; empty where there is none
    words: Keyed
    names: Keyed
    anchors: Keyed
    toll: Quantity | None
    injured: Quantity | None
    numbers: list[int]
    weekdays: list[int]
    days: list[str]  # ISO dates that the opening names
    published: str | None  # ISO date
    frame: Frame
    town: str | None
    calls: bytes  # uint64: how the names sound by which the incident is called
    sounds: bytes  # uint64: how all words of the text sound
    wording: (
        str  # hash of the body, folded: equal in copies to the letter; empty where it is too short to tell
    )


@dataclass(frozen=True, slots=True)
class ClaimSketch:
    """All that is compared of one claim of the body."""

    claim: str
    article: str
    text: str
    lang: str
    published: str | None
    folded: str  # hash of the claim, folded
    vector: bytes  # float16
    words: Keyed
    names: Keyed
    numbers: list[int]
    proper: list[str]


@dataclass(frozen=True, slots=True)
class ReportRarity:
    """How rare in the case each word and name of one report is: float32, in the order of its ``ReportSketch``."""

    article: str
    reports: int  # of the case, as far as they are counted
    words: bytes
    names: bytes
    anchors: bytes


@dataclass(frozen=True, slots=True)
class ClaimRarity:
    """The same of one claim, in the order of its ``ClaimSketch``."""

    article: str
    claim: str
    words: bytes
    names: bytes


@dataclass(frozen=True, slots=True)
class ReportPair:
    """Two articles that may tell of one incident: nothing else can bring two reports into one group."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """Two claims of the articles ``a`` and ``b`` that may say the same."""

    a: str
    b: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class MatchedGroup:
    """Claims that speak of one incident or one statement."""

    id: str
    claims: list[str]
    articles: list[str]
    heading: str  # claim id: the least labelled, most hedged wording
    status: Literal["confirmed", "suggested"]
    because: str
    about: Literal["incident", "statement"] = "incident"
    within: str | None = (
        None  # the group of leads of which all its reports are: it is a part of that incident
    )


@dataclass(frozen=True, slots=True)
class Wording:
    """One side of a conflict or change; all but ``article`` null where that side has no words."""

    article: str
    claim: str | None
    text: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims on one incident that cannot both hold."""

    id: str
    group: str | None
    slot: Slot
    a: Wording
    b: Wording
    update: bool
    because: str


@dataclass(frozen=True, slots=True)
class MatchFinding(Finding):
    """A finding of ``matches``: ``sum_of_incidents``."""
