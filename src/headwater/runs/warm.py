"""What a process that stays keeps of one case between runs, so that the next run reads and works out only what has moved.

Everything here is known by the SHA-256 of the files that it came from: what another process has changed meanwhile is
read again. A run with it gives the same tables, to the byte, as one without.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

from headwater.records.arrow import from_table, schema_of
from headwater.records.tables import TABLES
from headwater.records.uncollected import uncollected
from headwater.runs.row_spans import Numbers, RowSpans, digests, key_of, spans_of
from headwater.runs.stood_rows import all_stand, digests_after, found_again, nothing_stood
from headwater.runs.writing import Lines
from headwater.store.seen import SeenFiles

if TYPE_CHECKING:
    from headwater.records.ports import Models
    from headwater.store import CaseFolder

Digests = dict[str, bytes]
_Value = TypeVar("_Value")


@dataclass
class Held:
    """One table as it was last read or made; the rest is worked out when it is first asked for."""

    sha: str  # "" until its file is written
    table: pa.Table
    digests: Digests | None = None
    rows: list[Any] | None = None
    spans: RowSpans | None = None
    some: dict[str, list[Any]] = field(
        default_factory=dict
    )  # rows of articles that were asked for by themselves

    def by_article(self, key: str) -> RowSpans:
        """The table by its articles."""
        if self.spans is None:
            self.spans = spans_of(self.table, key)
        return self.spans


@contextmanager
def undisturbed() -> Iterator[None]:
    """No search for cyclic garbage while a run goes: the rows of a case hold none, and to look through them takes seconds.

    What is there at the end is looked through once, and not again.
    """
    try:
        with uncollected():
            yield
    finally:
        if gc.isenabled():
            gc.collect(1)
            gc.freeze()


@dataclass
class Warm:
    """Tables, indexes, models and what stages keep, of one case."""

    seen: SeenFiles = field(default_factory=SeenFiles)
    tables: dict[str, Held] = field(default_factory=dict)
    indexes: dict[str, tuple[Mapping[str, str], Any]] = field(default_factory=dict)
    stages: dict[type[Any], Any] = field(default_factory=dict)
    models: Models | None = None
    lines: Lines = field(default_factory=Lines)
    keeps: bool = True
    """Whether there will be another run in this process: without one nothing is held that this run does not need."""

    def held(self, folder: CaseFolder, name: str, sha: str) -> Held:
        """A table whose file has this SHA-256, from memory or disk."""
        found = self.tables.get(name)
        if found is None or not sha or found.sha != sha:
            found = self.tables[name] = Held(sha, folder.read_table(name, schema_of(TABLES[name])))
        return found

    def put(self, name: str, table: pa.Table, stood: Numbers | None = None) -> Held:
        """Hold a table that was just made: the one held before, where nothing has moved.

        ``stood`` has for each row its number in the table before, -1 where it is new; None where nobody knows.
        """
        before = self.tables.get(name)
        now = Held("", table)
        if self.keeps and before is not None:
            stood = nothing_stood(table.num_rows) if stood is None else stood
            stood = found_again(name, before.table, table, stood)
            if all_stand(stood, before.table.num_rows):
                return before
            _patch(name, before, now, stood)
        self.tables[name] = now
        return now

    def digests(self, name: str, held: Held) -> Digests:
        """The SHA-256 of each article's rows in a table that has a column for articles."""
        key = key_of(name)
        assert key is not None
        if held.digests is None:
            held.digests = digests(held.by_article(key))
        return held.digests

    def rows(self, name: str, held: Held) -> list[Any]:
        """A table as rows, each converted once."""
        if held.rows is None:
            held.rows = from_table(TABLES[name], held.table)
        return held.rows

    def rows_of(self, name: str, held: Held, articles: Sequence[str]) -> list[Any]:
        """The rows of some articles, article by article; of a table that goes by articles no others are converted."""
        key = key_of(name)
        assert key is not None
        spans = held.by_article(key)
        missing = [article for article in articles if article not in held.some]
        if missing and held.rows is not None and spans.table is held.table:
            for article in missing:
                held.some[article] = held.rows[spans.place(article)]
        elif missing:
            made, start = from_table(TABLES[name], spans.of(missing)), 0
            for article in sorted(missing):
                place = spans.place(article)
                end = start + place.stop - place.start
                held.some[article] = made[start:end]
                start = end
        return [row for article in sorted(articles) for row in held.some[article]]

    def index(self, name: str, tables: Mapping[str, str] | None, read: Callable[[], _Value]) -> _Value:
        """What lies beside tables with these SHA-256, read where it is not held."""
        found = self.indexes.get(name)
        if found is not None and tables is not None and found[0] == dict(tables):
            value: _Value = found[1]
            return value
        return read()


def _patch(name: str, before: Held, now: Held, stood: Numbers) -> None:
    """Give a table what is known of the one before: rows that stand as they were are the same objects."""
    if before.rows is not None:
        fresh = (stood < 0).nonzero()[0]
        made = iter(from_table(TABLES[name], now.table.take(pa.array(fresh))))
        now.rows = [before.rows[at] if at >= 0 else next(made) for at in stood.tolist()]
    key = key_of(name)
    if key is not None and before.digests is not None:
        old, new = before.by_article(key), now.by_article(key)
        if old.table is before.table and new.table is now.table:
            now.digests = digests_after(before.digests, old, new, stood)
            same = (one for one, hashed in now.digests.items() if before.digests.get(one) == hashed)
            now.some = {article: before.some[article] for article in same if article in before.some}
