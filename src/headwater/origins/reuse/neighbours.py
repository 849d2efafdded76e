"""Nearest sentences of other articles, in every language, and which articles they join.

Exact blocked products up to a size, beyond it within cells around sampled sentences. Two sentences meet only
where each is among the other's nearest in its language: a sentence that resembles everything ("he told
reporters") is nobody's nearest for long, which discounts hubs without a threshold for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.nearest import Nearest, best_of
from headwater.origins.reuse.packed import Sentences
from headwater.origins.reuse.standing import StandingNearest
from headwater.origins.reuse.standing_cells import StandingCells
from headwater.records.remembered import remembered

Matrix = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def nearest_exactly(every: Sentences, columns: Ints, count: int, floor: float) -> Nearest:
    """The nearest of each sentence among ``columns``, each compared with each."""
    return Nearest(*best_of(every, np.arange(len(every)), columns, count, floor))


@dataclass(frozen=True, slots=True)
class Joined:
    """Two articles (``left < right``) and how many distinct sentences of each have a neighbour in the other."""

    left: int
    right: int
    sentences: int  # the smaller of both sides' counts
    crossing: int  # of these, between different languages


def nearest_of(
    all_of: Sentences, count: int, floor: float, exact: int, keys: Sequence[bytes], teaching: Sequence[bool]
) -> dict[int, Nearest]:
    """By code of language the nearest of each sentence, as ``join_articles`` looks for them."""
    if len(all_of) > exact:
        cells = remembered(StandingCells) if keys else StandingCells()
        owners = np.unique(all_of.owners).tolist()
        keys = keys or [owner.to_bytes(8, "little") for owner in owners]
        return cells.find(all_of, keys, teaching or [False] * len(keys), count, floor)
    standing = remembered(StandingNearest) if keys else StandingNearest()
    return standing.find(
        all_of, keys, count, floor, lambda columns: nearest_exactly(all_of, columns, count, floor)
    )


AT_ONCE = 1 << 15
"""Sentences whose neighbours are counted together."""


def join_articles(
    all_of: Sentences,
    count: int,
    floor: float,
    exact: int,
    keys: Sequence[bytes] = (),
    teaching: Sequence[bool] = (),
) -> Iterator[Joined]:
    """Pairs of articles with sentences that are among each other's nearest, in order of index.

    Up to ``exact`` sentences all are compared with all, beyond it only within cells. ``keys`` says what the sentences
    of each article are, by which the next run of this process knows them again, and ``teaching`` from which of them
    the centres of cells are learnt.
    """
    if not len(all_of):
        return
    nearest = nearest_of(all_of, count, floor, exact, keys, teaching)
    bounds = np.append(np.flatnonzero(np.diff(all_of.owners, prepend=-1)), len(all_of))
    start = 0
    while start < len(all_of):
        end = int(bounds[np.searchsorted(bounds, min(start + AT_ONCE, len(all_of)))])
        yield from _joined(all_of, nearest, start, end)
        start = end


def _joined(all_of: Sentences, nearest: Mapping[int, Nearest], start: int, end: int) -> list[Joined]:
    """The pairs whose left article's sentences stand from ``start`` to ``end``."""
    language = all_of.languages
    lefts: list[Ints] = []
    rights: list[Ints] = []
    for near in nearest.values():
        from_, rank = np.nonzero(near.found[start:end] >= 0)
        to = near.found[start + from_, rank].astype(np.int64)
        from_ = from_ + start
        later = all_of.owners[from_] < all_of.owners[to]
        from_, to = from_[later], to[later]
        # the pair is mutual where the other's nearest, in this one's language, hold this one
        mutual = np.zeros(len(from_), dtype=np.bool_)
        for code, back in nearest.items():
            mine = language[from_] == code
            mutual[mine] = (back.found[to[mine]] == from_[mine, None]).any(axis=1)
        lefts.append(from_[mutual])
        rights.append(to[mutual])
    return counted(all_of, np.concatenate(lefts), np.concatenate(rights), language)


def joined_anew(all_of: Sentences, nearest: Mapping[int, Nearest], rows: Ints) -> list[Joined]:
    """The pairs of the articles of some sentences, where all sentences of these are among ``rows``."""
    lefts: list[Ints] = []
    rights: list[Ints] = []
    for near in nearest.values():
        at, rank = np.nonzero(near.found[rows] >= 0)
        from_ = rows[at]
        to = near.found[from_, rank].astype(np.int64)
        mutual = np.zeros(len(from_), dtype=np.bool_)
        for code, back in nearest.items():
            mine = all_of.languages[from_] == code
            mutual[mine] = (back.found[to[mine]] == from_[mine, None]).any(axis=1)
        lefts.append(np.minimum(from_, to)[mutual])  # sentences stand in the order of their articles
        rights.append(np.maximum(from_, to)[mutual])
    total = np.int64(len(all_of))
    links = np.unique(np.concatenate(lefts) * total + np.concatenate(rights))
    return counted(all_of, links // total, links % total, all_of.languages)


def counted(all_of: Sentences, left: Ints, right: Ints, language: npt.NDArray[np.int16]) -> list[Joined]:
    """The pairs of articles of sentences that are among each other's nearest, each once."""
    if not len(left):
        return []
    total = np.int64(all_of.owners.max() + 1)
    code = all_of.owners[left] * total + all_of.owners[right]
    pairs, index = np.unique(code, return_inverse=True)

    def distinct(sentences: Ints) -> Ints:
        met = np.unique(index * np.int64(len(all_of.owners)) + sentences) // len(all_of.owners)
        return np.bincount(met, minlength=len(pairs))

    smaller = np.minimum(distinct(left), distinct(right))
    crossing = np.bincount(index, weights=language[left] != language[right], minlength=len(pairs))
    return [
        Joined(int(pair // total), int(pair % total), int(size), int(cross))
        for pair, size, cross in zip(pairs.tolist(), smaller.tolist(), crossing.tolist(), strict=True)
    ]


def shares(joined: Iterable[Joined], sizes: Ints, crossing: float, within: float) -> list[Joined]:
    """Those whose joined sentences are a share of the shorter article's.

    ``crossing`` is the least share where languages differ, ``within`` where they do not: there, texts on
    one subject resemble each other by themselves.
    """
    return [
        pair
        for pair in joined
        if round(pair.sentences / max(1, min(int(sizes[pair.left]), int(sizes[pair.right]))), 4)
        >= (crossing if pair.crossing else within)
    ]
