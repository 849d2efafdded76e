"""How common each shingle is and which articles share rare ones, brought up to date with the articles that came and went.

What is added up are whole numbers, so a sum from which something is taken and to which something is added is the same as
one made anew. Only shingles of moved articles change their holders; a pair that is close no longer, or that has become so,
has all its shingles looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.couples import SHIFT, Moved, among, left_of, moved_couples, right_of
from headwater.origins.reuse.grades import SCALE, STANDING, Grades, grade, rarities
from headwater.origins.reuse.shingles import LEAST_OWN, Ints, Owners, Shared, Together, by_set
from headwater.origins.reuse.splices import Splice
from headwater.origins.reuse.tokens import Hashes


@dataclass
class StandingWording:
    """Shingles with their articles, in order of both; pairs of articles with what they share; grades of shared shingles."""

    config: ReuseConfig = field(default_factory=ReuseConfig)
    keys: Hashes = field(default_factory=lambda: np.empty(0, np.uint64))
    owners: Owners = field(default_factory=lambda: np.empty(0, np.int32))
    own: Ints = field(default_factory=lambda: np.empty(0, np.int64))  # rarity of all shingles of each article
    codes: Ints = field(default_factory=lambda: np.empty(0, np.int64))  # of pairs, ascending
    weight: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    close: npt.NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    shared: Hashes = field(default_factory=lambda: np.empty(0, np.uint64))  # shingles of two articles or more
    grades: Grades = field(default_factory=lambda: np.empty(0, np.uint8))

    def begin(self, lists: Sequence[Hashes]) -> tuple[Moved, Ints]:
        """Take the shingles of all articles, where there were none."""
        some = np.arange(len(lists), dtype=np.int64)
        nothing = Splice((), np.empty(0, np.int64), some, len(some))
        return self.move(nothing, [], lists, lists)

    def move(
        self, splice: Splice, gone: Sequence[Hashes], come: Sequence[Hashes], lists: Sequence[Hashes]
    ) -> tuple[Moved, Ints]:
        """Bring everything forward; ``lists`` has the shingles of all articles that there are now.

        Gives the pairs that are worth comparing no longer and those that are now, and the articles whose shingles have
        other grades.
        """
        touched = np.unique(np.concatenate([np.empty(0, np.uint64), *gone, *come]))
        before = self._sets(touched, len(splice.moved))
        known = self._worth()
        less, lost = self._weights(before), self._lost(before, len(splice.moved))
        self._exchange(splice, come)
        after = self._sets(touched, splice.size)
        self._move_own(splice, come, lost, self._lost(after, splice.size))
        there = self._move_pairs(splice.moved, *less, *self._weights(after))
        flipped = self.codes[self._now_close() & there]
        both = zip(left_of(flipped).tolist(), right_of(flipped).tolist(), strict=True)
        asked = [np.intersect1d(lists[left], lists[right]) for left, right in both]
        articles = self._grade(np.unique(np.concatenate([touched, *asked])), splice.size)
        now, was = self._worth(), moved_couples(known, splice.moved)
        return Moved.between(known, was, now), np.unique(np.concatenate([articles, splice.came]))

    def _move_own(self, splice: Splice, come: Sequence[Hashes], less: Ints, more: Ints) -> None:
        """Bring the rarity of all shingles of each article forward, of which some lost less before and lose more now."""
        stay = splice.moved >= 0
        own = np.zeros(splice.size, dtype=np.int64)
        own[splice.moved[stay]] = self.own[stay] + less[stay]
        own[splice.came] = [SCALE * len(np.unique(one)) for one in come]
        self.own = own - more

    def look_up(self, keys: Hashes) -> Grades:
        """The grade of each of ``keys``; 0 where nobody shares it."""
        if not len(self.shared):
            return np.zeros(len(keys), dtype=np.uint8)
        at = np.minimum(np.searchsorted(self.shared, keys), len(self.shared) - 1)
        found: Grades = np.where(self.shared[at] == keys, self.grades[at], 0).astype(np.uint8)
        return found

    def _sets(self, keys: Hashes, size: int) -> Shared:
        """The articles of those of ``keys`` that several have."""
        starts, lengths = self._bounds(keys)
        several = lengths > 1
        keys, starts, lengths = keys[several], starts[several], lengths[several]
        return by_set(keys, lengths, self.owners[_ranges(starts, lengths)], np.zeros(size, dtype=np.int64))

    def _rarity(self, shared: Shared) -> Ints:
        """Of each set, what one of its shingles tells."""
        common = self.config.common_articles
        found: Ints = rarities(common)[grade(np.diff(shared.bounds), common)]
        return found

    def _weights(self, shared: Shared) -> tuple[Ints, Ints]:
        """Pairs, and the rarity of what they share of some shingles."""
        told = self._rarity(shared) * shared.shingles
        found = [(np.empty(0, np.int64), np.empty(0, np.int64))]
        for sets, left, right in Together.of(shared, self.config.most_articles).ranges():
            codes, index = np.unique((left << SHIFT) + right, return_inverse=True)
            found.append(
                (codes, np.bincount(index, weights=told[sets], minlength=len(codes)).astype(np.int64))
            )
        codes, weights = (np.concatenate(rows) for rows in zip(*found, strict=True))
        return codes, weights

    def _lost(self, shared: Shared, size: int) -> Ints:
        """What is missing to the full rarity of some shingles, summed by article."""
        lost = np.repeat((SCALE - self._rarity(shared)) * shared.shingles, np.diff(shared.bounds))
        return np.bincount(shared.articles, weights=lost, minlength=size).astype(np.int64)

    def _exchange(self, splice: Splice, come: Sequence[Hashes]) -> None:
        """Take out the shingles of those that are gone, and put in those of newcomers."""
        owners = splice.moved[self.owners] if len(self.owners) else np.empty(0, np.int64)
        if np.any(splice.moved < 0):
            stay = owners >= 0
            self.keys, owners = self.keys[stay], owners[stay]
        own = [np.unique(one) for one in come]
        keys = np.concatenate([np.empty(0, np.uint64), *own])
        whose = np.repeat(splice.came, [len(one) for one in own])
        order = np.argsort(keys, kind="stable")
        keys, whose = keys[order], whose[order]
        at = np.searchsorted(self.keys, keys, side="left")
        ends = np.searchsorted(self.keys, keys, side="right")
        for place in np.flatnonzero(ends > at).tolist():  # shingles that others have: articles of one ascend
            at[place] += np.searchsorted(owners[at[place] : ends[place]], whose[place])
        self.keys = np.insert(self.keys, at, keys)
        self.owners = np.insert(owners, at, whose).astype(np.int32)

    def _move_pairs(self, moved: Ints, old: Ints, less: Ints, new: Ints, more: Ints) -> npt.NDArray[np.bool_]:
        """Take from and add to what pairs share; which of the pairs of now were there before."""
        self.weight[np.searchsorted(self.codes, old)] -= less
        codes = moved_couples(self.codes, moved)
        stay = codes >= 0
        codes, weight, close = codes[stay], self.weight[stay], self.close[stay]
        there = among(new, codes)
        weight[np.searchsorted(codes, new[there])] += more[there]
        at = np.searchsorted(codes, new[~there])
        before = np.insert(np.ones(len(codes), dtype=np.bool_), at, False)
        codes, weight = np.insert(codes, at, new[~there]), np.insert(weight, at, more[~there])
        shares = weight > 0  # any shingle tells something: who shares nothing is no pair
        self.codes, self.weight, self.close = (
            codes[shares],
            weight[shares],
            np.insert(close, at, False)[shares],
        )
        return before[shares]

    def _now_close(self) -> npt.NDArray[np.bool_]:
        """Say anew which pairs share enough to be of one story; those that did not before, or do no longer."""
        own = np.maximum(self.own, LEAST_OWN)
        least = np.minimum(own[left_of(self.codes)], own[right_of(self.codes)])
        close = np.round(self.weight / least, 4) >= self.config.background_related
        other: npt.NDArray[np.bool_] = close != self.close
        self.close = close
        return other

    def _grade(self, keys: Hashes, size: int) -> Ints:
        """Grade some shingles anew; the articles of those that have another grade now."""
        shared = self._sets(keys, size)
        lengths = np.diff(shared.bounds)
        met, agreeing = np.zeros(len(lengths), dtype=np.int64), np.zeros(len(lengths), dtype=np.int64)
        for sets, left, right in Together.of(shared, self.config.most_articles).ranges():
            close = self.close[np.searchsorted(self.codes, (left << SHIFT) + right)]
            met += np.bincount(sets, minlength=len(lengths))
            agreeing += np.bincount(sets[close], minlength=len(lengths))
        grades = grade(lengths, self.config.common_articles)
        grades[(lengths >= 3) & (2 * agreeing < met)] |= STANDING
        before = self.look_up(keys)
        stay = ~among(self.shared, keys)
        left_alone, own = self.shared[stay], self.grades[stay]
        at = np.searchsorted(left_alone, shared.keys)
        self.shared = np.insert(left_alone, at, shared.keys)
        self.grades = np.insert(own, at, grades[shared.sets])
        other = keys[self.look_up(keys) != before]
        return np.unique(self.owners[_ranges(*self._bounds(other))]).astype(np.int64)

    def _bounds(self, keys: Hashes) -> tuple[Ints, Ints]:
        """Where the articles of each of ``keys`` begin, and how many they are."""
        starts = np.searchsorted(self.keys, keys, side="left")
        return starts, np.searchsorted(self.keys, keys, side="right") - starts

    def _worth(self) -> Ints:
        """The pairs worth comparing."""
        found: Ints = self.codes[self.weight >= round(self.config.candidate_rarity * SCALE)]
        return found


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """Whole numbers from each start, so many."""
    ends = np.cumsum(lengths)
    found: Ints = np.repeat(starts - (ends - lengths), lengths) + np.arange(int(lengths.sum()))
    return found
