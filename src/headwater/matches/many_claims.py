"""Pairs of the claims of a very large case, which are gone through one by one; only those that may be paired are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from headwater.matches.claim_pairs import ClaimColumns, Sayings
from headwater.matches.columns import Numbers
from headwater.matches.packing import Hashes
from headwater.matches.shared_keys import sharing_pairs
from headwater.records.matches import ClaimPair, ClaimRarity, ClaimSketch

Held = tuple[ClaimSketch, ClaimRarity]
Stream = Callable[[], Iterator[Held]]
"""All claims with their rarities, in order of their articles, from the first on whenever it is called."""
_AT_ONCE = 4096


class ManyClaims:
    """The claims of a case, of which little is held."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._articles: list[str] = []  # of all claims
        self._claims: list[str] = []
        self._firsts: list[int] = []
        self._copies: dict[int, list[int]] = {}

    def pairs(self) -> list[ClaimPair]:
        """The pairs of claims that say one thing, and of their wordings each copy with the first."""
        owner, keys = self._lookups()
        if not len(owner):
            return []
        places = np.array(self._firsts, dtype=np.int64)
        one, two = sharing_pairs(owner, keys, len(places))
        one, two = places[one], places[two]
        known: dict[str, int] = {}
        articles = np.array([known.setdefault(article, len(known)) for article in self._articles])
        apart = articles[one] != articles[two]
        found = self._strong(one[apart], two[apart])
        tied = {end for pair in found for end in pair}
        found += [(place, copy) for place in tied for copy in self._copies.get(place, ())]
        told, claims = self._articles, self._claims
        return [ClaimPair(told[a], told[b], claims[a], claims[b]) for a, b in sorted(found)]

    def _lookups(self) -> tuple[Numbers, Hashes]:
        """The keys by which the first claim of each wording is looked up."""
        owners, keys = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.uint64)]
        first: dict[tuple[str, bytes], int] = {}
        some: list[Held] = []

        def note() -> None:
            columns = ClaimColumns([sketch for sketch, _ in some], [rarity for _, rarity in some])
            owner, told = columns.lookup_keys()
            owners.append(owner + len(self._firsts) - len(some))
            keys.append(told)
            some.clear()

        for place, held in enumerate(self._stream()):
            sketch = held[0]
            self._articles.append(sketch.article)
            self._claims.append(sketch.claim)
            known = first.setdefault((sketch.lang, bytes.fromhex(sketch.folded)), place)
            if known != place:
                self._copies.setdefault(known, []).append(place)
                continue
            self._firsts.append(place)
            some.append(held)
            if len(some) == _AT_ONCE:
                note()
        if some:
            note()
        return np.concatenate(owners), np.concatenate(keys)

    def _strong(self, one: Numbers, two: Numbers) -> list[tuple[int, int]]:
        """Those of some pairs, by their places among all claims, that have enough log odds."""
        wanted = np.unique(np.concatenate([one, two]))
        if not len(wanted):
            return []
        chosen = np.zeros(len(self._claims), dtype=np.bool_)
        chosen[wanted] = True
        held = [held for take, held in zip(chosen.tolist(), self._stream(), strict=True) if take]
        sketches, rarities = [sketch for sketch, _ in held], [rarity for _, rarity in held]
        sayings = Sayings(sketches, rarities)
        a, b = np.searchsorted(wanted, one), np.searchsorted(wanted, two)
        likely = ClaimColumns(sketches, rarities).likely(a, b)
        return [(int(wanted[x]), int(wanted[y])) for x, y in likely if sayings.agree(x, y)]
