"""Counts that are parts of other counts, and counts that one verb adds up."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.matches.counted import Number
from headwater.matches.lexicon import Counting
from headwater.matches.phrases import Found
from headwater.records.matches import Quantity, QuantityRole, Scope
from headwater.text.numerals import Word

Trigger = Found[tuple[QuantityRole, bool, bool]]


def mark_parts(
    numbers: list[Number], words: Sequence[Word], table: Counting, triggers: list[Trigger]
) -> None:
    """Mark "including two children", "11 of them" and what is joined to such a part."""
    begins = {t.first for t in triggers}
    if len(numbers) > 1 and any(table.part_first.at(words, at) for at in range(numbers[0].first)):
        numbers[0].part = True  # "aralarında iki çocuğun da bulunduğu üç kişi"
        numbers[0], numbers[1] = numbers[1], numbers[0]
    for k in range(len(numbers) - 1):  # Turkish "five of them children, 21 civilians": the part comes first
        if words[numbers[k].last - 1].form in table.possessive and not numbers[k].part:
            numbers[k].part = True
            numbers[k], numbers[k + 1] = numbers[k + 1], numbers[k]
    for k, number in enumerate(numbers):
        if number.part:
            continue
        headed = _is_headed(number, words, table)
        after = any(
            table.part_after.at(words, at) for at in range(number.last, min(number.last + 3, len(words)))
        )
        number.part = k > 0 and (headed or after)
        if k > 0 and not number.part and numbers[k - 1].part:
            gap = range(numbers[k - 1].last, number.first)
            joined = any(words[at].form in table.joiners for at in gap)
            own = any(at in begins for at in range(numbers[k - 1].last, min(number.last + 3, len(words))))
            number.part = len(gap) <= 5 and joined and not own


def _is_headed(number: Number, words: Sequence[Word], table: Counting) -> bool:
    """Whether "including" stands before a number; in "including a child, 25 others" it is spent on the child."""
    between = number.first - 1
    nearest = number.first if between >= 0 and words[between].form in table.persons else between
    hits = (table.part_heads.at(words, at) for at in range(max(0, number.first - 6), number.first))
    return any(hit is not None and nearest <= hit.last <= number.first for hit in hits)


def find_total(
    text: str, numbers: list[Number], words: Sequence[Word], table: Counting, scope: Scope, offset: int
) -> Quantity | None:
    """The sum of two exact counts of dead that one verb joins: "killed 120 fighters and 60 mercenaries"."""
    dead = [n for n in numbers if n.role == "killed" and not n.part]
    if len(dead) != 2 or dead[0].by is None or dead[0].by != dead[1].by:
        return None
    if (dead[0].amount.article and not dead[1].amount.article) or _may_hold(dead[0], dead[1], table):
        return None
    gap = range(dead[0].last, dead[1].first)
    nouns = all(words[k].form in table.persons for k in gap)
    if not nouns and not any(words[k].form in table.joiners and words[k].form.isalpha() for k in gap):
        return None
    lows = [n.amount.low for n in dead]
    highs = [n.amount.high for n in dead]
    low = sum(x for x in lows if x is not None) if None not in lows else None
    high = sum(x for x in highs if x is not None) if None not in highs else None
    start, end = dead[0].amount.start, dead[1].amount.end
    exact = dead[0].amount.exact and dead[1].amount.exact
    return Quantity(
        text[start:end],
        start + offset,
        end + offset,
        "killed",
        low,
        high,
        exact,
        dead[0].unit if dead[0].unit == dead[1].unit else None,
        None,
        scope,
        None,
        None,
    )


def _may_hold(whole: Number, part: Number, table: Counting) -> bool:
    """Whether the second count may be part of the first: "16 civilians and three children"."""
    if whole.unit is None or part.unit is None:
        return False
    generic = whole.unit in table.kinds["generic"]
    return generic and (part.unit in table.kinds["children"] or part.unit in table.kinds["women"])
