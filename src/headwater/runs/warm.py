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
from headwater.runs.edits import Edits, edits_of
from headwater.runs.held import Digests, Held
from headwater.runs.row_spans import Numbers, digests
from headwater.runs.stood_rows import all_stand, found_again, nothing_stood
from headwater.runs.writing import Lines
from headwater.store.seen import SeenFiles

if TYPE_CHECKING:
    from headwater.records.ports import Models
    from headwater.store import CaseFolder

_Value = TypeVar("_Value")
Answered = Callable[[str, "Mapping[str, Edits] | None", tuple[str, ...]], None]
"""Takes the SHA-256 of the case.json before, how its lists moved (None: nobody knows), and the stages that were done."""


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
    standing: dict[str, Any] = field(default_factory=dict)
    stages: dict[type[Any], Any] = field(default_factory=dict)
    models: Models | None = None
    lines: Lines = field(default_factory=Lines)
    answered: Answered | None = None
    """Is told of each answer as soon as it is known, before its files are written."""
    keeps: bool = True
    """Whether there will be another run in this process: without one nothing is held that this run does not need."""

    def held(self, folder: CaseFolder, name: str, sha: str) -> Held:
        """A table whose file has this SHA-256, from memory or disk."""
        found = self.tables.get(name)
        if found is None or not sha or found.sha != sha:
            found = self.tables[name] = Held(sha, folder.read_table(name, schema_of(TABLES[name])), name)
        return found

    def put(self, name: str, table: pa.Table, stood: Numbers | None = None) -> Held:
        """Hold a table that was just made: the one held before, where nothing has moved.

        ``stood`` has for each row its number in the table before, -1 where it is new; None where nobody knows.
        """
        before = self.tables.get(name)
        if self.keeps and before is not None:
            stood = nothing_stood(table.num_rows) if stood is None else stood
            stood = found_again(name, before.table, table, stood)
            if all_stand(stood, before.size):
                return before
            fresh = from_table(TABLES[name], table.take(pa.array((stood < 0).nonzero()[0])))
            edits = edits_of(stood, before.size, fresh)
            if edits is not None:
                return self.put_edits(before, edits)
        now = self.tables[name] = Held("", table, name)
        return now

    def put_edits(self, before: Held, edits: Edits) -> Held:
        """Hold a table that came out of the one held by edits: that one, where there are none."""
        if not edits:
            return before
        now = self.tables[before.name] = before.after(edits)
        return now

    def digests(self, name: str, held: Held) -> Digests:
        """The SHA-256 of each article's rows in a table that has a column for articles."""
        return held.digests(digests)

    def rows(self, name: str, held: Held) -> list[Any]:
        """A table as rows, each converted once."""
        return held.typed()

    def rows_of(self, name: str, held: Held, articles: Sequence[str]) -> list[Any]:
        """The rows of some articles, article by article; of a table that goes by articles no others are converted."""
        return [row for article in sorted(articles) for row in held.of(article)]

    def forget(self) -> None:
        """Know nothing any more but models and files: a run ended in the middle."""
        self.tables.clear()
        self.indexes.clear()
        self.standing.clear()
        self.stages.clear()

    def index(self, name: str, tables: Mapping[str, str] | None, read: Callable[[], _Value]) -> _Value:
        """What lies beside tables with these SHA-256, read where it is not held."""
        found = self.indexes.get(name)
        if found is not None and tables is not None and found[0] == dict(tables):
            value: _Value = found[1]
            return value
        return read()
