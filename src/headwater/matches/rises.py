"""Counts that grew: which number is the new one where "the toll rose from 112 to 126"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headwater.matches.counted import Number
from headwater.matches.lexicon import Counting
from headwater.text.numerals import Word

_NEAR = 8
"""Words within which a verb of growth takes a range for two states of one count."""


def read_rises(numbers: Sequence[Number], words: Sequence[Word], table: Counting) -> None:
    """Give each number that a verb of growth leads to its new value, and mark the old one.

    In "возросло до 126" the preposition belongs to the verb; in "rose from 112 to 126", read as a range
    elsewhere, 126 is the number. What stands after "from" is the earlier state.
    """
    hits = table.updates.all(words)
    if not hits:
        return
    ends = {hit.last for hit in hits}
    for number in numbers:
        amount = number.amount
        core = _core(number, words)
        beside = any(hit.first - _NEAR <= number.first and number.last - hit.last <= _NEAR for hit in hits)
        if amount.low is None and core > number.first and core in ends:
            number.first = core
            number.amount = replace(amount, start=amount.core, low=amount.high, exact=True)
        elif beside and amount.low is not None and amount.high is not None and amount.low < amount.high:
            number.amount = replace(amount, low=amount.high, exact=True)
        elif beside and _is_left_behind(number, words, table):
            number.earlier = True


def _core(number: Number, words: Sequence[Word]) -> int:
    inside = range(number.first, number.last)
    return next((at for at in inside if words[at].start == number.amount.core), number.first)


def _is_left_behind(number: Number, words: Sequence[Word], table: Counting) -> bool:
    """Whether "from" stands before a number, or its ending after it ("112'den")."""
    if number.first and words[number.first - 1].form in table.left_behind:
        return True
    return number.last < len(words) and words[number.last].form in table.left_behind_after
