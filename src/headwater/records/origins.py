"""Rows of the room ``origins``: reuse, descent, separate origins, changes, what to find."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from headwater.records.articles import Finding
from headwater.records.matches import Slot, Wording
from headwater.records.spans import Span

ReuseKind = Literal["translation", "copy", "common_source", "shared_quote"]
TaskStatus = Literal["open", "asked", "found", "gone", "refused"]
DerivationKind = Literal["copy", "rewrite", "quote", "translation", "citation"]
OriginKind = Literal[
    "named", "anonymous", "party_statement", "document", "own_reporter", "unseen_report", "no_source_given"
]
Access = Literal["eyewitness", "participant", "compiler", "relay", "not_stated"]
Position = Literal[
    "own_success", "own_loss", "accuses_opponent", "denies_own", "supplier", "recipient", "none_known"
]
CitedKind = Literal[
    "named_person", "organisation", "media", "official_unnamed", "anonymous", "document", "self", "wire"
]
ChangeKind = Literal[
    "number_changed", "negated", "hedge_dropped", "hedge_added", "source_dropped", "source_changed",
    "actor_replaced", "relabelled", "place_changed", "time_changed", "evidence_dropped", "added", "omitted",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An article as texts that share something with it are looked for: its shingles and what its sentences mean."""

    article: str
    shingles: bytes  # of its counted words, in order: unsigned numbers of 64 bits, little-endian
    languages: list[str]  # of the sentences of its body
    vectors: bytes  # of the same sentences: 8 bits a dimension, each vector on a scale of its own
    headlines: list[str] = field(default_factory=list)  # languages of the sentences before the body


@dataclass(frozen=True, slots=True)
class CountedText:
    """An article as it is compared with another: its counted words, its sentences, what these name and count."""

    article: str
    words: bytes  # hashes of the counted words, in order: 64 bits each, little-endian
    starts: bytes  # of each, in characters: 32 bits
    ends: bytes
    named: bytes  # of each, whether it is part of a name: 8 bits
    sentence_of: (
        bytes  # of each, the sentence in which it lies, in order of all sentences: 32 bits, -1 for none
    )
    sentences: list[int]  # indexes of the sentences that count
    headlines: int  # how many of these stand before the body
    marks: list[list[str]]  # of each of these, the numbers and known names
    numbers: list[int]  # exact numbers above one of the whole text, each once
    stretches: bytes = b""  # of each sentence that counts, where it starts and where it ends: 32 bits each
    languages: list[str] = field(default_factory=list)  # of each


@dataclass(frozen=True, slots=True)
class Backdrop:
    """How common an article's shingles are in the case: one byte each, as ``origins/reuse/grades.py`` reads it."""

    article: str
    grades: bytes


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two articles worth comparing, ``a < b``: by the rare words that they share, by what their sentences mean."""

    a: str
    b: str
    words: bool
    meaning: bool
    rivals: str = ""  # one for all pairs of which one may be a translation in the other's stead; "" for none


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two stretches that correspond. ``kind``: "same" (near verbatim), "reworded", "translated"."""

    a: Span
    b: Span
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Reuse:
    """Evidence that two articles share wording; one row a pair, ``a < b`` by article id."""

    id: str
    a: str
    b: str
    kind: ReuseKind
    coverage_a: float  # share of a's body, in characters, that the aligned stretches cover
    coverage_b: float
    aligned: list[Aligned]
    because: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Many copies of one text."""

    id: str
    kind: ReuseKind
    members: list[str]
    representative: str
    because: str


@dataclass(frozen=True, slots=True)
class NoticeRead:
    """A sentence that takes a report back or puts it right. ``own``: the text speaks of its own outlet's."""

    start: int
    own: bool
    words: str


@dataclass(frozen=True, slots=True)
class NamedOutlets:
    """What an article says that may mean an outlet, and how links and names find the article itself."""

    article: str
    url: str | None
    publisher: str | None
    title: str
    published: str | None  # as it is stated
    openings: list[str]  # first words that may be its masthead, where nothing says who printed it
    links: list[str]
    names: list[str]  # words that may name an outlet
    agencies: list[str]  # names that it credits as an agency's
    credited: list[str]  # all names that its credits hold
    entities: list[str]  # of its sources
    places: list[str]  # keys of the places that it names
    slot_places: list[str]  # keys of the places of its claims
    notices: list[NoticeRead]
    hrefs: list[str] = field(default_factory=list)  # links in running text and in credits


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """What the case knows of a name that an article may mean: an entry of the book of all its outlets."""

    article: str
    about: str  # "name", "agency", "publisher", "published", "publishing", "sound", "printed"
    key: str
    gives: str | None
    entity: str | None


@dataclass(frozen=True, slots=True)
class Printer:
    """The outlet that printed an article, where it is known."""

    article: str
    key: str
    name: str
    kind: CitedKind
    entity: str | None
    state: str | None


@dataclass(frozen=True, slots=True)
class Lead:
    """A text that a notice may mean: it links to it, or it is its outlet's only report here (``notice``: where)."""

    article: str
    to: str
    notice: int  # where the notice stands; -1 for a link


@dataclass(frozen=True, slots=True)
class CommonPlace:
    """A place that an article names and that so many texts of the case name that it tells nothing apart."""

    article: str
    place: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """A child came from a parent: an article, or a source that is not in the case."""

    id: str
    child: str
    parent: str
    child_spans: list[Span]
    kind: DerivationKind
    declared: bool
    directed: bool
    score: float
    because: str
    confirmed_by: list[str] = field(
        default_factory=list
    )  # persons who say so; suggested by headwater where empty


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever is cited but is no article of the case."""

    id: str
    name: str
    kind: CitedKind
    entity: str | None
    cited_by: list[str]
    because: str


@dataclass(frozen=True, slots=True)
class SourceHere:
    """A source of the case as one article has it, with the outlet that it is where it is one."""

    article: str
    source: str
    name: str
    kind: CitedKind
    entity: str | None
    cited_by: list[str]  # attributions of this article
    outlet: str  # key of the outlet that its name names
    outlet_name: str
    outlet_kind: CitedKind
    outlet_entity: str | None
    outlet_state: str | None


@dataclass(frozen=True, slots=True)
class SpeaksFor:
    """For whom a party that an article cites speaks, as the case has it; ``party`` is a party's key or a source."""

    article: str
    party: str
    entity: str


@dataclass(frozen=True, slots=True)
class Kin:
    """Two articles on which one judgement of origins may bear."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two articles whose shared words bear on counting, ``a < b``; the stretches that correspond, place by place."""

    a: str
    b: str
    starts_a: list[int]
    ends_a: list[int]
    starts_b: list[int]
    ends_b: list[int]


@dataclass(frozen=True, slots=True)
class PartCredit:
    """Whom a part is credited to: a source's or an article's id."""

    part: str
    credited_to: str


@dataclass(frozen=True, slots=True)
class Party:
    """An origin that speaks for a party to the claim, and on what that rests."""

    entity: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Origin:
    """An end of a chain: on whose word a claim stands at last."""

    id: str
    name: str
    kind: OriginKind
    source: str | None
    article: str | None
    reached_by: list[str]
    party: Party | None
    position: Position
    access: Access
    because: str


@dataclass(frozen=True, slots=True)
class OriginHere:
    """An origin as the claims of one article reach it."""

    article: str
    origin: str
    first: str  # the first of these claims
    name: str
    kind: OriginKind
    source: str | None
    at: str | None  # the article whose own word it is
    party: Party | None
    position: Position
    access: Access
    because: str


@dataclass(frozen=True, slots=True)
class ClaimOrigins:
    """The origins on which one claim of one article stands."""

    claim: str
    article: str
    origins: list[str]
    because: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many separate origins: ``min`` merges whatever may be one, ``max`` only what is proven one."""

    min: int
    best: int
    max: int


@dataclass(frozen=True, slots=True)
class SlotCount:
    """Separate origins of one value of one slot."""

    slot: Slot
    value: str
    min: int
    best: int
    max: int
    origins: list[str]


@dataclass(frozen=True, slots=True)
class GroupOrigins:
    """The origins of one group, counted for the claim in ``counted_claim``."""

    group: str
    origins: list[str]
    separate_origins: Count
    counted_claim: str  # what is counted, in words
    counts: list[SlotCount]
    bottlenecks: list[str]
    because: str
    would_change: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EndHere:
    """Where a way ends: what counting knows of whoever speaks there."""

    key: str
    name: str
    kind: OriginKind
    source: str | None
    article: str | None
    entity: str | None
    through: str | None
    type: str | None
    access: Access
    distinct: bool
    state: str | None
    party: str | None
    basis: str | None
    local: bool
    said_as: list[str]
    generic: bool
    hearsay: bool
    descended: bool
    called: str
    kin: list[str]
    told_in: list[str]
    because: str
    apart: list[str]
    organ: str | None = None  # the state and its organ that speaks: "ru/defence-ministry"; "ru/" for all


@dataclass(frozen=True, slots=True)
class Change:
    """What one edge altered."""

    id: str
    slot: Slot
    kind: ChangeKind
    parent: Wording
    child: Wording
    because: str


@dataclass(frozen=True, slots=True)
class ToFind:
    """A document or answer that the case lacks."""

    id: str
    what: str
    source: str | None
    article: str | None
    would_change: str
    lang: str | None
    known: list[str]
    queries: list[str]
    status: TaskStatus


@dataclass(frozen=True, slots=True)
class NotCompared:
    """An edge whose parent's text is not here: nothing found is never nothing changed."""

    child: str
    parent: str
    because: str


@dataclass(frozen=True, slots=True)
class OriginFinding(Finding):
    """A finding of counting: ``single_origin``, ``circular``, ``party_only``."""


@dataclass(frozen=True, slots=True)
class ChangeFinding(Finding):
    """A finding of comparing: ``headline_by_no_source``, ``headline_by_outlet_only``."""
