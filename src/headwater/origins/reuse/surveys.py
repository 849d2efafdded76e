"""The survey of all fingerprints: how common each shingle is, which texts are copies of one, and who meets whom.

Nothing else in the room looks at all articles at once. It works on columns, and what it writes is small: a byte for
each shingle of an article, a row for each pair worth comparing, a row for each crowd of copies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from headwater.origins.reuse.cells import teaches
from headwater.origins.reuse.columns import Fingerprints, fingerprints_of, sentences_of
from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.families import Family, find_families
from headwater.origins.reuse.neighbours import join_articles, shares
from headwater.origins.reuse.packed import Bytes
from headwater.origins.reuse.rivals import rivals_of
from headwater.origins.reuse.shingles import Background, share, weigh_shingles
from headwater.records.ids import row_id
from headwater.records.origins import Backdrop, Cluster, Fingerprint, Meeting

Couple = tuple[int, int]
_AT_ONCE = 1000
"""Articles whose shingles are looked up together."""


def survey(rows: Iterable[Fingerprint], config: ReuseConfig) -> Iterator[Backdrop | Meeting | Cluster]:
    """What all articles together say of each: rows of backdrops, meetings and clusters. ``rows`` are gone through once."""
    every = fingerprints_of(rows)
    families = find_families(every.shingles, config.cluster_size, config.cluster_likeness)
    hidden = {index for family in families for index in family.members if index != family.representative}
    open_ = [index for index in range(len(every)) if index not in hidden]
    place = np.array(open_, dtype=np.int64)
    weighed = weigh_shingles(
        share([every.shingles[index] for index in open_]),
        config.background_related,
        config.most_articles,
        config.common_articles,
        config.candidate_rarity,
    )
    pairs = weighed.pairs
    yield from _backdrops(every, weighed)
    del weighed
    by_words = {
        *zip(place[pairs.left].tolist(), place[pairs.right].tolist(), strict=True),
        *to_representatives(families),
    }
    by_meaning = set(_meeting(every, open_, config))
    rivals = rivals_of(every, by_meaning)
    names = every.articles
    for a, b in sorted(by_words | by_meaning):
        yield Meeting(names[a], names[b], (a, b) in by_words, (a, b) in by_meaning, rivals.get((a, b), ""))
    for family in families:
        yield cluster_of(family, names)


def _backdrops(every: Fingerprints, weighed: Background) -> Iterator[Backdrop]:
    """The shingles of articles whose backdrops are told are given away."""
    for start in range(0, len(every), _AT_ONCE):
        some = every.shingles[start : start + _AT_ONCE]
        joined = np.concatenate([*some, np.empty(0, dtype=np.uint64)])
        order = np.argsort(joined, kind="stable")  # neighbours in the index are looked up one after the other
        grades = np.empty(len(joined), dtype=np.uint8)
        grades[order] = weighed.look_up(joined[order])
        at = 0
        for index, of_row in enumerate(some, start):
            yield Backdrop(every.articles[index], grades[at : at + len(of_row)].tobytes())
            every.shingles[index] = of_row[:0].copy()
            at += len(of_row)


def to_representatives(families: Sequence[Family]) -> Iterator[Couple]:
    """Each member with the representative: the one comparison that is made of it."""
    for family in families:
        for member in family.members:
            if member != family.representative:
                yield min(member, family.representative), max(member, family.representative)


def _meeting(rows: Fingerprints, open_: Sequence[int], config: ReuseConfig) -> list[Couple]:
    """Pairs of articles whose sentences are near enough in meaning to be aligned."""
    sizes = np.array([len(tongues) for tongues in rows.tongues], dtype=np.int64)
    told = [index for index in open_ if rows.tongues[index]]
    keys = [contents(rows.articles[index], rows.tongues[index], rows.vectors[index]) for index in told]
    teaching = [teaches(rows.articles[index]) for index in told]
    every = sentences_of(rows, open_)
    if every is None:
        return []
    joined = join_articles(
        every, config.neighbours, config.neighbour_floor, config.exact_sentences, keys, teaching
    )
    near = shares(joined, sizes, config.candidate_share, config.candidate_share_within)
    return [(pair.left, pair.right) for pair in near]


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
