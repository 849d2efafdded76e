"""What a process that stays keeps of one case between runs, so that the next run reads and works out only what has moved.

Everything here is known by the SHA-256 of the files that it came from: what another process has changed meanwhile is
read again. A run with it gives the same tables, to the byte, as one without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

from headwater.records.arrow import from_table, schema_of
from headwater.records.tables import TABLES
from headwater.runs.row_spans import digests, key_of, spans_of
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


@dataclass
class Warm:
    """Tables, indexes, models and what stages keep, of one case."""

    seen: SeenFiles = field(default_factory=SeenFiles)
    tables: dict[str, Held] = field(default_factory=dict)
    indexes: dict[str, tuple[Mapping[str, str], Any]] = field(default_factory=dict)
    stages: dict[type[Any], Any] = field(default_factory=dict)
    models: Models | None = None
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


def _patched(name: str, before: Held, now: Held) -> list[Any] | None:
    """The rows of a table of which most articles stand as they were; None where it must be converted whole."""
    key = key_of(name)
    if key is None or before.rows is None or before.table[key].null_count or now.table[key].null_count:
        return None
    old, new = spans_of(before.table, key), spans_of(now.table, key)
    if old.table is not before.table or new.table is not now.table:
        return None  # rows lie in another order than that of articles
    if before.digests is None:
        before.digests = digests(old)
    if now.digests is None:
        now.digests = digests(new)
    place = {article: at for at, article in enumerate(old.ids)}
    kind, rows = TABLES[name], []
    ends, starts = new.bounds.tolist(), old.bounds.tolist()
    for at, article in enumerate(new.ids):
        known = place.get(article)
        if known is not None and before.digests[article] == now.digests[article]:
            rows += before.rows[starts[known] : starts[known + 1]]
        else:
            rows += from_table(kind, now.table.slice(ends[at], ends[at + 1] - ends[at]))
    return rows
