"""Pairs that share rare keys: a key that many have joins nobody, so that time grows as the case does."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from headwater.matches.columns import Numbers, Ragged
from headwater.matches.packing import Hashes, hash_of

SHARED = 24
"""Those who may share a key for it to be rare."""
_PARTS, _MANY = 16, 2_000_000
"""Parts of the keys that are put in order one after the other, at most, and how many keys each has before there are more."""
_POSTINGS = 1 << 17
"""Holders of keys whose pairs are at hand together."""


def salted(keys: Hashes, kind: str) -> Hashes:
    """Keys of one kind, apart from equal ones of another kind."""
    return keys ^ np.uint64(hash_of(f"kind:{kind}"))


def rarest(keys: Ragged, rarity: npt.NDArray[np.float32], most: int) -> Ragged:
    """The rarest keys of each row, at most ``most``; of equally rare ones those of smaller hash."""
    owner = keys.owners()
    order = np.lexsort((keys.values, -rarity, owner))
    rank = np.arange(len(order)) - keys.bounds[owner[order]]
    kept = np.zeros(len(order), dtype=np.bool_)
    kept[order[rank < most]] = True
    return keys.where(kept)


def sharing_pairs(owner: Numbers, keys: Hashes, size: int, most: int = SHARED) -> tuple[Numbers, Numbers]:
    """Pairs (smaller, greater) of owners below ``size`` that have two keys in common, each held by ``most`` at most."""
    sharing = Sharing(owner, keys, size, most)
    found = [np.zeros(0, dtype=np.int64), *(codes for _, codes in sharing.stretches())]
    codes = np.concatenate(found)
    return codes // size, codes % size


class Sharing:
    """Who holds which rare key, by which pairs are found some owners after the other: of a great case there are hundreds for each."""

    def __init__(self, owner: Numbers, keys: Hashes, size: int, most: int = SHARED) -> None:
        self._size, self._most = size, most
        holders, ends, before = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)], 0
        parts = max(1, min(_PARTS, len(keys) // _MANY))
        for part in range(parts):
            holder, end = _held(owner, keys, most, part, parts)
            holders.append(holder)
            ends.append((end + before).astype(np.int32))
            before += len(holder)
        self._holder, self._end = np.concatenate(holders), np.concatenate(ends)

    def stretches(self) -> Iterator[tuple[int, Numbers]]:
        """Pairs as ``smaller * size + greater``, ascending, with the owner below which all smaller ones are."""
        order = np.argsort(self._holder, kind="stable").astype(np.int32)
        owners = self._holder[order]
        start = 0
        while start < len(order):
            below = int(owners[min(start + _POSTINGS, len(order) - 1)]) + 1
            end = int(np.searchsorted(owners, below))
            yield below, self._pairs(order[start:end])
            start = end

    def _pairs(self, at: npt.NDArray[np.int32]) -> Numbers:
        found = [np.zeros(0, dtype=np.int64)]
        for gap in range(1, self._most):
            at = at[at + gap < self._end[at]]
            if not len(at):
                break
            found.append(self._holder[at].astype(np.int64) * self._size + self._holder[at + gap])
        codes = np.concatenate(found)
        codes.sort()
        again = codes[1:][codes[1:] == codes[:-1]]
        once: Numbers = again[np.flatnonzero(np.diff(again, prepend=-1))]
        return once


def _held(
    owner: Numbers, keys: Hashes, most: int, part: int, parts: int
) -> tuple[npt.NDArray[np.int32], Numbers]:
    """The holders of each key of one part that two to ``most`` have, key after key and ascending, and where those of theirs end."""
    mine = slice(None) if parts == 1 else np.flatnonzero(keys % np.uint64(parts) == part)
    keys, owner = keys[mine], owner[mine]
    order = np.lexsort((owner, keys))
    held, holder = keys[order], owner[order].astype(np.int32)
    starts = np.flatnonzero(np.concatenate([[True], held[1:] != held[:-1]])) if len(held) else order
    lengths = np.diff(np.append(starts, len(held)))
    rare = (lengths > 1) & (lengths <= most)
    kept = lengths[rare]
    return holder[np.repeat(rare, lengths)], np.repeat(np.cumsum(kept), kept)
