"""The nearest sentences of a case, brought up to date with the articles that came and went since they were found.

Vectors are whole numbers of 8 bits, so products of them are exact in whatever order they are added, and a sentence
is as near to another whether it is compared with all or only with those that are new.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.nearest import Nearest, best_of
from headwater.origins.reuse.packed import Ints, Sentences

MOST_NEW = 0.25
"""Share of sentences that are new from which on all are compared anew."""


@dataclass
class StandingNearest:
    """For each language the nearest of each sentence, as they were found last, and of which articles they are."""

    settings: tuple[object, ...] = ()
    starts: dict[bytes, tuple[int, int]] = field(default_factory=dict)  # article's contents -> its sentences
    size: int = 0
    nearest: dict[str, Nearest] = field(default_factory=dict)

    def find(
        self,
        every: Sentences,
        keys: Sequence[bytes],
        count: int,
        floor: float,
        anew: Callable[[Ints], Nearest],
    ) -> dict[int, Nearest]:
        """By code of language the nearest of each sentence. ``keys`` says what each article's sentences are, in order."""
        starts = starts_of(every, keys)
        settings = (count, floor, every.vectors.shape[1], every.vectors.dtype.str)
        moved = None
        if settings == self.settings:
            moved = moved_to(self.starts, self.size, starts, len(every), MOST_NEW)
        found: dict[int, Nearest] = {}
        for code, tongue in enumerate(every.tongues):
            columns = np.flatnonzero(every.languages == code)
            before = self.nearest.get(tongue)
            if moved is None or before is None:
                found[code] = anew(columns)
            else:
                found[code] = _brought_forward(every, columns, before, moved, count, floor)
        self.settings, self.starts, self.size = settings, starts, len(every)
        self.nearest = {tongue: found[code] for code, tongue in enumerate(every.tongues)}
        return found


def moved_to(
    before: dict[bytes, tuple[int, int]], had: int, now: dict[bytes, tuple[int, int]], size: int, most: float
) -> Ints | None:
    """Where each of ``had`` sentences stands now, -1 for one that is gone.

    None where more than ``most`` of all ``size`` are new, or the order of those that stayed is another.
    """
    moved = np.full(had, -1, dtype=np.int64)
    for key, (start, end) in before.items():
        place = now.get(key)
        if place is not None:
            moved[start:end] = np.arange(place[0], place[1])
    stay = moved[moved >= 0]
    if np.any(stay[1:] < stay[:-1]) or size - len(stay) > most * size:
        return None
    return moved


def starts_of(every: Sentences, keys: Sequence[bytes]) -> dict[bytes, tuple[int, int]]:
    """Where the sentences of each article are, by what they are; ``keys`` stand in their order."""
    bounds = np.flatnonzero(np.diff(every.owners, prepend=-1, append=-1)) if len(every) else np.zeros(1)
    places = bounds.astype(np.int64).tolist()
    return {key: (places[k], places[k + 1]) for k, key in enumerate(keys)}


def _brought_forward(
    every: Sentences, columns: Ints, before: Nearest, moved: Ints, count: int, floor: float
) -> Nearest:
    """The nearest among ``columns`` of each sentence, where those of sentences that stayed are known."""
    size = len(every)
    found = np.full((size, count), -1, dtype=np.int64)
    scores = np.full((size, count), -1.0, dtype=np.float32)
    stayed = np.flatnonzero(moved >= 0)
    old = before.found[stayed]
    now = np.where(old >= 0, moved[old], -1)
    found[moved[stayed]], scores[moved[stayed]] = now, before.scores[stayed]
    fresh = np.ones(size, dtype=np.bool_)
    fresh[moved[stayed]] = False
    anew = fresh.copy()
    anew[moved[stayed]] = ((old >= 0) & (now < 0)).any(axis=1)  # one of its nearest is gone
    rows = np.flatnonzero(anew)
    if len(rows):
        found[rows], scores[rows] = best_of(every, rows, columns, count, floor)
    _take_in(every, np.flatnonzero(~anew), columns[fresh[columns]], found, scores, floor)
    return Nearest(found, scores)


def _take_in(
    every: Sentences,
    rows: Ints,
    columns: Ints,
    found: npt.NDArray[np.int64],
    scores: npt.NDArray[np.float32],
    floor: float,
) -> None:
    """Put new sentences among the nearest of others, where they belong there."""
    count = found.shape[1]
    if not len(columns):
        return
    more, values = best_of(every, rows, columns, count, floor)
    touched = np.flatnonzero(more[:, 0] >= 0)
    rows, more, values = rows[touched], more[touched], values[touched]
    both = np.concatenate([found[rows], more], axis=1)
    told = np.concatenate([scores[rows], values], axis=1)
    last = np.where(both < 0, np.iinfo(np.int64).max, both)
    order = np.lexsort((last, -told), axis=1)[:, :count]
    found[rows] = np.take_along_axis(both, order, axis=1)
    scores[rows] = np.take_along_axis(told, order, axis=1)
