"""How two reports agree, slot by slot. Pure: touches no table, file, clock or model.

A likeness is a list of measures, each of which may be unknown; a slot whose words are missing on one
side says nothing. Measures are rounded before anyone decides on them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from headwater.matches.rarity import Rarity
from headwater.matches.reports import Report
from headwater.matches.tolls import is_vague
from headwater.records.matches import Quantity

MEASURES = (
    "opening_best",  # greatest cosine of two sentences of the openings
    "opening_mutual",  # mean of best cosines, both ways
    "body",  # cosine of the texts' means
    "words",  # cosine of words, by rarity and place
    "rare_words",  # mean rarity of the eight rarest words that the openings share
    "names",  # cosine of entities, by rarity and place
    "rare_name",  # rarity of the rarest name that the openings share
    "toll_same",
    "toll_differs",
    "toll_apart",  # logarithm of the ratio
    "injured_same",
    "numbers",  # telling numbers that both have
    "weekday_same",
    "weekday_differs",
    "day_same",
    "near",  # published within a day
    "far",  # published more than two weeks apart
    "apart",  # logarithm of the days between
    "place_differs",
    "frame_differs",
)


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
        return self.values[MEASURES.index(measure)]


def compare_reports(a: Report, b: Report, words: Rarity | None, names: Rarity) -> Likeness:
    """The likeness of two reports. ``words`` is null where their languages differ."""
    openings = a.opening @ b.opening.T if a.opening.size and b.opening.size else None
    common_words = _rarest(a.opening_words & b.opening_words, words, 8) if words else ()
    common_names = _rarest(a.opening_names & b.opening_names, names, 5)
    numbers = tuple(sorted(a.numbers & b.numbers))
    values: dict[str, float] = {
        "opening_best": float(openings.max()) if openings is not None else 0.0,
        "opening_mutual": float(openings.max(1).mean() + openings.max(0).mean()) / 2
        if openings is not None
        else 0.0,
        "body": float(a.body @ b.body) if a.body.size and b.body.size else 0.0,
        "words": cosine(a.words, b.words, words) if words else 0.0,
        "rare_words": sum(words.of(w) for w in common_words) / 8 if words else 0.0,
        "names": cosine(a.names, b.names, names),
        "rare_name": names.of(common_names[0]) if common_names else 0.0,
        "numbers": float(min(3, len(numbers))),
        **_tolls(a, b),
        **_days(a, b),
        "place_differs": float(bool(a.places and b.places and not a.places & b.places)),
        "frame_differs": float(a.frame != b.frame and "other" not in (a.frame, b.frame)),
    }
    return Likeness(
        tuple(round(values[name], 4) for name in MEASURES), words is None, common_names, common_words, numbers
    )


def cosine(a: Mapping[str, float], b: Mapping[str, float], rarity: Rarity) -> float:
    """The cosine of two bags of keys, each weighed by its rarity and the root of its weight."""
    if len(b) < len(a):
        a, b = b, a
    shared = math.fsum(math.sqrt(a[key] * b[key]) * rarity.of(key) ** 2 for key in a if key in b)
    if not shared:
        return 0.0
    sizes = [math.fsum(weight * rarity.of(key) ** 2 for key, weight in bag.items()) for bag in (a, b)]
    return shared / math.sqrt(sizes[0] * sizes[1]) if sizes[0] and sizes[1] else 0.0


def _rarest(keys: frozenset[str], rarity: Rarity, most: int) -> tuple[str, ...]:
    return tuple(sorted(keys, key=lambda key: (-round(rarity.of(key), 4), key))[:most])


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
        "near": float(apart is not None and apart <= 1),
        "far": float(apart is not None and apart > 14),
        "apart": math.log1p(min(apart, 400)) if apart is not None else 1.0,
    }
