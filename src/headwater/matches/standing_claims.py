"""A case's claims held ready, as ``standing_reports.py`` holds its reports."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from headwater.matches.claim_pairs import ClaimColumns, Sayings
from headwater.matches.key_sharing import KeySharing
from headwater.records.matches import ClaimPair, ClaimRarity, ClaimSketch

Held = tuple[ClaimSketch, ClaimRarity]
Place = tuple[str, int]
"""Where a claim stands: its article, and which of its claims it is."""
_Wording = tuple[str, str]
_NONE: list[Place] = [("", 0)]
_SHARE = 6
"""Of so many claims one may move before all are compared again."""


class StandingClaims:
    """A case's claims, ready for others. ``articles`` has the claims of each, in their order."""

    def __init__(self, articles: Mapping[str, Sequence[Held]], known: Sequence[ClaimPair] = ()) -> None:
        self._held: dict[Place, Held] = {}
        self._of: dict[str, int] = {}
        self._wordings: dict[_Wording, list[Place]] = {}
        for article in sorted(articles):
            self._hold(article, articles[article])
        self._slots: dict[Place, int] = {}
        self._places: list[Place] = []
        self._free: list[int] = []
        self._tied: dict[Place, set[Place]] = {}
        firsts = [places[0] for places in self._wordings.values()]
        for place in firsts:
            self._slots[place] = len(self._places)
            self._places.append(place)
        keys = self._keys_of(firsts)
        self._sharing = KeySharing({self._slots[place]: keys[place] for place in firsts if place in keys})
        every = {(a, b) for a in range(len(firsts)) for b in self._sharing.beside(a) if a < b}
        for a, b in self._strong(every):
            self._tie(a, b)
        pairs = {(row.one, row.other): row for row in known}
        self._keyed = sorted(set(self._pairs_of(self._wordings)))
        self.pairs = [pairs.get(self._claims(key)) or self._row(key) for key in self._keyed]
        self._rows = dict(zip(self._keyed, self.pairs, strict=True))

    def _hold(self, article: str, claims: Sequence[Held]) -> None:
        self._of[article] = len(claims)
        for number, held in enumerate(claims):
            self._held[article, number] = held
            insort(self._wordings.setdefault(_wording(held), []), (article, number))

    def claims_of(self, article: str) -> list[Held]:
        """The claims of an article that are held."""
        return [self._held[article, number] for number in range(self._of.get(article, 0))]

    def takes(self, count: int) -> bool:
        """Whether the claims of so many articles may move, rather than all be compared again."""
        return count * _SHARE <= len(self._of)

    def move(self, articles: Mapping[str, Sequence[Held]]) -> list[ClaimPair]:
        """Let articles have these claims, and no others; gives the pairs of the case as it is now."""
        was = {
            (article, number): held
            for article in articles
            for number, held in enumerate(self.claims_of(article))
        }
        come = {
            (article, number): held
            for article, claims in articles.items()
            for number, held in enumerate(claims)
        }
        moved = {place for place in {*was, *come} if not _same(was.get(place), come.get(place))}
        touched = {_wording(held[place]) for held in (was, come) for place in moved if place in held}
        before = {wording: list(self._wordings.get(wording, ())) for wording in touched}
        firsts_then = {places[0] for places in before.values() if places}
        around = self._around(touched, firsts_then)
        pairs = set(self._pairs_of(around))
        for place in moved:
            self._let_go(place)
        for place in moved & come.keys():
            self._held[place] = come[place]
            insort(self._wordings.setdefault(_wording(come[place]), []), place)
        for article, claims in articles.items():
            self._of[article] = len(claims)
            if not claims:
                del self._of[article]
        firsts = {some[0] for wording in touched if (some := self._wordings.get(wording))}
        wanted, unsure = self._bring(firsts_then, firsts, moved)
        around |= {_wording(self._held[place]) for pair in unsure for place in pair}
        pairs.update(self._pairs_of(around - touched))
        for one, two in unsure:
            self._untie(one, two)
        for one, two in self._strong(wanted):
            self._tie(one, two)
        around = self._around(around, firsts)
        self._splice(pairs, set(self._pairs_of(around)), moved)
        return self.pairs

    def _around(self, wordings: Iterable[_Wording], firsts: Iterable[Place]) -> set[_Wording]:
        """Some wordings, and those that are tied to some firsts."""
        return {*wordings, *(_wording(self._held[o]) for f in firsts for o in self._tied.get(f, ()))}

    def _let_go(self, place: Place) -> None:
        held = self._held.pop(place, None)
        if held is not None:
            some = self._wordings[_wording(held)]
            some.remove(place)
            if not some:
                del self._wordings[_wording(held)]

    def _bring(
        self, then: set[Place], now: set[Place], moved: set[Place]
    ) -> tuple[set[tuple[int, int]], list[tuple[Place, Place]]]:
        """Bring the keys up to date; gives the pairs that are to be compared, by their numbers, and those pairs of others
        that may be none any more."""
        leaving = [place for place in sorted(then) if place not in now or place in moved]
        entering = [place for place in sorted(now) if place not in then or place in moved]
        doubtful: set[tuple[int, int]] = set()
        for place in leaving:
            slot = self._slots.pop(place)
            self._free.append(slot)
            doubtful |= self._sharing.take(slot, ())
            for other in self._tied.pop(place, set()):
                self._tied[other].discard(place)
        keys = self._keys_of(entering)
        for place in entering:
            if not self._free:
                self._free.append(len(self._places))
                self._places.append(place)
            slot = self._slots[place] = self._free.pop()
            self._places[slot] = place
            doubtful |= self._sharing.take(slot, keys.get(place, ()))
        new = {self._slots[place] for place in entering}
        wanted = {(slot, other) for slot in new for other in self._sharing.beside(slot)}
        unsure = []
        left = set(self._slots.values()) - new
        for a, b in doubtful:
            if a in left and b in left:
                unsure.append((self._places[a], self._places[b]))
                if self._sharing.shared(a, b):
                    wanted.add((a, b))
        return wanted, unsure

    def _keys_of(self, places: Sequence[Place]) -> dict[Place, list[int]]:
        found: dict[Place, list[int]] = {}
        if places:
            owner, keys = self._columns(places).lookup_keys()
            for at, key in zip(owner.tolist(), keys.tolist(), strict=True):
                found.setdefault(places[at], []).append(key)
        return found

    def _columns(self, places: Sequence[Place]) -> ClaimColumns:
        held = [self._held[place] for place in places]
        return ClaimColumns([sketch for sketch, _ in held], [rarity for _, rarity in held])

    def _strong(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[Place, Place]]:
        """The pairs, by their places, in two articles and with enough log odds."""
        named = sorted({_ordered(self._places[a], self._places[b]) for a, b in pairs})
        some = sorted({place for pair in named for place in pair})
        if not some:
            return []
        at = {place: k for k, place in enumerate(some)}
        one, two = (np.array([at[pair[end]] for pair in named], dtype=np.int64) for end in (0, 1))
        held = [self._held[place] for place in some]
        sayings = Sayings([sketch for sketch, _ in held], [rarity for _, rarity in held])
        likely = self._columns(some).likely(one, two)
        return [(some[a], some[b]) for a, b in likely if sayings.agree(a, b)]

    def _tie(self, a: Place, b: Place) -> None:
        self._tied.setdefault(a, set()).add(b)
        self._tied.setdefault(b, set()).add(a)

    def _untie(self, a: Place, b: Place) -> None:
        self._tied.get(a, set()).discard(b)
        self._tied.get(b, set()).discard(a)

    def _pairs_of(self, wordings: Iterable[_Wording]) -> Iterable[tuple[Place, Place]]:
        """The pairs of some wordings: with those of other words, and of copies with the first."""
        for wording in wordings:
            places = self._wordings.get(wording)
            first, *copies = places or _NONE
            tied = self._tied.get(first)
            if tied:
                yield from (_ordered(first, other) for other in tied)
                yield from ((first, place) for place in copies)

    def _claims(self, key: tuple[Place, Place]) -> tuple[str, str]:
        return self._held[key[0]][0].claim, self._held[key[1]][0].claim

    def _row(self, key: tuple[Place, Place]) -> ClaimPair:
        a, b = (self._held[place][0] for place in key)
        return ClaimPair(a.article, b.article, a.claim, b.claim)

    def _splice(
        self, before: set[tuple[Place, Place]], now: set[tuple[Place, Place]], moved: set[Place]
    ) -> None:
        """Take pairs out of the list and into it, which stays another list than that which was given."""
        again = {pair for pair in before & now if pair[0] in moved or pair[1] in moved}
        gone = sorted((before - now) | again)
        come = sorted((now - self._rows.keys()) | again)
        if not gone and not come:
            return
        keyed, rows, had = list(self._keyed), list(self.pairs), {}
        for key in gone:
            row, at = self._rows.pop(key), bisect_left(keyed, key)
            had[row.one, row.other] = row
            del keyed[at], rows[at]
        for key in come:
            row, at = had.get(self._claims(key)) or self._row(key), bisect_left(keyed, key)
            self._rows[key] = row
            keyed.insert(at, key)
            rows.insert(at, row)
        self._keyed = keyed
        if rows != self.pairs:
            self.pairs = rows


def _ordered(a: Place, b: Place) -> tuple[Place, Place]:
    return (a, b) if a < b else (b, a)


def _wording(held: Held) -> _Wording:
    return held[0].lang, held[0].folded


def _same(was: Held | None, now: Held | None) -> bool:
    return was is not None and now is not None and was[0] is now[0] and was[1] is now[1]
