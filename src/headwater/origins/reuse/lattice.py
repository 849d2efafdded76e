"""Many pairs of short texts aligned at once: the same dynamic programme, a diagonal of all pairs at a time.

Each pair's similarities come from one matrix product of its own, so that no pair's result hangs on what it is
computed beside. Steps and costs are those of ``alignment``; a short text needs no corridor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.sides import STEPS, Costs, Match, Side, merged

Matrix = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Choices = npt.NDArray[np.int8]

SHORT = 48
"""Sentences of the longest text that is aligned here."""
TOGETHER = 128
"""Pairs of one lattice."""
KEPT = 4096
"""Texts made ready that are kept for the next lattice."""
WIDEST = 3
"""Sentences that one side of a step may have."""
_UP, _LEFT = len(STEPS), len(STEPS) + 1


@dataclass(frozen=True, slots=True)
class Prepared:
    """One text's runs of one, two and three sentences: unit vectors, and the marks of each run by code."""

    size: int
    vectors: Matrix  # runs of one first, then of two, then of three
    marks: dict[str, int]  # which column of ``held`` is whose
    held: Doubles  # 1 where a run holds a mark: a row for each run
    counts: Doubles  # marks of each run


def prepare(side: Side) -> Prepared:
    """A side made ready to be compared with others."""
    size = len(side.vectors)
    rows = [merged(side, count) for count in range(1, WIDEST + 1) if size >= count]
    marks = {mark: at for at, mark in enumerate(sorted(frozenset().union(*side.marks)))}
    single = np.zeros((size, len(marks)))
    for at, some in enumerate(side.marks):
        for mark in some:
            single[at, marks[mark]] = 1.0
    runs = [single]
    for count in range(2, min(WIDEST, size) + 1):
        runs.append(np.maximum(runs[-1][:-1], single[count - 1 :]))
    held = np.concatenate(runs)
    return Prepared(size, np.concatenate(rows), marks, held, held.sum(axis=1))


def _first(size: int, count: int) -> int:
    """Where the runs of ``count`` sentences begin among all runs of a text of ``size``."""
    return (count - 1) * (size + 1) - (count - 1) * count // 2


def _bonus(a: Prepared, b: Prepared, weight: float) -> Doubles:
    """What shared numbers and names add and lone ones take away, for each run of a with each run of b."""
    both = (a.counts > 0)[:, None] & (b.counts > 0)[None, :]
    common = [mark for mark in a.marks if mark in b.marks]
    total = np.maximum(a.counts[:, None] + b.counts[None, :], 1.0)
    shared: Doubles | float = 0.0
    if common:
        of_a = a.held[:, [a.marks[mark] for mark in common]]
        of_b = b.held[:, [b.marks[mark] for mark in common]]
        shared = of_a @ of_b.T
    bonus: Doubles = np.where(both, weight * (2.0 * shared / total - 0.5), 0.0)
    return bonus


@lru_cache(maxsize=4096)
def _places(rows: int, columns: int) -> tuple[tuple[int, slice, slice, Ints, Ints], ...]:
    """For each step: its number, the runs that it pairs, and the cells (diagonal, row) at which it ends."""
    found = []
    for number, (step_a, step_b) in enumerate(STEPS):
        if rows < step_a or columns < step_b:
            continue
        of_a = slice(_first(rows, step_a), _first(rows, step_a) + rows - step_a + 1)
        of_b = slice(_first(columns, step_b), _first(columns, step_b) + columns - step_b + 1)
        ends_a = np.arange(step_a, rows + 1)[:, None]
        ends_b = np.arange(step_b, columns + 1)[None, :]
        found.append(
            (number, of_a, of_b, ends_a + ends_b, np.broadcast_to(ends_a, (len(ends_a), ends_b.size)))
        )
    return tuple(found)


def _choices(gains: npt.NDArray[np.float64]) -> Choices:
    """For each cell the best step that ends there. ``gains`` has shape (steps, diagonals, pairs, rows + 1).

    A cell is (diagonal, row): its column is their difference. Skips win over steps of equal worth, upward ones
    over those to the left, and earlier steps over later ones.
    """
    _, diagonals, pairs, width = gains.shape
    totals = np.full((diagonals + 4, pairs, width + 3), -np.inf)  # three rows of nothing above the first
    chosen = np.full((diagonals, pairs, width), -1, dtype=np.int8)
    totals[4, :, 3] = 0.0
    for diagonal in range(1, diagonals):
        here = diagonal + 4
        best = totals[here - 1, :, 2:-1].copy()
        choice = chosen[diagonal]
        choice[:] = _UP
        left = totals[here - 1, :, 3:]
        better = left > best
        best[better] = left[better]
        choice[better] = _LEFT
        for number, (step_a, step_b) in enumerate(STEPS):
            value = (
                totals[here - step_a - step_b, :, 3 - step_a : 3 - step_a + width] + gains[number, diagonal]
            )
            better = value > best
            np.copyto(best, value, where=better)
            choice[better] = number
        totals[here, :, 3:] = best
    return chosen


def _scores(a: Prepared, b: Prepared, costs: Costs) -> tuple[Doubles, Doubles]:
    """Similarity of each run of a with each run of b, and the same with marks weighed in."""
    cosines = np.round(a.vectors @ b.vectors.T, 4).astype(np.float64)
    return cosines, cosines + _bonus(a, b, costs.mark) if costs.mark else cosines


def _tightened(match: Match, cosines: Doubles, sizes: tuple[int, int], slack: float) -> Match:
    """``match`` without sentences at its ends that add nothing: see ``alignment.tightened``."""
    best = match
    while True:
        a, a_end, b, b_end = best.a, best.a_end, best.b, best.b_end
        shorter = []
        if a_end - a > 1:
            shorter += [(a + 1, a_end, b, b_end), (a, a_end - 1, b, b_end)]
        if b_end - b > 1:
            shorter += [(a, a_end, b + 1, b_end), (a, a_end, b, b_end - 1)]
        top: Match | None = None
        for one in shorter:
            row = _first(sizes[0], one[1] - one[0]) + one[0]
            column = _first(sizes[1], one[3] - one[2]) + one[2]
            score = round(float(cosines[row, column]), 4)
            if top is None or score > top.score:
                top = Match(*one, score)
        if top is None or top.score < round(best.score - slack, 4):
            return best
        best = top


def _walk(
    chosen: Sequence[Sequence[int]], scored: tuple[Doubles, Doubles], sizes: tuple[int, int], slack: float
) -> list[Match]:
    """The way back from the last cell of one pair."""
    cosines, weighed = scored
    row, column = sizes
    found = []
    while row or column:
        choice = chosen[row + column][row]
        if choice == _UP:
            row -= 1
        elif choice == _LEFT:
            column -= 1
        else:
            step_a, step_b = STEPS[choice]
            row, column = row - step_a, column - step_b
            at_a, at_b = _first(sizes[0], step_a) + row, _first(sizes[1], step_b) + column
            score = round(float(weighed[at_a, at_b]), 4)
            match = Match(row, row + step_a, column, column + step_b, score)
            single = step_a == 1 and step_b == 1
            found.append(match if single else _tightened(match, cosines, sizes, slack))
    return found[::-1]


def _aligned(pairs: Sequence[tuple[Prepared, Prepared]], costs: Costs) -> list[list[Match]]:
    """All ``pairs`` in one lattice as large as the largest of them."""
    rows = max(a.size for a, _ in pairs)
    columns = max(b.size for _, b in pairs)
    gains = np.full((len(STEPS), rows + columns + 1, len(pairs), rows + 1), -np.inf)
    scored = []
    for index, (a, b) in enumerate(pairs):
        cosines, weighed = _scores(a, b, costs)
        scored.append((cosines, weighed))
        for number, of_a, of_b, diagonal, row in _places(a.size, b.size):
            step_a, step_b = STEPS[number]
            worth = (step_a + step_b) / 2 * (weighed[of_a, of_b] - costs.floor)
            gains[number, diagonal, index, row] = worth - costs.merging * (step_a + step_b - 2)
    chosen = np.ascontiguousarray(_choices(gains).transpose(1, 0, 2))
    return [
        _walk(chosen[index].tolist(), scored[index], (a.size, b.size), costs.slack)
        for index, (a, b) in enumerate(pairs)
    ]


def align_short(
    couples: Sequence[tuple[int, int]], sides: Mapping[int, Side], costs: Costs
) -> dict[tuple[int, int], list[Match]]:
    """The best monotone alignment of each couple of short texts that are not empty."""
    found: dict[tuple[int, int], list[Match]] = {}
    prepared: dict[int, Prepared] = {}
    ranked = sorted(couples, key=lambda c: (_grade(sides[c[0]]), _grade(sides[c[1]]), c))
    for start in range(0, len(ranked), TOGETHER):
        some = ranked[start : start + TOGETHER]
        needed = {index for couple in some for index in couple}
        if len(prepared) > KEPT:
            prepared = {index: one for index, one in prepared.items() if index in needed}
        for index in sorted(needed.difference(prepared)):
            prepared[index] = prepare(sides[index])
        aligned = _aligned([(prepared[a], prepared[b]) for a, b in some], costs)
        found.update(zip(some, aligned, strict=True))
    return found


def _grade(side: Side) -> int:
    """Texts of one grade are of one size, near enough to lie in one lattice."""
    return len(side.vectors) // 8
