"""Claims and sources as persons judge them: how a claim stands, how sure it sounds, what kind its source is.

A judgement points at words. They are found again by their text, nearest to the place that was noted, so that it
holds when an article is read again with better rules; where they are gone, its effect says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from headwater.records.articles import Article
from headwater.records.claims import Attribution, Claim
from headwater.records.judgements import ClaimEffect, ClaimJudgement, TextAnchor, said_by

Row = TypeVar("Row", Attribution, Claim)


def judged(article: Article, rows: Iterable[Any], judgements: Sequence[ClaimJudgement]) -> list[Any]:
    """The rows of one article as its judgements leave them, and one ``ClaimEffect`` for each that is about it."""
    found = list(rows)
    for judgement in judgements:
        if judgement.status == "obeyed" and _is_about(judgement.at[0], article):
            found, changed = _obey(found, judgement)
            found.append(_effect(judgement, changed))
    return found


def _is_about(anchor: TextAnchor, article: Article) -> bool:
    return anchor.article == article.id or anchor.sha256 == article.sha256


def _obey(rows: list[Any], judgement: ClaimJudgement) -> tuple[list[Any], list[str]]:
    """The rows with the changed ones in their places, and the changed ones' ids."""
    because = f"Set by {said_by(judgement)}"
    new: dict[str, Any]
    if judgement.kind == "set_source_kind":
        pointed = _pointed(rows, Attribution, judgement.at[0], _of_source)
        kind: Any = judgement.value
        new = {row.id: replace(row, source_kind=kind, because=because) for row in pointed}
    else:
        changed: dict[str, Any] = {judgement.kind.removeprefix("set_"): judgement.value, "because": because}
        claims = _pointed(rows, Claim, judgement.at[0], _of_claim)
        new = {row.id: replace(row, **changed) for row in claims}
    return [new.get(getattr(row, "id", ""), row) for row in rows], list(new)


def _pointed(
    rows: Iterable[Any], kind: type[Row], anchor: TextAnchor, place: Callable[[Row], tuple[str, int] | None]
) -> list[Row]:
    """Rows whose words are the anchor's, at the place nearest to it: several may share a place."""
    same = [
        (at[1], row)
        for row in rows
        if isinstance(row, kind) and (at := place(row)) and anchor.has_words(at[0])
    ]
    if not same:
        return []
    nearest = min((abs(start - (anchor.start or 0)), start) for start, _ in same)[1]
    return [row for start, row in same if start == nearest]


def _of_source(row: Attribution) -> tuple[str, int] | None:
    return (row.source.text, row.source.start) if row.source else None


def _of_claim(row: Claim) -> tuple[str, int] | None:
    return row.text, row.start


def _effect(judgement: ClaimJudgement, changed: Sequence[str]) -> ClaimEffect:
    if not changed:
        what = "source" if judgement.kind == "set_source_kind" else "claim"
        words = (judgement.at[0].text or "")[:80]
        because = f"No {what} of the article has the words “{words}” any more; nothing was changed."
        return ClaimEffect(judgement.id, "not_found", None, because)
    said = f"{judgement.kind.removeprefix('set_').replace('_', ' ')} {judgement.value}"
    because = f"{said.capitalize()}, set by {said_by(judgement)}"
    return ClaimEffect(judgement.id, "obeyed", changed[0], because)
