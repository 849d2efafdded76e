"""“With agencies”: a text that credits agencies without a name, and an agency's own text in the case that it shares words with."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from headwater.origins.descent.candidates import Candidate
from headwater.origins.descent.declared import Declared
from headwater.origins.descent.edges import Edge

COLLECTIVE = "agencies"
"""The key under which unnamed agencies are one outlet."""
CREDITED = 3.0
"""Log-odds that an agency's text is a parent of one that credits agencies and names none: half of what a name gives."""


class Agencies:
    """The agencies of some texts: those that credit agencies and name none, and the articles that an agency printed."""

    def __init__(self, declared: Iterable[Declared], printed: Collection[str]) -> None:
        self._crediting = frozenset(
            row.child for row in declared if row.outlet is not None and row.outlet.key == COLLECTIVE
        )
        self._printed = printed

    def credit(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """The candidates, those likelier that are an agency's own text above a child that credits unnamed agencies."""
        return [self._credited(one) if self._may_be(one) else one for one in candidates]

    def met(self, candidates: Iterable[Candidate]) -> frozenset[str]:
        """The texts whose unnamed agencies are met by a text of the case, and that text: no others are meant."""
        found = [one for one in candidates if self._may_be(one) and one.weight > 0]
        return frozenset(key for one in found for key in (one.child, one.parent))

    def _may_be(self, one: Candidate) -> bool:
        return one.child in self._crediting and one.parent in self._printed and one.kind != "quote"

    def _credited(self, one: Candidate) -> Candidate:
        because = f"{one.because.rstrip('.')}; it credits agencies and names none."
        return replace(one, weight=round(one.weight + CREDITED, 4), because=because)


Parented = TypeVar("Parented", Candidate, Edge)


def without_collective(rows: Iterable[Parented], texts: Collection[str]) -> list[Parented]:
    """The rows but those by which some texts come from unnamed agencies."""
    return [row for row in rows if row.parent != COLLECTIVE or row.child not in texts]
