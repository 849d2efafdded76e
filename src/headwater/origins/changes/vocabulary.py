"""All that a whole article names, as sets: whether what is new in a passage stands elsewhere in its parent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from headwater.origins.changes.names import NameMark
from headwater.origins.changes.numbers import NumberMark
from headwater.origins.changes.passages import Reading
from headwater.origins.changes.sounds import letters_of, sound_keys


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Numbers, classes of marks and names of an article, for look-up in constant time."""

    numbers: frozenset[int]
    marks: frozenset[tuple[str, str]]  # facet and class
    names: frozenset[str]
    sounds: frozenset[str]
    letters: frozenset[str]

    def has(self, facet: str, key: str) -> bool:
        """Whether a class of a facet is anywhere in the article."""
        return (facet, key) in self.marks

    def keys(self, facet: str) -> set[str]:
        """The classes of a facet that the article has."""
        return {key for f, key in self.marks if f == facet}

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
    words = [word for reading in readings for word in reading.words]
    return Vocabulary(
        frozenset(value for reading in readings for value in number_values(reading.numbers)),
        frozenset((facet, m.key) for r in readings for facet, marks in r.marks.items() for m in marks),
        frozenset(name.key for reading in readings for name in reading.names),
        frozenset(key for word in words for form in (word.text, *word.forms[1:]) for key in sound_keys(form)),
        frozenset(letters_of(word.text) for word in words),
    )


def number_values(numbers: Sequence[NumberMark]) -> set[int]:
    """The numbers of a passage, and neighbours written as one ("116 123")."""
    glued = {
        int(f"{a.value}{b.value}")
        for a, b in pairwise(numbers)
        if a.digits and b.digits and b.start - a.end == 1
    }
    return glued | {n.value for n in numbers}
