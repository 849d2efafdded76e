"""Which articles of a run share rare wording with a newcomer, how common each of its shingles is, and of which copies it is one.

The same sums as ``origins.meet`` makes of all articles, made of the articles that hold a shingle of the newcomer. Which
shingles are standing background is as the run found it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.columns import Fingerprints
from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.families import signatures
from headwater.origins.reuse.grades import SCALE, STANDING, grade, rarities
from headwater.origins.reuse.shingles import LEAST_OWN
from headwater.records.origins import Backdrop
from headwater.runs.beside.postings import Holders, Keys, Postings, Sorting, mapped_array

Ints = npt.NDArray[np.int64]
_NAME, _STANDING, _CLUSTERS = "shingles", "standing", "clusters.signatures.npy"
_OWN = "own-rarity.npy"
_NEXT = 4
"""Of a shingle that very many articles have, the articles beside the newcomer that are paired with it (as ``reuse.shingles``)."""


def index_shingles(every: Fingerprints, hidden: frozenset[int], folder: Path) -> None:
    """Who holds each shingle, without those of copies of which another stands for all."""
    sorting = Sorting(folder, _NAME)
    for place, keys in enumerate(every.shingles):
        if place not in hidden:
            own = np.unique(keys)
            sorting.add(own, np.full(len(own), place, dtype=np.int32))
    sorting.close()


def index_standing(
    rows: Iterator[tuple[int, Keys, bytes]], size: int, config: ReuseConfig, folder: Path
) -> None:
    """The shingles that are standing background, and what all shingles of each article tell.

    ``rows`` are (place, shingles, grades), of ``size`` articles.
    """
    sorting, told = Sorting(folder, _STANDING), np.full(size, LEAST_OWN, dtype=np.int64)
    rarity = rarities(config.common_articles)
    for place, keys, packed in rows:
        keys, first = np.unique(keys, return_index=True)
        grades = np.frombuffer(packed, dtype=np.uint8)[first]
        own = keys[grades >= STANDING]
        sorting.add(own, np.zeros(len(own), dtype=np.int32))
        told[place] = max(LEAST_OWN, int(rarity[grades & (STANDING - 1)].sum()))
    sorting.close()
    np.save(folder / _OWN, told)


def index_clusters(every: Fingerprints, representatives: list[int], folder: Path) -> None:
    """The signature of the text that stands for each cluster."""
    np.save(folder / _CLUSTERS, signatures([every.shingles[place] for place in representatives]))


@dataclass(frozen=True)
class Worded:
    """The places of the articles that share enough, ascending, and the newcomer's backdrop."""

    places: list[int]
    backdrop: Backdrop


class Wordings:
    """The shingles of a run."""

    def __init__(self, folder: Path, config: ReuseConfig) -> None:
        self._shingles, self._standing = Postings(folder, _NAME), Postings(folder, _STANDING)
        self._signatures = mapped_array(folder / _CLUSTERS)
        self._own: Ints = mapped_array(folder / _OWN)
        self._config = config

    def meet(self, article: str, at: int, keys: Keys) -> Worded:
        """Who shares wording with a newcomer that would stand at the place ``at``."""
        own, back = np.unique(keys, return_inverse=True)
        counts = self._shingles.counts(own)
        grades = np.where(counts > 0, grade(counts + 1, self._config.common_articles), 0).astype(np.uint8)
        rarity = rarities(self._config.common_articles)[grades]
        standing = (self._standing.counts(own) > 0) & (counts > 1)
        shared = np.flatnonzero(counts > 0)
        holders = [self._paired(some, at) for some in self._shingles.each(own[shared])]
        lengths = [len(some) for some in holders]
        every = np.concatenate([np.zeros(0, np.int32), *holders])
        places, index = np.unique(every, return_inverse=True)
        weight = np.bincount(index, weights=np.repeat(rarity[shared], lengths), minlength=len(places))
        least = np.minimum(max(LEAST_OWN, int(rarity.sum())), self._own[places])
        near = np.round(weight / least, 4) >= self._config.background_related
        third = np.flatnonzero(
            counts[shared] == 2
        )  # of three articles now: nobody has said yet what they are
        bounds = np.append(0, np.cumsum(lengths)).astype(np.int64)
        for number in third.tolist():
            both = index[bounds[number] : bounds[number + 1]]
            standing[shared[number]] = not near[both].all()
        grades[standing] |= STANDING
        enough = weight >= round(self._config.candidate_rarity * SCALE)
        return Worded(places[enough].tolist(), Backdrop(article, grades[back].tobytes()))

    def _paired(self, holders: Holders, at: int) -> Holders:
        if len(holders) < self._config.most_articles:
            return holders
        here = int(np.searchsorted(holders, at))
        return holders[max(0, here - _NEXT) : here + _NEXT]

    def is_copy_of(self, cluster: int, keys: Keys) -> bool:
        """Whether a newcomer has nearly the words of the text that stands for a cluster."""
        own = signatures([keys])[0]
        like = round(float(np.mean(own == self._signatures[cluster])), 4)
        return bool(len(keys)) and like >= self._config.cluster_likeness
