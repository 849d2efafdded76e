"""Krippendorff's alpha: how far coders agree beyond chance, with values missing or not.

Method: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), by the coincidences of values within
units; 1 is full agreement, 0 what chance would give, below 0 is systematic disagreement. Nothing of a case in here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum
from typing import Literal

Value = str | int | float
Level = Literal["nominal", "ordinal", "interval", "ratio"]
_Distance = Callable[[Value, Value], float]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement over units that two or more coded; ``because`` says why a figure is missing.

    ``agreed`` is the share of pairs of coders within a unit that gave the same value. Figures have four decimals.
    """

    units: int
    values: int
    coders: int
    agreed: float | None
    alpha: float | None
    because: str


def agreement(units: Iterable[Mapping[str, Value | None]], level: Level) -> Agreement:
    """Agreement on units, each a mapping from coder to value, None where the coder gave none.

    Time is linear in units and their pairs of coders, and for ordinal and ratio values quadratic in how many
    *different* values there are.
    """
    given = [{who: value for who, value in unit.items() if value is not None} for unit in units]
    coders = len({who for unit in given for who in unit})
    paired = [list(unit.values()) for unit in given if len(unit) > 1]
    counts = Counter(value for unit in paired for value in unit)
    if not paired:
        because = "Only one coder." if coders == 1 else "No coder."
        if coders > 1:
            because = "No record was coded by two."
        return Agreement(0, 0, coders, None, None, because)
    alpha, because = _alpha(paired, counts, level)
    return Agreement(len(paired), counts.total(), coders, _agreed(paired), alpha, because)


def _agreed(paired: Sequence[Sequence[Value]]) -> float:
    same = pairs = 0
    for unit in paired:
        pairs += len(unit) * (len(unit) - 1) // 2
        same += sum(n * (n - 1) // 2 for n in Counter(unit).values())
    return round(same / pairs, 4)


def _alpha(
    paired: Sequence[Sequence[Value]], counts: Counter[Value], level: Level
) -> tuple[float | None, str]:
    if len(counts) == 1:
        return None, "All values are the same: without variation there is no chance to compare with."
    distance = _distance(counts, level)
    observed = fsum(_within(unit, distance) for unit in paired)
    total = counts.total()
    expected = fsum(
        2 * counts[one] * counts[other] * distance(one, other) for one, other in combinations(counts, 2)
    )
    return round(1 - (total - 1) * observed / expected, 4), ""


def _within(unit: Sequence[Value], distance: _Distance) -> float:
    """The disagreement within one unit, each pair in both orders, divided by the others of the unit."""
    tally = Counter(unit)
    apart = fsum(2 * tally[a] * tally[b] * distance(a, b) for a, b in combinations(tally, 2))
    return apart / (len(unit) - 1)


def _distance(counts: Counter[Value], level: Level) -> _Distance:
    """The squared difference of two values at a level of measurement."""
    if level == "nominal":
        return lambda one, other: float(one != other)
    if level == "ordinal":
        return _ordinal(counts)
    if level == "interval":
        return lambda one, other: float(_number(one) - _number(other)) ** 2
    return _ratio


def _ratio(one: Value, other: Value) -> float:
    a, b = _number(one), _number(other)
    return ((a - b) / (a + b)) ** 2 if a + b else 0.0


def _ordinal(counts: Counter[Value]) -> _Distance:
    """Ranks lie as far apart as values were given between them, their own by half."""
    below: dict[Value, float] = {}
    passed = 0
    for value in sorted(counts, key=_number):
        below[value] = passed + counts[value] / 2
        passed += counts[value]
    return lambda one, other: (below[one] - below[other]) ** 2


def _number(value: Value) -> int | float:
    if isinstance(value, str):
        raise TypeError(f"{value!r} is no number; only nominal values may be words")
    return value
