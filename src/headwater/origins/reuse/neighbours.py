"""Nearest sentences of other articles, in every language, and which articles they join.

Exact blocked products up to a size, beyond it within cells around sampled sentences. Two sentences meet only
where each is among the other's nearest in its language: a sentence that resembles everything ("he told
reporters") is nobody's nearest for long, which discounts hubs without a threshold for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Sentences:
    """All sentences of a case that take part: unit vectors, owners (article indexes) and languages."""

    vectors: Matrix
    owners: Ints
    languages: tuple[str, ...]


def _nearest_in(all_of: Sentences, columns: Ints, count: int) -> tuple[Ints, Matrix]:
    """For each sentence its ``count`` nearest among ``columns`` that belong to other articles (-1: none)."""
    size = len(all_of.vectors)
    found = np.full((size, count), -1, dtype=np.int64)
    scores = np.full((size, count), -1.0, dtype=np.float32)
    targets = np.ascontiguousarray(all_of.vectors[columns].T)
    owners = all_of.owners[columns]
    width = min(count, len(columns))
    for start in range(0, size, BLOCK):
        rows = slice(start, start + BLOCK)
        cosines = np.round(all_of.vectors[rows] @ targets, 4)
        cosines[all_of.owners[rows, None] == owners[None, :]] = -1.0
        picked = np.sort(np.argpartition(-cosines, width - 1, axis=1)[:, :width], axis=1)
        values = np.take_along_axis(cosines, picked, axis=1)
        order = np.argsort(-values, axis=1, kind="stable")
        found[rows, :width] = columns[np.take_along_axis(picked, order, axis=1)]
        scores[rows, :width] = np.take_along_axis(values, order, axis=1)
    found[scores < 0] = -1
    return found, scores


@dataclass(frozen=True, slots=True)
class Joined:
    """Two articles (``left < right``) and how many distinct sentences of each have a neighbour in the other."""

    left: int
    right: int
    sentences: int  # the smaller of both sides' counts
    crossing: int  # of these, between different languages


def join_articles(all_of: Sentences, count: int, floor: float) -> list[Joined]:
    """Pairs of articles with sentences that are among each other's nearest, in order of index."""
    if not len(all_of.vectors):
        return []
    codes = {lang: code for code, lang in enumerate(sorted(set(all_of.languages)))}
    language = np.array([codes[lang] for lang in all_of.languages], dtype=np.int64)
    nearest = {code: _nearest_in(all_of, np.flatnonzero(language == code), count) for code in codes.values()}
    lefts: list[Ints] = []
    rights: list[Ints] = []
    for found, scores in nearest.values():
        from_, rank = np.nonzero((scores >= floor) & (found >= 0))
        to = found[from_, rank]
        # the pair is mutual where the other's nearest, in this one's language, hold this one
        mutual = np.zeros(len(from_), dtype=np.bool_)
        for code, (back, _) in nearest.items():
            mine = language[from_] == code
            mutual[mine] = (back[to[mine]] == from_[mine, None]).any(axis=1)
        forward = mutual & (all_of.owners[from_] < all_of.owners[to])
        lefts.append(from_[forward])
        rights.append(to[forward])
    return _counted(all_of, np.concatenate(lefts), np.concatenate(rights), language)


def _counted(all_of: Sentences, left: Ints, right: Ints, language: Ints) -> list[Joined]:
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


def shares(joined: Sequence[Joined], sizes: Ints, least: float) -> list[Joined]:
    """Those whose joined sentences are at least ``least`` of the shorter article's."""
    return [
        pair
        for pair in joined
        if round(pair.sentences / max(1, min(int(sizes[pair.left]), int(sizes[pair.right]))), 4) >= least
    ]
