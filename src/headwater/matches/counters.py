"""Whose count a number is, whether a party counts its enemy's losses, and as of when the count holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from headwater.matches.lexicon import Counting, counting
from headwater.matches.times import TimeSaid, find_times
from headwater.records.matches import Quantity
from headwater.text.numerals import Word, words_of

_LOSSES = frozenset({"killed", "injured", "captured"})
_OWN = 4
"""Words after a number in which "its" makes the counted the counter's own ("nine of its soldiers")."""


@dataclass(frozen=True, slots=True)
class Counter:
    """The entity on whose word a claim's counts stand, and whether it is a party to the fight."""

    entity: str
    party: bool


def with_counter(
    quantities: Sequence[Quantity], text: str, offset: int, lang: str, counter: Counter | None
) -> list[Quantity]:
    """The quantities of a claim with whose count they are. ``text`` begins at ``offset`` of its article."""
    if counter is None:
        return list(quantities)
    words, table = words_of(text, lang), counting(lang)
    boast = bool(table.enemy_deeds.all(words))
    return [
        replace(
            q, counter=counter.entity, of_enemy=counter.party and _of_enemy(q, words, offset, table, boast)
        )
        for q in quantities
    ]


def _of_enemy(q: Quantity, words: Sequence[Word], offset: int, table: Counting, boast: bool) -> bool:
    if q.role not in _LOSSES or q.low == 0:
        return False
    at = next((k for k, w in enumerate(words) if w.start + offset >= q.start), None)
    if at is None or any(w.form in table.own for w in words[at : at + _OWN]):
        return False
    fighters = q.unit is not None and q.unit in table.kinds["fighters"]
    return q.unit is not None and (q.unit in table.enemies or (boast and fighters))


def with_as_of(
    quantities: Sequence[Quantity], text: str, offset: int, lang: str, published: date | None
) -> list[Quantity]:
    """The quantities with the day up to which they count, where the sentence says "as of Sunday"."""
    words, table = words_of(text, lang), counting(lang)
    if not table.as_of_before.all(words) and not table.as_of_after.all(words):
        return list(quantities)
    said = find_times(text, lang, published, offset)
    day = next((t.to for t in said if t.to and _holds_as_of(t, words, offset, table)), None)
    if day is None:
        return list(quantities)
    return [q if q.as_of else replace(q, as_of=day.isoformat()) for q in quantities]


def _holds_as_of(said: TimeSaid, words: Sequence[Word], offset: int, table: Counting) -> bool:
    first = next((k for k, w in enumerate(words) if w.start + offset >= said.start), len(words))
    last = next((k for k, w in enumerate(words) if w.start + offset >= said.end), len(words))
    before = [table.as_of_before.at(words, k) for k in range(max(0, first - 5), first)]
    if any(hit and hit.last == first for hit in before):
        return True
    return last < len(words) and table.as_of_after.at(words, last) is not None
