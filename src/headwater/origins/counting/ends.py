"""An end of a chain: on whose word a claim stands at last, and the way to it."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.records.origins import Access, OriginKind

SPEAKING = ("named", "anonymous", "party_statement", "own_reporter")
"""Kinds of ends that are somebody's own word."""
BODY = "body"
"""The type of a named end that is no person."""


@dataclass(frozen=True, slots=True)
class End:
    """One end. Equal keys are surely one origin.

    ``through`` is the outlet that heard an unnamed source. ``distinct`` marks an unnamed source that its
    text sets apart from the others ("another resident"). ``state`` is the state whose voice it is.
    """

    key: str
    name: str
    kind: OriginKind
    source: str | None
    article: str | None
    entity: str | None = None
    through: str | None = None
    type: str | None = None
    access: Access = "not_stated"
    distinct: bool = False
    state: str | None = None
    party: str | None = None
    basis: str | None = None
    local: bool = False  # a small outlet or body that a compiler may rest on
    said_as: frozenset[str] = (
        frozenset()
    )  # the phrases by which the texts call it, their content words folded
    generic: bool = False  # called only by what it is ("a monitor", "state television")
    hearsay: bool = False  # "reports", with nobody to ask
    descended: bool = False  # an unseen report that the text was made from, and does not cite for this
    called: str = ""  # the words by which it is cited
    kin: frozenset[str] = frozenset()  # the text that cites it, and what that text was made from
    told_in: frozenset[str] = frozenset()  # the texts that cite it by those words
    because: str = ""
    organ: str | None = (
        None  # the state and the organ of it that it is, "ru/defence-ministry"; "ru/" for the state
    )
    apart: frozenset[str] = frozenset()  # keys of ends that a person judged to be others


@dataclass(frozen=True, slots=True)
class Way:
    """An end, and the articles and sources passed on the way to it, the claim's own article first."""

    end: End
    nodes: tuple[str, ...]
    circular: bool = False
    doubtful: bool = False  # the text names it, but seems to be made from one that names another
