"""Rows of the room ``origins`` on descent that only stages read: what each article declares, cites and shares with agencies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from headwater.records.origins import CitedKind, DerivationKind, ReuseKind


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
class Collation:
    """Two articles of which one may be made from the other, ``a < b``: what of their words bears on that."""

    a: str
    b: str
    kind: ReuseKind
    coverage_a: float
    coverage_b: float
    verbatim: float  # share of the aligned characters that are near verbatim
    headline: bool  # whether they have one headline, but for a word or two
    others: bool  # whether they say alike things of other people and places


@dataclass(frozen=True, slots=True)
class LoneQuote:
    """Two articles, ``a < b``, that share a quotation and nothing by which one could be made from the other.

    All of both that bears on how likely either is the other's parent, so that neither need be at hand beside the other.
    """

    a: str
    b: str
    coverage_a: float
    coverage_b: float
    verbatim: float
    headline: bool
    others: bool
    same_publisher: bool
    said: float  # log-odds that b is the younger, by what the texts say of themselves
    dates: float  # the same by their dates
    lacking_a: int  # numbers of a that b lacks
    lacking_b: int
    printer_a: str | None  # key of the outlet that printed it
    printer_b: str | None
    agency_a: bool  # an agency printed it
    agency_b: bool


@dataclass(frozen=True, slots=True)
class Repute:
    """What the case says of an article, for another that shares a lone quotation with it."""

    article: str
    to: str  # that other
    named_by: int  # texts that name it as where they are from
    wires: list[str]  # keys of agencies that are not here and stand behind it
    whole: list[str]  # those of them that stand behind all of it
    here: list[str]  # keys of outlets that it names and whose text is here
    cites: list[str]  # whom it says it is from: articles, and keys of outlets


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
