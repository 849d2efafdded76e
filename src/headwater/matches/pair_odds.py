"""The log odds of many pairs of reports at once: what ``likeness.py`` measures of two, on columns.

Used to find the pairs that can matter. Those are few, and are measured again one by one where groups are made; so the
last digits, in which sums over columns differ, decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from headwater.matches.case_columns import Flags, Floats, KeyColumns
from headwater.matches.columns import Numbers, Ragged
from headwater.matches.cosines import Rows
from headwater.matches.decision import Weights, load_weights
from headwater.matches.incidents import SOUNDED
from headwater.matches.likeness import KEPT_PROPER, KEPT_RAREST, MEASURES, MOST_CALLS, NEAR
from headwater.matches.packing import OPENS
from headwater.matches.vectors import Matrix

_AT_ONCE = 4096
_OPEN = 4096
"""Openings that are kept unpacked."""
_SHORT = 8
"""Values of a row, on average, up to which rows are looked up together."""
_OPENINGS = ("opening_best", "opening_mutual")

Values = dict[str, Floats]
Strong = tuple[Numbers, Numbers, Floats, Flags]
"""Pairs, their log odds, and whether they give two tolls."""


class Columns(Protocol):
    """What pairs are compared by: that of reports which are there as rows, or of very many."""

    words: KeyColumns
    names: KeyColumns
    anchors: KeyColumns
    numbers: Ragged
    number_kinds: int
    days: Ragged
    day_kinds: int
    places: Ragged
    place_kinds: int
    calls: Ragged
    call_kinds: int
    langs: npt.NDArray[Any]
    frames: npt.NDArray[Any]
    weekdays: npt.NDArray[Any]
    published: npt.NDArray[Any]
    tolls: Floats
    injured: Floats
    firm: Flags
    placed: Flags

    @property
    def bodies(self) -> Rows: ...
    def opening(self, place: int, /) -> Matrix: ...


class PairOdds:
    """Compares pairs of the reports of one case."""

    def __init__(self, columns: Columns, prior: float, tied_from: float) -> None:
        self._columns, self._prior, self._tied_from = columns, prior, tied_from
        self._words, self._names, self._anchors = (
            Kept(keys) for keys in (columns.words, columns.names, columns.anchors)
        )
        self._numbers = Common(columns.numbers, columns.number_kinds)
        self._days = Common(columns.days, columns.day_kinds)
        self._places = Common(columns.places, columns.place_kinds)
        self._calls = Common(columns.calls, columns.call_kinds)
        self._within, self._across = load_weights("within"), load_weights("across")

    def strong(self, one: Numbers, two: Numbers, least: float) -> Strong:
        """The pairs with log odds of ``least`` or more. ``one`` is ascending."""
        found = list(self._strong(one, two, least))
        if not found:
            none = np.zeros(0, dtype=np.int64)
            return none, none, np.zeros(0), np.zeros(0, dtype=np.bool_)
        a, b, odds, differ = (np.concatenate(column) for column in zip(*found, strict=True))
        return a, b, odds, differ

    def _strong(self, one: Numbers, two: Numbers, least: float) -> Iterator[Strong]:
        bounds = np.searchsorted(one, np.unique(one))
        cuts = [0, *(int(at) for at in bounds if at), len(one)]
        start = 0
        for end in cuts[1:]:
            if end - start >= _AT_ONCE or end == len(one):
                a, b = one[start:end], two[start:end]
                odds, differ = self._odds(a, b, least)
                good = odds >= least
                yield a[good], b[good], odds[good], differ[good]
                start = end

    def _odds(self, a: Numbers, b: Numbers, least: float) -> tuple[Floats, Flags]:
        """Log odds; -inf where they cannot reach ``least``, whatever the openings."""
        columns = self._columns
        across = columns.langs[a] != columns.langs[b]
        values = self._values(a, b, across)
        common_day = values["day_same"] > 0
        tied = (values["anchor"] >= self._tied_from) | common_day
        odds = (
            np.where(across, _weighed(values, self._across), _weighed(values, self._within))
            + self._prior * tied
            + SOUNDED * ((values["calls"] > 0) & common_day)
        )
        best, mutual = (
            np.where(across, _weight(self._across, m), _weight(self._within, m)) for m in _OPENINGS
        )
        open_ = np.flatnonzero(odds + np.maximum(best, 0) + np.maximum(mutual, 0) >= least)
        told = np.full(len(a), -np.inf)
        first, second = self._openings(a[open_], b[open_])
        told[open_] = odds[open_] + best[open_] * first + mutual[open_] * second
        return told, values["toll_differs"] > 0

    def _values(self, a: Numbers, b: Numbers, across: Flags) -> Values:
        columns = self._columns
        words = self._words.compare(a, b)
        names = self._names.compare(a, b)
        anchors = self._anchors.compare(a, b)
        common_days = self._days.count(a, b) > 0
        apart = np.abs(columns.published[a] - columns.published[b])
        dated = (columns.published[a] >= 0) & (columns.published[b] >= 0)
        have = (np.diff(columns.places.bounds)[a] > 0) & (np.diff(columns.places.bounds)[b] > 0)
        frames = columns.frames[a], columns.frames[b]
        body = np.einsum("ij,ij->i", columns.bodies[a], columns.bodies[b]).astype(np.float64)
        return {
            "body": body,
            "words": np.where(across, 0.0, words.cosine),
            "rare_words": np.where(across, 0.0, words.rarest(KEPT_RAREST) / KEPT_RAREST),
            "names": names.cosine,
            "rare_name": names.opening,
            "anchor": anchors.opening,
            "anchors": anchors.rarest(KEPT_PROPER) / KEPT_PROPER,
            "anchor_near": np.where(common_days | ~dated | (apart <= NEAR), anchors.opening, 0.0),
            "calls": np.where(across, np.minimum(MOST_CALLS, self._calls.count(a, b)), 0.0),
            "numbers": np.minimum(3, self._numbers.count(a, b)),
            "day_same": common_days.astype(np.float64),
            "far": (dated & (apart > 14)).astype(np.float64),
            "apart": np.where(dated, np.log1p(np.minimum(apart, 400)), 1.0),
            "place_differs": (have & (self._places.count(a, b) == 0)).astype(np.float64),
            "frame_differs": ((frames[0] != frames[1]) & (frames[0] >= 0) & (frames[1] >= 0)).astype(
                np.float64
            ),
            **_weekdays(columns.weekdays[a], columns.weekdays[b]),
            **_tolls(columns, a, b),
        }

    def _openings(self, a: Numbers, b: Numbers) -> tuple[Floats, Floats]:
        """The greatest cosine of two sentences of the openings, and the mean of best cosines, both ways."""
        best, mutual = np.zeros(len(a)), np.zeros(len(a))
        known: dict[int, npt.NDArray[np.float32]] = {}
        for place, pair in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
            one, two = min(pair), max(pair)
            if not (self._columns.placed[one] and self._columns.placed[two]):
                continue
            for end in (one, two):
                if end not in known:
                    known[end] = self._columns.opening(end)
            cosines = known[one] @ known[two].T
            across, down = cosines.max(axis=1), cosines.max(axis=0)
            best[place] = across.max()
            mutual[place] = (np.add.reduce(across) / len(across) + np.add.reduce(down) / len(down)) / 2
            if len(known) > _OPEN:
                known.clear()
        return best, mutual


def _weighed(values: Values, weights: Weights) -> Floats:
    told = np.zeros(len(values["body"]))
    for measure, weight in zip(MEASURES, weights.weights, strict=True):
        if weight and measure not in _OPENINGS:
            told += weight * values[measure]  # one after the other: the same of one pair as of many
    return np.asarray(weights.bias + told)


def _weight(weights: Weights, measure: str) -> float:
    return weights.weights[MEASURES.index(measure)]


def _weekdays(one: Numbers, two: Numbers) -> Values:
    common = (one & two) > 0
    return {
        "weekday_same": common.astype(np.float64),
        "weekday_differs": ((one > 0) & (two > 0) & ~common).astype(np.float64),
    }


def _tolls(columns: Columns, a: Numbers, b: Numbers) -> Values:
    one, two = columns.tolls[a], columns.tolls[b]
    firm = columns.firm[a] & columns.firm[b]
    ratio = np.ones(len(a))
    np.divide(one, two, out=ratio, where=firm & (one > 0) & (two > 0))
    hurt = columns.injured[a], columns.injured[b]
    return {
        "toll_same": (firm & (one == two) & (one > 3)).astype(np.float64),
        "toll_differs": (firm & (one != two)).astype(np.float64),
        "toll_apart": np.abs(np.log(ratio)),
        "injured_same": ((hurt[0] == hurt[1]) & (hurt[0] > 3)).astype(np.float64),
    }


class Common:
    """Which values the rows of pairs have in common."""

    def __init__(self, rows: Ragged, kinds: int) -> None:
        self.rows = rows
        self._at = np.zeros(kinds, dtype=np.int64)

    def pairs(self, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """For each value in common: where it lies in the row of ``b``, in that of ``a``, and the pair. ``a`` is ascending."""
        if int(np.diff(self.rows.bounds)[a].sum()) <= _SHORT * len(a):
            return self._pairs_of_short(a, b)
        theirs, mine, owner = [], [], []
        starts = np.flatnonzero(np.concatenate([[True], a[1:] != a[:-1]])) if len(a) else np.zeros(0, int)
        for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(a)], strict=True):
            first = self.rows.bounds[a[start]]
            own = self.rows.row(int(a[start]))
            if not len(own):
                continue
            self._at[own] = np.arange(first + 1, first + 1 + len(own))
            places, of = self.rows.places(b[start:end])
            at = self._at[self.rows.values[places]]
            held = np.flatnonzero(at)
            theirs.append(places[held])
            mine.append(at[held] - 1)
            owner.append(of[held] + start)
            self._at[own] = 0
        if not theirs:
            none = np.zeros(0, dtype=np.int64)
            return none, none, none
        return np.concatenate(theirs), np.concatenate(mine), np.concatenate(owner)

    def _pairs_of_short(self, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The same of rows with few values: they are looked up all at once, not row by row."""
        rows = a[np.flatnonzero(np.diff(a, prepend=-1))]
        own, whose = self.rows.places(rows)
        kinds = max(1, len(self._at))
        keys = whose * kinds + self.rows.values[own]
        order = np.argsort(keys)
        keys, own = keys[order], own[order]
        places, of = self.rows.places(b)
        wanted = np.searchsorted(rows, a)[of] * kinds + self.rows.values[places]
        at = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
        held = np.flatnonzero(keys[at] == wanted) if len(keys) else np.zeros(0, dtype=np.int64)
        return places[held], own[at[held]], of[held]

    def count(self, a: Numbers, b: Numbers) -> Numbers:
        """How many values each pair has in common."""
        return np.bincount(self.pairs(a, b)[2], minlength=len(a))


class Kept:
    """Keys that pairs have in common."""

    def __init__(self, keys: KeyColumns) -> None:
        self._keys = keys
        self._common = Common(keys.codes, keys.kinds)

    def compare(self, a: Numbers, b: Numbers) -> Shared:
        """What each pair shares."""
        theirs, mine, owner = self._common.pairs(a, b)
        keys = self._keys
        cosine = _summed(owner, keys.unit[theirs] * keys.unit[mine], len(a))
        open_ = (keys.marks[theirs] & keys.marks[mine] & OPENS) > 0
        rarity = keys.rarity[theirs].astype(np.float64)
        opening, every = np.zeros(len(a)), np.zeros(len(a))
        np.maximum.at(opening, owner[open_], rarity[open_])
        np.maximum.at(every, owner, rarity)
        return Shared(cosine, opening, every, rarity, owner)


class Shared:
    """What pairs share of one kind of key: the cosine, the rarity of the rarest key that both openings have, that both
    have anywhere."""

    def __init__(
        self, cosine: Floats, opening: Floats, rarest_key: Floats, rarity: Floats, owner: Numbers
    ) -> None:
        self.cosine, self.opening, self.rarest_key = cosine, opening, rarest_key
        self._rarity, self._owner = rarity, owner

    def rarest(self, most: int) -> Floats:
        """The sum of the rarities of the rarest keys in common; rows stand rarest first."""
        first = np.searchsorted(self._owner, self._owner, side="left")
        kept = np.arange(len(self._owner)) - first < most
        return _summed(self._owner[kept], self._rarity[kept], len(self.cosine))


def _summed(owner: Numbers, values: npt.NDArray[Any], size: int) -> Floats:
    return np.asarray(np.bincount(owner, values.astype(np.float64), minlength=size), dtype=np.float64)
