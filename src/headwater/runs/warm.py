"""What a process that stays keeps of one case between runs, so that the next run reads and works out only what has moved.

Everything here is known by the SHA-256 of the files that it came from: what another process has changed meanwhile is
read again. A run with it gives the same tables, to the byte, as one without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pyarrow as pa

from headwater.records.arrow import from_table, schema_of
from headwater.records.tables import TABLES
from headwater.runs.row_spans import RowSpans, digests, key_of, row_group_digests, spans_of
from headwater.runs.writing import Lines
from headwater.store.seen import SeenFiles

if TYPE_CHECKING:
    from headwater.records.ports import Models
    from headwater.store import CaseFolder

Digests = dict[str, bytes]
_Value = TypeVar("_Value")


@dataclass
class Held:
    """One table as it was last read or written; the rest is worked out when it is first asked for."""

    sha: str
    table: pa.Table
    digests: Digests | None = None
    rows: list[Any] | None = None
    each: list[bytes] | None = None  # the hash of each row


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
        if found is None or found.sha != sha:
            found = self.tables[name] = Held(sha, folder.read_table(name, schema_of(TABLES[name])))
        return found

    def put(self, name: str, sha: str, table: pa.Table, known: Digests | None = None) -> None:
        """Hold a table that was just written; rows of articles that have not moved stay as they were."""
        before = self.tables.get(name)
        if before is not None and before.sha == sha:
            return
        now = Held(sha, table, known)
        if self.keeps and before is not None and before.rows is not None:
            now.rows = _patched(name, before, now)
        self.tables[name] = now

    def digests(self, name: str, held: Held) -> Digests:
        """The SHA-256 of each article's rows in a table that has a column for articles."""
        key = key_of(name)
        assert key is not None
        if held.digests is None:
            held.digests = digests(spans_of(held.table, key))
        return held.digests

    def rows(self, name: str, held: Held) -> list[Any]:
        """A table as rows, each converted once."""
        if held.rows is None:
            held.rows = from_table(TABLES[name], held.table)
        return held.rows

    def index(self, name: str, tables: Mapping[str, str] | None, read: Callable[[], _Value]) -> _Value:
        """What lies beside tables with these SHA-256, read where it is not held."""
        found = self.indexes.get(name)
        if found is not None and tables is not None and found[0] == dict(tables):
            value: _Value = found[1]
            return value
        return read()


def _patched(name: str, before: Held, now: Held) -> list[Any]:
    """The rows of a table, of which those that stand as they were are the same objects."""
    key = key_of(name)
    if key is not None and not before.table[key].null_count and not now.table[key].null_count:
        old, new = spans_of(before.table, key), spans_of(now.table, key)
        if old.table is before.table and new.table is now.table:
            return _by_article(name, before, now, old, new)
    return _by_row(name, before, now)


def _by_article(name: str, before: Held, now: Held, old: RowSpans, new: RowSpans) -> list[Any]:
    """For a table in the order of its articles."""
    assert before.rows is not None
    if before.digests is None:
        before.digests = digests(old)
    if now.digests is None:
        now.digests = digests(new)
    place = {article: at for at, article in enumerate(old.ids)}
    kind = TABLES[name]
    rows: list[Any] = []
    ends, starts = new.bounds.tolist(), old.bounds.tolist()
    for at, article in enumerate(new.ids):
        known = place.get(article)
        if known is not None and before.digests[article] == now.digests[article]:
            rows += before.rows[starts[known] : starts[known + 1]]
        else:
            rows += from_table(kind, now.table.slice(ends[at], ends[at + 1] - ends[at]))
    return rows


def _by_row(name: str, before: Held, now: Held) -> list[Any]:
    """For a table in another order: each row is known by its own hash."""
    assert before.rows is not None
    if before.each is None:
        before.each = row_group_digests(before.table, np.arange(before.table.num_rows + 1))
    now.each = row_group_digests(now.table, np.arange(now.table.num_rows + 1))
    known = dict(zip(before.each, before.rows, strict=True))
    fresh = [at for at, hashed in enumerate(now.each) if hashed not in known]
    made = iter(from_table(TABLES[name], now.table.take(pa.array(fresh, type=pa.int64()))))
    return [known[hashed] if hashed in known else next(made) for hashed in now.each]
