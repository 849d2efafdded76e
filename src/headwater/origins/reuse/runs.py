"""Stretches that two texts have in common, in any order, with small differences inside them.

Equal pieces of a few words are found by sorting, joined along their diagonals, chained over short gaps
(another spelling, a word put in) and taken greedily, longest first, so that no word counts twice. Moved
paragraphs are found like unmoved ones. The method is that of text-reuse tools since greedy string tiling
(Wise 1993), with gaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from headwater.origins.reuse.shingles import Ints, shingles
from headwater.origins.reuse.tokens import Hashes, Tokens

SEED = 3  # tokens of an equal piece from which a run grows
REPEATS = 6  # a piece that stands oftener than this in one text starts nothing
TOGETHER = 1 << 20  # pieces of texts that are looked up at once

Couple = tuple[int, int]
Piece = tuple[int, int, int]  # position in a, position in b, tokens
_Grown = tuple[list[Piece], int, int, int]  # pieces; where they end in a and in b; tokens


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
    """The pieces of ``SEED`` tokens of one text, in order."""

    tokens: int
    keys: Hashes


def seeds_of(tokens: Tokens) -> Seeds:
    """The pieces of a text, made ready once for all texts with which it is compared."""
    return Seeds(len(tokens), shingles(tokens, SEED))


@dataclass(frozen=True, slots=True)
class _Index:
    """The pieces of some texts that stand in two of them or more, by number, sorted within each text.

    ``ranked`` is ascending: text and piece as one number. ``order`` says where in its text each stands, ``many``
    how often. ``numbers[k]`` are those of text ``k`` in the order of the text, ``places[k]`` where they stand.
    """

    pieces: int
    ranked: Ints
    order: Ints
    many: Ints
    numbers: Sequence[Ints]
    places: Sequence[Ints]


def _index(seeds: Sequence[Seeds]) -> _Index:
    sizes = np.array([len(one.keys) for one in seeds], dtype=np.int64)
    keys = np.concatenate([np.empty(0, dtype=np.uint64), *(one.keys for one in seeds)])
    owners = np.repeat(np.arange(len(seeds), dtype=np.int64), sizes)
    by_key = np.argsort(keys, kind="stable")  # within a piece its texts ascend, as they stand here
    ordered, holders = keys[by_key], owners[by_key]
    fresh = np.ones(len(keys), dtype=np.bool_)
    fresh[1:] = ordered[1:] != ordered[:-1]
    number = np.cumsum(fresh) - 1
    distinct = int(fresh.sum())
    fresh[1:] |= holders[1:] != holders[:-1]
    shared = np.bincount(number[fresh], minlength=distinct)[number] > 1
    numbers = np.full(len(keys), -1, dtype=np.int64)
    numbers[by_key[shared]] = number[shared]
    kept = np.flatnonzero(numbers >= 0)
    numbers = numbers[kept]
    ranked = owners[kept] * distinct + numbers
    places = kept - np.repeat(np.cumsum(sizes) - sizes, sizes)[kept]
    bounds = np.searchsorted(owners[kept], np.arange(1, len(seeds)))
    order = np.argsort(ranked, kind="stable")
    ranked = ranked[order]
    begins = np.flatnonzero(np.diff(ranked, prepend=-1))
    counts = np.diff(np.append(begins, len(ranked)))
    return _Index(
        distinct,
        ranked,
        places[order],
        np.repeat(counts, counts),
        np.split(numbers, bounds),
        np.split(places, bounds),
    )


def _equal_pieces(couples: Sequence[Couple], index: _Index) -> tuple[Ints, Ints, Ints]:
    """(couple, position in a, position in b) at which the same ``SEED`` tokens begin."""
    sizes = np.array([len(index.numbers[a]) for a, _ in couples], dtype=np.int64)
    others = np.array([b for _, b in couples], dtype=np.int64)
    asked = np.concatenate([index.numbers[a] for a, _ in couples]) + np.repeat(others * index.pieces, sizes)
    left = np.concatenate([index.places[a] for a, _ in couples])
    which = np.repeat(np.arange(len(couples), dtype=np.int64), sizes)
    if not len(index.ranked):
        return which, left, left
    low = index.ranked.searchsorted(asked)
    low[low == len(index.ranked)] = 0
    at = np.flatnonzero((index.ranked[low] == asked) & (index.many[low] <= REPEATS))
    low, left, which = low[at], left[at], which[at]
    counts = index.many[low]
    if len(at) and int(counts.max()) > 1:
        step = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        low, left, which = np.repeat(low, counts) + step, np.repeat(left, counts), np.repeat(which, counts)
    return which, left, index.order[low]


def _exact_runs(couples: Sequence[Couple], index: _Index, longest: int) -> list[list[Piece]]:
    """For each couple its longest stretches of equal tokens, by position in a."""
    which, left, right = _equal_pieces(couples, index)
    # couple, diagonal and place in one number: along a diagonal it grows by one
    ranked = (which * (2 * longest) + left - right + longest) * longest + left
    order = np.argsort(ranked)
    ranked, which, left, right = ranked[order], which[order], left[order], right[order]
    first = np.flatnonzero(np.diff(ranked, prepend=-2) != 1)
    length = np.diff(np.append(first, len(ranked))) + SEED - 1
    which, left, right = which[first], left[first], right[first]
    order = np.argsort((which * longest + left) * longest + right)
    pieces = list(zip(left[order].tolist(), right[order].tolist(), length[order].tolist(), strict=True))
    bounds = np.searchsorted(which[order], np.arange(len(couples) + 1)).tolist()
    return [pieces[low:high] for low, high in pairwise(bounds)]


def _chained(pieces: Sequence[Piece], gap: int) -> list[_Grown]:
    """``pieces`` (by position in a) with neighbours joined over at most ``gap`` tokens."""
    closed: list[_Grown] = []
    waiting: list[_Grown] = []
    for a, b, count in pieces:
        still_waiting: list[_Grown] = []
        grown: _Grown | None = None
        most = min(SEED, count)
        for earlier in waiting:
            ahead_a = a - earlier[1]
            if ahead_a > gap:
                closed.append(earlier)
                continue
            ahead_b = b - earlier[2]
            overlap = max(0, -ahead_a, -ahead_b)
            if grown is None and ahead_b <= gap and overlap < most:
                more = (a + overlap, b + overlap, count - overlap)
                grown = ([*earlier[0], more], a + count, b + count, earlier[3] + count - overlap)
            else:
                still_waiting.append(earlier)
        still_waiting.append(grown or ([(a, b, count)], a + count, b + count, count))
        waiting = still_waiting
    return closed + waiting


def _free(run: Sequence[Piece], taken_a: bytearray, taken_b: bytearray, gap: int) -> list[Sequence[Piece]]:
    """``run`` without what is taken on either side: one run, several where it came apart, or none."""
    if all(
        count >= SEED and taken_a.find(1, a, a + count) < 0 and taken_b.find(1, b, b + count) < 0
        for a, b, count in run
    ):
        return [run]
    pieces: list[Piece] = []
    for a, b, count in run:
        start = 0
        while start < count:
            if taken_a[a + start] or taken_b[b + start]:
                start += 1
                continue
            end = start
            while end < count and not taken_a[a + end] and not taken_b[b + end]:
                end += 1
            if end - start >= SEED:
                pieces.append((a + start, b + start, end - start))
            start = end
    return [grown for grown, *_ in _chained(pieces, gap)]


def _apart(left: int, right: int, pieces: Sequence[Piece], least: int, gap: int) -> list[Run]:
    """Runs of at least ``least`` tokens of two texts of so many tokens, the longest first where they overlap."""
    grown = [(-same, run[0], run) for run, _, _, same in _chained(pieces, gap) if same >= least]
    if not grown:
        return []
    taken_a, taken_b = bytearray(left), bytearray(right)
    found = []
    for _, _, run in sorted(grown):
        for free in _free(run, taken_a, taken_b, gap):
            if sum(count for _, _, count in free) < least:
                continue
            for a, b, count in free:
                taken_a[a : a + count] = b"\x01" * count
                taken_b[b : b + count] = b"\x01" * count
            found.append(Run(tuple(free)))
    return sorted(found, key=lambda run: run.pieces[0])


def common_runs_of(
    couples: Sequence[Couple], seeds: Mapping[int, Seeds], least: int, gap: int
) -> Iterator[list[Run]]:
    """For each couple of texts its stretches of at least ``least`` equal tokens with gaps of at most ``gap``.

    By position in the first text; no token lies in two of them. Linear in the length of the texts but for the sorting;
    many couples are looked up at once.
    """
    numbers = sorted({number for couple in couples for number in couple})
    at = {number: place for place, number in enumerate(numbers)}
    here = [seeds[number] for number in numbers]
    index = _index(here)
    longest = max((one.tokens for one in here), default=0) + 1
    for some in _few_at_once([(at[a], at[b]) for a, b in couples], here):
        for (a, b), pieces in zip(some, _exact_runs(some, index, longest), strict=True):
            yield _apart(here[a].tokens, here[b].tokens, pieces, least, gap)


def _few_at_once(couples: Sequence[Couple], seeds: Sequence[Seeds]) -> Iterator[Sequence[Couple]]:
    """The couples in order, a bounded number of pieces at a time."""
    start = size = 0
    for end, (a, _) in enumerate(couples):
        size += len(seeds[a].keys)
        if size > TOGETHER:
            yield couples[start : end + 1]
            start, size = end + 1, 0
    if start < len(couples):
        yield couples[start:]


def common_runs(left: Seeds, right: Seeds, least: int, gap: int) -> list[Run]:
    """Stretches of at least ``least`` equal tokens with gaps of at most ``gap``, by position in ``left``."""
    (found,) = common_runs_of([(0, 1)], {0: left, 1: right}, least, gap)
    return found
