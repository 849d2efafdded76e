"""The survey of all fingerprints: how common each shingle is, which texts are copies of one, and who meets whom.

Nothing else in the room looks at all articles at once. It works on columns, and what it writes is small: a byte for
each shingle of an article, a row for each pair worth comparing, a row for each crowd of copies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np

from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.families import Family, find_families
from headwater.origins.reuse.neighbours import join_articles, shares
from headwater.origins.reuse.packed import sentences_of
from headwater.origins.reuse.rivals import rivals_of
from headwater.origins.reuse.shingles import Background, share, weigh_shingles
from headwater.origins.reuse.tokens import Hashes
from headwater.records.ids import row_id
from headwater.records.origins import Backdrop, Cluster, Fingerprint, Meeting

Couple = tuple[int, int]
_AT_ONCE = 1000
"""Articles whose shingles are looked up together."""


def survey(rows: Sequence[Fingerprint], config: ReuseConfig) -> Iterator[Backdrop | Meeting | Cluster]:
    """What all articles together say of each: rows of backdrops, meetings and clusters."""
    rows = sorted(rows, key=lambda row: row.article)
    keys = [np.frombuffer(row.shingles, dtype="<u8").astype(np.uint64, copy=False) for row in rows]
    families = find_families(keys, config.cluster_size, config.cluster_likeness)
    hidden = {index for family in families for index in family.members if index != family.representative}
    open_ = [index for index in range(len(rows)) if index not in hidden]
    weighed = weigh_shingles(
        share([keys[index] for index in open_]),
        config.background_related,
        config.most_articles,
        config.common_articles,
        config.candidate_rarity,
    )
    yield from _backdrops(rows, keys, weighed)
    place = np.array(open_, dtype=np.int64)
    pairs = weighed.pairs
    by_words = {
        *zip(place[pairs.left].tolist(), place[pairs.right].tolist(), strict=True),
        *_to_representatives(families),
    }
    by_meaning = set(_meeting(rows, open_, config))
    rivals = rivals_of(rows, by_meaning)
    for a, b in sorted(by_words | by_meaning):
        yield Meeting(
            rows[a].article, rows[b].article, (a, b) in by_words, (a, b) in by_meaning, rivals.get((a, b), "")
        )
    for family in families:
        yield _cluster(family, rows)


def _backdrops(
    rows: Sequence[Fingerprint], keys: Sequence[Hashes], weighed: Background
) -> Iterator[Backdrop]:
    for start in range(0, len(rows), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        joined = np.concatenate([*some, np.empty(0, dtype=np.uint64)])
        order = np.argsort(joined, kind="stable")  # neighbours in the index are looked up one after the other
        grades = np.empty(len(joined), dtype=np.uint8)
        grades[order] = weighed.look_up(joined[order])
        at = 0
        for row, of_row in zip(rows[start : start + _AT_ONCE], some, strict=True):
            yield Backdrop(row.article, grades[at : at + len(of_row)].tobytes())
            at += len(of_row)


def _to_representatives(families: Sequence[Family]) -> Iterator[Couple]:
    for family in families:
        for member in family.members:
            if member != family.representative:
                yield min(member, family.representative), max(member, family.representative)


def _meeting(rows: Sequence[Fingerprint], open_: Sequence[int], config: ReuseConfig) -> list[Couple]:
    """Pairs of articles whose sentences are near enough in meaning to be aligned."""
    every = sentences_of(rows, open_)
    if every is None:
        return []
    sizes = np.array([len(row.languages) for row in rows], dtype=np.int64)
    keys = [_contents(rows[index]) for index in open_ if rows[index].languages]
    joined = join_articles(every, config.neighbours, config.neighbour_floor, config.exact_sentences, keys)
    near = shares(joined, sizes, config.candidate_share, config.candidate_share_within)
    return [(pair.left, pair.right) for pair in near]


def _contents(row: Fingerprint) -> bytes:
    """A hash of an article's sentences, by which they are known again."""
    hashed = hashlib.sha256("\0".join([row.article, *row.languages]).encode("utf-8", "surrogatepass"))
    hashed.update(row.vectors)
    return hashed.digest()


def _cluster(family: Family, rows: Sequence[Fingerprint]) -> Cluster:
    members = [rows[index].article for index in family.members]
    return Cluster(
        id=row_id("cl", *members),
        kind="copy",
        members=members,
        representative=rows[family.representative].article,
        because=f"{len(members)} articles have nearly the same words; each is compared with the representative alone.",
    )
