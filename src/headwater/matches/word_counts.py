"""How rare in the case each word and name is that a report or claim holds.

A survey of all reports, whose result every block of the case reads. So it must move little when a report is added.
A large case is counted in a sample, which is half of all, or a quarter, or an eighth: most newcomers are none of it, and
one that is puts no other out. What is counted are classes: a word that one report more holds is in another class
seldom, and only who holds that word is touched. A case of fewer than ``EXACT`` reports is counted as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from headwater.matches.packing import Floats, Hashes, hash_of
from headwater.matches.rarity import rarity_of
from headwater.records.matches import ClaimRarity, ClaimSketch, Keyed, ReportRarity, ReportSketch

Floats64 = npt.NDArray[np.float64]

EXACT = 64
"""Reports up to which a case is counted as it is."""
STEP = 1.05
"""Ratio of the grid of totals, of reports that are counted."""
CLASS = 1.4
"""Ratio of the classes of counts. One report more touches about 1 / log(CLASS) holders of each of its words, whatever
their number: those of common words move seldom, and then all of them."""
SAMPLE = 500
"""Reports of one language that are counted, at most about so many: those whose ids have small hashes, so that which
they are hangs on no order. About as many as the weights were learned on, so that measures keep their scale."""
_BITS = 64
_AT_ONCE = 8192
_Row = TypeVar("_Row")


def _grid(first: int, ratio: float) -> npt.NDArray[np.int64]:
    levels = [first]
    while levels[-1] < 1_000_000:
        levels.append(max(levels[-1] + 1, int(levels[-1] * ratio)))
    return np.array(levels, dtype=np.int64)


_TOTALS = _grid(EXACT, STEP)
_STARTS = _grid(1, CLASS)
_MIDDLES = np.round(np.sqrt(_STARTS[:-1] * (_STARTS[1:] - 1)), 2)


def settled(count: int) -> int:
    """How many reports are counted, floored to the grid where they are not few."""
    return count if count < EXACT else int(_TOTALS[np.searchsorted(_TOTALS, count, side="right") - 1])


def classed(counts: npt.NDArray[np.int64]) -> Floats64:
    """Of each count the middle of its class; 0 and 1 are classes of their own."""
    known = np.minimum(np.searchsorted(_STARTS, counts, side="right") - 1, len(_MIDDLES) - 1)
    return np.where(known < 0, 0.0, _MIDDLES[np.maximum(known, 0)])


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
        return rarity_of(self.as_told(known), most, self.reports)

    def as_told(self, counts: npt.NDArray[np.int64]) -> Floats64:
        """What rarity hangs on of some counts: in a large case their classes."""
        held = np.maximum(counts, 1)
        return held.astype(np.float64) if self.reports < EXACT else classed(held)


def bound_of(articles: int) -> int:
    """Below which hash an article is counted, of so many: all, or half as often as need be."""
    halved = 0
    while articles >> halved > SAMPLE:
        halved += 1
    return 1 << (_BITS - halved)


def sampled(articles: Sequence[str]) -> list[str]:
    """The articles that are counted."""
    bound = bound_of(len(articles))
    return [article for article in articles if hash_of(article) < bound]


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


def take_census_of_stream(sketches: Iterable[ReportSketch]) -> Census:
    """The same of reports of which none need be kept whole."""
    return take_census([_counted_of(sketch) for sketch in sketches])


def _counted_of(sketch: ReportSketch) -> ReportSketch:
    """What is counted of a report; the rest that is long is empty."""
    words, names, anchors = (_bare(keyed) for keyed in (sketch.words, sketch.names, sketch.anchors))
    return replace(
        sketch, words=words, names=names, anchors=anchors, body=b"", opening=b"", calls=b"", sounds=b""
    )


def _bare(keyed: Keyed) -> Keyed:
    return Keyed("", keyed.hashes, b"", keyed.shares, b"")


def portions(rows: Iterator[_Row]) -> Iterator[list[_Row]]:
    """Rows, some at a time."""
    while some := list(islice(rows, _AT_ONCE)):
        yield some
