"""All that a whole article names, as sets: whether what is new in a passage stands elsewhere in its parent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from headwater.origins.changes.names import NameMark
from headwater.origins.changes.numbers import NumberMark
from headwater.origins.changes.passages import Reading
from headwater.origins.changes.sounds import letters_of, sound_keys


@dataclass(frozen=True)
class Vocabulary:
    """Numbers, classes of marks and names of some readings, for look-up in constant time; each read when first asked for."""

    readings: Sequence[Reading]
    _keys: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> frozenset[int]:
        """All values."""
        return frozenset(value for reading in self.readings for value in number_values(reading.numbers))

    @cached_property
    def names(self) -> frozenset[str]:
        """The keys of all names."""
        return frozenset(name.key for reading in self.readings for name in reading.names)

    @cached_property
    def sounds(self) -> frozenset[str]:
        """All words as they may be heard."""
        return frozenset(key for reading in self.readings for key in reading.sounds)

    @cached_property
    def letters(self) -> frozenset[str]:
        """All words by their letters alone."""
        return frozenset(
            letters_of(text) for text in {text for reading in self.readings for text in reading.told}
        )

    def has(self, facet: str, key: str) -> bool:
        """Whether a class of a facet is anywhere in the article."""
        return key in self.keys(facet)

    def keys(self, facet: str) -> frozenset[str]:
        """The classes of a facet that the article has."""
        found = self._keys.get(facet)
        if found is None:
            found = frozenset(key for reading in self.readings for key in reading.keys_of(facet))
            self._keys[facet] = found
        return found

    def has_name(self, name: NameMark, *, spelled: bool) -> bool:
        """Whether the article has a name: its entity, or each of its words as spelled or, across languages, as heard."""
        if name.key in self.names:
            return True
        words = [word for word in re.split(r"[\W_]+", name.text) if len(word) > 2]
        if not words:
            return False
        if spelled:
            return all(letters_of(word) in self.letters for word in words)
        heard = [told for word in words if (told := [key for key in sound_keys(word) if len(key) >= 2])]
        return bool(heard) and all(any(key in self.sounds for key in ways) for ways in heard)


def vocabulary_of(readings: Sequence[Reading]) -> Vocabulary:
    """The vocabulary of an article's sentences."""
    return Vocabulary(readings)


def number_values(numbers: Sequence[NumberMark]) -> set[int]:
    """The numbers of a passage, and neighbours written as one ("116 123")."""
    glued = {
        int(f"{a.value}{b.value}")
        for a, b in pairwise(numbers)
        if a.digits and b.digits and b.start - a.end == 1
    }
    return glued | {n.value for n in numbers}
