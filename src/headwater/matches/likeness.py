"""How two reports agree, slot by slot. Pure: touches no table, file, clock or model.

A likeness is a list of measures, each of which may be unknown; a slot whose words are missing on one
side says nothing. Measures are rounded before anyone decides on them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from headwater.matches.reports import Report
from headwater.matches.tolls import is_vague
from headwater.records.matches import Quantity

MEASURES = (
    "opening_best",  # greatest cosine of two sentences of the openings
    "opening_mutual",  # mean of best cosines, both ways
    "body",  # cosine of the texts' means
    "words",  # cosine of words, by rarity and place
    "rare_words",  # mean rarity of the twelve rarest words that both texts have
    "names",  # cosine of entities, by rarity and place
    "rare_name",  # rarity of the rarest name that the openings share
    "anchor",  # rarity of the rarest proper word that both openings have
    "anchors",  # mean rarity of the six rarest proper words that both texts have
    "anchor_near",  # the same, where the days fit
    "calls",  # names, by sound, by which both call the incident: in two languages only
    "toll_same",
    "toll_differs",
    "toll_apart",  # logarithm of the ratio
    "injured_same",
    "numbers",  # telling numbers that both have
    "weekday_same",
    "weekday_differs",
    "day_same",
    "far",  # published more than two weeks apart
    "apart",  # logarithm of the days between
    "place_differs",
    "frame_differs",
)


_PLACES = {name: place for place, name in enumerate(MEASURES)}


@dataclass(frozen=True, slots=True)
class Likeness:
    """Measures of a pair, in the order of ``MEASURES``, and what its reader may be told."""

    values: tuple[float, ...]
    across: bool  # two languages: words cannot be compared
    shared_names: tuple[str, ...]  # entity ids, rarest first
    shared_words: tuple[str, ...]
    shared_numbers: tuple[int, ...]

    def of(self, measure: str) -> float:
        """The value of one measure."""
        return self.values[_PLACES[measure]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report with its words and names weighed by rarity and place, at unit length."""

    report: Report
    words: Mapping[str, float]
    names: Mapping[str, float]
    rare_words: Mapping[str, float]  # key -> rarity
    rare_names: Mapping[str, float]  # of the opening
    anchors: Mapping[str, float]  # of the opening, key -> rarity
    all_anchors: Mapping[str, float]


KEPT_RAREST = 12
MOST_CALLS = 3
KEPT_PROPER = 6
_SECOND = itemgetter(1)
_KEPT = 500
"""Heaviest words of a report that are compared."""


def weigh(
    report: Report, words: Mapping[str, float], names: Mapping[str, float], anchors: Mapping[str, float]
) -> Weighed:
    """A report ready for comparison within one case; ``words``, ``names`` and ``anchors`` say how rare each is there."""
    return Weighed(
        report,
        _unit(report.words, words),
        _unit(report.names, names),
        _by_rarity(report.words, words),
        _by_rarity(report.opening_names, names),
        _by_rarity(report.anchors.opening, anchors),
        _by_rarity(report.anchors.all, anchors),
    )


def _by_rarity(keys: Iterable[str], rarity: Mapping[str, float]) -> dict[str, float]:
    """Keys with their rarity, rarest first: two reports' rarest in common are then found without sorting."""
    told = sorted([(key, round(rarity[key], 4)) for key in keys])
    told.sort(key=_SECOND, reverse=True)  # of equals the first stays first
    return dict(told)


def _unit(bag: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {key: math.sqrt(weight) * rarity[key] for key, weight in bag.items()}
    if len(weights) > _KEPT:
        kept = sorted(weights, key=lambda key: (-round(weights[key], 4), key))[:_KEPT]
        weights = {key: weights[key] for key in kept}
    size = math.sqrt(math.fsum([weight**2 for weight in weights.values()]))
    return {key: weight / size for key, weight in weights.items()} if size else {}


def compare_reports(one: Weighed, two: Weighed) -> Likeness:
    """The likeness of two reports; their words are compared only within one language."""
    a, b = one.report, two.report
    across = a.lang != b.lang
    best, mutual = _openings(a, b)
    common_words = () if across else _rarest(one.rare_words, two.rare_words, KEPT_RAREST)
    common_names = _rarest(one.rare_names, two.rare_names, 5)
    anchors = _rarest(one.anchors, two.anchors, 1)
    anchor = one.anchors[anchors[0]] if anchors else 0.0
    numbers = tuple(sorted(a.numbers & b.numbers))
    values: dict[str, float] = {
        "opening_best": best,
        "opening_mutual": mutual,
        "body": float(a.body @ b.body) if a.body.size and b.body.size else 0.0,
        "words": 0.0 if across else cosine(one.words, two.words),
        "rare_words": sum(one.rare_words[w] for w in common_words) / KEPT_RAREST,
        "names": cosine(one.names, two.names),
        "rare_name": one.rare_names[common_names[0]] if common_names else 0.0,
        "numbers": float(min(3, len(numbers))),
        "anchor": anchor,
        "anchors": sum(one.all_anchors[k] for k in _rarest(one.all_anchors, two.all_anchors, KEPT_PROPER))
        / KEPT_PROPER,
        "anchor_near": anchor if _days_fit(a, b) else 0.0,
        "calls": float(min(MOST_CALLS, len(a.calls & b.calls))) if across else 0.0,
        **_tolls(a, b),
        **_days(a, b),
        "place_differs": float(bool(a.places and b.places and not a.places & b.places)),
        "frame_differs": float(a.frame != b.frame and "other" not in (a.frame, b.frame)),
    }
    return Likeness(
        tuple(round(values[name], 4) for name in MEASURES), across, common_names, common_words, numbers
    )


def _openings(a: Report, b: Report) -> tuple[float, float]:
    """The greatest cosine of two sentences of the openings, and the mean of best cosines, both ways."""
    if not a.opening.size or not b.opening.size:
        return 0.0, 0.0
    rows: list[list[float]] = (
        a.opening @ b.opening.T
    ).tolist()  # five by five: lists are quicker than arrays
    across = [max(row) for row in rows]
    down = [max(column) for column in zip(*rows, strict=True)]
    return max(across), (math.fsum(across) / len(across) + math.fsum(down) / len(down)) / 2


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two bags of keys at unit length."""
    if len(b) < len(a):
        a, b = b, a
    return math.fsum(weight * b[key] for key, weight in a.items() if key in b)


def _rarest(a: Mapping[str, float], b: Mapping[str, float], most: int) -> tuple[str, ...]:
    """The first keys of ``a``, which stands in order, that ``b`` has too."""
    return tuple(islice((key for key in a if key in b), most))


def _tolls(a: Report, b: Report) -> dict[str, float]:
    one, two = _bound(a.toll), _bound(b.toll)
    hurt = _bound(a.injured), _bound(b.injured)
    known = one is not None and two is not None
    firm = known and not (a.toll and is_vague(a.toll)) and not (b.toll and is_vague(b.toll))
    return {
        "toll_same": float(firm and one == two and (one or 0) > 3),
        "toll_differs": float(firm and one != two),
        "toll_apart": abs(math.log(one / two)) if one and two and firm else 0.0,
        "injured_same": float(hurt[0] is not None and hurt[0] == hurt[1] and hurt[0] > 3),
    }


NEAR = 4
"""Days within which two reports of one incident mostly appear."""


def _days_fit(a: Report, b: Report) -> bool:
    """Whether two reports may speak of one day: a day in common, or published close together, or one is undated."""
    if a.days & b.days or not a.published or not b.published:
        return True
    return abs((a.published - b.published).days) <= NEAR


def _bound(quantity: Quantity | None) -> int | None:
    if quantity is None:
        return None
    return quantity.low if quantity.low is not None else quantity.high


def _days(a: Report, b: Report) -> dict[str, float]:
    apart = abs((a.published - b.published).days) if a.published and b.published else None
    return {
        "weekday_same": float(bool(a.weekdays & b.weekdays)),
        "weekday_differs": float(bool(a.weekdays and b.weekdays and not a.weekdays & b.weekdays)),
        "day_same": float(bool(a.days & b.days)),
        "far": float(apart is not None and apart > 14),
        "apart": math.log1p(min(apart, 400)) if apart is not None else 1.0,
    }
