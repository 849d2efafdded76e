"""Headline totals that add several incidents up."""

from __future__ import annotations

from headwater.matches.facts import Facts, names_one, sentence_at
from headwater.records.ids import row_id
from headwater.records.matches import MatchFinding, Quantity


def sum_of_incidents(facts: Facts) -> MatchFinding | None:
    """A finding where the report's toll is the sum of the tolls that it then tells one by one.

    The parts stand in different sentences after the total, and add up to it exactly.
    """
    toll = facts.toll
    if toll is None or toll.low is None or toll.low < 3 or toll.low != toll.high:
        return None
    if any(q.start == toll.start and q != toll for q in facts.dead):
        return None  # "120 fighters and 60 mercenaries": the sentence itself adds up
    parts = _later_parts(facts, toll)
    for first in range(len(parts)):
        total = 0
        for last in range(first, min(first + 6, len(parts))):
            total += parts[last].low or 0
            if total == toll.low and last > first:
                told = ", ".join(f"“{q.text}”" for q in parts[first : last + 1])
                return MatchFinding(
                    row_id("mf", "sum_of_incidents", facts.article.id, toll.start),
                    "sum_of_incidents",
                    facts.article.id,
                    None,
                    facts.article.text[toll.start : toll.end],
                    toll.start,
                    toll.end,
                    f"The total “{toll.text}” is the sum of counts that the report gives one by one: {told}.",
                )
            if total > toll.low:
                break
    return None


def _later_parts(facts: Facts, toll: Quantity) -> list[Quantity]:
    """The first count of dead of each later sentence, smaller than the total."""
    own = sentence_at(facts, toll.start)
    seen: set[int] = set()
    parts = []
    for q in facts.dead:
        sentence = sentence_at(facts, q.start)
        if sentence is None or own is None or sentence.index <= max(1, own.index) or sentence.index in seen:
            continue
        if (
            q.low is None
            or q.low != q.high
            or not 0 < q.low < (toll.low or 0)
            or (names_one(q) and (toll.low or 0) > 9)
        ):
            continue
        seen.add(sentence.index)
        parts.append(q)
    return parts
