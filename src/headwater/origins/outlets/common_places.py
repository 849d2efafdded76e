"""The places that tell nothing apart, because many of a case's texts name them, counted as texts come and go."""

from __future__ import annotations

from dataclasses import dataclass, field

from headwater.origins.counting.places import COMMON, FEW_TEXTS
from headwater.records.origins import CommonPlace, NamedOutlets


@dataclass
class CommonPlaces:
    """How many texts name each place, and which of them are common."""

    texts: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    common: frozenset[str] = frozenset()

    def enter(self, row: NamedOutlets, step: int = 1) -> None:
        """Enter a text, or take it out."""
        self.texts += step
        for key in row.places:
            count = self.counts.get(key, 0) + step
            if count:
                self.counts[key] = count
            else:
                del self.counts[key]

    def settle(self) -> frozenset[str]:
        """Tell anew which places are common; those that were, or are, and not both."""
        before = self.common
        few = self.texts < FEW_TEXTS
        self.common = frozenset(
            key for key, named in self.counts.items() if not few and named / self.texts > COMMON
        )
        return before ^ self.common

    def of(self, row: NamedOutlets) -> list[CommonPlace]:
        """The common places that a text names."""
        if not self.common:
            return []
        every = dict.fromkeys([*row.places, *row.slot_places])
        return [CommonPlace(row.article, key) for key in every if key in self.common]
