"""Pairs that share rare keys: a key that many have joins nobody, so that time grows as the case does."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from headwater.matches.columns import Numbers, Ragged
from headwater.matches.packing import Hashes, hash_of

SHARED = 24
"""Those who may share a key for it to be rare."""


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
    order = np.lexsort((owner, keys))
    held, holder = keys[order], owner[order]
    starts = np.flatnonzero(np.concatenate([[True], held[1:] != held[:-1]])) if len(held) else order
    lengths = np.diff(np.append(starts, len(held)))
    found = [np.zeros(0, dtype=np.int64)]
    for length in range(2, most + 1):
        some = starts[lengths == length]
        members = holder[some[:, None] + np.arange(length)].astype(np.int64)
        one, two = np.triu_indices(length, 1)
        found.append((members[:, one] * size + members[:, two]).ravel())
    codes = np.concatenate(found)
    found.clear()
    codes.sort()  # where it is: of a great case there are hundreds for each owner
    again = codes[1:][codes[1:] == codes[:-1]]
    codes = again[np.flatnonzero(np.diff(again, prepend=-1))]
    return codes // size, codes % size
