"""Mapped tables as rows, made some at a time: for stages that go through all rows and keep little of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from headwater.records.arrow import from_table
from headwater.records.tables import TABLES
from headwater.runs.bulk.mapped import Mapped, article_order, in_stretches

_FEW = 4096
"""Rows that are kept once they are made."""
_WEIGHT = 4 << 20
"""Bytes of the table whose rows are made together, about: texts weigh more than numbers."""
_STRETCH, _FEWEST = 16_384, 128
_ARTICLES = 256
"""Articles whose rows are made together, where rows are asked for by article."""


class LazyRows(Sequence[Any]):
    """A table as rows of its class, made whenever they are gone through, in the table's order or in that of articles."""

    def __init__(self, mapped: Mapped, by_article: bool) -> None:
        self._mapped = mapped
        self._order = article_order(mapped) if by_article else None
        self._kept: list[Any] | None = None
        weight = sum(batch.nbytes for batch in mapped.batches) // max(1, mapped.num_rows)
        self._stretch = max(_FEWEST, min(_STRETCH, _WEIGHT // max(1, weight)))

    def __len__(self) -> int:
        return self._mapped.num_rows if self._order is None else len(self._order)

    def __iter__(self) -> Iterator[Any]:
        if self._kept is None and len(self) <= min(_FEW, self._stretch):
            self._kept = list(self._made())
        yield from self._made() if self._kept is None else self._kept

    def __getitem__(self, at: Any) -> Any:
        return list(self)[at]  # whoever needs places holds the rows anyway

    def _made(self) -> Iterator[Any]:
        for table in in_stretches(self._mapped, self._order, self._stretch):
            yield from from_table(TABLES[self._mapped.name], table)

    def by_article(self) -> Mapping[str, list[Any]]:
        """The rows of each article that has some."""
        return RowsByArticle(self._mapped)


class RowsByArticle(Mapping[str, list[Any]]):
    """Rows by article; articles asked for in order are made together, and those before them forgotten."""

    def __init__(self, mapped: Mapped) -> None:
        self._mapped = mapped
        self._pairs = mapped.by_article
        self._here: dict[str, list[Any]] = {}

    def __getitem__(self, article: str) -> list[Any]:
        rows = self._here.get(article)
        if rows is None:
            rank = self._mapped.articles.rank(article)
            if rank < 0:
                raise KeyError(article)
            self._make(rank)
            rows = self._here[article]
        if not rows:
            raise KeyError(article)
        return rows

    def __iter__(self) -> Iterator[str]:
        lengths = np.diff(self._pairs.bounds)
        yield from self._mapped.articles.some(lengths.nonzero()[0])

    def __len__(self) -> int:
        return int((np.diff(self._pairs.bounds) > 0).sum())

    def _make(self, rank: int) -> None:
        end = min(rank + _ARTICLES, len(self._mapped.articles))
        some = np.arange(rank, end)
        rows = from_table(TABLES[self._mapped.name], self._mapped.of(some))
        bounds = (self._pairs.bounds[rank : end + 1] - self._pairs.bounds[rank]).tolist()
        self._here = {
            one: rows[first:last]
            for one, (first, last) in zip(self._mapped.articles.some(some), pairwise(bounds), strict=True)
        }
