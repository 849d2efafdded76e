"""The toll of an incident: which of a report's counts of dead is the total that it leads with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from headwater.records.matches import Quantity
from headwater.text.numerals import lexicon

_ROUND = (3, 20, 24, 40, 200, 2000, 20000)
"""Lower ends of the vague words ("dozens", "scores", "hundreds")."""


@cache
def _at_least() -> tuple[str, ...]:
    phrases = [
        " ".join(p)
        for lang in ("en", "fr", "ar", "tr", "ru")
        for p in lexicon(lang).modifiers.get("least", ())
    ]
    return tuple(sorted(phrases))


def says_at_least(quantity: Quantity) -> bool:
    """Whether the phrase is "at least", not "more than"; both are open above."""
    text = quantity.text.lower()
    return quantity.high is None and (text.startswith(_at_least()) or text.endswith(_at_least()))


def is_vague(quantity: Quantity) -> bool:
    """Whether a count is a word such as "dozens", open above, with no number in it."""
    return quantity.high is None and quantity.low in _ROUND and not any(c.isdigit() for c in quantity.text)


def choose_toll(sentences: Sequence[Sequence[Quantity]]) -> Quantity | None:
    """The total of the incident that a report leads with.

    ``sentences`` are in order of preference: the claim's own sentence first. The first count of dead
    of one incident is it; where that is a word ("dozens") or a round "more than 80", the first exact
    count that fits it. Parts of another count and totals of a war are no toll.
    """
    found = [
        q
        for row in sentences
        for q in row
        if q.role == "killed" and q.part_of is None and q.scope != "cumulative"
    ]
    if not found:
        return None
    first = next((q for q in found if not _is_single(q)), found[0])
    if first.low is not None and not (is_vague(first) or _is_round_and_open(first)):
        return first
    for other in found:
        if (
            other.low is not None
            and not is_vague(other)
            and not _is_round_and_open(other)
            and _fits(first, other)
        ):
            return other
    return first


def choose_lead_toll(
    own: Sequence[Quantity], headline: Sequence[Quantity], others: Sequence[Sequence[Quantity]]
) -> Quantity | None:
    """The total of a lead claim's incident: of its own count and the headline's the greater.

    A headline gives totals, and a lead that counts more has the later number; where neither gives
    a firm count, the sentences beside them are asked in their order.
    """
    counts = [toll for toll in (choose_toll([own]), choose_toll([headline])) if toll is not None]
    firm = [toll for toll in counts if toll.low is not None and not is_vague(toll) and not _is_single(toll)]
    if firm:
        best = max(firm, key=lambda toll: (toll.low or 0, -toll.start))
        return choose_toll([[best], own, headline, *others]) if _is_round_and_open(best) else best
    return choose_toll([own, headline, *others])


def _is_round_and_open(quantity: Quantity) -> bool:
    """Whether a count is a round "more than 80"; "at least 80" is a count that somebody made."""
    return (
        quantity.low is not None
        and quantity.low % 10 == 0
        and not quantity.exact
        and not says_at_least(quantity)
    )


def _is_single(quantity: Quantity) -> bool:
    """Whether one person is spoken of ("a child"): seldom the total."""
    return quantity.low == 1 and quantity.unit is not None and quantity.unit in quantity.text.lower()


def _fits(rough: Quantity, exact: Quantity) -> bool:
    """Whether an exact count is what a rough one may mean."""
    low = rough.low if rough.low is not None else 0
    number = exact.low or 0
    if is_vague(rough):
        return low * 0.5 <= number <= low * 25
    if rough.low is None:
        return (rough.high or 0) * 0.5 <= number <= (rough.high or 0)
    return low <= number <= low * 1.25
