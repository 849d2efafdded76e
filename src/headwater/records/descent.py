"""Rows of the room ``origins`` on descent that only stages read: what each article declares, cites and shares with agencies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from headwater.records.origins import CitedKind, DerivationKind


@dataclass(frozen=True, slots=True)
class LinkedText:
    """A text of the case to which a link of an article leads."""

    article: str
    to: str
    href: str


@dataclass(frozen=True, slots=True)
class OutletNamed:
    """An outlet as some words name it; ``key`` is equal for all its names."""

    key: str
    name: str
    kind: CitedKind
    entity: str | None
    state: str | None


@dataclass(frozen=True, slots=True)
class Declaration:
    """What an article says of where it, or a passage of it, comes from: an outlet, a text that it links to, or both."""

    article: str
    outlet: OutletNamed | None
    called: OutletNamed | None  # what the outlet's own name names, where that is another
    href: str | None
    starts: list[int]
    ends: list[int]
    scope: Literal["whole", "part", "passage"]
    kind: DerivationKind
    because: str
    attribution: str | None
    claims: list[str]  # that rest on the attribution
    said: bool


@dataclass(frozen=True, slots=True)
class CitedParty:
    """Whom an attribution cites; ``called`` is the outlet that the party's name would name."""

    article: str
    attribution: str
    words: str | None  # for the source
    key: str
    name: str
    kind: CitedKind
    entity: str | None
    called: OutletNamed
    body: str | None  # the body for which the party speaks, by these words


@dataclass(frozen=True, slots=True)
class OutletMention:
    """Where an article first names an outlet, and the sentence in which it does."""

    entity: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OutletJudged:
    """An outlet by the words by which a judgement names it."""

    words: str
    outlet: OutletNamed


@dataclass(frozen=True, slots=True)
class DescentText:
    """What of an article bears on its descent, beside what it declares."""

    article: str
    sha256: str
    printer: str | None  # key of the outlet that printed it
    first_hand: bool  # it says that a source spoke to its own publisher
    translated: bool  # it says that it is a translation, and not what it translates
    numbers: list[int]
    outlets: list[OutletMention]
    sources: list[str]  # ids that the sources it may mean would have
    judged: list[OutletJudged]  # that judgements name as its parents


@dataclass(frozen=True, slots=True)
class Phrases:
    """The runs of eight words of an article, and the agencies that it names."""

    article: str
    printer: str | None
    names: list[str]  # keys of agencies
    signs: OutletNamed | None  # the one agency whose text it is, by what it declares
    hashes: bytes  # each run once, in order: unsigned numbers of 64 bits, little-endian


@dataclass(frozen=True, slots=True)
class AgencyMark:
    """Phrases of an article that in this case stand only in texts from one agency, which the article does not name."""

    article: str
    agency: OutletNamed
    places: bytes  # of its phrases: 32 bits each, ascending


@dataclass(frozen=True, slots=True)
class SourceCited:
    """A source as one article cites it or comes from it."""

    article: str
    source: str
    name: str
    kind: CitedKind
    entity: str | None
    called: OutletNamed  # what its name names where it names an outlet
    cited_by: list[str]
    because: str  # of the edge to it
