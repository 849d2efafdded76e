"""All that one child changed of one parent: sentences paired, compared, and what has no counterpart."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.origins.changes.comparing import compare_pair
from headwater.origins.changes.config import ChangesConfig
from headwater.origins.changes.differences import Difference, Pair, clause, whole
from headwater.origins.changes.pairing import Bead, Pairing, pair_sentences
from headwater.origins.changes.passages import Reading
from headwater.origins.changes.sentences import DATE_LINE
from headwater.origins.changes.sides import Side
from headwater.origins.changes.source_changes import shown_evidence

_TOLD_ONCE = frozenset(
    (
        "hedge_dropped",
        "hedge_added",
        "negated",
        "source_dropped",
        "source_changed",
        "actor_replaced",
        "relabelled",
        "place_changed",
    )
)
"""What a headline repeats of the body is one change."""


def compare_edge(parent: Side, child: Side, config: ChangesConfig) -> list[Difference]:
    """What a child says otherwise than its parent, repeats told once, in the child's order, gaps last."""
    pairing = pair_sentences(parent.vectors, child.vectors, config)
    found: list[Difference] = []
    for bead in sorted(pairing.beads, key=lambda b: _titled(parent, child, b)):
        if not _verbatim(parent, child, bead):
            pair = _pair(parent, child, bead)
            if pair is None:
                continue
            told = {d.kind for d in found} if pair.title else set()
            found += [d for d in compare_pair(pair) if d.kind not in told or d.kind not in _TOLD_ONCE]
    return _once(found) + _gaps(parent, child, pairing, config)


def _titled(parent: Side, child: Side, bead: Bead) -> bool:
    """Whether a bead is of headlines: a change told in the body too is shown there."""
    return parent.passages[bead.parent[0]].title or child.passages[bead.child[0]].title


def _pair(parent: Side, child: Side, bead: Bead) -> Pair | None:
    """The passages of a bead without lines that only say when they were published; None where no more is left."""
    old = [i for i in bead.parent if not parent.readings[i].sentence.masthead]
    new = [i for i in bead.child if not child.readings[i].sentence.masthead]
    if not old or not new:
        return None
    return Pair(
        parent.readings.joined(old),
        child.readings.joined(new),
        parent.readings.joined(_around(parent.readings, bead.parent)),
        child.readings.joined(_around(child.readings, bead.child)),
        parent.vocabulary,
        bead.similarity,
        _after(parent.readings, bead.parent),
        _after(child.readings, bead.child),
        child.vocabulary,
        child.readings.joined(_around(child.readings, bead.child, after=False)),
    )


def _after(readings: Sequence[Reading], at: Sequence[int]) -> Reading | None:
    """The sentence after a bead's own, if there is one."""
    return next(iter(readings[at[-1] + 1 : at[-1] + 2]), None)


def _around(readings: Sequence[Reading], at: Sequence[int], *, after: bool = True) -> list[int]:
    """A bead's sentences with the one before and the one after, unless that is a mere date line."""
    first, last = at[0], at[-1]
    before = [first - 1] if first > 0 and readings[first - 1].size >= DATE_LINE else []
    follows = after and last + 1 < len(readings)
    behind = [last + 1] if follows and readings[last + 1].size >= DATE_LINE else []
    return [*before, *range(first, last + 1), *behind]


def _verbatim(parent: Side, child: Side, bead: Bead) -> bool:
    return [parent.passages[i].text for i in bead.parent] == [child.passages[i].text for i in bead.child]


def _once(differences: Sequence[Difference]) -> list[Difference]:
    """Each change once: repeats of one change, and changes of one kind at one place, are one."""
    seen: set[object] = set()
    kept = []
    for one in differences:
        marks = {(one.kind, one.key), (one.kind, one.parent), (one.kind, one.child)}
        if not marks & seen:
            seen |= marks
            kept.append(one)
    return kept


def _gaps(parent: Side, child: Side, pairing: Pairing, config: ChangesConfig) -> list[Difference]:
    """Sentences that only one side has; a lost one that shows evidence is dropped evidence."""
    lost = [parent.readings[i] for i in pairing.lost if not parent.passages[i].title]
    found = _unpaired_evidence(parent, child, pairing)
    new = [child.readings[i] for i in pairing.new if not child.passages[i].title]
    told = {difference.parent for difference in found}
    for reading in _longest(lost, config.most_gaps):
        at = whole(reading)
        if not any(t and at[0] <= t[0] < at[1] for t in told):
            said = " ".join(reading.text(*at).split())[:90]
            found.append(Difference("omitted", "other", at, None, f"The child has nothing like “{said}…”."))
    for reading in _longest(new, config.most_gaps):
        at = whole(reading)
        said = " ".join(reading.text(*at).split())[:90]
        found.append(Difference("added", "other", None, at, f"The parent has nothing like “{said}…”."))
    return found


def _unpaired_evidence(parent: Side, child: Side, pairing: Pairing) -> list[Difference]:
    """Evidence in sentences of the parent that no sentence of the child tells."""
    found = []
    for index, nearest in pairing.unpaired:
        reading = parent.readings[index]
        mark = shown_evidence(reading)
        if reading.title or mark is None or child.readings[nearest].of("evidence", mark.key):
            continue
        at = clause(reading, mark.start, mark.end)
        said = " ".join(reading.text(*at).split())[:90]
        because = f"The child leaves out the evidence that the parent points to: “{said}”."
        found.append(Difference("evidence_dropped", "evidence", at, None, because))
    return found


def _longest(readings: Sequence[Reading], most: int) -> list[Reading]:
    telling = [r for r in readings if r.size >= 4]
    kept = sorted(telling, key=lambda r: (r.start - r.end, r.start))[:most]
    return sorted(kept, key=lambda r: r.start)
