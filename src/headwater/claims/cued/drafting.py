"""Drafts from words of a clause: what every reader of cues ends with."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import Cue
from headwater.claims.cued.listeners import told_to
from headwater.claims.drafts import Draft, Stretch

Words = tuple[int, int]  # first word, and the one after the last


@dataclass(frozen=True, slots=True)
class Found:
    """A cue with the words of its source and of its content, in one sentence."""

    cue: Cue | None
    source: Stretch | None
    parts: tuple[Stretch, ...]
    head: int | None = None  # word that heads the source
    how: str = "verb"
    host: Found | None = None  # who cites this source for what he says


def draft_of(clause: Clause, found: Found) -> Draft:
    """The draft of what was found."""
    cue = found.cue
    at = None
    if cue is not None:
        start, end = clause.span(cue.first, cue.end)
        at = (start + cue.skip, end)
    return Draft(
        sentence=clause.tree.sentence.index,
        source=found.source,
        cue=at,
        parts=found.parts,
        how=found.how,
        kind=cue.kind if cue else "say",
        lemma=clause.low[cue.first] if cue else "",
        source_head=found.head,
        told_to=told_to(clause, cue, found.source, found.parts) if cue else None,
        host=draft_of(clause, found.host) if found.host else None,
    )
