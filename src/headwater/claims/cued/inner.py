"""What is no report of its own: cues in another's words that name nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import fits
from headwater.claims.cued.drafting import Found


def without_echoes(clause: Clause, found: Sequence[Found]) -> Iterator[Found]:
    """What is found, less the cues in another's words or in a quotation that name no source.

    "I think" and "it is expected" in somebody's words are his own words. A verb in the plural whose subject was
    dropped tells of others ("they told me"), and is kept.
    """
    for one in found:
        if one.source is not None or one.cue is None or not _inside(clause, one, found):
            yield one
            continue
        if "tellers" in clause.lexicon.words and fits(clause, one.cue.end - 1, "tellers", "plural"):
            yield one


def _inside(clause: Clause, one: Found, found: Sequence[Found]) -> bool:
    """Whether a cue stands in a quotation, or in what another says."""
    if one.cue is None:
        return False
    first = one.cue.first
    start, end = clause.span(first, one.cue.end)
    if clause.quotation[first] in clause.long and not clause.set_off(first):
        return True
    return any(
        low <= start and end <= high for other in found if other is not one for low, high in other.parts
    )
