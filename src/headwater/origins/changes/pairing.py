"""Which sentences of a child tell what which sentences of its parent tell, in any order."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from headwater.origins.changes.config import ChangesConfig

Matrix = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float64]
"""Cosines rounded to four decimals, before any threshold."""

_MOST = 3
"""Sentences that one side of a bead may have."""
_GAIN = 0.01
"""Cosine that a sentence must add to a bead to join it against the odds."""


@dataclass(slots=True)
class Bead:
    """Sentences of both sides that correspond, by index, and how alike the first of them are."""

    parent: list[int]
    child: list[int]
    similarity: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """Beads in the child's order, and the sentences that nothing on the other side resembles."""

    beads: list[Bead] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    unpaired: list[tuple[int, int]] = field(default_factory=list)
    """Sentences of the parent in no bead, each with the child's sentence that is most like it."""


def pair_sentences(parent: Matrix, child: Matrix, config: ChangesConfig) -> Pairing:
    """Beads of sentences from their unit vectors (rows); each side's best matches first, then what lies beside them."""
    if not len(parent) or not len(child):
        return Pairing([], list(range(len(parent))), list(range(len(child))))
    exact: Scores = _scores(parent, child, config.band).astype(np.float64)
    scores: Scores = exact.round(4)
    best_child, best_parent = scores.argmax(axis=1), scores.argmax(axis=0)
    beads = _mutual(scores, config)
    by_parent = {bead.parent[0]: bead for bead in beads}
    by_child = {bead.child[0]: bead for bead in beads}
    new = _attach(_Turn(scores.T, child, parent, best_parent), by_child, by_parent, config, of_child=True)
    lost = _attach(_Turn(scores, parent, child, best_child), by_parent, by_child, config, of_child=False)
    bound = _between(scores, lost, new, by_parent, by_child, config)
    beads += bound
    lost = [p for p in lost if all(p not in b.parent for b in bound)]
    new = [c for c in new if all(c not in b.child for b in bound)]
    again = [(int(best_parent[c]), c) for c in new] + [(p, int(best_child[p])) for p in lost]
    beads += [Bead([p], [c], float(scores[p, c])) for p, c in again if scores[p, c] >= config.retold]
    return Pairing(
        sorted(beads, key=lambda b: (b.child[0], b.parent[0])),
        [p for p in lost if scores[p].max() < config.unlike],
        [c for c in new if scores[:, c].max() < config.unlike],
        [(p, int(best_child[p])) for p in lost if scores[p].max() < config.retold],
    )


def _between(
    scores: Scores,
    lost: list[int],
    new: list[int],
    by_parent: dict[int, Bead],
    by_child: dict[int, Bead],
    config: ChangesConfig,
) -> list[Bead]:
    """Lone sentences of both sides that stand between the same neighbours: much altered, but in one place."""
    place_p = {p: bead for bead in by_parent.values() for p in bead.parent}
    place_c = {c: bead for bead in by_child.values() for c in bead.child}
    alone_p, alone_c = set(lost), set(new)
    found = []
    for c in new:
        for step in (-1, 1):
            bead = place_c.get(c + step)
            p = (max(bead.parent) + 1 if step < 0 else min(bead.parent) - 1) if bead else -1
            if p in alone_p and c in alone_c and scores[p, c] >= config.in_place:
                other = place_c.get(c - step)
                if other is None or other is place_p.get(p - step):
                    found.append(Bead([p], [c], float(scores[p, c])))
                    alone_p.discard(p)
                    alone_c.discard(c)
    return found


@dataclass(frozen=True, slots=True)
class _Turn:
    """One side's view: cosines with its own sentences as rows, the vectors of both sides, each row's best column."""

    scores: Scores
    own: Matrix
    other: Matrix
    best: npt.NDArray[np.int64]


def _mutual(scores: Scores, config: ChangesConfig) -> list[Bead]:
    """Sentences that are each other's best match, then again among those that are left."""
    left = scores.copy()
    beads: list[Bead] = []
    for _ in range(config.rounds):
        best_child, best_parent = left.argmax(axis=1), left.argmax(axis=0)
        found = [
            Bead([int(p)], [c], float(scores[p, c]))
            for c, p in enumerate(best_parent)
            if best_child[p] == c and left[p, c] >= config.alike
        ]
        if not found:
            break
        beads += found
        for bead in found:
            left[bead.parent[0], :] = -1.0
            left[:, bead.child[0]] = -1.0
    return beads


def _scores(parent: Matrix, child: Matrix, band: int) -> Matrix:
    """Cosines of all pairs; of long texts only near the diagonal, so that the work stays linear."""
    rows, columns = len(parent), len(child)
    if max(rows, columns) <= band:
        return parent @ child.T
    scores = np.full((rows, columns), -1.0, dtype=np.float32)
    for row in range(rows):
        middle = row * columns // rows
        low, high = max(0, middle - band // 2), min(columns, middle + band // 2)
        scores[row, low:high] = child[low:high] @ parent[row]
    return scores


def _attach(
    turn: _Turn, own: dict[int, Bead], other: dict[int, Bead], config: ChangesConfig, *, of_child: bool
) -> list[int]:
    """Give sentences that no bead has to the bead beside them that tells the same; the rest are returned."""
    rest = []
    for at in range(len(turn.scores)):
        if at in own:
            continue
        for bead in (other.get(int(turn.best[at])), own.get(at - 1), own.get(at + 1)):
            if bead is not None and _joins(turn, bead, at, config, of_child=of_child):
                side = bead.child if of_child else bead.parent
                side.append(at)
                side.sort()
                break
        else:
            rest.append(at)
    return rest


def _joins(turn: _Turn, bead: Bead, at: int, config: ChangesConfig, *, of_child: bool) -> bool:
    """Whether a sentence beside a bead's own tells the same as the bead's other side."""
    side, told = (bead.child, bead.parent[0]) if of_child else (bead.parent, bead.child[0])
    if len(side) >= _MOST or all(abs(at - x) != 1 for x in side):
        return False
    best = told == int(turn.best[at])
    return (best and turn.scores[at, told] >= config.beside) or _better(turn, side, at, told)


def _better(turn: _Turn, side: list[int], at: int, best: int) -> bool:
    """Whether the sentences of a bead are more like the other side with one more than without."""
    alone = turn.own[side].sum(axis=0)
    more = alone + turn.own[at]
    with_, without = (float(v @ turn.other[best]) / float(np.linalg.norm(v) or 1.0) for v in (more, alone))
    return round(with_ - without, 4) >= _GAIN
