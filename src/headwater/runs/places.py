"""Where each article's rows lie in a table, and where they lie after edits."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Any

import numpy as np

from headwater.runs.edits import Edits
from headwater.runs.row_spans import Numbers


@dataclass(frozen=True, slots=True)
class Places:
    """Where each article's rows lie in a table in the order of articles, as in ``RowSpans``."""

    ids: list[str]
    bounds: Numbers

    def of(self, article: str) -> slice:
        """Where the rows of an article lie; where they would, if it has none."""
        at = bisect_left(self.ids, article)
        if at == len(self.ids) or self.ids[at] != article:
            return slice(int(self.bounds[at]), int(self.bounds[at]))
        return slice(int(self.bounds[at]), int(self.bounds[at + 1]))

    def within(self, start: int, end: int) -> list[str]:
        """The articles of which there are rows from ``start`` to ``end``."""
        if start == end:
            return []
        first, last = np.searchsorted(self.bounds, [start, end - 1], side="right")
        return self.ids[int(first) - 1 : int(last)]

    def at(self, number: int) -> str:
        """The article of a row."""
        return self.ids[int(np.searchsorted(self.bounds, number, side="right")) - 1]

    def after(self, edits: Edits, key: str) -> Places | None:
        """The places after edits; None where rows came that are not in the order of articles."""
        get, size = attrgetter(key), int(self.bounds[-1])
        more: dict[str, int] = {}
        for edit in edits:
            come = list(map(get, edit.rows))
            around = [
                *([self.at(edit.at - 1)] if edit.at else []),
                *come,
                *([self.at(edit.until)] if edit.until < size else []),
            ]
            if None in come or any(one > other for one, other in pairwise(around)):
                return None
            for article in come:
                more[article] = more.get(article, 0) + 1
            for article in self.within(edit.at, edit.until):
                place = self.of(article)
                gone = min(place.stop, edit.until) - max(place.start, edit.at)
                more[article] = more.get(article, 0) - gone
        return self._with(more)

    def _with(self, more: dict[str, int]) -> Places:
        """The places where some articles have so many rows more, or fewer."""
        ids, sizes, at = self.ids, np.diff(self.bounds), 0
        found: list[str] = []
        counts: list[Any] = []
        for article in sorted(more):
            place = bisect_left(ids, article)
            here = place < len(ids) and ids[place] == article
            found += ids[at:place]
            counts.append(sizes[at:place])
            size = (int(sizes[place]) if here else 0) + more[article]
            if size:
                found.append(article)
                counts.append([size])
            at = place + here
        found += ids[at:]
        counts.append(sizes[at:])
        bounds = np.zeros(len(found) + 1, dtype=np.int64)
        np.cumsum(np.concatenate(counts), out=bounds[1:])
        return Places(found, bounds)
