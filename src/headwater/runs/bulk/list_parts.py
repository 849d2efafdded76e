"""One part of a list, told by where its rows lie: whoever makes it reads them there, and gives the bytes of a Parquet file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from headwater.runs.bulk.cuttings import mapped_at
from headwater.runs.bulk.list_columns import listed
from headwater.runs.bulk.mapped import Numbers
from headwater.runs.bulk.shards import Shelf, without
from headwater.runs.engines.messages import packed, unpacked
from headwater.store.storage import Storage, parquet_of

_COUNT = 8
"""Bytes of a number of rows."""


class Rows(Protocol):
    """The rows of one table that a part is made of."""

    def table(self) -> pa.Table:
        """The rows."""
        ...


@dataclass(frozen=True)
class Shelved:
    """A shard's table, without the articles that do not stay."""

    out: Storage
    shard: str
    name: str
    dropped: frozenset[str]

    def table(self) -> pa.Table:
        """The rows."""
        return without({self.name: Shelf(self.out, self.shard).table(self.name)}, self.dropped)[self.name]


@dataclass(frozen=True)
class Cut:
    """Rows of a mapped file, by their numbers."""

    path: Path
    rows: Numbers

    def table(self) -> pa.Table:
        """The rows."""
        return mapped_at(self.path, self.path.stat().st_mtime_ns).take(self.rows)


@dataclass(frozen=True)
class ListPart:
    """A part of a list, and the rows that it is made of."""

    name: str
    made_of: Mapping[str, Rows]

    def told(self, shares_disk: bool) -> bytes:
        """As a message to who makes it; rows go with it where the disk is not shared."""
        if shares_disk:
            return packed({}, self.name, self.made_of)
        return packed({name: rows.table() for name, rows in self.made_of.items()}, self.name, {})


def make_part(message: bytes) -> bytes:
    """The number of rows of a part, in eight bytes, and behind it the part as a Parquet file."""
    tables, (name, made_of) = unpacked(message)
    table = listed(name, tables | {one: rows.table() for one, rows in made_of.items()})
    count: int = table.num_rows
    return count.to_bytes(_COUNT, "little") + parquet_of(table)


def taken_apart(made: bytes) -> tuple[int, bytes]:
    """The number of rows of a part, and its file."""
    return int.from_bytes(made[:_COUNT], "little"), made[_COUNT:]
