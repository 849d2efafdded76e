"""A case's reports held ready, so that one new report is matched without looking at the others one by one.

``StandingReports.add`` gives the pairs of articles that a run of ``matches.join`` over the grown case would have and
the run before it had not, and those that it would have no more: another report's nearest may change, and a key that
one more holds may be rare no more. Where the newcomer is one of the reports in which words are counted, or the first
of its wording, more may change than its own pairs: then the surveys must be done anew.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from headwater.matches.case_columns import CaseColumns
from headwater.matches.columns import Numbers, matrix_of, mean_openings
from headwater.matches.config import JoinConfig
from headwater.matches.incidents import ELSEWHERE, RARE, in_two_places, prior_of
from headwater.matches.joining import MARGIN, lookup_keys, report_pairs
from headwater.matches.near_lists import NearLists
from headwater.matches.packing import Hashes, hash_of
from headwater.matches.pair_odds import PairOdds
from headwater.matches.reports import place_of
from headwater.matches.shared_keys import SHARED
from headwater.matches.word_counts import SAMPLE, bound_of, report_rarities, take_census
from headwater.records.matches import ReportPair, ReportRarity, ReportSketch


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What one more report changes. ``anew`` says that more may change than that, and the surveys must be done anew."""

    anew: bool
    rarity: ReportRarity | None = None
    more: Sequence[ReportPair] = ()
    fewer: Sequence[ReportPair] = ()

    def touched(self) -> frozenset[str]:
        """The articles that some pair names: they, and what pairs tie them to, are grouped again."""
        return frozenset(article for row in (*self.more, *self.fewer) for article in (row.a, row.b))


class StandingReports:
    """A case's reports, ready for newcomers."""

    def __init__(self, sketches: Iterable[ReportSketch], config: JoinConfig | None = None) -> None:
        self._config = config or JoinConfig()
        every = sorted(sketches, key=lambda row: row.article)
        self._census = take_census(every)
        rarities = report_rarities(self._census, every)
        self._pairs = {(row.a, row.b) for row in report_pairs(every, rarities, self._config)}
        self._wordings: dict[str, str] = {}
        first = []
        for place, sketch in enumerate(every):
            if not sketch.wording or sketch.wording not in self._wordings:
                first.append(place)
            if sketch.wording:
                self._wordings.setdefault(sketch.wording, sketch.article)
        self._sketches = [every[k] for k in first]
        self._rarities = [rarities[k] for k in first]
        columns = CaseColumns(self._sketches, self._rarities)
        self._size = len(every)
        self._per_lang = Counter(s.lang for s in every)
        self._width = columns.width
        self._keys: list[list[int]] = []
        self._holders: dict[int, list[int]] = {}
        self._hold(*lookup_keys(columns))
        self._lists = [
            NearLists(matrix, columns.placed, self._config.most_candidates, self._config.least_cosine)
            for matrix in (columns.openings, columns.bodies)
        ]

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs that stand."""
        return frozenset(self._pairs)

    def add(self, sketch: ReportSketch) -> Newcomer:
        """Take one more report in, and say what it changes; the reports stay as they are where it says ``anew``."""
        first = self._wordings.get(sketch.wording) if sketch.wording else None
        if self._moves_counts(sketch) or (first is not None and sketch.article < first):
            return Newcomer(True)
        (rarity,) = report_rarities(self._census, [sketch])
        self._size += 1
        self._per_lang[sketch.lang] += 1
        if first is not None:
            self._pairs.add((first, sketch.article))
            return Newcomer(False, rarity, [ReportPair(first, sketch.article)])
        if sketch.wording:
            self._wordings[sketch.wording] = sketch.article
        fewer = self._take_in(sketch, rarity)
        more = self._strong(len(self._sketches) - 1)
        self._pairs |= set(more)
        return Newcomer(False, rarity, [ReportPair(*pair) for pair in sorted(more)], fewer)

    def _moves_counts(self, sketch: ReportSketch) -> bool:
        """Whether a newcomer is counted, or brings the case from one way of comparing to another."""
        in_lang = self._per_lang[sketch.lang]
        moved = any(bound_of(count) != bound_of(count + 1) for count in (in_lang, self._size))
        if moved or in_lang <= SAMPLE or self._size >= self._config.exact:
            return True
        return hash_of(sketch.article) < max(bound_of(in_lang), bound_of(self._size))

    def _take_in(self, sketch: ReportSketch, rarity: ReportRarity) -> list[ReportPair]:
        """Hold a report; gives the pairs that are candidates no more."""
        place = len(self._sketches)
        self._sketches.append(sketch)
        self._rarities.append(rarity)
        columns = CaseColumns([sketch], [rarity])
        owner, keys = lookup_keys(columns)
        doubtful: set[tuple[int, int]] = set()
        self._hold(owner + place, keys)
        for key in keys.tolist():
            holders = self._holders[key]
            if len(holders) == SHARED + 1:
                doubtful.update((a, b) for i, a in enumerate(holders) for b in holders[i + 1 :])
        vectors = (
            mean_openings([sketch.opening if sketch.body else b""], self._width),
            matrix_of([sketch.body], self._width),
        )
        for lists, vector in zip(self._lists, vectors, strict=True):
            doubtful.update(lists.add(vector[0], placed=bool(columns.placed[0])))
        gone = []
        for a, b in sorted(doubtful):
            pair = self._named(a, b)
            if pair in self._pairs and not self._is_candidate(a, b):
                self._pairs.discard(pair)
                gone.append(ReportPair(*pair))
        return gone

    def _hold(self, owner: Numbers, keys: Hashes) -> None:
        """Hold the keys of reports by which others find them."""
        self._keys.extend([] for _ in range(len(self._sketches) - len(self._keys)))
        for place, key in zip(owner.tolist(), keys.tolist(), strict=True):
            self._holders.setdefault(key, []).append(place)
            self._keys[place].append(key)

    def _named(self, a: int, b: int) -> tuple[str, str]:
        one, two = self._sketches[a].article, self._sketches[b].article
        return (one, two) if one < two else (two, one)

    def _is_candidate(self, a: int, b: int) -> bool:
        return any(lists.near(a, b) for lists in self._lists) or self._sharing(a).get(b, 0) > 1

    def _sharing(self, place: int) -> Counter[int]:
        """How many rare keys each other report has in common with one."""
        together: Counter[int] = Counter()
        for key in self._keys[place]:
            holders = self._holders[key]
            if len(holders) <= SHARED:
                together.update(holders)
        del together[place]
        return together

    def _strong(self, place: int) -> list[tuple[str, str]]:
        """The pairs of one report that can bring it into a group."""
        near = {k for lists in self._lists for k in lists.beside(place)}
        near.update(k for k, count in self._sharing(place).items() if count > 1)
        if not near:
            return []
        some = [place, *sorted(near)]
        columns = CaseColumns([self._sketches[k] for k in some], [self._rarities[k] for k in some])
        columns.width = self._width
        least = math.log(self._config.threshold / (1 - self._config.threshold)) - MARGIN
        prior = prior_of(self._census.reports)
        one = np.zeros(len(near), dtype=np.int64)
        found = PairOdds(columns, prior, RARE).strong(one, np.arange(1, len(some)), least)
        called = place_of(self._sketches[place])
        return [
            self._named(place, some[b])
            for _, b, odds, differ in zip(*(column.tolist() for column in found), strict=True)
            if not differ
            or odds - ELSEWHERE >= least
            or not in_two_places(called, place_of(self._sketches[some[b]]))
        ]
