"""Rows of what persons decide about entities, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

JudgementKind = Literal["merge", "split", "rename", "not_same", "undo"]
JudgementStatus = Literal["obeyed", "undone", "superseded", "disputed", "not_found"]


@dataclass(frozen=True, slots=True)
class NameAnchor:
    """Where a judgement points: a name in an article. The words count; the place finds them again faster."""

    article: str
    name: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class EntityJudgement:
    """What one person decides about entities.

    ``merge``: those named at all anchors are one. ``not_same``: they are not. ``split``: those named at
    the anchors are not the entity that they were put with, but one of their own. ``rename``: the entity
    is called ``name``. ``undo``: the judgement ``undoes`` holds no more.
    """

    id: str
    kind: JudgementKind
    who: str
    when: str  # ISO 8601
    why: str
    mentions: list[NameAnchor]
    name: str | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class JudgementEffect:
    """What became of a judgement in this run: it is obeyed, or why not."""

    judgement: str
    status: JudgementStatus
    entity: str | None  # the entity that it made or changed
    because: str
