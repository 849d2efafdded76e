"""Numbers of a passage with what they count, and when two of them say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, NamedTuple

from headwater.origins.changes.lexicon import Mark
from headwater.text.numbers import Amount, find_amounts
from headwater.text.numerals import lexicon, multiplier_of, word_value, words_of

Unit = Literal["people", "time", "length", "percent", "money", "weapons", "other"]

_NEAR = 40
"""Characters within which a word tells what a number counts."""
_ROLE_REACH = 70
_ROUNDING = 0.1
"""An approximate number stands for exact ones within a tenth of it."""


class NumberMark(NamedTuple):
    """A number: at least ``low``, at most ``high``, and what it counts."""

    start: int
    end: int
    low: int | None
    high: int | None
    exact: bool
    digits: bool
    unit: Unit
    role: str  # "killed", "injured", ... or "other"

    @property
    def value(self) -> int:
        """The number that is printed, whatever stands before it."""
        return self.low if self.low is not None else self.high or 0


def find_numbers(
    text: str, offset: int, facets: Mapping[str, Sequence[Mark]], taken: Sequence[tuple[int, int]], lang: str
) -> tuple[NumberMark, ...]:
    """The numbers of a text but for those that are dates; ``taken`` are the dates' spans, with ``offset``."""
    found = []
    for amount in _mended(find_amounts(text, lang), text, offset, facets):
        start, end = amount.start + offset, amount.end + offset
        if amount.article or any(a < end and amount.core + offset < b for a, b in taken):
            continue
        unit, role = _unit(start, end, facets), _role(start, end, facets)
        if amount.attached == "%":
            unit = "percent"
        found.append(NumberMark(start, end, *_bounds(amount), amount.exact, amount.digits, unit, role))
    return tuple(found)


def may_count(written: str, lang: str) -> bool:
    """Whether a number may hold what is ``written`` between two spaces: where nothing may, no number need be looked for.

    A number has figures, a word for a value or for a multiple, or is a turn such as "a few". A mere article is none.
    """
    table = lexicon(lang)
    return any(
        word.digits
        or word.form in _turns(lang)
        or any(
            word_value(form, table)[0] is not None or multiplier_of(form, table) is not None
            for form in (word.form, *(word.form.removesuffix(ending) for ending in table.endings))
        )
        for word in words_of(written, lang)
    )


@cache
def _turns(lang: str) -> frozenset[str]:
    """The longest word of each turn for a vague number."""
    return frozenset(max(phrase, key=len) for phrase in lexicon(lang).vague)


def _mended(
    amounts: Sequence[Amount], text: str, offset: int, facets: Mapping[str, Sequence[Mark]]
) -> list[Amount]:
    """Amounts with their fractions ("half a million"), and words joined by a hyphen as one ("dix-sept")."""
    parts = [(int(m.key), m.start - offset, m.end - offset) for m in facets.get("fraction", ())]
    found: list[Amount] = []
    for amount in amounts:
        size, begin = next(((n, a) for n, a, b in parts if -3 <= amount.core - b <= 5), (1, amount.start))
        if size > 1 and amount.low and amount.low % size == 0 and amount.low >= 100:
            amount = replace(
                amount, low=amount.low // size, high=amount.high and amount.high // size, start=begin
            )
        last = found[-1] if found else None
        if last and text[last.end : amount.start] == "-" and _adds(last, amount):
            total = (last.low or 0) + (amount.low or 0)
            found[-1] = replace(last, end=amount.end, low=total, high=total)
        elif not (last and last.article and amount.start <= last.end):
            found.append(amount)
        else:
            found[-1] = amount
    return found


def _adds(tens: Amount, ones: Amount) -> bool:
    return (
        bool(tens.low and ones.low)
        and not tens.digits
        and (tens.low or 1) % 10 == 0
        and (ones.low or 10) < 10
    )


def _bounds(amount: Amount) -> tuple[int | None, int | None]:
    return amount.low, amount.high


def _unit(start: int, end: int, facets: Mapping[str, Sequence[Mark]]) -> Unit:
    """What a number counts: the nearest unit word after it, else just before it."""
    after = [m for m in facets.get("unit", ()) if 0 <= m.start - end <= _NEAR]
    before = [m for m in facets.get("unit", ()) if 0 <= start - m.end <= 3]
    if after:
        nearest = min(after, key=lambda m: m.start - end)
        return nearest.key  # type: ignore[return-value]
    return before[-1].key if before else "other"  # type: ignore[return-value]


def _role(start: int, end: int, facets: Mapping[str, Sequence[Mark]]) -> str:
    best = ("other", _ROLE_REACH)
    for mark in facets.get("role", ()):
        gap = mark.start - end if mark.start >= end else start - mark.end + 2
        if 0 <= gap < best[1]:
            best = (mark.key, gap)
    return best[0]


def same_number(a: NumberMark, b: NumberMark) -> bool:
    """Whether two numbers may say the same: equal, rounded, or one an approximation that holds the other."""
    low, high = sorted((a.value, b.value))
    if low == high or (low and high in (low * 1_000, low * 1_000_000)):
        return True  # "150.000" is 150 in one language and 150,000 in another
    if low and a.unit == b.unit == "time" and high in (low * 10, low * 12, low * 24):
        return True  # two decades, two years, two days
    if low and "length" in (a.unit, b.unit) and any(abs(high / low / c - 1) <= 0.08 for c in _CONVERSIONS):
        return True
    return _stands_for(a, b) or _stands_for(b, a)


_CONVERSIONS = (1.609, 2.54, 2.205, 3.281, 2.471, 3.785)
"""Miles and kilometres, inches and centimetres, pounds and kilos, feet and metres, acres and hectares, gallons and litres."""


def _stands_for(loose: NumberMark, tight: NumberMark) -> bool:
    """Whether an approximate number may be what an exact one is rounded to."""
    if loose.exact:
        return False
    value, other = loose.value, tight.value
    if loose.high is None and loose.low is not None and not loose.digits and loose.low in _VAGUE:
        return other >= loose.low and other < loose.low * 50
    if loose.low is not None and loose.high is not None and loose.low < loose.high:
        return loose.low <= other <= loose.high
    return value >= 10 and abs(value - other) <= _ROUNDING * max(value, other)


_VAGUE = frozenset((3, 20, 24, 40, 200, 2000, 20000, 200000, 2000000))
"""Lower ends of "several", "dozens", "hundreds", "thousands"."""


def trivial(number: NumberMark) -> bool:
    """Whether a number is no fact of its own: "one of", a word for none or one, "several"."""
    return number.value <= 1 or (number.low in _VAGUE and not number.digits and number.high is None)
