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
from headwater.matches.near_rows import near_pairs
from headwater.matches.pair_odds import PairOdds
from headwater.matches.reports import PlaceCalled, place_of
from headwater.matches.shared_keys import sharing_pairs
from headwater.records.matches import ReportPair, ReportRarity, ReportSketch

Stream = Callable[[], Iterator[tuple[ReportSketch, ReportRarity]]]
"""All reports with their rarities, in order of their articles, from the first on whenever it is called."""


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
        one, two = self._candidates(columns)
        wanted = np.zeros(len(columns), dtype=np.bool_)
        wanted[one] = wanted[two] = True
        columns.take_openings(self._firsts(), wanted)
        config = self._config
        least = math.log(config.threshold / (1 - config.threshold)) - MARGIN
        found = PairOdds(columns, prior_of(columns.reports), RARE).strong(one, two, least)
        doubtful = found[3] & (found[2] - ELSEWHERE < least)
        places = self._places(found[0][doubtful], found[1][doubtful])
        for a, b, doubt in zip(found[0].tolist(), found[1].tolist(), doubtful.tolist(), strict=True):
            if not doubt or not in_two_places(places[a], places[b]):
                yield self._articles[a], self._articles[b]

    def _candidates(self, columns: ManyColumns) -> tuple[Numbers, Numbers]:
        config, size = self._config, len(columns)
        a, b = sharing_pairs(*columns.lookups, size)
        codes = [a * size + b]
        placed = np.flatnonzero(columns.placed)
        marks = columns.marks[placed]
        assert columns.means is not None
        means = columns.means if len(placed) == size else columns.means[placed]
        columns.means = None
        for rows in (means, columns.bodies.some(placed)):
            a, b = near_pairs(rows, config.most_candidates, config.least_cosine, config.exact, marks)
            codes.append(placed[a] * size + placed[b])
        every = np.concatenate(codes)
        codes.clear()
        every.sort()
        every = every[np.flatnonzero(np.diff(every, prepend=-1))]
        return every // size, every % size

    def _places(self, one: Numbers, two: Numbers) -> dict[int, PlaceCalled]:
        """Where some reports have their incidents."""
        wanted = set(np.unique(np.concatenate([one, two])).tolist())
        if not wanted:
            return {}
        return {k: place_of(sketch) for k, sketch in enumerate(self._firsts()) if k in wanted}
