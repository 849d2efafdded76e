"""Numbers of a sentence as tokens, with the noun that each counts; ages, dates and names left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.matches.lexicon import Counting
from headwater.records.matches import QuantityRole
from headwater.text.numbers import Amount, find_amounts
from headwater.text.numerals import Word

_LAST_DAY = 31
_YEARS = (1900, 2100)


@dataclass(slots=True)
class Number:
    """An amount at tokens ``first`` to ``last`` and what is known of it so far."""

    amount: Amount
    first: int
    last: int
    unit: str | None = None
    kind: str | None = None  # persons, weapons, money, other, or null for an unknown noun
    part: bool = False
    role: QuantityRole | None = None
    by: int | None = None  # the counting word, by its place among them
    earlier: bool = False  # an earlier state of a count that grew


def find_numbers(text: str, words: Sequence[Word], table: Counting) -> list[Number]:
    starts = {w.start: i for i, w in enumerate(words)}
    ends = {w.end: i + 1 for i, w in enumerate(words)}
    found = []
    for amount in find_amounts(text, table.lang):
        first, last = starts.get(amount.start), ends.get(amount.end)
        core = starts.get(amount.core)
        if first is None or last is None or core is None or table.weekdays.at(words, core):
            continue  # "الاحد" is one, and Sunday
        number = Number(amount, first, last)
        _name_unit(number, words, table)
        if not _guarded(number, core, words, table):
            found.append(number)
    taken = {i for n in found for i in range(n.first, n.last)}
    found += _single_persons(text, words, table, taken)
    return sorted(found, key=lambda n: n.first)


def _name_unit(number: Number, words: Sequence[Word], table: Counting) -> None:
    """The noun that is counted: the first known one among the next words, else simply the next word."""
    before = words[number.first - 1].form if number.first else ""
    if before in table.currency or words[number.first].form in table.currency:
        number.unit, number.kind = before, "money"
        return
    for at in range(number.last, min(number.last + 5, len(words))):
        word = words[at]
        if word.digits or not word.form[:1].isalpha():
            if word.form in ("-", "–", "%") and at == number.last:
                continue
            break
        if word.form in table.stops or table.part_heads.at(words, at):
            break
        for kind, nouns in (("persons", table.persons), *table.units.items()):
            if word.form in nouns:
                number.unit, number.kind = word.form, kind
                return
        if at > number.last and word.form in table.joiners:
            break
    if number.last < len(words) and words[number.last].form[:1].isalpha():
        number.unit = words[number.last].form


def _guarded(number: Number, core: int, words: Sequence[Word], table: Counting) -> bool:
    """Whether the number is an age, a date, a share or part of a name."""
    amount = number.amount
    if amount.attached == "%" or any(
        amount.attached[1:] == w for w in ("year", "летний", "летняя", "летнего")
    ):
        return True
    for at in range(max(0, number.first - 4), core):
        hit = table.guards_before.at(words, at)
        if hit and hit.last in (core, number.first):
            return True
    for at in (number.last, number.last + 1):
        if (
            at < len(words)
            and (hit := table.guards_after.at(words, at))
            and (at == number.last or hit.tag is None)
        ):
            return True
    month = _in_date(number, core, words, table)
    if not amount.digits or not amount.exact:
        return amount.digits and month
    if number.last < len(words) and words[number.last].digits:
        return True
    year = _YEARS[0] <= (amount.low or 0) <= _YEARS[1] and number.kind is None and "," not in words[core].form
    return year or month


def _in_date(number: Number, core: int, words: Sequence[Word], table: Counting) -> bool:
    """Whether a month stands beside the number. "In January 300 shells" counts shells: neither a day nor a year."""
    if number.last < len(words) and words[number.last].form in table.months:
        return True
    behind = core > 0 and words[core - 1].form in table.months
    low = number.amount.low or 0
    return behind and (number.kind is None or low <= _LAST_DAY or _YEARS[0] <= low <= _YEARS[1])


def _single_persons(text: str, words: Sequence[Word], table: Counting, taken: set[int]) -> list[Number]:
    """ "a boy", "another soldier", and "child killed" of headlines, as one."""
    found = []
    for at, word in enumerate(words):
        if at in taken or word.form not in table.singular:
            continue
        first = next((k for k in range(at - 1, max(-1, at - 4), -1) if words[k].form in table.articles), None)
        bare = _is_bare_count(words, at, table) and at - 1 not in taken
        if (first is None and not bare) or any(
            k in taken for k in range(first if first is not None else at, at)
        ):
            continue
        start = at if first is None else first
        taken.update(range(start, at + 1))
        amount = Amount(words[start].start, word.end, word.start, 1, 1, True, article=True)
        found.append(Number(amount, start, at + 1, word.form, "persons"))
    return found


def _is_bare_count(words: Sequence[Word], at: int, table: Counting) -> bool:
    """Whether a counting word stands right beside a singular noun: "child killed", "أصيب طفل"."""
    after = table.roles.at(words, at + 1) if at + 1 < len(words) else None
    if after is not None and after.tag[2]:
        return True
    if table.lang != "ar" or at == 0:
        return False
    before = table.roles.at(words, at - 1)
    return before is not None and before.last == at and before.tag[1]
