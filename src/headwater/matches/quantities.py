"""What the numbers of a sentence count: the dead, the injured, fighters, weapons, money.

A number takes the role of the word that counts it ("killed", "blessés", "погибших"), found on the side
on which that word takes numbers, at the least distance; commas, other numbers and other counting
words in between make the way longer. Pure; linear in the sentence but for numbers times counting words.
"""

from __future__ import annotations

from collections.abc import Sequence

from headwater.matches.counted import Number, find_numbers
from headwater.matches.lexicon import Counting, counting
from headwater.matches.parts import Trigger, find_total, mark_parts
from headwater.matches.phrases import Found
from headwater.matches.rises import read_rises
from headwater.records.matches import Quantity, QuantityRole, Scope
from headwater.text.numerals import Word, words_of

EARLIER = "earlier"
"""``as_of`` of the state that a count had before it grew."""
_FARTHEST = 15.0
_WAR = 100_000
"""More dead than this are a war's, whatever the sentence says."""
_WIDEST: tuple[Scope, ...] = ("cumulative", "campaign", "day", "place")
_MOST = 60
"""Numbers read in one sentence: a table of figures is no claim."""


def find_quantities(text: str, lang: str, offset: int = 0) -> list[Quantity]:
    """The quantities of a sentence in their order, earlier states of a count last; spans moved by ``offset``."""
    words, table = words_of(text, lang), counting(lang)
    numbers = find_numbers(text, words, table)[:_MOST]
    read_rises(numbers, words, table)
    triggers = _triggers(words, table)
    mark_parts(numbers, words, table, triggers)
    _assign(numbers, triggers, words, table)
    scope = _scope(words, table)
    rows: list[Quantity] = []
    parent: int | None = None
    total = find_total(text, numbers, words, table, scope, offset)
    if total:
        rows.append(total)
    for number in sorted(numbers, key=lambda n: n.earlier):
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


def _assign(numbers: list[Number], triggers: list[Trigger], words: Sequence[Word], table: Counting) -> None:
    """Give each number the role of the counting word that is nearest, cheapest pairs first."""
    whole = [n for n in numbers if not n.part and n.kind in ("persons", None)]
    firsts = {n.first for n in whole}
    begins = {t.first: t.tag[0] for t in triggers}
    passive = {
        j for j, trigger in enumerate(triggers) if _takes_the_number_before(trigger, numbers, words, table)
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
    trigger: Trigger, numbers: list[Number], words: Sequence[Word], table: Counting
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
    number: Number,
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
    if side == -1 and table.noun_follows and first == last and words[first].form == number.unit:
        return 0.0 - 1.0 * (number.kind == "persons")
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


def _role(number: Number, rows: list[Quantity], parent: int | None, table: Counting) -> QuantityRole | None:
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
    text: str, number: Number, role: QuantityRole, scope: Scope, part_of: int | None, offset: int
) -> Quantity:
    amount = number.amount
    if role == "killed" and (amount.low or 0) >= _WAR:
        scope = "cumulative"
    return Quantity(
        text[amount.start : amount.end], amount.start + offset, amount.end + offset, role, amount.low, amount.high,
        amount.exact, number.unit, None, scope, EARLIER if number.earlier else None, part_of,
    )  # fmt: skip


def _scope(words: Sequence[Word], table: Counting) -> Scope:
    found = [hit.tag for hit in table.scopes.all(words)]
    return next((scope for scope in _WIDEST if scope in found), "incident")


def _nobody(
    text: str, words: Sequence[Word], table: Counting, rows: list[Quantity], offset: int
) -> list[Quantity]:
    """ "no casualties", "ni mort ni blessé": a count of zero for each role that the phrase speaks of."""
    counted = {row.role for row in rows}
    found = []
    for hit in table.none.all(words):
        start, end = words[hit.first].start + offset, words[hit.last - 1].end + offset
        said = text[start - offset : end - offset]
        for role in hit.tag:
            if role not in counted:
                found.append(Quantity(said, start, end, role, 0, 0, True, None, None, "incident", None, None))
    return found
