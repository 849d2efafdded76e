"""Nearest sentences within cells, brought up to date with the articles that came and went since they were found.

Where the centres are those of the last time, a newcomer's sentences are compared with those of the few cells in which they
ask, and with those that ask in the cells in which they lie; so is who had one for its nearest that is gone. Of equal
cosines the first by position is the nearer, in whatever order cells are gone through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.cells import Centres, asked_cells, by_cell, learn_centres
from headwater.origins.reuse.nearest import BLOCK, Matrix, Nearest, best_of_each
from headwater.origins.reuse.packed import Ints, Sentences
from headwater.origins.reuse.standing import moved_to, starts_of

MOST_NEW = 0.1
"""Share of sentences that are new from which on all are looked up anew."""
Places = npt.NDArray[np.int32]
_LAST = np.iinfo(np.int64).max


@dataclass
class StandingCells:
    """For each language the nearest of each sentence, as they were found last, and the cells in which each asks."""

    settings: tuple[object, ...] = ()
    taught: tuple[bytes, ...] = ()  # contents of the articles from which centres are learnt
    centres: Centres | None = None
    starts: dict[bytes, tuple[int, int]] = field(default_factory=dict)  # article's contents -> its sentences
    asked: Places = field(default_factory=lambda: np.empty((0, 0), np.int32))
    nearest: dict[str, Nearest] = field(default_factory=dict)

    def find(
        self, every: Sentences, keys: Sequence[bytes], teaching: Sequence[bool], count: int, floor: float
    ) -> dict[int, Nearest]:
        """By code of language the nearest of each sentence.

        ``keys`` says what each article's sentences are, in order, and ``teaching`` whether centres are learnt from it.
        """
        taught = tuple(key for key, one in zip(keys, teaching, strict=True) if one)
        settings = (count, floor, every.vectors.shape[1], every.vectors.dtype.str)
        starts = starts_of(every, keys)
        moved = None
        if self.centres is not None and (settings, taught) == (self.settings, self.taught):
            moved = moved_to(self.starts, len(self.asked), starts, len(every), MOST_NEW)
        if moved is None or self.centres is None:
            of_article = np.array(teaching, dtype=np.bool_)
            lengths = [end - start for start, end in starts.values()]
            self.centres = learn_centres(every, np.flatnonzero(np.repeat(of_article, lengths)))
            self.asked = asked_cells(every, np.arange(len(every)), self.centres)
            self.nearest = {}
            moved = np.empty(0, dtype=np.int64)
        else:
            self.asked = self._asked_now(every, moved, self.centres)
        self._bring_forward(every, moved, count, floor)
        self.settings, self.taught, self.starts = settings, taught, starts
        return {code: self.nearest[tongue] for code, tongue in enumerate(every.tongues)}

    def _asked_now(self, every: Sentences, moved: Ints, centres: Centres) -> Places:
        """The cells in which each sentence asks, where those of sentences that stayed are known."""
        asked = np.full((len(every), self.asked.shape[1]), -1, dtype=np.int32)
        stayed = np.flatnonzero(moved >= 0)
        asked[moved[stayed]] = self.asked[stayed]
        new = np.flatnonzero(asked[:, 0] < 0)
        asked[new] = asked_cells(every, new, centres)
        return asked

    def _bring_forward(self, every: Sentences, moved: Ints, count: int, floor: float) -> None:
        """The nearest of each sentence, where those of sentences that stayed are known."""
        size = len(every)
        stayed = np.flatnonzero(moved >= 0)
        places, after = (
            moved[stayed],
            np.append(moved, -1).astype(np.int32),
        )  # who had none has none: the last
        fresh = np.ones(size, dtype=np.bool_)
        fresh[places] = False
        anew = fresh.copy()
        found: dict[int, Nearest] = {}
        for code, tongue in enumerate(every.tongues):
            found[code] = Nearest(
                np.full((size, count), -1, np.int32), np.full((size, count), -1.0, np.float32)
            )
            before = self.nearest.get(tongue)
            if before is not None and len(stayed):
                old = before.found[stayed]
                now = after[old]
                found[code].found[places] = now
                found[code].scores[places] = before.scores[stayed]
                if len(stayed) < len(moved):
                    anew[places] |= ((old >= 0) & (now < 0)).any(axis=1)
        for near in found.values():
            near.found[anew], near.scores[anew] = -1, -1.0
        self._look_up(every, found, anew, np.ones(size, dtype=np.bool_), count, floor)
        if not anew.all():
            self._look_up(every, found, ~anew, fresh, count, floor)
        self.nearest = {tongue: found[code] for code, tongue in enumerate(every.tongues)}

    def _look_up(
        self,
        every: Sentences,
        found: dict[int, Nearest],
        asking: npt.NDArray[np.bool_],
        among: npt.NDArray[np.bool_],
        count: int,
        floor: float,
    ) -> None:
        """Put among the nearest of those that ask whichever lie in their cells and are to be looked at."""
        for rows, members in self._cells(asking, among):
            there = every.raw(members)
            for start in range(0, len(rows), BLOCK):
                some = rows[start : start + BLOCK]
                for code, at, best, values in best_of_each(every, some, members, there, count, floor):
                    _take_in(found[code], some[at], best, values, count)

    def _cells(
        self, asking: npt.NDArray[np.bool_], among: npt.NDArray[np.bool_]
    ) -> Iterator[tuple[Ints, Ints]]:
        """(who asks in it, who lies in it and is looked at) of each cell that has both."""
        assert self.centres is not None
        number = self.centres.number
        asked = np.zeros(number, dtype=np.bool_)
        asked[self.asked[asking]] = True
        lying = np.flatnonzero(among & asked[self.asked[:, 0]])
        members, bounds = by_cell(self.asked[lying, 0], number)
        held = np.diff(bounds) > 0
        width, cells, at = self.asked.shape[1], self.asked.ravel(), None
        if not asking.all():
            at = np.flatnonzero(held[cells])
            at = at[asking[at // width]]
            cells = cells[at]
        askers, starts = by_cell(cells, number)
        for cell in np.flatnonzero(held & (np.diff(starts) > 0)).tolist():
            here = askers[starts[cell] : starts[cell + 1]]
            yield (
                (here if at is None else at[here]) // width,
                lying[members[bounds[cell] : bounds[cell + 1]]],
            )


def _take_in(nearest: Nearest, rows: Ints, best: Ints, values: Matrix, count: int) -> None:
    """Put what one cell has among the nearest of ``rows``; of equals the first by position."""
    told = np.concatenate([nearest.scores[rows], values], axis=1)
    both = np.concatenate([nearest.found[rows], best], axis=1)
    order = np.lexsort((np.where(both < 0, _LAST, both), -told), axis=1)[:, :count]
    nearest.scores[rows] = np.take_along_axis(told, order, axis=1)
    nearest.found[rows] = np.take_along_axis(both, order, axis=1)
