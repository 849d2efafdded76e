"""Which sources articles have that others have, too; brought up to date with the articles that came and went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from headwater.origins.kept_rows import KeptRows, followed
from headwater.records.asked import SharedSource
from headwater.records.moves import Moves
from headwater.records.origins import SourceHere
from headwater.records.tables import Tables


def shared_sources(tables: Tables) -> list[SharedSource]:
    """A row an article and source, of sources that two articles have at least."""
    return followed(tables, SourceHere, _SharedSources)


@dataclass
class _SharedSources:
    """Which articles have which source, and the rows that were given."""

    seen: Mapping[type[Any], Sequence[Any]] | None = None
    articles: dict[str, dict[str, int]] = field(default_factory=dict)  # of a source, with how many rows
    sources: dict[str, dict[str, int]] = field(default_factory=dict)  # of an article
    rows: KeptRows[SharedSource] = field(default_factory=lambda: KeptRows(attrgetter("article")))

    def all_of(self, rows: Iterable[SourceHere]) -> list[SharedSource]:
        """The rows of all articles."""
        self.articles, self.sources = {}, {}
        for row in rows:
            self._count(row, 1)
        return self.rows.begin(row for article in sorted(self.sources) for row in self._of(article))

    def after(self, moves: Moves[SourceHere]) -> list[SharedSource]:
        """The rows after some of what they are made of has moved."""
        touched: dict[str, None] = {}
        for rows, step in ((moves.gone, -1), (moves.come, 1)):
            for row in rows:
                held = self.articles.get(row.source, {})
                if len(held) <= 2:  # whoever has it beside this article may have it alone now, or no longer
                    touched.update(dict.fromkeys(held))
                touched[row.article] = None
                self._count(row, step)
        return self.rows.exchange({article: self._of(article) for article in touched})

    def _count(self, row: SourceHere, step: int) -> None:
        for index, key, value in (
            (self.articles, row.source, row.article),
            (self.sources, row.article, row.source),
        ):
            held = index.setdefault(key, {})
            held[value] = held.get(value, 0) + step
            if not held[value]:
                del held[value]
                if not held:
                    del index[key]

    def _of(self, article: str) -> list[SharedSource]:
        own = sorted(self.sources.get(article, ()))
        return [SharedSource(article, source) for source in own if len(self.articles[source]) > 1]
