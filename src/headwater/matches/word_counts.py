"""The stage ``matches.count_words``: how rare in the case each word and name is that a report or claim holds.

A survey of all reports, whose result every block of the case reads. So it must move little when a report is added:
a large case is counted in a sample, so that few newcomers change any count, and counts and totals are floored to a
grid. A case of fewer than ``EXACT`` reports is counted as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from headwater.matches.config import CountConfig
from headwater.matches.packing import Floats, Hashes, hash_of
from headwater.matches.rarity import rarity_of
from headwater.matches.standing import standing
from headwater.records.matches import ClaimRarity, ClaimSketch, Keyed, ReportRarity, ReportSketch
from headwater.records.ports import Models
from headwater.records.tables import Tables

EXACT = 64
"""Reports up to which counts are kept as they are; from there on they are floored to a grid."""
STEP = 1.05
SAMPLE = 500
"""Reports of one language that are counted: those whose ids have the smallest hashes, so that which they are hangs on
no order, and a newcomer to a case of a hundred thousand is one of them once in two hundred times. About as many as
the weights were learned on, so that measures keep their scale however large the case."""


def _grid() -> list[int]:
    levels = [EXACT]
    while levels[-1] < SAMPLE:
        levels.append(max(levels[-1] + 1, int(levels[-1] * STEP)))
    return levels


GRID = _grid()


def settled(count: int) -> int:
    """A count, floored to the grid where it is no small one."""
    return count if count < EXACT else GRID[bisect_right(GRID, count) - 1]


@dataclass(frozen=True)
class Counts:
    """How many reports of the sample hold each key, and the greatest share that any report gives it."""

    reports: int
    keys: Hashes  # ascending
    counts: npt.NDArray[np.int64]
    shares: Floats

    def rarities(self, keys: Hashes, shares: Floats) -> Floats:
        """The rarity of some keys; one that no report of the sample holds counts as held by one."""
        known = np.zeros(len(keys), dtype=np.int64)
        most = shares.copy()
        if len(self.keys):
            at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
            found = self.keys[at] == keys
            known[found] = self.counts[at[found]]
            most[found] = np.maximum(most[found], self.shares[at[found]])
        return rarity_of(np.maximum(_SETTLED[known], 1), most, self.reports)


_SETTLED = np.array([settled(count) for count in range(SAMPLE + 1)], dtype=np.int64)


def sampled(articles: Sequence[str]) -> list[str]:
    """The articles that are counted."""
    if len(articles) <= SAMPLE:
        return list(articles)
    return sorted(articles, key=lambda article: (hash_of(article), article))[:SAMPLE]


def count_keys(articles: Sequence[str], keyed: Sequence[Keyed]) -> Counts:
    """The counts of one kind of key; an article's keys are each other than its others."""
    chosen = set(sampled(articles))
    inside = np.array([article in chosen for article in articles], dtype=np.bool_)
    lengths = [len(row.hashes) // 8 for row in keyed]
    every = np.frombuffer(b"".join(row.hashes for row in keyed), dtype="<u8")
    shares = np.frombuffer(b"".join(row.shares for row in keyed), dtype="<f4")
    keys, places = np.unique(every, return_inverse=True)
    counts = np.bincount(places[np.repeat(inside, lengths)], minlength=len(keys)).astype(np.int64)
    most = np.zeros(len(keys), dtype=np.float32)
    np.maximum.at(most, places, shares)
    return Counts(settled(len(chosen)), keys, counts, most)


@dataclass(frozen=True)
class Census:
    """The counts of a case: words by language, names, proper words."""

    reports: int
    words: Mapping[str, Counts]
    names: Counts
    anchors: Counts


def take_census(sketches: Sequence[ReportSketch]) -> Census:
    """Count what reports hold."""
    articles = [sketch.article for sketch in sketches]
    by_lang: dict[str, list[ReportSketch]] = {}
    for sketch in sketches:
        by_lang.setdefault(sketch.lang, []).append(sketch)
    words = {
        lang: count_keys([s.article for s in some], [s.words for s in some])
        for lang, some in sorted(by_lang.items())
    }
    names = count_keys(articles, [s.names for s in sketches])
    return Census(names.reports, words, names, count_keys(articles, [s.anchors for s in sketches]))


_NONE = Counts(0, np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))


def report_rarities(census: Census, sketches: Sequence[ReportSketch]) -> list[ReportRarity]:
    """The rarity of what each report holds."""
    words: dict[str, bytes] = {}
    for lang in sorted({s.lang for s in sketches}):
        some = [s for s in sketches if s.lang == lang]
        told = _split(census.words.get(lang, _NONE), [s.words for s in some])
        words.update(zip((s.article for s in some), told, strict=True))
    names = _split(census.names, [s.names for s in sketches])
    anchors = _split(census.anchors, [s.anchors for s in sketches])
    return [
        ReportRarity(s.article, census.reports, words[s.article], name, anchor)
        for s, name, anchor in zip(sketches, names, anchors, strict=True)
    ]


def claim_rarities(census: Census, sketches: Sequence[ClaimSketch]) -> list[ClaimRarity]:
    """The rarity of what each claim holds."""
    words: dict[str, bytes] = {}
    for lang in sorted({s.lang for s in sketches}):
        some = [s for s in sketches if s.lang == lang]
        told = _split(census.words.get(lang, _NONE), [s.words for s in some])
        words.update(zip((s.claim for s in some), told, strict=True))
    names = _split(census.names, [s.names for s in sketches])
    return [ClaimRarity(s.article, s.claim, words[s.claim], n) for s, n in zip(sketches, names, strict=True)]


def _split(counts: Counts, keyed: Sequence[Keyed]) -> Iterator[bytes]:
    keys = np.frombuffer(b"".join(row.hashes for row in keyed), dtype="<u8")
    shares = np.frombuffer(b"".join(row.shares for row in keyed), dtype="<f4")
    data = counts.rarities(keys, shares).astype("<f4").tobytes()
    bounds = np.cumsum([0, *(len(row.hashes) // 2 for row in keyed)]).tolist()
    return iter([data[a:b] for a, b in pairwise(bounds)])


def count_words(tables: Tables, config: CountConfig, models: Models) -> Tables:
    """How rare each key of each report and claim is."""
    tables = standing(tables)
    reports, claims = tables.of(ReportSketch), tables.of(ClaimSketch)
    census = take_census(reports)
    return Tables.of_rows(report_rarities(census, reports), claim_rarities(census, claims))
