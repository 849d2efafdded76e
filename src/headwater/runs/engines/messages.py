"""What goes to workers and comes back, as bytes: Arrow tables, a stage, and small things beside them."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

ArrowTables = dict[str, pa.Table]


def packed(tables: Mapping[str, pa.Table], *beside: Any) -> bytes:
    """Tables and what is told beside them as one message."""
    return pickle.dumps(({name: _stream(table) for name, table in tables.items()}, beside), protocol=5)


def unpacked(message: bytes) -> tuple[ArrowTables, tuple[Any, ...]]:
    """The tables of a message, and what was told beside them. Only messages of this program are ever read."""
    tables, beside = pickle.loads(message)
    return {name: pa.ipc.open_stream(data).read_all() for name, data in tables.items()}, beside


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())
