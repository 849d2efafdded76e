"""Which reports of a run may tell of a newcomer's incident, and which claims may say what one of its claims says.

Candidates are found as ``matches.join`` finds them, by rare names and words and by the nearest openings and texts, and
weighed by the same odds. How rare a word is, is as the run counted it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from threadpoolctl import threadpool_limits

from headwater.matches.case_columns import CaseColumns
from headwater.matches.claim_pairs import ClaimColumns, Sayings
from headwater.matches.config import JoinConfig
from headwater.matches.cosines import SCALE
from headwater.matches.joining import lookup_keys, strong_of
from headwater.matches.many_columns import Half, PackedRows
from headwater.matches.near_fields import Fields, pivots_of
from headwater.matches.near_rows import nearest_rows
from headwater.matches.packing import hash_of as mark_of
from headwater.matches.shared_keys import SHARED
from headwater.matches.word_counts import (
    Census,
    Counts,
    claim_rarities,
    report_rarities,
    take_census_of_stream,
)
from headwater.origins.reuse.cells import asked_cells, learn_centres, teaches
from headwater.origins.reuse.packed import Ints, Matrix, Sentences
from headwater.records.matches import (
    ClaimPair,
    ClaimRarity,
    ClaimSketch,
    ReportPair,
    ReportRarity,
    ReportSketch,
)
from headwater.runs.beside.cells import Cells, index_cells
from headwater.runs.beside.laid_out import Laid, LaidOut
from headwater.runs.beside.postings import Keys, Postings, Sorting, hash_of, mapped_array

_Row = TypeVar("_Row")
_AT_ONCE = 2048
_FEW = 2000
"""Reports up to which each is looked at: they lie in one cell."""


def index_census(sketches: Iterator[ReportSketch], folder: Path) -> None:
    """Write how often each word and name stands in the run."""
    census = take_census_of_stream(sketches)
    told = {"names": census.names, "anchors": census.anchors}
    told |= {f"words.{lang}": counts for lang, counts in census.words.items()}
    for name, counts in told.items():
        for column in ("keys", "counts", "shares"):
            np.save(folder / f"census.{name}.{column}.npy", getattr(counts, column))
    plain = {name: counts.reports for name, counts in told.items()}
    (folder / "census.json").write_text(json.dumps([census.reports, plain]), encoding="utf-8")


def census_of(folder: Path) -> Census:
    """The counts of a run, mapped."""
    reports, plain = json.loads((folder / "census.json").read_text(encoding="utf-8"))
    told = {
        name: Counts(
            many, *(mapped_array(folder / f"census.{name}.{one}.npy") for one in ("keys", "counts", "shares"))
        )
        for name, many in plain.items()
    }
    words = {
        name.removeprefix("words."): counts for name, counts in told.items() if name.startswith("words.")
    }
    return Census(reports, words, told["names"], told["anchors"])


def index_reports(
    rows: Iterator[tuple[ReportSketch, ReportRarity]], laid: LaidOut, folder: Path, config: JoinConfig
) -> None:
    """Lay out by what reports are looked up; they come in the order of their articles."""
    keys, wordings = Sorting(folder, "reports"), Sorting(folder, "wordings")
    seen: set[str] = set()
    vectors: dict[str, list[Matrix]] = {"openings": [], "bodies": []}
    places: list[Ints] = []
    for some in _portions(rows):
        firsts = [(s, r) for s, r in some if not (s.wording and (s.wording in seen or seen.add(s.wording)))]  # type: ignore[func-returns-value]
        if not firsts:
            continue
        columns = CaseColumns([s for s, _ in firsts], [r for _, r in firsts])
        own = np.array([laid.place(s.article) for s, _ in firsts], dtype=np.int64)
        owner, told = lookup_keys(columns)
        keys.add(told, own[owner].astype(np.int32))
        worded = [at for at, (s, _) in enumerate(firsts) if s.wording]
        hashed = np.array([hash_of(firsts[at][0].wording) for at in worded], dtype=np.uint64)
        wordings.add(hashed, own[worded].astype(np.int32))
        if columns.width > 1:
            placed = np.flatnonzero(columns.placed)
            places.append(own[placed])
            vectors["openings"].append(columns.openings[placed].astype(np.float16))
            vectors["bodies"].append(columns.bodies[placed].astype(np.float16))
    keys.close()
    wordings.close()
    every = np.concatenate([np.zeros(0, np.int64), *places])
    np.save(folder / "reports.places.npy", every.astype(np.int32))
    for name, parts in vectors.items():
        if parts:
            _index_vectors(np.concatenate(parts), every, laid, folder, name, config)
            parts.clear()


def _index_vectors(
    vectors: Half, places: Ints, laid: LaidOut, folder: Path, name: str, config: JoinConfig
) -> None:
    size, ids = len(vectors), [laid.id(place) for place in places.tolist()]
    np.save(folder / f"{name}.last.npy", _last(vectors, ids, config))
    ones = np.ones(size, dtype=np.float32)
    every = Sentences(vectors, ones, np.arange(size), np.zeros(size, np.int16), ("",))  # type: ignore[arg-type] # of half the width
    if size <= _FEW:
        index_cells(every, np.zeros(size, np.int32), None, folder, name)
        return
    teaching = np.array([at for at, one in enumerate(ids) if teaches(one)], dtype=np.int64)
    centres = learn_centres(every, teaching)
    lying = np.concatenate(
        [
            asked_cells(every, np.arange(start, min(start + 8192, size)), centres)[:, 0]
            for start in range(0, size, 8192)
        ]
    )
    index_cells(every, lying, centres, folder, name)


def _last(vectors: Half, ids: Sequence[str], config: JoinConfig) -> Matrix:
    """For each report the cosine of the last of its nearest; what is nearer is a candidate of its. The least that counts where it has fewer."""
    rows, most, least = PackedRows(vectors), config.most_candidates, config.least_cosine
    with threadpool_limits(1, "blas"):
        if len(rows) <= config.exact:
            near = nearest_rows(rows, most, least)
        else:
            marks = np.array([mark_of(one) for one in ids], dtype=np.uint64)
            near = Fields(rows, pivots_of(marks)).nearest(most, least)
    found = np.full(len(rows), 2.0, dtype=np.float32)
    np.minimum.at(found, near.rows, (near.cosines / SCALE).astype(np.float32))
    found[np.bincount(near.rows, minlength=len(rows)) < most] = least
    return found


def _portions(rows: Iterator[_Row]) -> Iterator[list[_Row]]:
    some: list[_Row] = []
    for row in rows:
        some.append(row)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def index_claims(rows: Iterator[tuple[int, ClaimSketch, ClaimRarity]], folder: Path) -> None:
    """Lay out by what claims are looked up; each comes with the number of its row, in the order of their articles."""
    keys, wordings = Sorting(folder, "claims"), Sorting(folder, "claim-wordings")
    seen: set[int] = set()
    for some in _portions(rows):
        firsts = []
        for number, sketch, rarity in some:
            worded = hash_of(sketch.lang, sketch.folded)
            if worded not in seen:
                seen.add(worded)
                firsts.append((number, sketch, rarity, worded))
        if firsts:
            numbers = np.array([one[0] for one in firsts], dtype=np.int32)
            columns = ClaimColumns([one[1] for one in firsts], [one[2] for one in firsts])
            owner, told = columns.lookup_keys()
            keys.add(told, numbers[owner])
            wordings.add(np.array([one[3] for one in firsts], dtype=np.uint64), numbers)
    keys.close()
    wordings.close()


def _twice(postings: Postings, keys: Keys) -> list[int]:
    """Who holds two of some keys, each held by few; the newcomer will hold it, too."""
    few = [holders for holders in postings.each(np.unique(keys)) if 0 < len(holders) < SHARED]
    every, counts = np.unique(np.concatenate([np.zeros(0, np.int32), *few]), return_counts=True)
    found: list[int] = every[counts > 1].tolist()
    return found


class Reports:
    """The reports and claims of a run as they are looked up."""

    def __init__(self, laid: LaidOut, config: JoinConfig) -> None:
        folder = laid.folder
        self._laid, self._config, self.census = laid, config, census_of(folder)
        self._keys, self._wordings = Postings(folder, "reports"), Postings(folder, "wordings")
        self._claims, self._said = Postings(folder, "claims"), Postings(folder, "claim-wordings")
        self._places = mapped_array(folder / "reports.places.npy")
        there = (folder / "openings.vectors.npy").exists()
        self._cells = [
            (Cells(folder, name), mapped_array(folder / f"{name}.last.npy"))
            for name in (("openings", "bodies") if there else ())
        ]

    def rarities(
        self, reports: Sequence[ReportSketch], claims: Sequence[ClaimSketch]
    ) -> list[ReportRarity | ClaimRarity]:
        """How rare what a newcomer holds is, by the counts of the run."""
        return [*report_rarities(self.census, reports), *claim_rarities(self.census, claims)]

    def pairs(self, sketch: ReportSketch, rarity: ReportRarity) -> list[ReportPair]:
        """The reports that may be of one group with a newcomer's."""
        first = next(iter(self._wordings.of(hash_of(sketch.wording), 1)), None) if sketch.wording else None
        if first is not None:
            return [_pair(self._laid.id(first), sketch.article)]
        places = self._candidates(sketch, rarity)
        laid = self._laid.table("report_sketches"), self._laid.table("report_rarities")
        rows = [_first_of(table, places) for table in laid]
        both = [(s, r) for s, r in zip(*rows, strict=True) if s is not None and r is not None]
        both = sorted([*both, (sketch, rarity)], key=lambda one: one[0].article)
        at = next(k for k, (one, _) in enumerate(both) if one is sketch)
        others = np.array([k for k in range(len(both)) if k != at], dtype=np.int64)
        one, two = np.minimum(others, at), np.maximum(others, at)
        order = np.lexsort((two, one))
        width = max(1, len(sketch.body) // 2)
        found = strong_of(
            [s for s, _ in both], [r for _, r in both], one[order], two[order], self._config, width
        )
        return [ReportPair(both[a][0].article, both[b][0].article) for a, b in found]

    def _candidates(self, sketch: ReportSketch, rarity: ReportRarity) -> list[int]:
        columns = CaseColumns([sketch], [rarity])
        found = dict.fromkeys(_twice(self._keys, lookup_keys(columns)[1]))
        if columns.placed[0] and columns.width > 1:
            for (cells, last), unit in zip(self._cells, (columns.openings, columns.bodies), strict=False):
                _, numbers, cosines = cells.near(unit, self._config.least_cosine)
                near = np.lexsort((numbers, -cosines))[: self._config.most_candidates]
                passed = np.flatnonzero(cosines >= last[numbers])
                found |= dict.fromkeys(self._places[numbers[np.union1d(near, passed)]].tolist())
        return sorted(found)

    def claim_pairs(
        self, sketches: Sequence[ClaimSketch], rarities: Sequence[ClaimRarity]
    ) -> list[ClaimPair]:
        """The claims that may say what a newcomer's claims say."""
        if not sketches:
            return []
        firsts = [self._said.of(hash_of(row.lang, row.folded), 1) for row in sketches]
        copies = [
            pair for row, first in zip(sketches, firsts, strict=True) for pair in self._copy(row, first)
        ]
        columns = ClaimColumns(sketches, rarities)
        owner, keys = columns.lookup_keys()
        wanted = {at: _twice(self._claims, keys[owner == at]) for at in range(len(sketches))}
        numbers = sorted({number for some in wanted.values() for number in some})
        table = self._laid.table("claim_sketches")
        there = table.rows(numbers)
        rare = {row.claim: row for row in self._rarities_of(there)}
        known = [(number, row) for number, row in zip(numbers, there, strict=True) if row.claim in rare]
        place = {number: len(sketches) + at for at, (number, _) in enumerate(known)}
        rows = [*sketches, *(row for _, row in known)]
        told = [*rarities, *(rare[row.claim] for _, row in known)]
        couples = [(at, place[number]) for at, some in wanted.items() for number in some if number in place]
        one, two = np.array(couples, dtype=np.int64).reshape(-1, 2).T
        if not len(one):
            return copies
        sayings = Sayings(rows, told)
        agree = [(a, b) for a, b in ClaimColumns(rows, told).likely(one, two) if sayings.agree(a, b)]
        return [*copies, *(_claim_pair(rows[a], rows[b]) for a, b in agree)]

    def _copy(self, sketch: ClaimSketch, first: list[int]) -> Iterator[ClaimPair]:
        """A claim with the first of the run in the same words, where another says the same as that one."""
        for row in self._laid.table("claim_sketches").rows(first):
            pairs = self._laid.table("claim_pairs")
            tied = pairs.rows(pairs.numbers(self._laid.place(row.article)))
            if any(row.claim in (pair.one, pair.other) for pair in tied):
                yield _claim_pair(row, sketch)

    def _rarities_of(self, rows: Sequence[ClaimSketch]) -> list[ClaimRarity]:
        table = self._laid.table("claim_rarities")
        places = sorted({self._laid.place(row.article) for row in rows})
        return table.rows([number for place in places for number in table.numbers(place).tolist()])


def _first_of(table: Laid, places: Sequence[int]) -> list[Any]:
    """The row that each article has, or None."""
    numbers = [next(iter(table.numbers(place).tolist()), None) for place in places]
    rows = iter(table.rows([number for number in numbers if number is not None]))
    return [None if number is None else next(rows) for number in numbers]


def _pair(a: str, b: str) -> ReportPair:
    return ReportPair(min(a, b), max(a, b))


def _claim_pair(one: ClaimSketch, other: ClaimSketch) -> ClaimPair:
    a, b = sorted((one, other), key=lambda row: (row.article, row.claim))
    return ClaimPair(a.article, b.article, a.claim, b.claim)
