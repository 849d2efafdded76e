"""Whom a cue without a source stands for: the speaker before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from headwater.claims.cued.words import is_cued
from headwater.claims.drafts import Draft
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree

_NOBODY = frozenset({"told", "text", "hearsay"})  # classes of cue that name nobody by their form
_REACH = 12  # sentences back to whoever spoke


def with_speakers(
    drafts: Sequence[Draft], trees: Mapping[int, Tree], lexicons: Mapping[str, Lexicon]
) -> list[Draft]:
    """The drafts, those of a dropped subject pointing at the last before them that names its source."""
    order = sorted(range(len(drafts)), key=lambda n: (drafts[n].extent, n))
    found = list(drafts)
    last: int | None = None
    for n in order:
        draft = drafts[n]
        if draft.source is not None:
            if not _held(draft, drafts, last):
                last = n
            continue
        lexicon = lexicons[trees[draft.sentence].sentence.lang]
        spoken = draft.cue is not None or draft.how == "continued"  # a mood that reports has no cue
        dropped = spoken and draft.kind not in _NOBODY and is_cued(lexicon)
        if dropped and last is not None and draft.sentence - drafts[last].sentence <= _REACH:
            found[n] = replace(draft, speaker=last)
    return found


def _held(draft: Draft, drafts: Sequence[Draft], last: int | None) -> bool:
    """Whether a draft's source stands inside what the last speaker says."""
    if last is None or draft.source is None:
        return False
    return any(a <= draft.source[0] and draft.source[1] <= b for a, b in drafts[last].parts)
