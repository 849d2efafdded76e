"""Sources that were dropped or exchanged, and evidence that was left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.origins.changes.differences import Difference, Pair, Stretch, clause, counterpart
from headwater.origins.changes.lexicon import Mark
from headwater.origins.changes.names import NameMark, named_in
from headwater.origins.changes.passages import Reading

_REACH = 45
"""Characters between a word of saying and the one who says."""
_BESIDE = 12
"""Characters between words for one source ("opposition activist Omar")."""
_HELD_AFTER = ("held", "controlled", "run", "backed", "linked", "elindeki", "kontrolündeki", "denetimindeki")
_HELD_BEFORE = re.compile(
    r"(?:held|controlled) by (?:the )?$|(?:tenue?s?|contrôlée?s?|occupée?s?) par (?:l[ea]s?\s|l['’])?$"
    r"|(?:удержива|контролиру|подконтрольн)\w* $|(?:سيطرة|يد|أيدي|قبضة) $"
)
_GENERIC = frozenset(("statement", "report", "local_source", "media", "twitter", "company"))
_KINDS = frozenset(("actor", "person", "outlet", "other"))


@dataclass(frozen=True, slots=True)
class _Cited:
    """Who is cited in a passage: classes of sources, names, and the words of the first."""

    heads: tuple[Mark, ...]
    names: tuple[NameMark, ...]
    cues: tuple[Mark, ...]

    @property
    def classes(self) -> set[str]:
        """The classes of all who are cited."""
        return {m.key for m in self.heads}

    @property
    def first(self) -> Stretch:
        """The one who is cited first."""
        return min([*((m.start, m.end) for m in self.heads), *((n.start, n.end) for n in self.names)])

    def __bool__(self) -> bool:
        return bool(self.heads or self.names)


def _cited(reading: Reading) -> _Cited:
    """Who is cited: for each word of saying the nearest source, and what stands right beside it."""
    cues = reading.of("cue", "say")
    heads = [m for m in reading.of("head") if not _held(reading, m)]
    names = [n for n in reading.names if n.kind in _KINDS]
    spans = sorted([(m.start, m.end) for m in heads] + [(n.start, n.end) for n in names])
    taken: set[Stretch] = set()
    for cue in cues:
        near = [s for s in spans if _gap(s, cue.start, cue.end) <= _REACH]
        near = near or [s for s in spans if s[1] <= cue.start][:2]
        if near:
            best = min(near, key=lambda s: (_gap(s, cue.start, cue.end), s))
            taken |= {s for s in near if _gap(s, *best) <= _BESIDE}
    return _Cited(
        tuple(m for m in heads if (m.start, m.end) in taken),
        tuple(n for n in names if (n.start, n.end) in taken),
        cues,
    )


def _gap(span: Stretch, start: int, end: int) -> int:
    return max(0, start - span[1], span[0] - end)


def _held(reading: Reading, mark: Mark) -> bool:
    """Whether a word only qualifies another ("opposition-held", "army-controlled")."""
    return (
        reading.text(mark.end, mark.end + 12)
        .lstrip("- ")
        .startswith(("held", "controlled", "run", "backed", "linked"))
    )


def _by_cue(start: int, end: int, cues: tuple[Mark, ...]) -> bool:
    return any(_gap((start, end), c.start, c.end) <= _REACH for c in cues)


def source_changes(pair: Pair) -> list[Difference]:
    """A source that the child does not give, or another in its stead."""
    if pair.title:
        return []
    old, new = _cited(pair.parent), _cited(pair.child)
    if not old:
        return []
    if not new.cues:
        return _dropped(pair, old)
    return _exchanged(pair, old, new) if new else []


def _dropped(pair: Pair, old: _Cited) -> list[Difference]:
    near = pair.child_near
    telling = [n for n in old.names if any(len(s) >= 2 for s in n.sounds)]
    if not telling and not old.classes - _GENERIC:
        return []
    if old.classes & {m.key for m in pair.child.of("head")} or any(named_in(n, near) for n in telling):
        return []
    if (old.classes - _GENERIC) & {
        m.key for m in near.of("head") if _by_cue(m.start, m.end, near.of("cue", "say"))
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


def _exchanged(pair: Pair, old: _Cited, new: _Cited) -> list[Difference]:
    if old.classes & new.classes - _GENERIC:
        if not _other_known(pair, old, new):
            return []
    elif any(named_in(n, pair.child_near) for n in old.names):
        return []
    lost = old.classes - {m.key for m in pair.child_near.of("head")} - _GENERIC
    fresh = new.classes - {m.key for m in pair.parent_near.of("head")} - _GENERIC
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


def _other_known(pair: Pair, old: _Cited, new: _Cited) -> bool:
    """Whether the sources are two known bodies, each absent from the other side."""
    lost = [n for n in old.names if n.known and not named_in(n, pair.child_near)]
    fresh = [n for n in new.names if n.known and not named_in(n, pair.parent_near)]
    return bool(lost) and bool(fresh)


def evidence_changes(pair: Pair) -> list[Difference]:
    """Evidence that the parent points to where the child's passage has none."""
    if pair.title or pair.child_near.of("evidence"):
        return []
    mark = shown_evidence(pair.parent)
    if mark is None:
        return []
    before = clause(pair.parent, mark.start, mark.end)
    after = counterpart(pair, mark.start, in_child=True)
    return [_evidence(pair.said(before, of_child=False), before, after)]


def shown_evidence(reading: Reading) -> Mark | None:
    """The first piece of evidence of a passage that somebody shows, publishes or holds."""
    shows = reading.of("publish")
    for mark in reading.of("evidence"):
        if any(abs(s.start - mark.end) <= 50 or abs(mark.start - s.end) <= 50 for s in shows):
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
