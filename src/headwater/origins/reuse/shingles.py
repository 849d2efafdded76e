"""Which articles share runs of words: an inverted index of shingles, never all pairs.

A shingle is ``width`` neighbouring tokens. Its key mixes their hashes, so equal shingles have equal keys
whatever else the case holds. Sorting all keys once brings the articles of a shingle together; the cost
grows with the number of words, not with its square.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.tokens import Hashes, Tokens

Ints = npt.NDArray[np.int64]

_LEAST_RARITY = 0.02
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xFF51AFD7ED558CCD)


def shingles(tokens: Tokens, width: int) -> Hashes:
    """One key for each run of ``width`` tokens, in order of position; empty for shorter texts."""
    count = len(tokens) - width + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    keys = np.zeros(count, dtype=np.uint64)
    for step in range(width):
        part = tokens.hashes[step : step + count] * np.uint64(_ODD[step % len(_ODD)])
        keys = (keys ^ part) * np.uint64(_ODD[0])
        keys ^= keys >> np.uint64(29)
    return keys


@dataclass(frozen=True, slots=True)
class Shared:
    """Shingles that stand in two articles or more.

    ``keys`` is sorted; the articles of ``keys[i]`` are ``articles[bounds[i]:bounds[i + 1]]``, ascending,
    each once. ``sizes`` holds the number of distinct shingles of every article.
    """

    keys: Hashes
    bounds: Ints
    articles: Ints
    sizes: Ints


def share(lists: Sequence[Hashes]) -> Shared:
    """The shingles that several of ``lists`` (one an article) have, with the articles that have them."""
    distinct = [np.unique(keys) for keys in lists]
    sizes = np.array([len(keys) for keys in distinct], dtype=np.int64)
    keys = np.concatenate([*distinct, np.empty(0, dtype=np.uint64)])
    owners = np.repeat(np.arange(len(distinct), dtype=np.int64), sizes)
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    starts = (
        np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        if len(keys)
        else np.empty(0, np.int64)
    )
    lengths = np.diff(np.concatenate([starts, [len(keys)]]))
    several = lengths > 1
    inside = np.repeat(several, lengths)
    bounds = np.concatenate([[0], np.cumsum(lengths[several])]).astype(np.int64)
    return Shared(keys[starts[several]], bounds, owners[inside], sizes)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of articles (``left < right``) with the rarity of the shingles that they share, summed."""

    left: Ints
    right: Ints
    weight: npt.NDArray[np.float64]


def _occurrences(shared: Shared, most: int) -> tuple[Ints, Ints, Ints]:
    """(index of shingle, left article, right article) for each pair within each shingle.

    Where more than ``most`` articles share a shingle, each is paired only with its next few neighbours,
    so that a phrase of thousands of articles costs no more than a linear number of pairs.
    """
    lengths = np.diff(shared.bounds)
    found: list[tuple[Ints, Ints, Ints]] = []
    for gap in range(1, most):
        reach = lengths > gap if gap <= 4 else (lengths > gap) & (lengths <= most)
        index = np.flatnonzero(reach)
        if not len(index):
            break
        counts = lengths[index] - gap
        shingle = np.repeat(index, counts)
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        left = shared.bounds[shingle] + offsets
        found.append((shingle, shared.articles[left], shared.articles[left + gap]))
    if not found:
        none = np.empty(0, dtype=np.int64)
        return none, none, none
    return (
        np.concatenate([rows[0] for rows in found]),
        np.concatenate([rows[1] for rows in found]),
        np.concatenate([rows[2] for rows in found]),
    )


@dataclass(frozen=True, slots=True)
class Background:
    """What the case as a whole says about its shingles.

    ``standing`` holds, for each shingle that several articles share, whether it is standing background;
    ``rarity`` how much it tells: 1 where two articles alone have it, falling to 0.
    """

    shared: Shared
    standing: npt.NDArray[np.bool_]
    rarity: npt.NDArray[np.float64]
    pairs: Pairs  # with enough rare shingles in common

    def look_up(self, keys: Hashes) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64]]:
        """For each of ``keys`` whether it is standing background, and its rarity (1 where nobody shares it)."""
        known = self.shared.keys
        if not len(known):
            return np.zeros(len(keys), dtype=np.bool_), np.ones(len(keys))
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        here = known[at] == keys
        return here & self.standing[at], np.where(here, self.rarity[at], 1.0)


def _rarity(shared: Shared, common: int) -> npt.NDArray[np.float64]:
    """1 for shingles of two articles, falling with the logarithm to nearly 0 for those of ``common`` or more."""
    lengths = np.diff(shared.bounds).astype(np.float64)
    falling = 1.0 - np.log(np.maximum(lengths, 2.0) / 2.0) / np.log(common / 2.0)
    rounded: npt.NDArray[np.float64] = np.round(np.maximum(falling, _LEAST_RARITY), 4)
    return rounded


def _own_rarity(shared: Shared, rarity: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The rarity of all distinct shingles of each article, summed; what nobody shares counts 1."""
    lost = np.bincount(
        shared.articles, weights=np.repeat(1.0 - rarity, np.diff(shared.bounds)), minlength=len(shared.sizes)
    )
    own: npt.NDArray[np.float64] = np.maximum(shared.sizes - lost, _LEAST_RARITY).astype(np.float64)
    return own


def weigh_shingles(shared: Shared, related: float, most: int, common: int, least: float) -> Background:
    """Standing background apart from wording that speaks of one story, and the pairs worth comparing.

    A shingle of three articles or more is standing background where most pairs of its articles share
    less than ``related`` of the shorter one's wording: the paragraph recurs, the story does not. Common
    wording counts less there, so that what a site prints below each of its articles makes none related.
    A pair is worth comparing where the rarity of what it shares comes to ``least``.
    """
    shingle, left, right = _occurrences(shared, most)
    total = np.int64(len(shared.sizes))
    codes, index = np.unique(left * total + right, return_inverse=True)
    rarity = _rarity(shared, common)
    own = _own_rarity(shared, rarity)
    summed = np.bincount(index, weights=rarity[shingle], minlength=len(codes)).astype(np.float64)
    weight = np.round(summed, 4).astype(np.float64)
    lefts, rights = codes // total, codes % total
    close = np.round(weight / np.minimum(own[lefts], own[rights]), 4) >= related
    met = np.bincount(shingle, minlength=len(shared.keys))
    agreeing = np.bincount(shingle, weights=close[index], minlength=len(shared.keys))
    standing = (np.diff(shared.bounds) >= 3) & (2 * agreeing < met)
    kept = weight >= least
    return Background(shared, standing, rarity, Pairs(lefts[kept], rights[kept], weight[kept]))
