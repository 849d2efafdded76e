"""Stretches that two texts have in common, in any order, with small differences inside them.

Equal pieces of a few words are found by sorting, joined along their diagonals, chained over short gaps
(another spelling, a word put in) and taken greedily, longest first, so that no word counts twice. Moved
paragraphs are found like unmoved ones. The method is that of text-reuse tools since greedy string tiling
(Wise 1993), with gaps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headwater.origins.reuse.shingles import Ints, shingles
from headwater.origins.reuse.tokens import Hashes, Tokens

SEED = 3  # tokens of an equal piece from which a run grows
_NONE = np.empty(0, dtype=np.int64)
_ZERO = np.zeros(1, dtype=np.int64)
REPEATS = 6  # a piece that stands oftener than this in one text starts nothing


@dataclass(frozen=True, slots=True)
class Run:
    """Equal pieces (position in a, position in b, tokens) that follow one another on both sides."""

    pieces: tuple[tuple[int, int, int], ...]

    @property
    def a(self) -> int:
        """Position of its first token in a."""
        return self.pieces[0][0]

    @property
    def b(self) -> int:
        """Position of its first token in b."""
        return self.pieces[0][1]

    @property
    def a_end(self) -> int:
        """Position after its last token in a."""
        return self.pieces[-1][0] + self.pieces[-1][2]

    @property
    def b_end(self) -> int:
        """Position after its last token in b."""
        return self.pieces[-1][1] + self.pieces[-1][2]

    @property
    def same(self) -> int:
        """How many tokens are equal."""
        return sum(count for _, _, count in self.pieces)


@dataclass(frozen=True, slots=True)
class Seeds:
    """The pieces of ``SEED`` tokens of one text: in order, and sorted with their places."""

    tokens: int
    keys: Hashes
    order: Ints
    ranked: Hashes
    many: Ints  # beside ``ranked``: how often each stands in the text


def seeds_of(tokens: Tokens) -> Seeds:
    """The pieces of a text, made ready once for all texts with which it is compared."""
    keys = shingles(tokens, SEED)
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    begins = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]])[: len(ranked)])
    counts = np.diff(np.append(begins, len(ranked)))
    return Seeds(len(tokens), keys, order, ranked, np.repeat(counts, counts))


def _equal_pieces(a: Seeds, b: Seeds) -> tuple[Ints, Ints]:
    """Positions in ``a`` and ``b`` at which the same ``SEED`` tokens begin."""
    if not len(a.keys) or not len(b.keys):
        return _NONE, _NONE
    low = b.ranked.searchsorted(a.keys)
    low[low == len(b.ranked)] = 0
    at = ((b.ranked[low] == a.keys) & (b.many[low] <= REPEATS)).nonzero()[0]
    low = low[at]
    counts = b.many[low]
    if not len(at) or int(counts.max()) == 1:
        return at, b.order[low]
    where = (
        np.repeat(low, counts) + np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    )
    return np.repeat(at, counts), b.order[where]


def _exact_runs(a: Seeds, b: Seeds) -> list[Run]:
    """Longest stretches of equal tokens, by position in ``a``."""
    left, right = _equal_pieces(a, b)
    if not len(left):
        return []
    diagonal = left - right
    order = np.lexsort((left, diagonal))
    left, right, diagonal = left[order], right[order], diagonal[order]
    breaks = ((diagonal[1:] != diagonal[:-1]) | (left[1:] != left[:-1] + 1)).nonzero()[0]
    first = np.concatenate([_ZERO, breaks + 1])
    last = np.append(breaks, len(left) - 1)
    length = left[last] - left[first] + SEED
    found = [
        Run(((i, j, n),))
        for i, j, n in zip(left[first].tolist(), right[first].tolist(), length.tolist(), strict=True)
    ]
    return sorted(found, key=lambda run: (run.a, run.b))


def _joined(earlier: Run, later: Run, gap: int) -> Run | None:
    """One run of two where ``later`` follows ``earlier`` closely on both sides; else None."""
    ahead_a, ahead_b = later.a - earlier.a_end, later.b - earlier.b_end
    overlap = max(0, -ahead_a, -ahead_b)
    if max(ahead_a, ahead_b) > gap or overlap >= min(SEED, later.same):
        return None
    (a, b, count), *_ = later.pieces
    return Run((*earlier.pieces, (a + overlap, b + overlap, count - overlap)))


def _chained(runs: list[Run], gap: int) -> list[Run]:
    """``runs`` (by position in a, of one piece each) with neighbours joined over at most ``gap`` tokens."""
    closed: list[Run] = []
    waiting: list[Run] = []
    for run in runs:
        still_waiting: list[Run] = []
        grown: Run | None = None
        for earlier in waiting:
            if run.a - earlier.a_end > gap:
                closed.append(earlier)
                continue
            joined = _joined(earlier, run, gap) if grown is None else None
            if joined is None:
                still_waiting.append(earlier)
            else:
                grown = joined
        still_waiting.append(run if grown is None else grown)
        waiting = still_waiting
    return closed + waiting


def _free(run: Run, taken_a: bytearray, taken_b: bytearray, gap: int) -> list[Run]:
    """``run`` without what is taken on either side: one run, several where it came apart, or none."""
    pieces: list[Run] = []
    if all(
        taken_a.find(1, a, a + count) < 0 and taken_b.find(1, b, b + count) < 0 for a, b, count in run.pieces
    ) and all(count >= SEED for _, _, count in run.pieces):
        return [run]
    for a, b, count in run.pieces:
        start = 0
        while start < count:
            if taken_a[a + start] or taken_b[b + start]:
                start += 1
                continue
            end = start
            while end < count and not taken_a[a + end] and not taken_b[b + end]:
                end += 1
            if end - start >= SEED:
                pieces.append(Run(((a + start, b + start, end - start),)))
            start = end
    return _chained(pieces, gap)


def common_runs(left: Seeds, right: Seeds, least: int, gap: int) -> list[Run]:
    """Stretches of at least ``least`` equal tokens with gaps of at most ``gap``, by position in ``left``.

    No token lies in two of them. Linear in the length of the texts but for the sorting.
    """
    ranked = sorted(_chained(_exact_runs(left, right), gap), key=lambda run: (-run.same, run.a, run.b))
    taken_a, taken_b = bytearray(left.tokens), bytearray(right.tokens)
    found = []
    for run in ranked:
        if run.same < least:
            break
        for free in _free(run, taken_a, taken_b, gap):
            if free.same < least:
                continue
            for a, b, count in free.pieces:
                taken_a[a : a + count] = b"\x01" * count
                taken_b[b : b + count] = b"\x01" * count
            found.append(free)
    return sorted(found, key=lambda run: (run.a, run.b))
