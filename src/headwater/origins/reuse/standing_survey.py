"""The survey of fingerprints, brought up to date with the articles that came and went: rows that stand are the same objects.

Whatever is not known, or has moved too much, is surveyed anew; so is everything where a crowd of copies is another one.
Rows are to the byte those of ``surveys.py``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import numpy as np

from headwater.origins.reuse.cells import teaches
from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.couples import Moved, named
from headwater.origins.reuse.families import Family, Signatures, families_of, meets_others, signatures
from headwater.origins.reuse.splices import Splice
from headwater.origins.reuse.standing_meaning import StandingMeaning, Told
from headwater.origins.reuse.standing_rivals import Couple, StandingRivals
from headwater.origins.reuse.standing_wording import StandingWording
from headwater.origins.reuse.surveys import cluster_of, contents, to_representatives
from headwater.origins.reuse.tokens import Hashes
from headwater.records.moves import Moves
from headwater.records.origins import Backdrop, Cluster, Fingerprint, Meeting

MOST = 30_000
"""Articles of a case beyond which nothing is kept: their sentences and shingles would fill the memory."""
MOST_MOVED = 1 / 6
"""Share of articles that moved from which on all are surveyed anew."""
_COUPLE = attrgetter("a", "b")


@dataclass
class StandingSurvey:
    """What a survey found, by article in order of their ids, and the rows that it gave."""

    config: ReuseConfig = field(default_factory=ReuseConfig)
    seen: Sequence[Fingerprint] | None = None  # the very list that was surveyed
    left_out: frozenset[str] = frozenset()  # articles of it that others speak for
    names: list[str] = field(default_factory=list)
    shingles: list[Hashes] = field(default_factory=list)
    tongues: dict[str, tuple[str, ...]] = field(default_factory=dict)
    signatures: Signatures = field(default_factory=lambda: np.empty((0, 0), np.uint32))
    families: tuple[tuple[str, tuple[str, ...]], ...] = ()
    wording: StandingWording = field(default_factory=StandingWording)
    meaning: StandingMeaning | None = None
    rivals: StandingRivals = field(default_factory=StandingRivals)
    words: set[Couple] = field(default_factory=set)
    meant: set[Couple] = field(default_factory=set)
    backdrops: list[Backdrop] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)

    def rows(self) -> dict[type[Any], list[Any]]:
        """The rows of all tables."""
        every: dict[type[Any], list[Any]] = {
            Backdrop: self.backdrops, Meeting: self.meetings, Cluster: self.clusters
        }  # fmt: skip
        return {kind: rows for kind, rows in every.items() if rows}

    def survey(
        self,
        rows: Sequence[Fingerprint],
        moves: Moves[Fingerprint] | None,
        left_out: Collection[str],
        config: ReuseConfig,
    ) -> None:
        """Bring the rows forward to ``rows``, of which ``moves`` says how they came out of ``seen`` where that is known."""
        without = frozenset(left_out)
        known = self.seen is not None and moves is not None and config == self.config
        known = known and without == self.left_out and self.meaning is not None
        self.seen = None  # until all is brought forward nothing is known
        if not (known and moves is not None and self._move(moves)):
            self._begin([row for row in rows if row.article not in without], config)
        self.seen, self.left_out = rows, without

    def _begin(self, rows: Sequence[Fingerprint], config: ReuseConfig) -> None:
        """Survey everything."""
        rows = sorted(rows, key=attrgetter("article"))
        self.config, self.names = config, [row.article for row in rows]
        self.shingles = [_shingles(row) for row in rows]
        self.tongues = {row.article: (*row.headlines, *row.languages) for row in rows}
        self.signatures = signatures(self.shingles)
        families = self._families()
        self.families = _by_name(families, self.names)
        hidden = self._hidden()
        open_ = [
            _NOTHING if name in hidden else one for name, one in zip(self.names, self.shingles, strict=True)
        ]
        self.wording = StandingWording(config)
        words, _ = self.wording.begin(open_)
        self.meaning = StandingMeaning.over(config, [_told(row, hidden) for row in rows])
        self.words = {*words.won_names(self.names)}
        self.words |= {(self.names[a], self.names[b]) for a, b in to_representatives(families)}
        self.meant = set(named(self.meaning.couples, self.names)) if self.meaning is not None else set()
        self.rivals = StandingRivals()
        self.rivals.move((), self.meant, self.tongues)
        self.backdrops = [self._backdrop(place) for place in range(len(rows))]
        self.meetings = [self._meeting(one) for one in sorted(self.words | self.meant)]
        self.clusters = [cluster_of(family, self.names) for family in families]

    def _move(self, moves: Moves[Fingerprint]) -> bool:
        """Bring everything forward; whether that could be done."""
        gone = sorted(row.article for row in moves.gone if row.article not in self.left_out)
        rows = sorted(
            (row for row in moves.come if row.article not in self.left_out), key=attrgetter("article")
        )
        come = [row.article for row in rows]
        stay = self.tongues.keys() - gone
        if len(gone) + len(come) > MOST_MOVED * len(self.names) or not stay.isdisjoint(come):
            return False
        if not (gone or come):
            return True
        splice = Splice.of(self.names, gone, come)
        before, old = self.names, self.shingles
        self.names = splice.listed(before, come)
        self.shingles = splice.listed(old, [_shingles(row) for row in rows])
        if not self._families_stand(splice, rows):
            return False
        hidden = self._hidden()
        went = [_NOTHING if one in hidden else old[bisect_left(before, one)] for one in gone]
        came = [_NOTHING if row.article in hidden else _shingles(row) for row in rows]
        words, articles = self.wording.move(splice, went, came, self.shingles)
        assert self.meaning is not None
        meant = self.meaning.move(splice, [_told(row, hidden) for row in rows])
        for name in gone:
            del self.tongues[name]
        self.tongues |= {row.article: (*row.headlines, *row.languages) for row in rows}
        self._move_backdrops(splice, {*articles.tolist(), *(bisect_left(self.names, one) for one in hidden)})
        self._move_meetings(before, words, meant)
        return True

    def _move_backdrops(self, splice: Splice, places: Iterable[int]) -> None:
        rows: list[Backdrop | None] = [None] * len(splice.came)
        found: list[Any] = splice.listed(self.backdrops, rows)
        for place in places:
            row = self._backdrop(place)
            if found[place] != row:
                found[place] = row
        self.backdrops = found

    def _move_meetings(self, before: Sequence[str], words: Moved, meant: Moved) -> None:
        lost, won = meant.lost_names(before), meant.won_names(self.names)
        moved = self.rivals.move(lost, won, self.tongues)
        self.meant.difference_update(lost)
        self.meant.update(won)
        lost, won = words.lost_names(before), words.won_names(self.names)
        moved.update(lost, won)
        self.words.difference_update(lost)
        self.words.update(won)
        self.meetings = self.meetings.copy()
        for one in sorted(moved):
            at = bisect_left(self.meetings, one, key=_COUPLE)
            there = at < len(self.meetings) and _COUPLE(self.meetings[at]) == one
            row = [self._meeting(one)] if one in self.words or one in self.meant else []
            if self.meetings[at : at + there] != row:
                self.meetings[at : at + there] = row

    def _families(self) -> list[Family]:
        if len(self.names) < self.config.cluster_size:
            return []
        filled = np.array([len(one) > 0 for one in self.shingles], dtype=np.bool_)
        return families_of(self.signatures, filled, self.config.cluster_size, self.config.cluster_likeness)

    def _families_stand(self, splice: Splice, come: Sequence[Fingerprint]) -> bool:
        """Bring the signatures forward; whether the crowds of copies are those that there were."""
        before, fresh = self.signatures, [signatures([_shingles(row)]) for row in come]
        self.signatures = splice.joined(before, fresh, np.arange(len(before) + 1))
        went = before[splice.moved < 0]
        if not (meets_others(before, went) or meets_others(self.signatures, self.signatures[splice.came])):
            return True
        return _by_name(self._families(), self.names) == self.families

    def _hidden(self) -> set[str]:
        """Members of crowds, for which their representatives stand."""
        return {
            name for representative, members in self.families for name in members if name != representative
        }

    def _backdrop(self, place: int) -> Backdrop:
        return Backdrop(self.names[place], self.wording.look_up(self.shingles[place]).tobytes())

    def _meeting(self, one: Couple) -> Meeting:
        return Meeting(*one, one in self.words, one in self.meant, self.rivals.names.get(one, ""))


_NOTHING = np.empty(0, dtype=np.uint64)


def _shingles(row: Fingerprint) -> Hashes:
    return np.frombuffer(row.shingles, dtype="<u8").astype(np.uint64, copy=False)


def _told(row: Fingerprint, hidden: Collection[str]) -> Told:
    tongues, vectors = tuple(row.languages), np.frombuffer(row.vectors, dtype=np.int8)
    if row.article in hidden:
        tongues, vectors = (), vectors[:0]
    return Told(tongues, vectors, contents(row.article, tongues, vectors), teaches(row.article))


def _by_name(families: Iterable[Family], names: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (names[family.representative], tuple(names[one] for one in family.members)) for family in families
    )
