"""Tables in files that are mapped into memory: of their rows only those that are asked for are there.

What stages over all articles are given is many times what a machine holds. Each table is written once as Arrow, not
packed, and mapped: what has been looked at the system may let go again. Where an article's rows lie is known by numbers.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from headwater.records.arrow import schema_of
from headwater.records.errors import CaseError
from headwater.records.tables import TABLES
from headwater.runs.bulk.numbered import Numbers, Pairs, Ranks, by_owner, paired
from headwater.runs.row_spans import key_of

_PIECE = 32 << 20
"""Bytes of one stretch of a file, about: what is written at once, and far below the 2 GiB that one column may have."""

__all__ = ["Drafted", "Mapped", "MappedFile", "Maps", "Numbers", "Ordered", "Pairs", "Ranks", "paired"]


class MappedFile:
    """The rows of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        reader = pa.ipc.open_file(pa.memory_map(str(path)))
        self.schema: pa.Schema = reader.schema
        self.batches = [reader.get_batch(number) for number in range(reader.num_record_batches)]
        self._starts = np.cumsum([0, *(batch.num_rows for batch in self.batches)])

    @property
    def num_rows(self) -> int:
        """How many rows it has."""
        return int(self._starts[-1])

    @property
    def table(self) -> pa.Table:
        """The table as it lies there."""
        return pa.Table.from_batches(self.batches, self.schema)

    def column(self, name: str) -> Iterator[tuple[int, pa.Array]]:
        """A column in stretches, each with the number of its first row."""
        for start, batch in zip(self._starts.tolist(), self.batches, strict=False):
            yield start, batch.column(name)

    def take(self, numbers: Numbers) -> pa.Table:
        """Rows by their numbers, in that order."""
        which = np.searchsorted(self._starts, numbers, side="right") - 1
        order = np.argsort(which, kind="stable") if np.any(which[1:] < which[:-1]) else None
        sorted_numbers, which = (numbers, which) if order is None else (numbers[order], which[order])
        cuts = np.flatnonzero(np.diff(which)) + 1
        bounds = [0, *cuts.tolist(), len(numbers)] if len(numbers) else []
        pieces = [
            self._taken(int(which[start]), sorted_numbers[start:end])
            for start, end in itertools.pairwise(bounds)
        ]
        found = pa.Table.from_batches(pieces, self.schema).combine_chunks()
        if order is None:
            return found
        back = np.empty(len(order), dtype=np.int64)
        back[order] = np.arange(len(order))
        return found.take(pa.array(back)).combine_chunks()

    def _taken(self, which: int, numbers: Numbers) -> pa.RecordBatch:
        local = numbers - self._starts[which]
        first, last = int(local[0]), int(local[-1])
        if last - first + 1 == len(local) and np.all(np.diff(local) == 1):
            return self.batches[which].slice(first, len(local))
        return self.batches[which].take(pa.array(local))


class Mapped(MappedFile):
    """One table. ``articles`` are all that its rows may belong to."""

    def __init__(self, name: str, path: Path, articles: Ranks) -> None:
        super().__init__(path)
        self.name = name
        self.articles = articles

    @cached_property
    def by_article(self) -> Pairs:
        """Each article's rows; raises ValueError where the table is by articles and a row names none."""
        key = key_of(self.name)
        assert key is not None
        return by_owner(
            self.column(key), self.num_rows, self.articles, f"a row names no article in its column {key}"
        )

    @cached_property
    def by_id(self) -> Ranks:
        """The number of each row by its id."""
        return Ranks.of_columns(array for _, array in self.column("id"))

    def of(self, ranks: Numbers) -> pa.Table:
        """The rows of some articles, by their places, ascending."""
        return self.take(self.by_article.all_of(ranks))


class Drafted:
    """A table that is being written, to be mapped, or to be put in order and kept. Raises CaseError on a full disk."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path = path
        self.schema = schema
        self.num_rows = 0
        self._waiting: list[pa.Table] = []
        self._weight = 0
        self._sink: Any = None
        self._writer: Any = None
        self._tried(self._open)

    def add(self, table: pa.Table) -> None:
        """Some rows more."""
        if table.num_rows:
            self.num_rows += table.num_rows
            self._waiting.append(pa.Table.from_arrays(table.columns, schema=self.schema))
            self._weight += table.nbytes
            if self._weight >= _PIECE:
                self._tried(self._flush)

    def close(self) -> None:
        """There will be no more."""
        if self._writer is not None:
            self._tried(self._flush)
            self._tried(self._end)

    def _open(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._sink = pa.OSFile(str(self.path), "wb")
        self._writer = pa.ipc.new_file(self._sink, self.schema)

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.concat_tables(self._waiting).combine_chunks())
        self._waiting, self._weight = [], 0

    def _end(self) -> None:
        self._writer.close()
        self._sink.close()
        self._writer = None

    def _tried(self, done: Any) -> None:
        try:
            done()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise CaseError(
                f"{self.path} could not be written: {reason}; what was done before is kept, mend this and run again"
            ) from error


class Maps:
    """The mapped tables of a run, in a folder that goes with it."""

    def __init__(self, folder: Path, articles: Ranks) -> None:
        self.folder = folder
        self.articles = articles
        self._held: dict[str, Mapped] = {}

    def draft(self, name: str, schema: pa.Schema | None = None) -> Drafted:
        """A table to be written."""
        return Drafted(self.folder / f"{name}.arrow", schema or schema_of(TABLES[name]))

    def put(self, name: str, pieces: Iterable[pa.Table]) -> Mapped:
        """Write a table and map it."""
        draft = self.draft(name)
        try:
            for piece in pieces:
                draft.add(piece)
        finally:
            draft.close()
        self._held[name] = Mapped(name, draft.path, self.articles)
        return self._held[name]

    def get(self, name: str) -> Mapped | None:
        """A table, if it is mapped."""
        return self._held.get(name)

    def let_go(self, names: Iterable[str]) -> None:
        """Forget tables, and take their files away."""
        for name in names:
            self._held.pop(name, None)
            (self.folder / f"{name}.arrow").unlink(missing_ok=True)


class Ordered:
    """The rows of a drafted table in the order of one of its columns, or as they lie, some at a time."""

    def __init__(self, draft: Drafted, column: str | None = None) -> None:
        draft.close()
        self.schema = draft.schema
        self.num_rows = draft.num_rows
        self._mapped = MappedFile(draft.path)
        self._column = column

    def pieces(self) -> Iterator[pa.Table]:
        """The rows, some at a time."""
        yield from in_stretches(self._mapped, self._order())

    def _order(self) -> Numbers | None:
        if self._column is None:
            return None
        arrays = [array for _, array in self._mapped.column(self._column)]
        keys = pa.chunked_array(arrays, type=self.schema.field(self._column).type)
        # stable: rows of one key stay in the order of their blocks
        order: Numbers = pc.sort_indices(keys).to_numpy().astype(np.int64)
        return order


_STRETCH = 16_384


def in_stretches(mapped: MappedFile, order: Numbers | None, stretch: int = _STRETCH) -> Iterator[pa.Table]:
    """The rows of a table in an order, some at a time."""
    for start in range(0, mapped.num_rows, stretch):
        end = min(start + stretch, mapped.num_rows)
        yield mapped.take(np.arange(start, end) if order is None else order[start:end])


def article_order(mapped: Mapped) -> Numbers | None:
    """The row numbers by article; None for a table that names none, or whose rows lie so."""
    if key_of(mapped.name) is None or mapped.by_article.as_they_lie(mapped.num_rows):
        return None
    return mapped.by_article.rows
