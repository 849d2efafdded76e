"""Where one report of an incident denies what the other states: that it happened, who did it, what was delivered.

Only a report that *leads* with a denial stands against the others. A report that states a thing and quotes a
denial of it further down agrees with its neighbours that quote the same denial.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from headwater.matches.authors import doer_before
from headwater.matches.denying import deeds, delivery_of, denies, denies_deed
from headwater.matches.facts import Facts
from headwater.records.claims import Claim

Span = tuple[int, int]
_NEAR = 8
"""Sentences from the opening in which a report that leads with a denial says what it denies."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A stretch that denies and a stretch that states, in the order of the two reports."""

    slot: Literal["occurrence", "perpetrator", "delivery"]
    a: Span
    b: Span
    because: str


def find_denials(a: Facts, b: Facts) -> Iterator[Denial]:
    """The denials between two reports of one incident, each slot once."""
    for one, two, turned in ((a, b, False), (b, a, True)):
        for slot, denying, stating in _deeds_denied(one, two):
            spans = (_of(stating), _of(denying)) if turned else (_of(denying), _of(stating))
            yield Denial(slot, *spans, _BECAUSE[slot])
    yield from _delivered(a, b)


_BECAUSE = {
    "occurrence": "One report denies that it happened, the other states that it did.",
    "perpetrator": "One report denies that the side it names did it, the other tells of the act.",
}


def _deeds_denied(
    one: Facts, two: Facts
) -> Iterator[tuple[Literal["occurrence", "perpetrator"], Claim, Claim]]:
    denying, stating = one.lead, two.lead
    if denying is None or stating is None or not denies(denying) or denies(stating):
        return
    if delivery_of(denying) or not denies_deed(denying) or not deeds(denying) & deeds(stating):
        return
    near = [c for c in one.claims if c.sentence <= denying.sentence + _NEAR and denies_deed(c)]
    by_slot: dict[Literal["occurrence", "perpetrator"], Claim] = {}
    for claim in [denying, *sorted(near, key=lambda c: (c.start, c.id))]:
        by_slot.setdefault("perpetrator" if doer_before(claim.text, claim.lang) else "occurrence", claim)
    for slot, claim in by_slot.items():
        yield slot, claim, stating


def _delivered(a: Facts, b: Facts) -> Iterator[Denial]:
    one, two, first, second = a.lead, b.lead, a.delivery, b.delivery
    if one and two and first and second and first != second:
        said = f"One report says that it was {first}, the other that it was {second}."
        yield Denial("delivery", _of(one), _of(two), said)


def _of(claim: Claim) -> Span:
    return claim.start, claim.end
