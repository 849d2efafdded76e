"""Which reports can matter to each other.

A survey over columns. Candidates are the nearest reports by meaning and those that share rare names and words; all
pairs are never compared slot by slot. Of the candidates only those are written that alone could bring two reports
into one group: two groups are joined where their reports agree on average, so at least one pair of them agrees, and a
weaker pair ties nothing. So articles that are tied together stay few, whatever the size of the case.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from headwater.matches.case_columns import CaseColumns
from headwater.matches.columns import Numbers
from headwater.matches.config import JoinConfig
from headwater.matches.incidents import ELSEWHERE, RARE, in_two_places, prior_of
from headwater.matches.near_rows import near_pairs
from headwater.matches.packing import Hashes, hash_of
from headwater.matches.pair_odds import PairOdds
from headwater.matches.reports import PlaceCalled, place_of
from headwater.matches.shared_keys import rarest, salted, sharing_pairs
from headwater.records.matches import (
    ReportPair,
    ReportRarity,
    ReportSketch,
)

KEYS = 12
"""Rare names, and rare words, of a report that are looked up."""
MARGIN = 0.05
"""Log odds by which sums over columns may differ from those of two reports by themselves, at most."""


def report_pairs(
    sketches: Sequence[ReportSketch], rarities: Sequence[ReportRarity], config: JoinConfig
) -> list[ReportPair]:
    """The pairs of reports that can bring two into one group, and each copy to the letter with the first of its wording."""
    first: dict[str | int, int] = {}
    pairs = []
    for place, sketch in enumerate(sketches):
        known = first.setdefault(sketch.wording or place, place)
        if known != place:
            pairs.append((known, place))
    firsts = np.array(sorted(first.values()), dtype=np.int64)
    some = [sketches[k] for k in firsts]
    for a, b in strong_pairs(some, [rarities[k] for k in firsts], config):
        pairs.append((int(firsts[a]), int(firsts[b])))
    return [ReportPair(sketches[a].article, sketches[b].article) for a, b in sorted(pairs)]


def strong_pairs(
    sketches: Sequence[ReportSketch], rarities: Sequence[ReportRarity], config: JoinConfig
) -> list[tuple[int, int]]:
    """Places of the candidates whose log odds reach the threshold of one group."""
    if len(sketches) < 2:
        return []
    columns = CaseColumns(sketches, rarities)
    one, two = candidates(columns, config)
    return _strong(columns, rarities[0].reports, one, two, config)


def strong_of(
    sketches: Sequence[ReportSketch],
    rarities: Sequence[ReportRarity],
    one: Numbers,
    two: Numbers,
    config: JoinConfig,
    width: int,
) -> list[tuple[int, int]]:
    """The same of candidates that are known. ``one`` is ascending; vectors have ``width`` dimensions."""
    if not len(one):
        return []
    columns = CaseColumns(sketches, rarities)
    columns.width = width
    return _strong(columns, rarities[0].reports, one, two, config)


def _strong(
    columns: CaseColumns, reports: int, one: Numbers, two: Numbers, config: JoinConfig
) -> list[tuple[int, int]]:
    least = math.log(config.threshold / (1 - config.threshold)) - MARGIN
    found = PairOdds(columns, prior_of(reports), RARE).strong(one, two, least)
    placed: dict[int, PlaceCalled] = {}

    def place(at: int) -> PlaceCalled:
        if at not in placed:
            placed[at] = place_of(columns.sketches[int(at)])
        return placed[at]

    return [
        (a, b)
        for a, b, odds, differ in zip(*(column.tolist() for column in found), strict=True)
        if not differ or odds - ELSEWHERE >= least or not in_two_places(place(a), place(b))
    ]


def candidates(columns: CaseColumns, config: JoinConfig) -> tuple[Numbers, Numbers]:
    """Pairs (smaller, greater) of places that are worth comparing, in order; all where there are few reports."""
    size = len(columns)
    if size <= config.most_candidates:
        one, two = np.triu_indices(size, 1)
        return one.astype(np.int64), two.astype(np.int64)
    owner, keys = lookup_keys(columns)
    a, b = sharing_pairs(owner, keys, size)
    codes = [a * size + b]
    placed = np.flatnonzero(columns.placed)
    marks = np.array([hash_of(columns.sketches[at].article) for at in placed.tolist()], dtype=np.uint64)
    for matrix in (columns.openings, columns.bodies):
        rows = matrix if len(placed) == size else matrix[placed]
        a, b = near_pairs(rows, config.most_candidates, config.least_cosine, config.exact, marks)
        codes.append(placed[a] * size + placed[b])
    every = np.unique(np.concatenate(codes))
    return every // size, every % size


def lookup_keys(columns: CaseColumns) -> tuple[Numbers, Hashes]:
    """The rarest names and words of each report's opening, by which others are found; reports ascending."""
    owners, found = [], []
    for kind, keys, rarity in columns.opening_keys():
        own = rarest(keys, rarity, KEYS)
        owner = own.owners()
        if kind == "name":
            told = salted(own.values, kind)
        else:
            told = np.zeros(len(owner), dtype=np.uint64)
            for number, lang in enumerate(columns.lang_names):
                mine = columns.langs[owner] == number
                told[mine] = salted(own.values[mine], lang)
        owners.append(owner)
        found.append(told)
    return np.concatenate(owners), np.concatenate(found)
