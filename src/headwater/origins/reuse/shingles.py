"""Which articles share runs of words: an inverted index of shingles, never all pairs.

A shingle is ``width`` neighbouring tokens. Its key mixes their hashes, so equal shingles have equal keys
whatever else the case holds. Sorting all keys once brings the articles of a shingle together; the cost
grows with the number of words, not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.grades import SCALE, STANDING, Grades, grade, rarities
from headwater.origins.reuse.tokens import Hashes, Tokens

Ints = npt.NDArray[np.int64]
Owners = npt.NDArray[np.int32]

PARTS = 16  # of all shingles, at most, sorted one after the other where there are many
MANY = 4_000_000  # shingles of a part, while there are no more parts than that
_AT_ONCE = 4096  # articles whose shingles are laid side by side
_POSTINGS = 1 << 17  # of which the pairs are at hand together
_SETS_AT_ONCE = 1 << 17  # sets of articles that are told apart together
_NEIGHBOURS = 4  # that an article is paired with where very many share a shingle
LEAST_OWN = SCALE // 50
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
    """Shingles that stand in two articles or more, and the sets of articles that have them.

    ``keys`` is sorted. ``sets[i]`` is the set of ``keys[i]``: its articles are
    ``articles[bounds[k]:bounds[k + 1]]``, ascending, each once. Copies of a text share hundreds of shingles, and all
    have one set. ``sizes`` holds the number of distinct shingles of every article.
    """

    keys: Hashes
    sets: Owners
    bounds: Ints
    articles: Owners
    sizes: Ints

    @property
    def shingles(self) -> Ints:
        """How many shingles each set has."""
        return np.bincount(self.sets, minlength=len(self.bounds) - 1).astype(np.int64)


def share(lists: Sequence[Hashes]) -> Shared:
    """The shingles that several of ``lists`` (one an article) have, with the articles that have them.

    Where they are many, those of one range of values are looked at after the other: no more is at hand than what was
    given, a part of it in order, and what is shared.
    """
    sizes = np.array([len(keys) for keys in lists], dtype=np.int64)
    parts = 1
    while parts < PARTS and parts * MANY < int(sizes.sum()):
        parts *= 2
    pieces = []
    for part in range(parts):
        several = _several(*_part(lists, part, parts))
        sizes -= np.bincount(several.twice, minlength=len(sizes))
        pieces.append(_by_set(several.keys, several.lengths, several.owners))
    return _together(pieces, sizes)


def _part(lists: Sequence[Hashes], part: int, parts: int) -> tuple[Hashes, Owners]:
    """All shingles of one range of values, and the article of each, ascending."""
    keys: list[Hashes] = [np.empty(0, dtype=np.uint64)]
    owners: list[Owners] = [np.empty(0, dtype=np.int32)]
    for start in range(0, len(lists), _AT_ONCE):
        some = lists[start : start + _AT_ONCE]
        flat = np.concatenate(some)
        whose = np.repeat(np.arange(start, start + len(some), dtype=np.int32), [len(one) for one in some])
        if parts > 1:
            here = np.flatnonzero(flat >> np.uint64(64 - (parts - 1).bit_length()) == part)
            flat, whose = flat[here], whose[here]
        keys.append(flat)
        owners.append(whose)
    return np.concatenate(keys), np.concatenate(owners)


@dataclass(frozen=True, slots=True)
class _Several:
    """Shingles of two articles or more, ascending; how many have each; these, ascending. ``twice``: who has one again."""

    keys: Hashes
    lengths: Ints
    owners: Owners
    twice: Owners


def _several(keys: Hashes, owners: Owners) -> _Several:
    """``keys`` may stand oftener in one article than once."""
    order = np.argsort(keys)  # in what order equal ones come is seen to below, among the few that there are
    keys = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)])
    lengths = np.diff(np.append(starts, len(keys)))
    several = lengths > 1
    held = owners[order[np.repeat(several, lengths)]]
    keys, lengths = keys[starts[several]], lengths[several]
    total = np.int64(int(held.max(initial=0)) + 1)
    coded = np.sort(np.repeat(np.arange(len(keys), dtype=np.int64), lengths) * total + held)
    fresh = np.diff(coded, prepend=-1) > 0
    number, held = np.divmod(coded, total)
    lengths = np.bincount(number[fresh], minlength=len(keys))
    still = lengths > 1
    kept = fresh & still[number]
    return _Several(keys[still], lengths[still], held[kept].astype(np.int32), held[~fresh].astype(np.int32))


@dataclass(frozen=True, slots=True)
class _Sets:
    """Shingles, ascending, with the number of the set of each; sets by 64 bits of their members, and these."""

    keys: Hashes
    sets: Owners
    signed: Hashes
    lengths: Ints
    articles: Owners


def _by_set(keys: Hashes, lengths: Ints, postings: Owners) -> _Sets:
    """Shingles of one set of articles together: sets are told apart by 64 bits of their members."""
    if not len(keys):
        return _Sets(keys, np.zeros(0, np.int32), keys, lengths, postings)
    starts = (np.cumsum(lengths) - lengths).astype(np.int64)
    signed = np.concatenate(
        [
            _signed(postings, starts[at : at + _SETS_AT_ONCE], lengths[at : at + _SETS_AT_ONCE])
            for at in range(0, len(starts), _SETS_AT_ONCE)
        ]
    )
    signed, first, sets = np.unique(signed, return_index=True, return_inverse=True)
    return _Sets(
        keys, sets.astype(np.int32), signed, lengths[first], _picked(postings, starts, lengths, first)
    )


def _signed(postings: Owners, starts: Ints, lengths: Ints) -> Hashes:
    begin, end = int(starts[0]), int(starts[-1] + lengths[-1])
    mixed = (postings[begin:end].astype(np.uint64) + np.uint64(1)) * np.uint64(_ODD[0])
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(_ODD[1])
    mixed ^= mixed >> np.uint64(29)
    found: Hashes = np.add.reduceat(mixed, starts - begin) * np.uint64(_ODD[2]) + lengths.astype(np.uint64)
    return found


def _picked(postings: Owners, starts: Ints, lengths: Ints, which: Ints) -> Owners:
    """The members of some sets, one after the other."""
    counts = lengths[which]
    bounds = np.cumsum(counts)
    places = np.repeat(starts[which] - (bounds - counts), counts)
    places += np.arange(len(places))
    members: Owners = postings[places]
    return members


def _together(pieces: Sequence[_Sets], sizes: Ints) -> Shared:
    """Parts of the shingles, their values ascending from part to part, as one; a set that is in several is one."""
    of_parts = np.cumsum([0, *(len(piece.signed) for piece in pieces)])
    signed = np.concatenate([np.empty(0, np.uint64), *(piece.signed for piece in pieces)])
    lengths = np.concatenate([np.empty(0, np.int64), *(piece.lengths for piece in pieces)])
    _, first, number = np.unique(signed, return_index=True, return_inverse=True)
    sets = [
        number[start + piece.sets].astype(np.int32)
        for start, piece in zip(of_parts.tolist(), pieces, strict=False)
    ]
    keys = np.concatenate([np.empty(0, np.uint64), *(piece.keys for piece in pieces)])
    postings = np.concatenate([np.empty(0, np.int32), *(piece.articles for piece in pieces)])
    members = _picked(postings, np.cumsum(lengths) - lengths, lengths, first)
    bounds = np.concatenate([[0], np.cumsum(lengths[first])]).astype(np.int64)
    return Shared(keys, np.concatenate([np.empty(0, np.int32), *sets]), bounds, members, sizes)


def by_set(keys: Hashes, lengths: Ints, postings: Owners, sizes: Ints) -> Shared:
    """Shingles that stand in several articles, ascending, with how many have each, and who, ascending."""
    return _together([_by_set(keys, lengths, postings)], sizes)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of articles (``left < right``) with the rarity of the shingles that they share, summed, in ten-thousandths."""

    left: Ints
    right: Ints
    weight: Ints


@dataclass(frozen=True, slots=True)
class Together:
    """Each pair within each set of articles, a range of left articles after the other, so that few are at hand.

    Where more than ``most`` articles share a shingle, each is paired only with its next few neighbours,
    so that a phrase of thousands of articles costs no more than a linear number of pairs.
    """

    shared: Shared
    most: int
    set_of: Owners  # of each posting
    ends: npt.NDArray[np.integer[Any]]  # of its set
    order: npt.NDArray[np.integer[Any]]  # of postings, by their articles

    @classmethod
    def of(cls, shared: Shared, most: int) -> Together:
        """Of all sets."""
        lengths = np.diff(shared.bounds)
        set_of = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        short: Any = np.int32 if len(shared.articles) < np.iinfo(np.int32).max - most else np.int64
        order = np.argsort(shared.articles, kind="stable").astype(short)
        return cls(shared, most, set_of, np.repeat(shared.bounds[1:].astype(short), lengths), order)

    def ranges(self) -> Iterator[tuple[Ints, Ints, Ints]]:
        """(index of set, left article, right article) of all pairs whose left article is in a range."""
        owners = self.shared.articles[self.order]
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        start = 0
        while start < len(owners):
            next_ = np.searchsorted(starts, start + _POSTINGS)
            end = int(starts[next_]) if next_ < len(starts) else len(owners)
            yield self._pairs(self.order[start:end])
            start = end

    def _pairs(self, at: npt.NDArray[np.integer[Any]]) -> tuple[Ints, Ints, Ints]:
        lengths, articles = np.diff(self.shared.bounds), self.shared.articles
        none = np.empty(0, dtype=np.int64)
        found: list[tuple[Ints, Ints, Ints]] = [(none, none, none)]
        for gap in range(1, self.most):
            at = at[at + gap < self.ends[at]]
            if gap == _NEIGHBOURS + 1:
                at = at[lengths[self.set_of[at]] <= self.most]
            if not len(at):
                break
            sets, left, right = self.set_of[at], articles[at], articles[at + gap]
            found.append((sets.astype(np.int64), left.astype(np.int64), right.astype(np.int64)))
        of_set, lefts, rights = (np.concatenate(rows) for rows in zip(*found, strict=True))
        return of_set, lefts, rights


@dataclass(frozen=True, slots=True)
class Background:
    """What the case as a whole says about its shingles: the grade of each of ``keys``, and the pairs worth comparing."""

    keys: Hashes
    grades: Grades
    pairs: Pairs  # with enough rare shingles in common

    def look_up(self, keys: Hashes) -> Grades:
        """The grade of each of ``keys``; 0 where nobody shares it."""
        if not len(self.keys):
            return np.zeros(len(keys), dtype=np.uint8)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found: Grades = np.where(self.keys[at] == keys, self.grades[at], 0).astype(np.uint8)
        return found


def _own_rarity(shared: Shared, rarity: Ints, shingles: Ints) -> Ints:
    """The rarity of all distinct shingles of each article, summed; what nobody shares counts 1."""
    lost = np.repeat((SCALE - rarity) * shingles, np.diff(shared.bounds))
    own: Ints = np.maximum(
        shared.sizes * SCALE - _summed(shared.articles, lost, len(shared.sizes)), LEAST_OWN
    )
    return own


def _summed(index: npt.NDArray[np.integer[Any]], values: Ints, size: int) -> Ints:
    """Whole numbers summed by an index: far below 2 ** 53, so that doubles hold them exactly."""
    found: Ints = np.bincount(index, weights=values, minlength=size).astype(np.int64)
    return found


def weigh_shingles(shared: Shared, related: float, most: int, common: int, least: float) -> Background:
    """Standing background apart from wording that speaks of one story, and the pairs worth comparing.

    A shingle of three articles or more is standing background where most pairs of its articles share
    less than ``related`` of the shorter one's wording: the paragraph recurs, the story does not. Common
    wording counts less there, so that what a site prints below each of its articles makes none related.
    A pair is worth comparing where the rarity of what it shares comes to ``least``.
    """
    lengths, shingles = np.diff(shared.bounds), shared.shingles
    grades = grade(lengths, common)
    rarity = rarities(common)[grades]
    own, telling = _own_rarity(shared, rarity, shingles), rarity * shingles
    total = np.int64(max(1, len(shared.sizes)))
    met, agreeing = np.zeros(len(lengths), dtype=np.int64), np.zeros(len(lengths), dtype=np.int64)
    none = np.empty(0, dtype=np.int64)
    found: list[tuple[Ints, Ints, Ints]] = [(none, none, none)]
    for sets, left, right in Together.of(shared, most).ranges():
        codes, index = np.unique(left * total + right, return_inverse=True)
        weight = _summed(index, telling[sets], len(codes))
        lefts, rights = codes // total, codes % total
        close = np.round(weight / np.minimum(own[lefts], own[rights]), 4) >= related
        np.add.at(met, sets, 1)  # only the sets of this range: there are very many ranges, and very many sets
        np.add.at(agreeing, sets[close[index]], 1)
        kept = weight >= round(least * SCALE)
        found.append((lefts[kept], rights[kept], weight[kept]))
    grades[(lengths >= 3) & (2 * agreeing < met)] |= STANDING
    lefts, rights, weight = (np.concatenate(rows) for rows in zip(*found, strict=True))
    return Background(shared.keys, grades[shared.sets], Pairs(lefts, rights, weight))
