"""Rows of the room ``claims``: parses, attributions, claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from headwater.records.articles import Finding
from headwater.records.spans import Span

SourceKind = Literal[
    "named_person", "organisation", "media", "official_unnamed", "anonymous", "document", "self"
]
AnonymousType = Literal[
    "official", "military", "security", "medical", "local", "activist", "resident", "fighter",
    "diplomatic", "expert", "unspecified",
]  # fmt: skip
Form = Literal["direct", "indirect", "mixed"]
Polarity = Literal["assert", "deny"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Standing = Literal["attributed", "own_reporter", "own_analysis", "unattributed"]
Stance = Literal["affirms", "denies", "partly_denies", "cannot_confirm", "declined", "no_answer"]
Act = Literal["happened", "offered", "requested", "planned", "ordered", "threatened", "asked", "conditional"]
ProposalVerdict = Literal["same", "other_source", "only_second", "not_verbatim"]
EvidenceKind = Literal["photo", "video", "post", "document", "satellite", "eyewitness", "outlet"]


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a parsed sentence. Offsets count in the article's text.

    ``pos`` and ``dep`` are the model's: universal part of speech in both languages, ClearNLP
    dependencies in English, Universal Dependencies in French. ``head`` is an index into the
    sentence's tokens (its own index at the root). ``ent`` is "B-PERSON", "I-ORG", or "".
    """

    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    morph: str
    ent: str


@dataclass(frozen=True, slots=True)
class Parse:
    """The dependency parse of one sentence; sentences in languages without a parser have none."""

    article: str
    sentence: int
    tokens: list[Token]


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words by which a speaker holds back."""

    text: str
    start: int
    end: int
    strength: Literal["weak", "strong"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence that a claim points to."""

    text: str
    start: int
    end: int
    kind: EvidenceKind
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source, one cue, one content (PARC 3.0 / PolNeAR spans)."""

    id: str
    article: str
    part: str
    source: Span | None
    cue: Span | None
    content: Span  # of a split content the longest stretch
    content_parts: list[Span]
    source_kind: SourceKind
    form: Form
    hedges: list[Hedge]
    polarity: Polarity
    parent: str | None  # the attribution whose content holds this one
    resolved_source: str | None  # fullest name in the article
    score: float
    because: str
    anonymous_type: AnonymousType | None = None
    told_to: str | None = None  # "told Reuters": Reuters


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition that an article puts forward."""

    id: str
    article: str
    part: str
    text: str
    start: int
    end: int
    sentence: int
    lang: str
    title: bool  # whether it stands in the headline
    lead: bool  # exactly one claim of each article
    chain: list[str]  # attribution ids, outermost cited source first
    standing: Standing
    certainty: Certainty
    polarity: Polarity
    stance: Stance
    act: Act
    evidence: list[Evidence] = field(default_factory=list)
    because: str = ""


@dataclass(frozen=True, slots=True)
class CreditedText:
    """A stretch that a credit gives to an agency, which stands outermost in the chains of its claims.

    In case.json it is an attribution like any other, and first in the claims' chains; the rooms behind this
    one read credits for themselves.
    """

    id: str  # the attribution's id
    article: str
    part: str
    source: Span
    content: Span
    name: str
    read: bool  # whether an attribution of this id was read from the text anyway ("..., AFP reported")
    claims: list[str]
    because: str


@dataclass(frozen=True, slots=True)
class ClaimFinding(Finding):
    """A finding of ``claims``: ``unconfirmed``, ``alternatives``, ``certainty_rises``, ``stretched_source``,
    ``mixed_vocabulary``, ``language_not_read``, ``language_partly_read``."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An attribution that a second reader proposes, laid beside what the first reader read.

    It changes no attribution and no claim. One that is ``not_verbatim`` has no spans: words that the
    text does not have are not kept.
    """

    id: str
    article: str
    source: Span | None
    cue: Span | None
    content: Span | None
    agrees_with: str | None  # the first reader's attribution, where the verdict is "same"
    verdict: ProposalVerdict
    reader: str  # the second reader's name
    because: str


@dataclass(frozen=True, slots=True)
class ReaderFinding(Finding):
    """A finding on readers: ``second_reader_silent``."""
