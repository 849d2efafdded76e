"""Sentences of one text against those of another, in order: which says what the other says.

Dynamic programming over sentence vectors (as vecalign, Thompson and Koehn 2019, after Gale and Church 1993)
with steps 1:1, 1:2, 2:1, 2:2, 1:3, 3:1 and skips on either side. Sentences that are each other's nearest lay
down a corridor first, so that the cost grows with the length of the texts, not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.lattice import SHORT, align_short
from headwater.origins.reuse.sides import STEPS, Costs, Match, Side, merged

Matrix = npt.NDArray[np.float32]

_NEVER = float("-inf")


def nearest_pairs(a: Matrix, b: Matrix, floor: float, block: int = 512) -> list[tuple[int, int, float]]:
    """(sentence of a, sentence of b, cosine) for those that are each other's nearest, by position in a."""
    best_of_a = np.zeros(len(a), dtype=np.int64)
    score_of_a = np.zeros(len(a), dtype=np.float32)
    best_of_b = np.zeros(len(b), dtype=np.int64)
    score_of_b = np.full(len(b), -1.0, dtype=np.float32)
    for start in range(0, len(a), block):
        cosines = np.round(a[start : start + block] @ b.T, 4)
        best_of_a[start : start + block] = cosines.argmax(axis=1)
        score_of_a[start : start + block] = cosines.max(axis=1)
        rows = cosines.argmax(axis=0)
        here = cosines[rows, np.arange(len(b))]
        better = here > score_of_b
        best_of_b[better], score_of_b[better] = rows[better] + start, here[better]
    rows = np.arange(len(a))
    mutual = (best_of_b[best_of_a] == rows) & (score_of_a >= floor)
    return [(int(i), int(best_of_a[i]), float(score_of_a[i])) for i in np.flatnonzero(mutual)]


def longest_climb(columns: list[int]) -> list[int]:
    """Indexes of a longest strictly climbing subsequence of ``columns`` (patience sorting)."""
    tops: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for index, column in enumerate(columns):
        pile = bisect_left(tops, column)
        before.append(holders[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(column)
            holders.append(index)
        else:
            tops[pile], holders[pile] = column, index
    path = []
    at = holders[-1] if holders else -1
    while at >= 0:
        path.append(at)
        at = before[at]
    return path[::-1]


def corridor(anchors: list[tuple[int, int]], rows: int, columns: int, costs: Costs) -> list[tuple[int, int]]:
    """For each of ``rows + 1`` boundaries in a, the boundaries ``[low, high]`` in b that a path may touch."""
    posts = [(0, 0), *anchors, (rows, columns)]
    bands: list[tuple[int, int]] = []
    at = 0
    for row in range(rows + 1):
        while at + 2 < len(posts) and posts[at + 1][0] < row - costs.corridor:
            at += 1
        ahead = at + 1
        while ahead + 1 < len(posts) and posts[ahead][0] < row + costs.corridor:
            ahead += 1
        low = max(0, posts[at][1] - costs.corridor)
        high = min(columns, posts[ahead][1] + 1 + costs.corridor)
        if high - low > costs.widest:
            (row_1, column_1), (row_2, column_2) = posts[at], posts[ahead]
            middle = column_1 + (column_2 - column_1) * (row - row_1) // max(1, row_2 - row_1)
            low, high = max(low, middle - costs.widest // 2), min(high, middle + costs.widest // 2)
        if bands:
            low, high = max(low, bands[-1][0]), max(high, bands[-1][1])
        bands.append((low, min(columns, high)))
    return bands


def _mark_bonus(a: frozenset[str], b: frozenset[str], weight: float) -> float:
    """What shared numbers and names add and lone ones take away."""
    if not a or not b:
        return 0.0
    shared = len(a & b)
    return weight * (2.0 * shared / (len(a) + len(b)) - 0.5)


class _Gains:
    """Similarity of every run of sentences in a with every run in b, row by row."""

    def __init__(self, a: Side, b: Side, costs: Costs) -> None:
        self._a, self._b, self._costs = a, b, costs
        self._of_a = {count: merged(a, count) for count in (1, 2, 3) if len(a.vectors) >= count}
        self._of_b = {count: merged(b, count) for count in (1, 2, 3) if len(b.vectors) >= count}

    def row(self, end_a: int, low: int, high: int) -> dict[tuple[int, int], list[float]]:
        """For each step that ends at boundary ``end_a`` in a: scores by boundary ``low..high`` in b."""
        found: dict[tuple[int, int], list[float]] = {}
        for step_a, step_b in STEPS:
            if end_a < step_a or step_b not in self._of_b:
                continue
            first = max(low - step_b, 0)
            last = high - step_b
            if last < first:
                continue
            start_a = end_a - step_a
            cosines = self._of_b[step_b][first : last + 1] @ self._of_a[step_a][start_a]
            scores = np.round(cosines, 4).tolist()
            if self._costs.mark:
                self._weigh_marks(scores, start_a, step_a, first, step_b)
            found[step_a, step_b] = [_NEVER] * (first + step_b - low) + scores
        return found

    def _weigh_marks(self, scores: list[float], start_a: int, step_a: int, first: int, step_b: int) -> None:
        marks_a = frozenset().union(*self._a.marks[start_a : start_a + step_a])
        if not marks_a:
            return
        for index in range(len(scores)):
            marks_b = frozenset().union(*self._b.marks[first + index : first + index + step_b])
            scores[index] += _mark_bonus(marks_a, marks_b, self._costs.mark)


def _fill(gains: _Gains, bands: list[tuple[int, int]], costs: Costs) -> list[list[tuple[int, int, float]]]:
    """For each boundary of the corridor the best step that ends there, with its similarity."""
    totals: list[list[float]] = []
    steps: list[list[tuple[int, int, float]]] = []
    for row, (low, high) in enumerate(bands):
        scores = gains.row(row, low, high)
        total: list[float] = []
        chosen: list[tuple[int, int, float]] = []
        for column in range(low, high + 1):
            best, step = (0.0, (0, 0, 0.0)) if row == 0 and column == low else (_NEVER, (0, 0, 0.0))
            if row and bands[row - 1][0] <= column <= bands[row - 1][1]:
                best, step = totals[row - 1][column - bands[row - 1][0]], (1, 0, 0.0)
            if column > low and total[-1] > best:
                best, step = total[-1], (0, 1, 0.0)
            for (step_a, step_b), values in scores.items():
                before_low, before_high = bands[row - step_a]
                if not before_low <= column - step_b <= before_high:
                    continue
                score = values[column - low]
                gain = (step_a + step_b) / 2 * (score - costs.floor) - costs.merging * (step_a + step_b - 2)
                value = totals[row - step_a][column - step_b - before_low] + gain
                if value > best:
                    best, step = value, (step_a, step_b, score)
            total.append(best)
            chosen.append(step)
        totals.append(total)
        steps.append(chosen)
    return steps


def _mean(side: Side, start: int, end: int) -> Matrix:
    weighed = (side.vectors[start:end] * np.sqrt(side.lengths[start:end])[:, None]).sum(axis=0)
    unit: Matrix = weighed / max(float(np.linalg.norm(weighed)), 1e-6)
    return unit


def tightened(match: Match, a: Side, b: Side, slack: float) -> Match:
    """``match`` without sentences at its ends that add nothing: similarity falls by ``slack`` at most.

    Skipped sentences between two matches are easily swallowed by one of them; a passage that is as like
    its counterpart without them is the better one to show.
    """
    best = match
    while True:
        shorter = [
            replace(best, a=best.a + 1) if best.a_end - best.a > 1 else None,
            replace(best, a_end=best.a_end - 1) if best.a_end - best.a > 1 else None,
            replace(best, b=best.b + 1) if best.b_end - best.b > 1 else None,
            replace(best, b_end=best.b_end - 1) if best.b_end - best.b > 1 else None,
        ]
        scored = [
            replace(one, score=round(float(_mean(a, one.a, one.a_end) @ _mean(b, one.b, one.b_end)), 4))
            for one in shorter
            if one is not None
        ]
        top = max(scored, key=lambda one: one.score, default=None)
        if top is None or top.score < round(best.score - slack, 4):
            return best
        best = top


def align_all(
    couples: Sequence[tuple[int, int]], sides: Mapping[int, Side], costs: Costs
) -> dict[tuple[int, int], list[Match]]:
    """The alignment of each couple of ``sides``: short texts many at a time, long ones one by one."""
    short = [
        (a, b)
        for a, b in couples
        if 0 < len(sides[a].vectors) <= SHORT and 0 < len(sides[b].vectors) <= SHORT
    ]
    found = align_short(short, sides, costs)
    for a, b in couples:
        if (a, b) not in found:
            found[a, b] = _align_long(sides[a], sides[b], costs)
    return found


def align(a: Side, b: Side, costs: Costs) -> list[Match]:
    """The best monotone alignment of two texts, by position; sentences without a counterpart are left out."""
    return align_all([(0, 1)], {0: a, 1: b}, costs)[0, 1]


def _align_long(a: Side, b: Side, costs: Costs) -> list[Match]:
    rows, columns = len(a.vectors), len(b.vectors)
    if not rows or not columns:
        return []
    near = nearest_pairs(a.vectors, b.vectors, costs.floor)
    climb = longest_climb([column for _, column, _ in near])
    bands = corridor([(near[index][0], near[index][1]) for index in climb], rows, columns, costs)
    steps = _fill(_Gains(a, b, costs), bands, costs)
    found: list[Match] = []
    row, column = rows, columns
    while row or column:
        step_a, step_b, score = steps[row][column - bands[row][0]]
        if not step_a and not step_b:
            break
        if step_a and step_b:
            whole = Match(row - step_a, row, column - step_b, column, round(score, 4))
            found.append(tightened(whole, a, b, costs.slack))
        row, column = row - step_a, column - step_b
    return found[::-1]
