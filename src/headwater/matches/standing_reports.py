"""A case's reports held ready, so that what one more or one less changes is found without going through all of them.

``move`` lets reports go and come and gives the pairs of articles that a run of ``matches.join`` over the case as it is now would
have: those of what moved are worked out, those of others only where one more or one less put them on or off the lists
by which candidates are found.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence, Set

import numpy as np

from headwater.matches.case_columns import CaseColumns
from headwater.matches.columns import Numbers, matrix_of, mean_openings
from headwater.matches.config import JoinConfig
from headwater.matches.joining import lookup_keys, strong_of
from headwater.matches.key_sharing import KeySharing
from headwater.matches.near_fields import pivot_bound
from headwater.matches.near_lists import NearLists
from headwater.matches.packing import hash_of
from headwater.records.matches import ReportPair, ReportRarity, ReportSketch

Held = tuple[ReportSketch, ReportRarity]
_Slots = set[tuple[int, int]]
_SHARE = 6
"""Of so many reports one may move before all are compared again."""


class StandingReports:
    """A case's reports, ready for others."""

    def __init__(
        self, reports: Mapping[str, Held], config: JoinConfig, known: Sequence[ReportPair] = ()
    ) -> None:
        self._config = config
        self.reports = dict(sorted(reports.items()))
        self._wordings: dict[str, list[str]] = {}
        for article, (sketch, _) in self.reports.items():
            if sketch.wording:
                self._wordings.setdefault(sketch.wording, []).append(article)
        self._names = [article for article in self.reports if self._is_first(article)]
        self._slots = {article: slot for slot, article in enumerate(self._names)}
        self._free: list[int] = []
        self._begin()
        pairs = {(row.a, row.b): row for row in known}
        every = {*self._strong(*self._candidates()), *self._copies(self._wordings)}
        self.pairs = [pairs.get(pair) or ReportPair(*pair) for pair in sorted(every)]
        self._paired: dict[str, set[str]] = {}
        for a, b in every:
            self._tie(a, b)

    def _is_first(self, article: str) -> bool:
        """Whether a report is the first of its wording: only such are compared."""
        wording = self.reports[article][0].wording
        return not wording or self._wordings[wording][0] == article

    def _begin(self) -> None:
        held = [self.reports[article] for article in self._names]
        columns = CaseColumns([sketch for sketch, _ in held], [rarity for _, rarity in held])
        self._width = columns.width
        owner, keys = lookup_keys(columns)
        by_slot: dict[int, list[int]] = {}
        for slot, key in zip(owner.tolist(), keys.tolist(), strict=True):
            by_slot.setdefault(slot, []).append(key)
        self._sharing = KeySharing(by_slot)
        self._lists = [
            NearLists(
                matrix,
                columns.placed,
                self._config.most_candidates,
                self._config.least_cosine,
                self._names.__getitem__,
                np.array(list(map(hash_of, self._names)), dtype=np.uint64),
                self._config.exact,
            )
            for matrix in (columns.openings, columns.bodies)
        ]

    def _candidates(self) -> tuple[Numbers, Numbers]:
        if len(self._names) <= self._config.most_candidates:  # as ``joining.candidates``: all of a few
            one, two = np.triu_indices(len(self._names), 1)
            return one.astype(np.int64), two.astype(np.int64)
        return self._joined(self._sharing.all_pairs(), *(lists.pairs() for lists in self._lists))

    @staticmethod
    def _joined(pairs: Iterable[tuple[int, int]], *lists: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
        """Pairs from several places."""
        told = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
        one = np.concatenate([told[:, 0], *(found[0] for found in lists)])
        return one, np.concatenate([told[:, 1], *(found[1] for found in lists)])

    def takes(self, articles: Set[str]) -> bool:
        """Whether these may go or come, rather than all be compared again."""
        count, here = len(articles), len(self._lists[0])
        if count * _SHARE > len(self.reports) or len(self._slots) - count <= self._config.most_candidates:
            return False  # up to so many all are compared
        if here - count <= self._config.exact:
            return here + count <= self._config.exact
        bound = pivot_bound(here)
        same = bound == pivot_bound(here + count) == pivot_bound(here - count)
        return same and all(hash_of(article) >= bound for article in articles)

    def fits(self, sketches: Iterable[ReportSketch]) -> bool:
        """Whether the vectors of some reports are as long as those that are held: where nobody had any they are not."""
        return all(len(sketch.body) in (0, 2 * self._width) for sketch in sketches)

    def move(self, gone: Iterable[str], come: Mapping[str, Held]) -> list[ReportPair]:
        """Let reports go, and come or be others than they were; gives the pairs of the case as it is now."""
        gone = set(gone) - come.keys()
        touched = {
            wording
            for article in (*gone, *come)
            for held in (self.reports.get(article), come.get(article))
            if held and (wording := held[0].wording)
        }
        before = {wording: list(self._wordings.get(wording, ())) for wording in touched}
        copies = set(self._copies(before))
        was = {article: self.reports[article] for article in (*gone, *come) if article in self.reports}
        self._take(gone, come)
        firsts = self._firsts_of({*gone, *come}, before)
        affected, doubtful = self._bring(firsts, was)
        self._renew(affected, doubtful, copies, set(self._copies(touched)))
        return self.pairs

    def _take(self, gone: Iterable[str], come: Mapping[str, Held]) -> None:
        """Hold what is here now."""
        for article in (*gone, *come):
            held = self.reports.pop(article, None)
            if held and held[0].wording:
                some = self._wordings[held[0].wording]
                some.remove(article)
                if not some:
                    del self._wordings[held[0].wording]
        for article, held in come.items():
            self.reports[article] = held
            if held[0].wording:
                insort(self._wordings.setdefault(held[0].wording, []), article)

    def _firsts_of(self, moved: Iterable[str], before: Mapping[str, Sequence[str]]) -> list[str]:
        """What moved, and what is the first of its wording now or no more."""
        found = set(moved)
        for wording, articles in before.items():
            found.update(articles[:1])
            found.update(self._wordings.get(wording, ())[:1])
        return sorted(found)

    def _bring(self, articles: Sequence[str], was: Mapping[str, Held]) -> tuple[set[str], _Slots]:
        """Bring the lists up to date; gives the reports whose pairs are all in doubt, and pairs of others that are, by
        their numbers."""
        doubtful: _Slots = set()
        leaving, entering, changed = [], [], []
        for article in articles:
            here = article in self.reports and self._is_first(article)
            slot = self._slots.get(article)
            if slot is not None and here and _alike(was.get(article), self.reports[article]):
                changed.append(article)
            else:
                leaving.extend([article] if slot is not None else [])
                entering.extend([article] if here else [])
        slots = [self._slots.pop(article) for article in leaving]
        for slot in slots:
            doubtful |= self._sharing.take(slot, ())
        if slots:
            for lists in self._lists:
                doubtful.update(lists.remove(slots))
        self._free.extend(slots)
        for article in entering:
            doubtful |= self._enter(article)
        dirty = [*entering, *(article for article in changed if article in was)]
        keys = self._keys_of(dirty)
        for article in dirty:
            doubtful |= self._sharing.take(self._slots[article], keys.get(article, ()))
        return {*leaving, *dirty}, doubtful

    def _enter(self, article: str) -> _Slots:
        """Give a report a number and a place in the lists."""
        sketch = self.reports[article][0]
        if self._free:
            slot = self._free.pop()
            self._names[slot] = article
        else:
            slot = len(self._names)
            self._names.append(article)
        self._slots[article] = slot
        vectors = (
            mean_openings([sketch.opening if sketch.body else b""], self._width),
            matrix_of([sketch.body], self._width),
        )
        placed = bool(sketch.body and sketch.opening)
        gone: _Slots = set()
        for lists, vector in zip(self._lists, vectors, strict=True):
            gone.update(lists.add(slot, vector[0], placed=placed))
        return gone

    def _keys_of(self, articles: Sequence[str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        if articles:
            held = [self.reports[article] for article in articles]
            owner, keys = lookup_keys(CaseColumns([s for s, _ in held], [r for _, r in held]))
            for at, key in zip(owner.tolist(), keys.tolist(), strict=True):
                found.setdefault(articles[at], []).append(key)
        return found

    def _renew(
        self,
        affected: set[str],
        doubtful: _Slots,
        copies_before: set[tuple[str, str]],
        copies: set[tuple[str, str]],
    ) -> None:
        """Compare again what may be other than it was."""
        dirty = {self._slots[article] for article in affected if article in self._slots}
        numbers = np.array(sorted(dirty), dtype=np.int64)
        candidates = [(slot, other) for slot in numbers.tolist() for other in self._sharing.beside(slot)]
        drop = {_named(article, other) for article in affected for other in self._paired.get(article, ())}
        left = set(self._slots.values()) - dirty
        for a, b in doubtful:
            if a in left and b in left:
                pair = _named(self._names[a], self._names[b])
                if not self._is_candidate(a, b):
                    drop.add(pair)
                elif pair[1] not in self._paired.get(pair[0], ()):
                    candidates.append((a, b))
        pairs = self._joined(candidates, *(lists.pairs_of(numbers) for lists in self._lists))
        strong = set(self._strong(*pairs))
        self._splice((drop | copies_before) - strong - copies, strong | copies)

    def _is_candidate(self, a: int, b: int) -> bool:
        return any(lists.near(a, b) for lists in self._lists) or self._sharing.shared(a, b)

    def _strong(self, one: Numbers, two: Numbers) -> list[tuple[str, str]]:
        """Those of some pairs, by their names, that can bring two reports into one group.

        They are compared by the report that comes first: where few moved, those are to come first.
        """
        some = np.unique(np.concatenate([one, two]))
        ordered = sorted(some.tolist(), key=self._names.__getitem__)
        rank = np.zeros(len(self._names), dtype=np.int64)
        rank[ordered] = np.arange(len(ordered))
        codes = np.unique(rank[one] * len(ordered) + rank[two])
        one, two = np.divmod(codes, max(1, len(ordered)))
        again = (one > two) & np.isin(two * len(ordered) + one, codes)
        held = [self.reports[self._names[slot]] for slot in ordered]
        sketches, rarities = [s for s, _ in held], [r for _, r in held]
        found = strong_of(sketches, rarities, one[~again], two[~again], self._config, self._width)
        return [_named(sketches[a].article, sketches[b].article) for a, b in found]

    def _copies(self, wordings: Iterable[str] | Mapping[str, Sequence[str]]) -> Iterable[tuple[str, str]]:
        """Each copy to the letter with the first of its wording."""
        held = wordings if isinstance(wordings, Mapping) else self._wordings
        for wording in wordings:
            first, *others = held.get(wording, ()) or ("",)
            yield from ((first, other) for other in others)

    def _tie(self, a: str, b: str) -> None:
        self._paired.setdefault(a, set()).add(b)
        self._paired.setdefault(b, set()).add(a)

    def _splice(self, drop: Iterable[tuple[str, str]], take: Iterable[tuple[str, str]]) -> None:
        """Take pairs out of the list and into it, which stays another list than that which was given."""
        drop = [pair for pair in drop if pair[1] in self._paired.get(pair[0], ())]
        take = [pair for pair in take if pair[1] not in self._paired.get(pair[0], ())]
        if not drop and not take:
            return
        rows = list(self.pairs)
        for a, b in drop:
            del rows[bisect_left(rows, (a, b), key=_ends)]
            for one, two in ((a, b), (b, a)):
                self._paired[one].remove(two)
        for a, b in take:
            insort(rows, ReportPair(a, b), key=_ends)
            self._tie(a, b)
        self.pairs = rows


def _named(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _ends(row: ReportPair) -> tuple[str, str]:
    return row.a, row.b


def _alike(was: Held | None, now: Held) -> bool:
    """Whether a report lies where it lay, whatever else of it moved; one that did not move does."""
    return was is None or (was[0].opening, was[0].body) == (now[0].opening, now[0].body)
