"""Which articles meet in meaning, brought up to date with the articles that came and went.

The nearest of each sentence are brought forward by ``standing.py`` or ``standing_cells.py``. Only pairs of an article with
a sentence whose nearest are others now are counted again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.couples import Moved, coded, left_of, moved_couples, right_of
from headwater.origins.reuse.nearest import Nearest
from headwater.origins.reuse.neighbours import joined_anew, nearest_of, shares
from headwater.origins.reuse.packed import Bytes, Sentences, packed_sentences
from headwater.origins.reuse.splices import Ints, Splice

_NONE = np.empty(0, dtype=np.int8)
_ROOM = 16
"""One part in so many of all vectors is left free for newcomers'."""


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of an article's body: languages, vectors, a hash of both, whether centres are learnt from them."""

    tongues: tuple[str, ...]
    vectors: Bytes  # one behind the other
    key: bytes
    teaching: bool


@dataclass
class StandingMeaning:
    """All sentences with their nearest, and the pairs of articles that meet, as they were found last."""

    config: ReuseConfig
    every: Sentences
    bounds: Ints  # where the sentences of each article begin, and the end of all
    told: list[Told]
    used: int = 0  # of the room for vectors
    nearest: Mapping[str, Nearest] = field(default_factory=dict)
    couples: Ints = field(default_factory=lambda: np.empty(0, np.int64))  # as ``couples.py`` has them

    @classmethod
    def over(cls, config: ReuseConfig, told: Sequence[Told]) -> StandingMeaning | None:
        """All articles, in order; None where there is no sentence."""
        sizes = [len(one.tongues) for one in told]
        if not sum(sizes):
            return None
        width = next(len(one.vectors) // len(one.tongues) for one in told if one.tongues)
        vectors = np.concatenate([one.vectors for one in told]).reshape(-1, width)
        owners = np.repeat(np.arange(len(told)), sizes)
        every = packed_sentences(vectors, owners, [tongue for one in told for tongue in one.tongues])
        found = cls(config, every, _ends(sizes), [replace(one, vectors=_NONE) for one in told])
        with threadpool_limits(1, "blas"):
            nearest = found._look_up()
        found.couples = found._joined(nearest, np.ones(len(told), dtype=np.bool_))
        return found

    def move(self, splice: Splice, come: Sequence[Told]) -> Moved:
        """Bring everything forward; the pairs that meet no longer, and those that do now."""
        moved = self._exchange(splice, come)
        before = self.nearest
        with threadpool_limits(1, "blas"):
            nearest = self._look_up()
        other = self._other(before, moved)
        articles = np.zeros(splice.size, dtype=np.bool_)
        articles[self.every.owners[other]] = True
        articles[splice.came] = True
        known, was = self.couples, moved_couples(self.couples, splice.moved)
        stay = was[was >= 0]
        stay = stay[~(articles[left_of(stay)] | articles[right_of(stay)])]
        self.couples = np.sort(np.concatenate([stay, self._joined(nearest, articles)]))
        return Moved.between(known, was, self.couples)

    def _look_up(self) -> dict[int, Nearest]:
        told = [one for one in self.told if one.tongues]
        config = self.config
        found = nearest_of(
            self.every,
            config.neighbours,
            config.neighbour_floor,
            config.exact_sentences,
            [one.key for one in told],
            [one.teaching for one in told],
        )
        self.nearest = {self.every.tongues[code]: near for code, near in found.items()}
        return found

    def _exchange(self, splice: Splice, come: Sequence[Told]) -> Ints:
        """Take out the sentences of those that are gone, and put in those of newcomers; where each stands now."""
        every, bounds = self.every, self.bounds
        width = every.vectors.shape[1]
        new = [
            packed_sentences(one.vectors.reshape(-1, width), np.empty(0, np.int64), one.tongues)
            for one in come
        ]
        tongues = tuple(sorted({*every.tongues, *(tongue for one in come for tongue in one.tongues)}))
        codes = np.array([tongues.index(tongue) for tongue in every.tongues], dtype=np.int16)
        spoken = [np.array([tongues.index(one) for one in some.tongues], dtype=np.int16) for some in come]
        self.told = splice.listed(self.told, [replace(one, vectors=_NONE) for one in come])
        sizes = [len(one.tongues) for one in self.told]
        vectors, stored = self._stored([some.vectors for some in new], splice)
        self.every = Sentences(
            vectors,
            splice.joined(every.scales, [some.scales for some in new], bounds),
            np.repeat(np.arange(splice.size), sizes),
            splice.joined(codes[every.languages], spoken, bounds),
            tongues,
            stored,
        )
        self.bounds = _ends(sizes)
        shift = np.where(splice.moved >= 0, self.bounds[splice.moved] - bounds[:-1], 0)
        moved = np.arange(len(every)) + shift[every.owners]
        moved[splice.moved[every.owners] < 0] = -1
        return moved

    def _stored(self, new: Sequence[npt.NDArray[Any]], splice: Splice) -> tuple[npt.NDArray[Any], Ints]:
        """All vectors, and where each sentence's lies: newcomers' behind the others, while there is room."""
        every, count = self.every, sum(map(len, new))
        vectors, stored = every.vectors, every.stored
        if stored is None or self.used + count > len(vectors):
            kept = vectors if stored is None else vectors[stored]
            vectors = np.empty((len(kept) + count + len(kept) // _ROOM, kept.shape[1]), dtype=np.int8)
            vectors[: len(kept)] = kept
            stored, self.used = np.arange(len(kept)), len(kept)
        at = self.used
        places: list[Ints] = []
        for some in new:
            vectors[at : at + len(some)] = some
            places.append(np.arange(at, at + len(some)))
            at += len(some)
        self.used = at
        return vectors, splice.joined(stored, places, self.bounds)

    def _other(self, before: Mapping[str, Nearest], moved: Ints) -> npt.NDArray[np.bool_]:
        """Which sentences have other nearest than before, or are new."""
        other = np.ones(len(self.every), dtype=np.bool_)
        stayed = np.flatnonzero(moved >= 0)
        places, after = (
            moved[stayed],
            np.append(moved, -1).astype(np.int32),
        )  # who had none has none: the last
        other[places] = False
        for tongue, near in self.nearest.items():
            was = before.get(tongue)
            if was is None:
                other |= (near.found >= 0).any(axis=1)
                continue
            moves = np.flatnonzero(near.found[places] != after[was.found[stayed]])
            other[places[moves // near.found.shape[1]]] = True
        return other

    def _joined(self, nearest: Mapping[int, Nearest], articles: npt.NDArray[np.bool_]) -> Ints:
        """The pairs of some articles that meet."""
        sizes = np.diff(self.bounds)
        joined = joined_anew(self.every, nearest, np.flatnonzero(articles[self.every.owners]))
        config = self.config
        met = shares(joined, sizes, config.candidate_share, config.candidate_share_within)
        return coded(np.array([(pair.left, pair.right) for pair in met], dtype=np.int64).reshape(-1, 2))


def _ends(sizes: Sequence[int]) -> Ints:
    return np.concatenate([[0], np.cumsum(np.array(sizes, dtype=np.int64))]).astype(np.int64)
