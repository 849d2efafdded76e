"""Which sentences of a child tell what which sentences of its parent tell, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from headwater.origins.changes.config import ChangesConfig

Matrix = npt.NDArray[np.float32]


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


def pair_sentences(parent: Matrix, child: Matrix, config: ChangesConfig) -> Pairing:
    """Beads of sentences from their unit vectors (rows); each side's best matches first, then what lies beside them."""
    if not len(parent) or not len(child):
        return Pairing([], list(range(len(parent))), list(range(len(child))))
    scores = np.round(_scores(parent, child, config.band), 4)
    best_child, best_parent = scores.argmax(axis=1), scores.argmax(axis=0)
    beads = [
        Bead([int(p)], [c], float(scores[p, c]))
        for c, p in enumerate(best_parent)
        if best_child[p] == c and scores[p, c] >= config.alike
    ]
    by_parent = {bead.parent[0]: bead for bead in beads}
    by_child = {bead.child[0]: bead for bead in beads}
    new = _attach(scores.T, best_parent, by_child, by_parent, config, of_child=True)
    lost = _attach(scores, best_child, by_parent, by_child, config, of_child=False)
    beads += [
        Bead([int(best_parent[c])], [c], float(scores[best_parent[c], c]))
        for c in new
        if scores[best_parent[c], c] >= config.retold
    ]
    return Pairing(
        sorted(beads, key=lambda b: (b.child[0], b.parent[0])),
        [p for p in lost if scores[p].max() < config.unlike],
        [c for c in new if scores[:, c].max() < config.unlike],
    )


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
    scores: Matrix,
    best: Sequence[int] | npt.NDArray[np.int64],
    own: dict[int, Bead],
    other: dict[int, Bead],
    config: ChangesConfig,
    *,
    of_child: bool,
) -> list[int]:
    """Give sentences that no bead has to the bead beside them that tells the same; the rest are returned."""
    rest = []
    for at in range(len(scores)):
        if at in own:
            continue
        bead = other.get(int(best[at]))
        side = (bead.child if of_child else bead.parent) if bead else []
        if (
            bead
            and scores[at, best[at]] >= config.beside
            and any(abs(at - x) == 1 for x in side)
            and len(side) < 3
        ):
            side.append(at)
            side.sort()
        else:
            rest.append(at)
    return rest
