"""Whether two counts can both hold: equal, compatible, or apart. Pure."""

from __future__ import annotations

import re
from typing import Literal

from headwater.matches.tolls import is_vague, says_at_least
from headwater.records.matches import Quantity

RangeRelation = Literal["same", "compatible", "apart"]

_ROUGH = 0.1
"""Share by which "some 80" may miss."""
_DIGITS = re.compile(r"\d[\d.,\s]*")
_OTHER = 5
"""How many times "dozens" is "hundreds", at least: words that far apart are two counts."""
_OVER = 1.25
"""A count up to this many times a round "more than 500" is what that phrase says."""


def relate(a: Quantity, b: Quantity) -> RangeRelation:
    """How two counts of one thing stand to each other.

    "At least 58" and "at least 72" are taken as two counts, as readers take them: the words guard
    against later deaths, they do not say that a count of 72 is known. "Dozens" and 58, "more than
    500" and 546, "10 to 15" and 12 are compatible.
    """
    if (a.low, a.high) == (b.low, b.high) or (a.low is not None and a.low == b.low):
        return "same"
    if a.low is None and b.low is None:
        return "apart"  # "up to 400" and "up to 900" are two estimates
    if is_vague(a) and is_vague(b):
        low, high = sorted((a.low or 0, b.low or 0))
        return "compatible" if high < _OTHER * low else "apart"  # "dozens" and "hundreds" are two counts
    one, two = _bounds(a), _bounds(b)
    return "compatible" if one[0] <= two[1] and two[0] <= one[1] else "apart"


def _bounds(quantity: Quantity) -> tuple[float, float]:
    """Least and greatest number that the words may mean to a reader."""
    low, high = quantity.low, quantity.high
    if low is None:
        return 0.0, float(high or 0)
    if is_vague(quantity):
        return float(low) * 0.5, float(low) * 25
    if high is None and names_two(quantity):
        return low * (1 - _ROUGH), float("inf")
    if high is None:
        return float(low), low * _OVER if _is_round(low) and not says_at_least(quantity) else float(low)
    if not quantity.exact and low == high:
        return low * (1 - _ROUGH), high * (1 + _ROUGH)
    return float(low), float(high)


def names_two(quantity: Quantity) -> bool:
    """Whether a count open above names two numbers: "from 300 to well over 700" has a mark at its lower end only."""
    return len(_DIGITS.findall(quantity.text)) > 1


def _is_round(number: int) -> bool:
    return number >= 10 and number % 10 == 0
