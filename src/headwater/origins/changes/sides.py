"""One article of an edge: its sentences, read when they are asked for, and their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from headwater.origins.changes.pairing import Matrix
from headwater.origins.changes.passages import Passage, Reading, joined, read_passage
from headwater.origins.changes.vocabulary import Vocabulary, vocabulary_of


class Readings(Sequence[Reading]):
    """The readings of an article's sentences; each sentence is read at its first use, once."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self._read: dict[int, Reading] = {}
        self._joined: dict[tuple[int, ...], Reading] = {}

    def joined(self, places: Sequence[int]) -> Reading:
        """Neighbouring sentences as one, once for all edges of their article."""
        key = tuple(places)
        if key not in self._joined:
            self._joined[key] = joined([self[at] for at in key])
        return self._joined[key]

    def some(self, places: Sequence[int]) -> Readings:
        """The readings of some of the sentences, read once for both."""
        return _Some(self, places)

    def __len__(self) -> int:
        return len(self.passages)

    @overload
    def __getitem__(self, at: int) -> Reading: ...
    @overload
    def __getitem__(self, at: slice) -> list[Reading]: ...
    def __getitem__(self, at: int | slice) -> Reading | list[Reading]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        if at not in self._read:
            self._read[at] = self._reading(at)
        return self._read[at]

    def _reading(self, at: int) -> Reading:
        return read_passage(self.passages[at])


class _Some(Readings):
    """A few sentences of an article."""

    def __init__(self, whole: Readings, places: Sequence[int]) -> None:
        super().__init__([whole.passages[at] for at in places])
        self._whole, self._places = whole, places

    def _reading(self, at: int) -> Reading:
        return self._whole[self._places[at]]


@dataclass(frozen=True)
class Side:
    """An article's sentences and their unit vectors as rows."""

    readings: Readings
    vectors: Matrix

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All that the article names."""
        return vocabulary_of(self.readings)

    @property
    def passages(self) -> Sequence[Passage]:
        """The sentences themselves, unread."""
        return self.readings.passages
