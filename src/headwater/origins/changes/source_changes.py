"""Sources that were dropped or exchanged, and evidence that was left out."""

from __future__ import annotations

from headwater.origins.changes.differences import Difference, Pair, Stretch, clause, counterpart
from headwater.origins.changes.lexicon import Mark
from headwater.origins.changes.names import named_in
from headwater.origins.changes.passages import Reading
from headwater.origins.changes.sources import GENERIC, Cited, by_cue, cited

_SURE = 0.5
"""Passages less alike than this may have lost their source with all the rest."""


def source_changes(pair: Pair) -> list[Difference]:
    """A source that the child does not give, or another in its stead."""
    if pair.title:
        return []
    old = cited(pair.parent)
    if not old:
        return []
    new = cited(pair.child)
    if not new.cues:
        return _dropped(pair, old) if pair.similarity >= _SURE else []
    return _exchanged(pair, old, new) if new else []


def _dropped(pair: Pair, old: Cited) -> list[Difference]:
    near = _excusing(pair, old)
    telling = [n for n in old.names if any(len(s) >= 2 for s in n.sounds)]
    if not telling and not old.classes - GENERIC:
        return []
    if old.classes & {m.key for m in pair.child.of("head")} or any(named_in(n, near) for n in telling):
        return []
    if (old.classes - GENERIC) & {
        m.key for m in near.of("head") if by_cue(m.start, m.end, near.of("cue", "say"))
    }:
        return []
    cue = old.cues[0]
    before = clause(pair.parent, min(old.first[0], cue.start), max(old.first[1], cue.end), 40)
    after = counterpart(pair, cue.start, in_child=True)
    return [
        Difference(
            "source_dropped",
            "source",
            before,
            after,
            f"The source was dropped: {pair.said(before, of_child=False)} became {pair.said(after, of_child=True)}, "
            "on nobody's word.",
            ("dropped", str(before)),
        )
    ]


def _excusing(pair: Pair, old: Cited) -> Reading:
    """Where the child may give the source instead: not in the sentence after, if the parent's gives it there too.

    A sentence after that looks back ("the news was given by ...") gives it all the same.
    """
    if pair.parent_after is None or pair.child_led is None:
        return pair.child_near
    if pair.child_after is not None and pair.child_after.of("backward"):
        return pair.child_near
    again = cited(pair.parent_after)
    same = old.classes & again.classes - GENERIC or any(named_in(n, pair.parent_after) for n in old.names)
    return pair.child_led if same else pair.child_near


def _exchanged(pair: Pair, old: Cited, new: Cited) -> list[Difference]:
    near = _excusing(pair, old)
    if old.classes & new.classes - GENERIC:
        if not _other_known(pair, old, new):
            return []
    elif any(named_in(n, near) for n in old.names):
        return []
    lost = old.classes - {m.key for m in near.of("head")} - GENERIC
    fresh = new.classes - {m.key for m in pair.parent_near.of("head")} - GENERIC
    if not (lost and fresh) and not _other_known(pair, old, new):
        return []
    before = clause(pair.parent, *old.first, 50)
    after = clause(pair.child, *new.first, 50)
    return [
        Difference(
            "source_changed",
            "source",
            before,
            after,
            f"Another source is given: {pair.said(before, of_child=False)} became {pair.said(after, of_child=True)}.",
            ("source", str(before)),
        )
    ]


def _other_known(pair: Pair, old: Cited, new: Cited) -> bool:
    """Whether the sources are two known bodies, each absent from the other side."""
    lost = [n for n in old.names if n.known and not named_in(n, pair.child_near)]
    fresh = [n for n in new.names if n.known and not named_in(n, pair.parent_near)]
    return bool(lost) and bool(fresh)


def evidence_changes(pair: Pair) -> list[Difference]:
    """Evidence that the parent points to where the child's passage has none."""
    mark = None if pair.title else shown_evidence(pair.parent)
    if mark is None or pair.child_near.of("evidence"):
        return []
    before = clause(pair.parent, mark.start, mark.end)
    after = counterpart(pair, mark.start, in_child=True)
    return [_evidence(pair.said(before, of_child=False), before, after)]


def shown_evidence(reading: Reading) -> Mark | None:
    """The first piece of evidence of a passage that somebody shows, publishes or holds."""
    found = reading.of("evidence")
    shows = reading.of("publish") if found else ()
    for mark in found:
        denied = any(0 <= mark.start - m.end <= 25 for m in reading.of("negation", "not"))
        if not denied and any(abs(s.start - mark.end) <= 50 or abs(mark.start - s.end) <= 50 for s in shows):
            return mark
    return None


def _evidence(said: str, before: Stretch, after: Stretch | None) -> Difference:
    return Difference(
        "evidence_dropped",
        "evidence",
        before,
        after,
        f"The child leaves out the evidence that the parent points to: {said}.",
        ("evidence", str(before)),
    )
