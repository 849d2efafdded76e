"""What the numbers of a sentence count: the dead, the injured, fighters, weapons, money.

A number takes the role of the word that counts it ("killed", "blessés", "погибших"), found on the side
on which that word takes numbers, at the least distance; commas, other numbers and other counting
words in between make the way longer. Pure; linear in the sentence but for numbers times counting words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from headwater.matches.lexicon import Counting, counting
from headwater.matches.phrases import Found
from headwater.records.matches import Quantity, QuantityRole, Scope
from headwater.text.numbers import Amount, find_amounts
from headwater.text.numerals import Word, words_of

Trigger = Found[tuple[QuantityRole, bool, bool]]

_FARTHEST = 15.0
_WAR = 100_000
"""More dead than this are a war's, whatever the sentence says."""
_MOST = 60
"""Numbers read in one sentence: a table of figures is no claim."""


@dataclass(slots=True)
class _Number:
    """An amount at tokens ``first`` to ``last`` and what is known of it so far."""

    amount: Amount
    first: int
    last: int
    unit: str | None = None
    kind: str | None = None  # persons, weapons, money, other, or null for an unknown noun
    part: bool = False
    role: QuantityRole | None = None
    by: int | None = None  # the counting word, by its place among them


def find_quantities(text: str, lang: str, offset: int = 0) -> list[Quantity]:
    """The quantities of a sentence in their order, spans moved by ``offset``."""
    words, table = words_of(text, lang), counting(lang)
    numbers = _numbers(text, words, table)[:_MOST]
    triggers = _triggers(words, table)
    _mark_parts(numbers, words, table, triggers)
    _assign(numbers, triggers, words, table)
    scope = _scope(words, table)
    rows: list[Quantity] = []
    parent: int | None = None
    total = _total(text, numbers, words, table, scope, offset)
    if total:
        rows.append(total)
    for number in numbers:
        role = _role(number, rows, parent, table)
        if role is None:
            continue
        rows.append(_row(text, number, role, scope, parent if number.part else None, offset))
        if not number.part:
            parent = len(rows) - 1
    return [*rows, *_nobody(text, words, table, rows, offset)]


def _triggers(words: Sequence[Word], table: Counting) -> list[Trigger]:
    """The counting words; "rose to" counts the dead where a toll was spoken of before it."""
    found = table.roles.all(words)[:_MOST]
    first = next((t.first for t in found if t.tag[0] == "killed"), None)
    if first is not None:
        taken = {at for t in found for at in range(t.first, t.last)}
        risen = [
            hit for hit in table.updates.all(words)[:_MOST] if hit.first > first and hit.first not in taken
        ]
        found += [Found(hit.first, hit.last, ("killed", True, False)) for hit in risen]
    return sorted(found, key=lambda t: t.first)


def _total(
    text: str, numbers: list[_Number], words: Sequence[Word], table: Counting, scope: Scope, offset: int
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
        dead[0].unit,
        None,
        scope,
        None,
        None,
    )


def _may_hold(whole: _Number, part: _Number, table: Counting) -> bool:
    """Whether the second count may be part of the first: "16 civilians and three children"."""
    if whole.unit is None or part.unit is None:
        return False
    generic = whole.unit in table.kinds["generic"]
    return generic and (part.unit in table.kinds["children"] or part.unit in table.kinds["women"])


def _numbers(text: str, words: Sequence[Word], table: Counting) -> list[_Number]:
    starts = {w.start: i for i, w in enumerate(words)}
    ends = {w.end: i + 1 for i, w in enumerate(words)}
    found = []
    for amount in find_amounts(text, table.lang):
        first, last = starts.get(amount.start), ends.get(amount.end)
        core = starts.get(amount.core)
        if first is None or last is None or core is None:
            continue
        number = _Number(amount, first, last)
        _name_unit(number, words, table)
        if not _guarded(number, core, words, table):
            found.append(number)
    _read_rises(found, words, table)
    taken = {i for n in found for i in range(n.first, n.last)}
    found += _single_persons(text, words, table, taken)
    return sorted(found, key=lambda n: n.first)


def _read_rises(numbers: list[_Number], words: Sequence[Word], table: Counting) -> None:
    """In "возросло до 126" the preposition belongs to the verb, and 126 is the number."""
    ends = {hit.last for hit in table.updates.all(words)}
    for number in numbers:
        amount = number.amount
        core = next(
            (at for at in range(number.first, number.last) if words[at].start == amount.core), number.first
        )
        if amount.low is None and core > number.first and core in ends:
            number.first = core
            number.amount = replace(amount, start=amount.core, low=amount.high, exact=True)


def _name_unit(number: _Number, words: Sequence[Word], table: Counting) -> None:
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


def _guarded(number: _Number, core: int, words: Sequence[Word], table: Counting) -> bool:
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
    if not amount.digits or not amount.exact:
        return False
    if number.last < len(words) and words[number.last].digits:
        return True
    year = 1900 <= (amount.low or 0) <= 2100 and number.kind is None and "," not in words[core].form
    month = any(0 <= at < len(words) and words[at].form in table.months for at in (core - 1, number.last))
    return year or month


def _single_persons(text: str, words: Sequence[Word], table: Counting, taken: set[int]) -> list[_Number]:
    """ "a boy", "another soldier", and "child killed" of headlines, as one."""
    found = []
    for at, word in enumerate(words):
        if at in taken or word.form not in table.singular:
            continue
        first = next((k for k in range(at - 1, max(-1, at - 4), -1) if words[k].form in table.articles), None)
        bare = at + 1 < len(words) and (hit := table.roles.at(words, at + 1)) is not None and hit.tag[2]
        if (first is None and not bare) or any(
            k in taken for k in range(first if first is not None else at, at)
        ):
            continue
        start = at if first is None else first
        taken.update(range(start, at + 1))
        amount = Amount(words[start].start, word.end, word.start, 1, 1, True, article=True)
        found.append(_Number(amount, start, at + 1, word.form, "persons"))
    return found


def _mark_parts(
    numbers: list[_Number], words: Sequence[Word], table: Counting, triggers: list[Trigger]
) -> None:
    """Mark "including two children", "11 of them" and what is joined to such a part."""
    begins = {t.first for t in triggers}
    for k in range(len(numbers) - 1):  # Turkish "five of them children, 21 civilians": the part comes first
        if words[numbers[k].last - 1].form in table.possessive and not numbers[k].part:
            numbers[k].part = True
            numbers[k], numbers[k + 1] = numbers[k + 1], numbers[k]
    for k, number in enumerate(numbers):
        if number.part:
            continue
        heads = (table.part_heads.at(words, at) for at in range(max(0, number.first - 6), number.first))
        headed = any(hit and number.first - 1 <= hit.last <= number.first for hit in heads)
        after = any(
            table.part_after.at(words, at) for at in range(number.last, min(number.last + 3, len(words)))
        )
        number.part = k > 0 and (headed or after)
        if k > 0 and not number.part and numbers[k - 1].part:
            gap = range(numbers[k - 1].last, number.first)
            joined = any(words[at].form in table.joiners for at in gap)
            own = any(at in begins for at in range(numbers[k - 1].last, min(number.last + 3, len(words))))
            number.part = len(gap) <= 5 and joined and not own


def _assign(numbers: list[_Number], triggers: list[Trigger], words: Sequence[Word], table: Counting) -> None:
    """Give each number the role of the counting word that is nearest, cheapest pairs first."""
    whole = [n for n in numbers if not n.part and n.kind in ("persons", None)]
    firsts = {n.first for n in whole}
    begins = {t.first: t.tag[0] for t in triggers}
    passive = {
        j for j, trigger in enumerate(triggers) if _takes_the_number_before(trigger, whole, words, table)
    }
    pairs = []
    for k, number in enumerate(whole):
        for j, trigger in enumerate(triggers):
            for side in (1, -1):
                cost = _cost(number, trigger, side, words, table, firsts, begins)
                cost += 3.0 if side == 1 and j in passive else 0.0
                if cost <= (4.0 if number.amount.article else _FARTHEST):
                    pairs.append((cost, k, j, side))
    used: dict[int, int] = {}
    for _, k, j, side in sorted(pairs):
        if whole[k].role is None and used.get(j, side) == side:
            whole[k].role, whole[k].by = triggers[j].tag[0], j
            used[j] = side


def _takes_the_number_before(
    trigger: Trigger, numbers: list[_Number], words: Sequence[Word], table: Counting
) -> bool:
    """Whether "two children killed 5 others ..." reads as "two children were killed"."""
    if not trigger.tag[2]:
        return False
    for number in numbers:
        gap = range(number.last, trigger.first)
        agent = number.first > 0 and words[number.first - 1].form in table.agents
        if (
            0 <= trigger.first - number.last <= 3
            and not agent
            and not any(words[k].form in table.joiners for k in gap)
        ):
            return True
    return False


def _cost(
    number: _Number,
    trigger: Trigger,
    side: int,
    words: Sequence[Word],
    table: Counting,
    firsts: set[int],
    begins: dict[int, QuantityRole],
) -> float:
    """How far a number is from a counting word; ``side`` 1: the number follows it."""
    role, after, before = trigger.tag
    first, last = (trigger.last, number.first) if side == 1 else (number.last, trigger.first)
    if last < first or not (after if side == 1 else before) or last - first > 16:
        return 2 * _FARTHEST
    cost = float(last - first) + (0.0 if side == 1 else 0.5)
    if side == -1 and number.first and words[number.first - 1].form in table.agents:
        cost += 6.0
    for at in range(first, last):
        form = words[at].form
        cost += 3.0 if at in firsts else 0.0
        cost += 8.0 if form in ".;:!?" else 0.0
        cost += 1.0 if form in table.joiners else 0.0
        cost += 12.0 if side == 1 and form in table.agents else 0.0
        if at in begins:
            cost += 2.0 if begins[at] == role else 6.0
    return cost + (2.0 if number.kind is None else 0.0)


def _role(number: _Number, rows: list[Quantity], parent: int | None, table: Counting) -> QuantityRole | None:
    if number.role:
        return number.role
    if number.part and parent is not None and number.kind in ("persons", None):
        return rows[parent].role
    if number.amount.article:
        return None
    if number.kind == "persons":
        return "fighters" if number.unit is not None and number.unit in table.kinds["fighters"] else "other"
    if number.kind == "weapons":
        return "weapons"
    return "money" if number.kind == "money" else "other"


def _row(
    text: str, number: _Number, role: QuantityRole, scope: Scope, part_of: int | None, offset: int
) -> Quantity:
    amount = number.amount
    if role == "killed" and (amount.low or 0) >= _WAR:
        scope = "cumulative"
    return Quantity(
        text[amount.start : amount.end], amount.start + offset, amount.end + offset, role, amount.low, amount.high,
        amount.exact, number.unit, None, scope, None, part_of,
    )  # fmt: skip


def _scope(words: Sequence[Word], table: Counting) -> Scope:
    found = [hit.tag for hit in table.scopes.all(words)]
    if "cumulative" in found:
        return "cumulative"
    return "day" if "day" in found else "incident"


def _nobody(
    text: str, words: Sequence[Word], table: Counting, rows: list[Quantity], offset: int
) -> list[Quantity]:
    """ "no casualties", "sans faire de victimes": a count of zero."""
    found = []
    for hit in table.none.all(words):
        start, end = words[hit.first].start, words[hit.last - 1].end
        if not any(row.role == hit.tag for row in rows):
            found.append(
                Quantity(
                    text[start:end],
                    start + offset,
                    end + offset,
                    hit.tag,
                    0,
                    0,
                    True,
                    None,
                    None,
                    "incident",
                    None,
                    None,
                )
            )
    return found
