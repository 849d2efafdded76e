"""Pairs of the reports of a very large case, which are gone through one by one and not kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np

from headwater.matches.columns import Numbers
from headwater.matches.config import JoinConfig
from headwater.matches.incidents import ELSEWHERE, RARE, in_two_places, prior_of
from headwater.matches.joining import MARGIN
from headwater.matches.many_columns import ManyColumns, in_portions
from headwater.matches.near_rows import near_codes
from headwater.matches.pair_odds import PairOdds
from headwater.matches.reports import PlaceCalled, place_of
from headwater.matches.shared_keys import Sharing
from headwater.records.matches import ReportPair, ReportRarity, ReportSketch

Stream = Callable[[], Iterator[tuple[ReportSketch, ReportRarity]]]
"""All reports with their rarities, in order of their articles, from the first on whenever it is called."""
_AT_ONCE = 1 << 20


class ManyReports:
    """The reports of a case, of which few columns are held."""

    def __init__(self, stream: Stream, config: JoinConfig) -> None:
        self._stream, self._config = stream, config
        self._articles: list[str] = []
        self._copies: list[tuple[str, str]] = []
        self._copied: set[str] = set()

    def pairs(self) -> list[ReportPair]:
        """The pairs of reports that can bring two into one group, and each copy to the letter with the first of its wording."""
        columns = ManyColumns(in_portions(self._firsts_at_first()))
        found = [*self._copies, *self._strong(columns)]
        return [ReportPair(a, b) for a, b in sorted(found)]

    def _firsts_at_first(self) -> Iterator[tuple[ReportSketch, ReportRarity]]:
        """The first reports of their wordings; who is none of them is noted."""
        first: dict[bytes, str] = {}
        for sketch, rarity in self._stream():
            if sketch.wording:
                known = first.setdefault(bytes.fromhex(sketch.wording), sketch.article)
                if known != sketch.article:
                    self._copies.append((known, sketch.article))
                    self._copied.add(sketch.article)
                    continue
            self._articles.append(sketch.article)
            yield sketch, rarity

    def _firsts(self) -> Iterator[ReportSketch]:
        return (sketch for sketch, _ in self._stream() if sketch.article not in self._copied)

    def _strong(self, columns: ManyColumns) -> Iterator[tuple[str, str]]:
        config, size = self._config, len(columns)
        least = math.log(config.threshold / (1 - config.threshold)) - MARGIN
        odds = PairOdds(columns, prior_of(columns.reports), RARE)
        found = [
            odds.strong(codes // size, codes % size, least)
            for codes in self._candidates(columns)
            if len(codes)
        ]
        if not found:
            return
        one, two, told, differ = (np.concatenate(column) for column in zip(*found, strict=True))
        doubtful = differ & (told - ELSEWHERE < least)
        places = self._places(one[doubtful], two[doubtful])
        for a, b, doubt in zip(one.tolist(), two.tolist(), doubtful.tolist(), strict=True):
            if not doubt or not in_two_places(places[a], places[b]):
                yield self._articles[a], self._articles[b]

    def _candidates(self, columns: ManyColumns) -> Iterator[Numbers]:
        """Pairs worth comparing as ``smaller * reports + greater``, ascending, some reports after the other."""
        config, size = self._config, len(columns)
        placed = np.flatnonzero(columns.placed)
        marks = columns.marks[placed]
        everywhere = len(placed) == size
        near = []
        for rows in (columns.means if everywhere else columns.means[placed], columns.bodies.some(placed)):
            codes = near_codes(rows, config.most_candidates, config.least_cosine, config.exact, marks)
            near.append(codes if everywhere else _placed(codes, placed, size))
        at = [0] * len(near)
        for below, codes in _ended(Sharing(*columns.lookups, size).stretches(), size):
            ends = [int(np.searchsorted(one, below * size)) for one in near]
            some = [one[start:end] for one, start, end in zip(near, at, ends, strict=True)]
            every = np.concatenate([codes, *some])
            every.sort()
            yield every[np.flatnonzero(np.diff(every, prepend=-1))]
            at = ends

    def _places(self, one: Numbers, two: Numbers) -> dict[int, PlaceCalled]:
        """Where some reports have their incidents."""
        wanted = set(np.unique(np.concatenate([one, two])).tolist())
        if not wanted:
            return {}
        return {k: place_of(sketch) for k, sketch in enumerate(self._firsts()) if k in wanted}


def _placed(codes: Numbers, placed: Numbers, size: int) -> Numbers:
    """Pairs of those that have a place, by their places among all, in the array that is given."""
    for start in range(0, len(codes), _AT_ONCE):
        some = codes[start : start + _AT_ONCE]
        codes[start : start + _AT_ONCE] = placed[some // len(placed)] * size + placed[some % len(placed)]
    return codes


def _ended(stretches: Iterator[tuple[int, Numbers]], size: int) -> Iterator[tuple[int, Numbers]]:
    """Stretches of pairs, and the rest of all reports behind them."""
    yield from stretches
    yield size, np.zeros(0, dtype=np.int64)
