"""Where two reports of one incident cannot both hold, slot by slot.

A difference is an *update* where a report says that the toll rose, or where the same counter gives a
higher number later; it stays in the list, told apart by its flag. Counts that fit each other ("dozens"
and 58) and counts of which one is part of the other's sum are no disagreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from headwater.matches.authors import conflict_of
from headwater.matches.circumstances import differing
from headwater.matches.denials import find_denials
from headwater.matches.facts import Facts, claim_at, counter_of, sentence_at
from headwater.matches.lexicon import counting
from headwater.matches.ranges import relate
from headwater.matches.tolls import is_vague
from headwater.matches.victims import differ
from headwater.records.ids import row_id
from headwater.records.matches import Conflict, Quantity, Slot, Wording
from headwater.records.remembered import remembered
from headwater.text.numerals import words_of

_SMALL = 3
"""Tolls up to this are those of many incidents."""
_ADDENDS = 24
"""Counts of one report that are added up two by two."""
LARGEST = 40
"""Reports of a group whose every pair is compared; of greater groups one report for each value."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two stretches that cannot both hold."""

    slot: Slot
    a: tuple[int, int]
    b: tuple[int, int]
    update: bool
    because: str


def find_conflicts(group: str, reports: Sequence[Facts]) -> list[Conflict]:
    """All disagreements between the reports of one group, each pair and slot once."""
    rows = []
    known = remembered(KnownDifferences)
    for a, b in _pairs(reports):
        for difference in known.of(a, b):
            rows.append(
                Conflict(
                    row_id(
                        "cf",
                        group,
                        difference.slot,
                        a.article.id,
                        b.article.id,
                        difference.a[0],
                        difference.b[0],
                    ),
                    group,
                    difference.slot,
                    _wording(a, *difference.a),
                    _wording(b, *difference.b),
                    difference.update,
                    difference.because,
                )
            )
    return rows


@dataclass
class KnownDifferences:
    """Where pairs of reports differ, as they were where neither report has moved; of many pairs the latest."""

    most: int = 50_000
    known: dict[tuple[str, str], tuple[Facts, Facts, tuple[Difference, ...]]] = field(default_factory=dict)

    def of(self, a: Facts, b: Facts) -> tuple[Difference, ...]:
        """Where two reports differ."""
        pair = (a.article.id, b.article.id)
        found = self.known.get(pair)
        if found is None or found[0] is not a or found[1] is not b:
            self.known.pop(pair, None)
            found = self.known[pair] = (a, b, tuple(differences(a, b)))
            if len(self.known) > self.most:
                del self.known[next(iter(self.known))]
        return found[2]


def differences(a: Facts, b: Facts) -> Iterator[Difference]:
    """Where two reports differ, one row a slot."""
    for slot, what, one, two in (
        ("killed", "dead", a.toll, b.toll),
        ("injured", "injured", a.injured, b.injured),
        ("victims", "children among the dead", a.children, b.children),
        ("captured", "captured", a.captured, b.captured),
        ("displaced", "displaced", a.displaced, b.displaced),
    ):
        if one is None or two is None or relate(one, two) != "apart":
            continue
        if slot == "killed" and _is_part(a, b, one, two):
            continue
        if slot == "injured" and one.scope != two.scope:
            continue
        if _gives_both(slot, a, b, one, two):
            continue
        update, why = _update(a, b, one, two)
        yield Difference(
            _SLOTS[slot],
            (one.start, one.end),
            (two.start, two.end),
            update,
            f"One report counts “{one.text}” {what}, the other “{two.text}”{why}.",
        )
    yield from _kinds_of_dead(a, b)
    author = conflict_of(a.authorship, b.authorship)
    if author:
        yield Difference("perpetrator", author.a, author.b, author.update, author.because)
    for found in differing(a.circumstances, b.circumstances, tied=_tied(a, b)):
        yield Difference(found.slot, found.a, found.b, False, found.because)
    for denial in find_denials(a, b):
        if not (author and denial.slot == "perpetrator"):
            yield Difference(denial.slot, denial.a, denial.b, False, denial.because)


def _kinds_of_dead(a: Facts, b: Facts) -> Iterator[Difference]:
    """Who died, where both give one toll: civilians or fighters."""
    if not _tied(a, b):
        return
    one, two = a.victims, b.victims
    why = differ(one, two)
    if one and two and why:
        yield Difference("victims", (one.start, one.end), (two.start, two.end), False, why)


_SLOTS: Mapping[str, Slot] = {
    "killed": "killed",
    "injured": "injured",
    "victims": "victims",
    "captured": "quantity",
    "displaced": "quantity",
}


def _tied(a: Facts, b: Facts) -> bool:
    """Whether both reports give one telling toll."""
    one, two = a.toll, b.toll
    if one is None or two is None or is_vague(one) or one.low is None or one.low <= _SMALL:
        return False
    return relate(one, two) == "same"


def _pairs(reports: Sequence[Facts]) -> Iterator[tuple[Facts, Facts]]:
    if len(reports) > LARGEST:
        first: dict[tuple[int | None, int | None, int | None], Facts] = {}
        for facts in reports:
            key = tuple(q.low if q else None for q in (facts.toll, facts.injured, facts.children))
            first.setdefault((key[0], key[1], key[2]), facts)
        reports = list(first.values())[:LARGEST]
    for i, a in enumerate(reports):
        for b in reports[i + 1 :]:
            yield a, b


def _gives_both(slot: str, a: Facts, b: Facts, one: Quantity, two: Quantity) -> bool:
    """Whether one report counts the other's number beside its own: six in two strikes, three of them at the school."""
    for facts, mine, theirs in ((a, one, two), (b, two, one)):
        beside = {"killed": facts.dead, "injured": facts.hurt, "victims": facts.minors}.get(slot, ())
        if theirs.low is None or is_vague(theirs) or _rises(facts, mine):
            continue
        if any(q.low == theirs.low and _is_beside(facts, q, mine) for q in beside):
            return True
    return False


def _is_beside(facts: Facts, other: Quantity, mine: Quantity) -> bool:
    """Whether a report holds both counts itself; another's toll of the dead, quoted as his, is a rival count."""
    if other.as_of is not None or _rises(facts, other):
        return False
    if mine.role != "killed" or mine in facts.minors:
        return True
    first, second = counter_of(facts, mine.start), counter_of(facts, other.start)
    return second is None or first == second


def _is_part(a: Facts, b: Facts, one: Quantity, two: Quantity) -> bool:
    """Whether the lesser number is one of the counts that the report with the greater one adds up."""
    for facts, whole, part in ((a, one, two), (b, two, one)):
        if whole.low is None or part.low is None or part.low >= whole.low:
            continue
        counts = [q.low for q in facts.dead if q.low is not None and not _rises(facts, q)]
        if part.low in counts and _adds_up(whole.low - part.low, part.low, counts):
            return True
    return False


def _adds_up(rest: int, part: int, counts: Sequence[int]) -> bool:
    """Whether what is left of a total is one of a report's other counts, or two of them together."""
    others = list(counts)
    others.remove(part)
    lesser = sorted({n for n in others if n < rest})[:_ADDENDS]
    return rest in others or any(rest - n in lesser and rest != 2 * n for n in lesser)


def _update(a: Facts, b: Facts, one: Quantity, two: Quantity) -> tuple[bool, str]:
    """Whether the greater number is a later state of the smaller, and how that is known."""
    if _rises(a, one) or _rises(b, two):
        return True, ", and says that the number rose"
    first, second = counter_of(a, one.start), counter_of(b, two.start)
    if first is None or first != second or a.published is None or b.published is None:
        return False, ""
    later_is_more = (a.published < b.published) == ((one.low or 0) < (two.low or 0))
    if a.published != b.published and later_is_more:
        return True, ", the same counter later"
    return False, ""


def _rises(facts: Facts, quantity: Quantity) -> bool:
    sentence = sentence_at(facts, quantity.start)
    if sentence is None:
        return False
    words = words_of(facts.article.text[sentence.start : sentence.end], sentence.lang)
    return bool(counting(sentence.lang).updates.all(words))


def _wording(facts: Facts, start: int, end: int) -> Wording:
    claim = claim_at(facts, start)
    return Wording(facts.article.id, claim.id if claim else None, facts.article.text[start:end], start, end)
