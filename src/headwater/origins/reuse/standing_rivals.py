"""Which pairs compete to be translations, brought up to date with the pairs that came and went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Couple = tuple[str, str]
Key = tuple[str, str]
"""(article, language of the other)"""


@dataclass
class StandingRivals:
    """Pairs that may be translations, by the ids of their articles; those that have a key in common compete."""

    keys: dict[Couple, tuple[Key, Key]] = field(default_factory=dict)
    holders: dict[Key, set[Couple]] = field(default_factory=dict)
    names: dict[Couple, str] = field(default_factory=dict)

    def move(
        self, gone: Iterable[Couple], come: Iterable[Couple], tongues: Mapping[str, tuple[str, ...]]
    ) -> set[Couple]:
        """Pairs whose rivals may be others now. ``tongues`` has the languages of each article of those that came."""
        touched: set[Key] = set()
        moved: set[Couple] = set()
        for couple in gone:
            moved.add(couple)
            self.names.pop(couple, None)
            for key in self.keys.pop(couple, ()):
                touched.add(key)
                self.holders[key].discard(couple)
        for couple in come:
            moved.add(couple)
            a, b = (tongues[article] for article in couple)
            if len({*a, *b}) > 1:
                keys = ((couple[0], next(iter(b), "")), (couple[1], next(iter(a), "")))
                self.keys[couple] = keys
                for key in keys:
                    touched.add(key)
                    self.holders.setdefault(key, set()).add(couple)
        seen: set[Couple] = set()
        for key in touched:
            if not self.holders[key]:
                del self.holders[key]
                continue
            first = min(self.holders[key])
            if first not in seen:
                together = self._together(first)
                seen |= together
                moved |= self._named(together)
        return moved

    def _together(self, first: Couple) -> set[Couple]:
        """All pairs that compete with one, however far, and it."""
        found, keys = {first}, set(self.keys[first])
        waiting = list(keys)
        while waiting:
            for couple in self.holders[waiting.pop()] - found:
                found.add(couple)
                further = set(self.keys[couple]) - keys
                keys |= further
                waiting += further
        return found

    def _named(self, together: set[Couple]) -> set[Couple]:
        """Give pairs that compete the name of their first; those that had another."""
        name = " ".join(min(together)) if len(together) > 1 else ""
        other = {couple for couple in together if self.names.get(couple, "") != name}
        for couple in other:
            self.names[couple] = name
        return other
