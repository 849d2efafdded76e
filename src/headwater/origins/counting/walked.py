"""What was found on walks up from a claim, so that a walk that comes by it need not go there again.

A walk enters no text twice and is of bounded length, so that where it may go hangs on what it passed before. What was
found from a claim alone holds for a walk that passed other texts, too, where it looked at none of these and is short
enough; only a circle is told from where its walk began.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from headwater.origins.counting.ends import Way

MOST_TOUCHED = 64
"""Texts that one walk may look at for what it found to hold elsewhere."""


@dataclass(slots=True)
class Trace:
    """The texts that walks from one claim looked at, whether they entered them or not, and how far they went."""

    touched: set[str] = field(default_factory=set)
    deepest: int = 0
    lost: bool = False

    def enter(self, here: Sequence[str]) -> None:
        """Note where a walk has come to."""
        self.touch(here[-1])
        if len(here) > self.deepest:
            self.deepest = len(here)

    def touch(self, article: str) -> None:
        """Note a text that a walk asked for among those that it passed."""
        if len(self.touched) < MOST_TOUCHED:
            self.touched.add(article)
        else:
            self.lost = True

    def follow(self, other: Trace, passed: int) -> None:
        """Note what another walk noted, which began behind so many texts."""
        self.touched |= other.touched
        self.lost = self.lost or len(self.touched) > MOST_TOUCHED
        self.deepest = max(self.deepest, passed + other.deepest)


@dataclass(frozen=True, slots=True)
class Walked:
    """The ways from one claim, and whether these are all and none is a circle."""

    ways: Sequence[Way]
    trace: Trace
    whole: bool

    def holds_behind(self, here: Collection[str], longest: int) -> bool:
        """Whether a walk that passed some texts would find the same from here."""
        return (
            self.whole and len(here) + self.trace.deepest <= longest and self.trace.touched.isdisjoint(here)
        )

    def behind(self, here: tuple[str, ...]) -> list[Way]:
        """The same ways behind some texts."""
        return [Way(way.end, (*here, *way.nodes), way.circular, way.doubtful) for way in self.ways]


def walked(ways: Sequence[Way], trace: Trace, most: int) -> Walked:
    """What a walk found that was cut at ``most`` ways."""
    whole = len(ways) < most and not trace.lost and not any(way.circular for way in ways)
    return Walked(ways, trace, whole)
