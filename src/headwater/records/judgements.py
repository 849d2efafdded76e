"""Rows of what persons decide, and what became of it."""

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


@dataclass(frozen=True, slots=True)
class TextAnchor:
    """Where a judgement points: words of an article, or a whole article where ``text`` is null.

    The words count; the place finds them faster. ``sha256`` finds an article again whose id has changed because
    better rules read another publisher from the same bytes.
    """

    article: str
    text: str | None = None
    start: int | None = None
    end: int | None = None
    sha256: str | None = None

    def has_words(self, text: str) -> bool:
        """Whether these are its words, white space and case aside."""
        return folded(self.text or "") == folded(text)


def folded(text: str) -> str:
    """Words as they are compared: white space and case aside."""
    return " ".join(text.split()).casefold()


def said_by(judgement: EntityJudgement | TextJudgement) -> str:
    """Who judged, when and why, as the end of a sentence."""
    why = judgement.why[:200].strip().rstrip(".") or "no reason given"
    return f"{judgement.who[:80]} ({judgement.when[:10]}): {why}."


@dataclass(frozen=True, slots=True)
class TextJudgement:
    """What one person decides about texts. Each kind's own class makes a table of its own, so that a judgement
    moves only what can hang on it.

    ``status`` and ``because`` say whether the log lets it stand: one that is undone, superseded by the same
    person's later one or disputed between two persons is obeyed by no stage.
    """

    id: str
    kind: str
    who: str
    when: str  # ISO 8601
    why: str
    at: list[TextAnchor]
    value: str | None = None
    name: str | None = None
    status: JudgementStatus = "obeyed"
    because: str = ""


@dataclass(frozen=True, slots=True)
class ClaimJudgement(TextJudgement):
    """``set_standing``, ``set_certainty``: of the claim with these words. ``set_source_kind``: of the source with these words."""


@dataclass(frozen=True, slots=True)
class GroupJudgement(TextJudgement):
    """``move_claim``: the first claim belongs with the second, or, with one anchor, with none."""


@dataclass(frozen=True, slots=True)
class EdgeJudgement(TextJudgement):
    """``confirm_edge``, ``reject_edge``, ``draw_edge``: the first anchor's article came from the second's.

    Where there is one anchor, the parent is the unseen source called ``name``; ``value`` is the kind of a drawn edge.
    """


@dataclass(frozen=True, slots=True)
class OriginJudgement(TextJudgement):
    """``one_origin``, ``separate_origins``: of whoever is cited at the anchors; a whole article is its own reporters."""


@dataclass(frozen=True, slots=True)
class Remark(TextJudgement):
    """``note``; ``grade`` (an Admiralty letter and digit, "F6" until a person says otherwise); ``gloss`` (``value`` in
    the language ``name`` beside a span); ``task`` (what came of a task of ``to_find``, whose id is ``name``); ``code`` (what
    a coder set for the field ``name`` of the event record that these words head). Remarks are shown, and change
    nothing else.
    """


@dataclass(frozen=True, slots=True)
class ClaimEffect(JudgementEffect):
    """What became of a ``ClaimJudgement``."""


@dataclass(frozen=True, slots=True)
class GroupEffect(JudgementEffect):
    """What became of a ``GroupJudgement``."""


@dataclass(frozen=True, slots=True)
class EdgeEffect(JudgementEffect):
    """What became of an ``EdgeJudgement``."""


@dataclass(frozen=True, slots=True)
class OriginEffect(JudgementEffect):
    """What became of an ``OriginJudgement``."""
