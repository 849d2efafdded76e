"""Families of near-identical texts: thousands of copies become one cluster, not millions of pairs.

MinHash signatures (Broder 1997; rensa) are cut into bands; articles that agree on a band meet, and only with
the first of their bucket, so that the work stays linear in the number of articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import rensa

from headwater.origins.reuse.tokens import Hashes

PERMUTATIONS = 64
BANDS = 8
SEED = 20110913
_AT_ONCE = 4096

Signatures = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Family:
    """Near-identical texts by index; the representative is one of the members."""

    representative: int
    members: tuple[int, ...]


def signatures(lists: Sequence[Hashes]) -> Signatures:
    """One MinHash signature an article, shape (articles, PERMUTATIONS)."""
    found = np.empty((len(lists), PERMUTATIONS), dtype=np.uint32)
    for start in range(0, len(lists), _AT_ONCE):
        some = lists[start : start + _AT_ONCE]
        offsets = np.concatenate([[0], np.cumsum([len(keys) for keys in some])]).astype(np.uint64)
        flat = np.ascontiguousarray(np.concatenate([*some, np.empty(0, dtype=np.uint64)]))
        matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, PERMUTATIONS, SEED)
        found[start : start + len(some)] = matrix.to_rows()
    return found


def _leaders(found: Signatures, filled: npt.NDArray[np.bool_], likeness: float) -> npt.NDArray[np.int64]:
    """For each article the first that is near-identical to it, or to one that is (by index)."""
    leader = np.arange(len(found), dtype=np.int64)
    width = PERMUTATIONS // BANDS

    def top(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = int(leader[index])
        return index

    for band in range(BANDS):
        for index, first in _met(found[:, band * width : (band + 1) * width], filled):
            left, right = sorted((top(first), top(index)))
            if left != right and round(float(np.mean(found[first] == found[index])), 4) >= likeness:
                leader[right] = left
    return np.array([top(index) for index in range(len(found))], dtype=np.int64)


def _met(band: Signatures, filled: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Each article that agrees on a band with an earlier one, and the first that does."""
    rows = np.flatnonzero(filled)
    keys = np.ascontiguousarray(band[rows]).view([("", band.dtype)] * band.shape[1]).ravel()
    order = np.argsort(keys, kind="stable")
    same = np.zeros(len(rows), dtype=np.bool_)
    same[1:] = keys[order[1:]] == keys[order[:-1]]
    first = np.maximum.accumulate(np.where(same, 0, np.arange(len(rows))))
    again = np.flatnonzero(same)
    found = sorted(zip(rows[order[again]].tolist(), rows[order[first[again]]].tolist(), strict=True))
    yield from found


def meets_others(found: Signatures, some: Signatures) -> bool:
    """Whether any of ``some`` agrees on a band with another of ``found``, among which each of them is once."""
    for one in some:
        bands = (found == one).reshape(len(found), BANDS, -1).all(axis=2).any(axis=1)
        if int(bands.sum()) > 1:
            return True
    return False


def find_families(lists: Sequence[Hashes], size: int, likeness: float) -> list[Family]:
    """Families of at least ``size`` texts whose shingles agree with the representative's in ``likeness``.

    The representative is the member whose signature is most like the family's most frequent one; equal
    ones are decided by position. Members that fall short of its likeness leave the family.
    """
    if len(lists) < size:
        return []
    return families_of(signatures(lists), np.array([len(keys) > 0 for keys in lists]), size, likeness)


def families_of(found: Signatures, filled: npt.NDArray[np.bool_], size: int, likeness: float) -> list[Family]:
    """The families of texts of which the signatures are known, and whether they have any shingle."""
    leader = _leaders(found, filled, likeness)
    groups: dict[int, list[int]] = {}
    for index, first in enumerate(leader.tolist()):
        groups.setdefault(first, []).append(index)
    families = []
    for members in groups.values():
        if len(members) < size:
            continue
        rows = found[members]
        usual = np.array([_most_frequent(rows[:, column]) for column in range(PERMUTATIONS)], dtype=np.uint32)
        representative = members[int(np.argmax((rows == usual).sum(axis=1)))]
        like = np.round((rows == found[representative]).mean(axis=1), 4) >= likeness
        kept = tuple(member for member, near in zip(members, like.tolist(), strict=True) if near)
        if len(kept) >= size:
            families.append(Family(representative, kept))
    return families


def _most_frequent(column: Signatures) -> int:
    values, counts = np.unique(column, return_counts=True)
    return int(values[np.argmax(counts)])
