"""Rows of the room ``entities``: mentions, entities, relations between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

EntityType = Literal["person", "group", "state", "body", "outlet", "place", "weapon", "event"]
RelationKind = Literal["renamed_from", "merged_into", "split_from", "part_of", "allied_with"]
MergeStatus = Literal["confirmed", "suggested"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names an actor, outlet, place or weapon, or labels one."""

    id: str
    article: str
    text: str
    start: int
    end: int
    lang: str
    type: EntityType
    known_as: str | None  # id of the registry entry that the words name, or null
    label: str | None  # a loaded label ("terrorists") in its dictionary form, or null for a name
    how: Literal["registry", "gazetteer", "model", "shape", "lexicon", "definition"]
    because: str
    role_title: str | None = None  # "commander", "spokesman", "foreign minister" beside a person's name
    signs: list[str] = field(
        default_factory=list
    )  # what the words say that it is: "place: reason", "outlet!: reason"
    office: str | None = None  # the named body, known group or force that the role belongs to, or null


@dataclass(frozen=True, slots=True)
class MentionType:
    """The type that the whole case gives an open name, instead of the one that its article's model guessed."""

    article: str
    mention: str
    type: EntityType
    because: str


@dataclass(frozen=True, slots=True)
class LateMention:
    """A mention of a person whose registered namesake died in an earlier year than the article speaks in."""

    article: str
    mention: str
    known_as: str  # the registry entry that it is only suggested to be


@dataclass(frozen=True, slots=True)
class SourceMention:
    """The mention that names the source of an attribution."""

    article: str
    attribution: str
    mention: str
    because: str


@dataclass(frozen=True, slots=True)
class StatedLink:
    """A link between two actors that a claim of an article states, by their mentions."""

    article: str
    kind: RelationKind
    from_: str
    to: str
    claim: str
    because: str


@dataclass(frozen=True, slots=True)
class MentionEntity:
    """Which entity a mention belongs to; ``suggested`` is shown, never counted on."""

    article: str
    mention: str
    entity: str
    status: MergeStatus
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name that an entity goes by. ``lang`` is ISO 639-1, ``script`` ISO 15924."""

    text: str
    lang: str
    script: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One actor, outlet, place or weapon of the case."""

    id: str
    name: str
    type: EntityType
    names: list[Name]
    known_as: str | None
    masked: bool  # a private person: replaced in whatever is handed on
    party: str | None  # in what way it is a party to a conflict ("armed group", "state outlet"), or null
    party_basis: str | None  # who says so
    because: str
    may_be: list[str] = field(default_factory=list)  # entities that it may be: suggested, never counted on


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated or known link between two entities."""

    id: str
    kind: RelationKind
    from_: str
    to: str
    time: str | None
    claim: str | None
    registry: str | None
    because: str


@dataclass(frozen=True, slots=True)
class AttributionEntity:
    """The entity that an attribution's source is."""

    article: str
    attribution: str
    entity: str
    because: str
