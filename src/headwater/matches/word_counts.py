"""How rare in the case each word and name is that a report or claim holds.

A survey of all reports, whose result every block of the case reads. So it must move little when a report is added.
A large case is counted in a sample, which is half of all, or a quarter, or an eighth: most newcomers are none of it, and
one that is puts no other out. What is counted are classes: a word that one report more holds is in another class
seldom, and only who holds that word is touched. A case of fewer than ``EXACT`` reports is counted as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from headwater.matches.packing import Floats, Hashes, hash_of_id
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
_AT_ONCE = 2048
_FEW = 1 << 16
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


class FinalCounts(Counts):
    """Counts that nobody brings up to date: the rarity of each key is worked out once."""

    def rarities(self, keys: Hashes, shares: Floats) -> Floats:
        """As those of ``Counts``."""
        if not len(self.keys):
            return rarity_of(self.as_told(np.zeros(len(keys), dtype=np.int64)), shares, self.reports)
        different, back = np.unique(keys, return_inverse=True)
        places = np.minimum(np.searchsorted(self.keys, different), len(self.keys) - 1)
        here = self.keys[places] == different
        at, found = places[back], here[back]
        told: Floats = self._rarities[at]
        rest = np.flatnonzero(~found | (shares > self.shares[at]))  # of reports that were not counted
        known = np.where(found[rest], self.counts[at[rest]], 0)
        told[rest] = rarity_of(self.as_told(known), shares[rest], self.reports)
        return told

    @cached_property
    def _rarities(self) -> Floats:
        """The rarity of each key whose share is the greatest."""
        return rarity_of(self.as_told(self.counts), self.shares, self.reports).astype(np.float32)


def bound_of(articles: int) -> int:
    """Below which hash an article is counted, of so many: all, or half as often as need be."""
    halved = 0
    while articles >> halved > SAMPLE:
        halved += 1
    return 1 << (_BITS - halved)


def sampled(articles: Sequence[str]) -> list[str]:
    """The articles that are counted."""
    bound = bound_of(len(articles))
    return [article for article in articles if hash_of_id(article) < bound]


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


class _Counting:
    """The counts of one kind of key as reports come; only the keys of those that may be in the sample are held."""

    def __init__(self) -> None:
        self._articles = 0
        self._chosen: list[tuple[int, str, Hashes]] = []
        self._keys: Hashes = np.zeros(0, dtype=np.uint64)
        self._shares: Floats = np.zeros(0, dtype=np.float32)
        self._waiting: list[tuple[Hashes, Floats]] = []
        self._weight = 0

    def add(self, articles: Sequence[str], keyed: Sequence[Keyed]) -> None:
        """Count some reports more."""
        self._articles += len(articles)
        bound = bound_of(self._articles)  # of more articles it is no greater: who is out stays out
        told = [
            (hash_of_id(article), article, np.frombuffer(row.hashes, dtype="<u8"))
            for article, row in zip(articles, keyed, strict=True)
        ]
        self._chosen = [one for one in (*self._chosen, *told) if one[0] < bound]
        keys = np.frombuffer(b"".join(row.hashes for row in keyed), dtype="<u8")
        shares = np.frombuffer(b"".join(row.shares for row in keyed), dtype="<f4")
        self._waiting.append(_greatest(keys, shares))
        self._weight += len(self._waiting[-1][0])
        if self._weight > max(_FEW, len(self._keys)):
            self._settle()

    def _settle(self) -> None:
        parts = [(self._keys, self._shares), *self._waiting]
        keys, shares = (np.concatenate(column) for column in zip(*parts, strict=True))
        self._keys, self._shares = _greatest(keys, shares)
        self._waiting, self._weight = [], 0

    def counts(self) -> Counts:
        """What ``count_keys`` gives of all of them."""
        self._settle()
        held = np.concatenate([np.zeros(0, dtype=np.uint64), *(keys for _, _, keys in self._chosen)])
        places = np.searchsorted(self._keys, held)
        counts = np.bincount(places, minlength=len(self._keys)).astype(np.int64)
        reports = len({article for _, article, _ in self._chosen})
        return FinalCounts(settled(reports), self._keys, counts, self._shares)


def _greatest(keys: Hashes, shares: Floats) -> tuple[Hashes, Floats]:
    """Different keys, ascending, each with the greatest of its shares."""
    order = np.argsort(keys)
    keys, shares = keys[order], shares[order]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)])
    most = np.maximum.reduceat(shares, starts) if len(starts) else shares
    return keys[starts], most.astype(np.float32, copy=False)


def take_census_of_stream(sketches: Iterable[ReportSketch]) -> Census:
    """The same of reports of which none is kept."""
    words: dict[str, _Counting] = {}
    names, anchors = _Counting(), _Counting()
    for some in portions(iter(sketches)):
        by_lang: dict[str, list[ReportSketch]] = {}
        for sketch in some:
            by_lang.setdefault(sketch.lang, []).append(sketch)
        for lang, own in by_lang.items():
            words.setdefault(lang, _Counting()).add([s.article for s in own], [s.words for s in own])
        articles = [sketch.article for sketch in some]
        names.add(articles, [s.names for s in some])
        anchors.add(articles, [s.anchors for s in some])
    every = names.counts()
    by_lang_counts = {lang: words[lang].counts() for lang in sorted(words)}
    return Census(every.reports, by_lang_counts, every, anchors.counts())


def portions(rows: Iterator[_Row]) -> Iterator[list[_Row]]:
    """Rows, some at a time."""
    while some := list(islice(rows, _AT_ONCE)):
        yield some
