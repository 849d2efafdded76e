"""Pairs of claims of the body that may say one thing: found by rare keys, weighed on columns, then one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from headwater.matches.case_columns import coded, key_columns
from headwater.matches.columns import Numbers, Ragged, bounds_of, matrix_of
from headwater.matches.config import JoinConfig
from headwater.matches.packing import Hashes, hash_of
from headwater.matches.pair_odds import Common, Kept
from headwater.matches.sayings import ENOUGH, RARE, Saying, odds, odds_across, odds_within, saying_of
from headwater.matches.shared_keys import rarest, salted, sharing_pairs
from headwater.matches.vectors import Matrix
from headwater.records.matches import ClaimPair, ClaimRarity, ClaimSketch

KEYS = 10
"""Rare keys of a claim by which it is looked up."""
_MARGIN = 0.05
_AT_ONCE = 50_000
_KEPT = 8192
"""Claims that are kept ready."""


def claim_pairs(
    sketches: Sequence[ClaimSketch], rarities: Sequence[ClaimRarity], config: JoinConfig
) -> list[ClaimPair]:
    """The pairs of claims that say one thing, and of their wordings each copy with the first."""
    wordings: dict[tuple[str, str], list[int]] = {}
    for place, sketch in enumerate(sketches):
        wordings.setdefault((sketch.lang, sketch.folded), []).append(place)
    groups = list(wordings.values())
    some = [sketches[places[0]] for places in groups]
    rare = [rarities[places[0]] for places in groups]
    pairs: list[tuple[int, int]] = []
    tied: set[int] = set()
    for a, b in strong_claims(some, rare):
        pairs.append((groups[a][0], groups[b][0]))
        tied.update((a, b))
    for k in sorted(tied):
        pairs.extend((groups[k][0], place) for place in groups[k][1:])
    return [
        ClaimPair(sketches[a].article, sketches[b].article, sketches[a].claim, sketches[b].claim)
        for a, b in sorted(pairs)
    ]


def strong_claims(
    sketches: Sequence[ClaimSketch], rarities: Sequence[ClaimRarity]
) -> Iterator[tuple[int, int]]:
    """Places of pairs in two articles with enough log odds."""
    if len(sketches) < 2:
        return
    columns, sayings = ClaimColumns(sketches, rarities), Sayings(sketches, rarities)
    one, two = sharing_pairs(*columns.lookup_keys(), len(sketches))
    yield from ((a, b) for a, b in columns.likely(one, two) if sayings.agree(a, b))


class Sayings:
    """Claims, each made ready for comparison when it is first asked for; of many the latest are kept."""

    def __init__(self, sketches: Sequence[ClaimSketch], rarities: Sequence[ClaimRarity]) -> None:
        self._sketches, self._rarities = sketches, rarities
        self._known: dict[int, Saying] = {}

    def agree(self, a: int, b: int) -> bool:
        """Whether two claims say one thing."""
        return odds(self._of(a), self._of(b)) >= ENOUGH

    def _of(self, place: int) -> Saying:
        found = self._known.pop(place, None)
        if found is None:
            found = saying_of(self._sketches[place], self._rarities[place])
        self._known[place] = found
        if len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        return found


class ClaimColumns:
    """The columns of some claims, in order."""

    def __init__(self, sketches: Sequence[ClaimSketch], rarities: Sequence[ClaimRarity]) -> None:
        self._words = key_columns([s.words for s in sketches], [r.words for r in rarities])
        self._names = key_columns([s.names for s in sketches], [r.names for r in rarities])
        self._numbers, self._kinds = coded([s.numbers for s in sketches])
        self._digits = [s.numbers for s in sketches]
        langs = sorted({s.lang for s in sketches})
        self._langs = np.array([langs.index(s.lang) for s in sketches], dtype=np.int64)
        self._lang_names = langs
        self._articles = np.unique([s.article for s in sketches], return_inverse=True)[1]
        self._sketches = sketches

    @cached_property
    def _vectors(self) -> Matrix:
        width = next((len(s.vector) // 2 for s in self._sketches if s.vector), 1)
        return matrix_of([s.vector for s in self._sketches], width)

    def lookup_keys(self) -> tuple[Numbers, Hashes]:
        """The rarest keys of each claim: rare words of its language, names, numbers."""
        words = self._words.codes.owners()
        rare = self._words.rarity >= RARE
        owner = [words[rare]]
        told = np.zeros(len(words), dtype=np.uint64)
        for number, lang in enumerate(self._lang_names):
            mine = self._langs[words] == number
            told[mine] = salted(self._words.hashes[mine], lang)
        keys, rarity = [told[rare]], [self._words.rarity[rare]]
        owner.append(self._names.codes.owners())
        keys.append(salted(self._names.hashes, "name"))
        rarity.append(self._names.rarity)
        numbers = [hash_of(str(n)) for row in self._digits for n in row]
        owner.append(self._numbers.owners())
        keys.append(salted(np.array(numbers, dtype=np.uint64), "number"))
        rarity.append(np.full(len(numbers), RARE, dtype=np.float32))
        order = np.argsort(np.concatenate(owner), kind="stable")
        lengths = np.bincount(np.concatenate(owner), minlength=len(self._langs))
        every = Ragged(np.concatenate(keys)[order], bounds_of(lengths))
        chosen = rarest(every, np.concatenate(rarity)[order], KEYS)
        return chosen.owners(), chosen.values

    def likely(self, a: Numbers, b: Numbers) -> Iterator[tuple[int, int]]:
        """Those of some pairs that are in two articles and whose words, names and meaning could be enough. ``a`` is ascending."""
        apart = self._articles[a] != self._articles[b]
        a, b = a[apart], b[apart]
        words, names = Kept(self._words), Kept(self._names)
        numbers = Common(self._numbers, self._kinds)
        for start in range(0, len(a), _AT_ONCE):
            one, two = a[start : start + _AT_ONCE], b[start : start + _AT_ONCE]
            near = np.einsum("ij,ij->i", self._vectors[one], self._vectors[two]).astype(np.float64)
            common = numbers.count(one, two)
            have = np.diff(self._numbers.bounds)
            tied = (names.compare(one, two).rarest_key >= RARE) | (common > 0)
            same = self._langs[one] == self._langs[two]
            value: Any = np.where(
                same,
                odds_within(words.compare(one, two).cosine, near, tied),
                odds_across(near, tied),
            )
            good = (value >= ENOUGH - _MARGIN) & ~((have[one] > 0) & (have[two] > 0) & (common == 0))
            yield from zip(one[good].tolist(), two[good].tolist(), strict=True)
