"""The survey of all fingerprints: how common each shingle is, which texts are copies of one, and who meets whom.

Nothing else in the room looks at all articles at once. It works on columns, and what it writes is small: a byte for
each shingle of an article, a row for each pair worth comparing, a row for each crowd of copies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from headwater.origins.reuse.cells import teaches
from headwater.origins.reuse.columns import Fingerprints, fingerprints_of, sentences_of
from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.couples import SHIFT, Ints, among, coded, named
from headwater.origins.reuse.families import Family, find_families
from headwater.origins.reuse.neighbours import join_articles, shares
from headwater.origins.reuse.packed import Bytes
from headwater.origins.reuse.rivals import rivals_of
from headwater.origins.reuse.shingles import Background, Pairs, share, weigh_shingles
from headwater.records.ids import row_id
from headwater.records.origins import Backdrop, Cluster, Fingerprint, Meeting
from headwater.records.remembered import is_remembering

Couple = tuple[int, int]
_AT_ONCE = 1000
"""Articles whose shingles are looked up together."""
_MEETINGS = 1 << 14
"""Pairs that are told together."""


class Survey:
    """What all articles together say of each. ``rows`` are gone through once; what is said is made as one goes through it."""

    def __init__(self, rows: Iterable[Fingerprint], config: ReuseConfig) -> None:
        self._config = config
        self._every = fingerprints_of(rows)
        self._families = find_families(self._every.shingles, config.cluster_size, config.cluster_likeness)
        hidden = {index for one in self._families for index in one.members if index != one.representative}
        self._open = [index for index in range(len(self._every)) if index not in hidden]
        place = np.array(self._open, dtype=np.int64)
        weighed = weigh_shingles(
            share([self._every.shingles[index] for index in self._open]),
            config.background_related,
            config.most_articles,
            config.common_articles,
            config.candidate_rarity,
        )
        couples = np.array(list(to_representatives(self._families)), dtype=np.int64).reshape(-1, 2)
        by_words = np.stack([place[weighed.pairs.left], place[weighed.pairs.right]], axis=1)
        self._words = np.unique(coded(np.concatenate([by_words, couples])))
        self._weighed: Background | None = replace(weighed, pairs=Pairs(*(place[:0] for _ in range(3))))
        self._told = False
        self._meaning: Ints | None = None

    def backdrops(self) -> Iterator[Backdrop]:
        """How common the words of each article are. Raises ValueError behind ``meetings``, where that is no longer known."""
        if self._weighed is None:
            raise ValueError("what was known of words is given away before meanings are looked at")
        yield from _backdrops(self._every, self._weighed)
        self._told = True

    def meetings(self) -> Iterator[Meeting]:
        """Who is worth comparing with whom; what was known of words is given away first if it is told."""
        if self._told:
            self._weighed = None
            self._every.shingles.clear()
        if self._meaning is None:
            self._meaning = _meeting(self._every, self._open, self._config)
        words, meaning, names = self._words, self._meaning, self._every.articles
        rivals = rivals_of(self._every, meaning)
        every = np.union1d(words, meaning)
        for start in range(0, len(every), _MEETINGS):
            some = every[start : start + _MEETINGS]
            in_words, in_meaning = among(some, words), among(some, meaning)
            leading = np.full(len(some), -1, dtype=np.int64)
            leading[in_meaning] = rivals[np.searchsorted(meaning, some[in_meaning])]
            pairs = named(some, names)
            first = [f"{a} {b}" for a, b in named(meaning[leading], names)] if len(meaning) else []
            for at, (a, b) in enumerate(pairs):
                rival = first[at] if leading[at] >= 0 else ""
                yield Meeting(a, b, bool(in_words[at]), bool(in_meaning[at]), rival)

    def clusters(self) -> Iterator[Cluster]:
        """Crowds of copies."""
        return (cluster_of(family, self._every.articles) for family in self._families)


def survey(rows: Iterable[Fingerprint], config: ReuseConfig) -> Iterator[Backdrop | Meeting | Cluster]:
    """All that a survey says."""
    made = Survey(rows, config)
    yield from made.backdrops()
    yield from made.meetings()
    yield from made.clusters()


def _backdrops(every: Fingerprints, weighed: Background) -> Iterator[Backdrop]:
    for start in range(0, len(every), _AT_ONCE):
        some = every.shingles[start : start + _AT_ONCE]
        joined = np.concatenate([*some, np.empty(0, dtype=np.uint64)])
        order = np.argsort(joined, kind="stable")  # neighbours in the index are looked up one after the other
        grades = np.empty(len(joined), dtype=np.uint8)
        grades[order] = weighed.look_up(joined[order])
        at = 0
        for index, of_row in enumerate(some, start):
            yield Backdrop(every.articles[index], grades[at : at + len(of_row)].tobytes())
            at += len(of_row)


def to_representatives(families: Sequence[Family]) -> Iterator[Couple]:
    """Each member with the representative: the one comparison that is made of it."""
    for family in families:
        for member in family.members:
            if member != family.representative:
                yield min(member, family.representative), max(member, family.representative)


def _meeting(rows: Fingerprints, open_: Sequence[int], config: ReuseConfig) -> Ints:
    """Pairs of articles whose sentences are near enough in meaning to be aligned, as numbers, ascending."""
    sizes = np.array([len(tongues) for tongues in rows.tongues], dtype=np.int64)
    told = [index for index in open_ if rows.tongues[index]]
    keys: list[bytes] = []
    if is_remembering():
        keys = [contents(rows.articles[index], rows.tongues[index], rows.vectors[index]) for index in told]
    teaching = [teaches(rows.articles[index]) for index in told]
    every = sentences_of(rows, open_)
    if every is None:
        return np.empty(0, dtype=np.int64)
    joined = join_articles(
        every, config.neighbours, config.neighbour_floor, config.exact_sentences, keys, teaching
    )
    near = shares(joined, sizes, config.candidate_share, config.candidate_share_within)
    return np.unique(np.fromiter(((pair.left << SHIFT) + pair.right for pair in near), dtype=np.int64))


def contents(article: str, tongues: Sequence[str], vectors: Bytes) -> bytes:
    """A hash of an article's sentences, by which they are known again."""
    hashed = hashlib.sha256("\0".join([article, *tongues]).encode("utf-8", "surrogatepass"))
    hashed.update(vectors.data)
    return hashed.digest()


def cluster_of(family: Family, names: Sequence[str]) -> Cluster:
    """The row of a family."""
    members = [names[index] for index in family.members]
    return Cluster(
        id=row_id("cl", *members),
        kind="copy",
        members=members,
        representative=names[family.representative],
        because=f"{len(members)} articles have nearly the same words; each is compared with the representative alone.",
    )
