"""The engine of one machine: a pool of processes, and DuckDB over Arrow."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType

import pyarrow as pa

from headwater.runs.blocks.components import components
from headwater.runs.engines.port import Died, Work
from headwater.runs.engines.workers import Limits, Workers
from headwater.runs.profiling import Profile

_MOST = 8


class LocalEngine:
    """See ``port.Engine``. With one process the work is done in a process of its own all the same."""

    name = "local"
    shares_disk = True

    def __init__(
        self,
        processes: int | None = None,
        limits: Limits | None = None,
        profile: Profile | None = None,
    ) -> None:
        self.processes = processes or min(os.cpu_count() or 1, _MOST)
        self.workers = Workers(self.processes, limits or Limits(), profile)

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.workers.close()

    @property
    def processor(self) -> float:
        """Processor seconds of all workers so far."""
        return self.workers.processor

    def map(self, work: Work, payloads: Iterable[bytes]) -> Iterator[bytes | Died]:
        """By the pool."""
        return self.workers.map(work, payloads)

    def join(self, left: pa.Table, right: pa.Table, on: str) -> pa.Table:
        """By DuckDB."""
        import duckdb

        others = [f'r."{name}"' for name in right.column_names if name != on]
        numbered = left.append_column("_row", pa.array(range(left.num_rows), type=pa.int64()))
        columns = ", ".join([f'l."{name}"' for name in left.column_names] + others)
        with duckdb.connect() as connection:
            connection.execute(f"SET threads={self.processes}")
            connection.register("l_table", numbered)
            connection.register("r_table", right)
            query = f'SELECT {columns} FROM l_table l JOIN r_table r ON l."{on}" = r."{on}" ORDER BY l._row'
            found = connection.sql(query).to_arrow_table()
        return found.cast(schema_of_join(left, right, on))

    def group(self, table: pa.Table, key: str) -> Iterator[tuple[object, pa.Table]]:
        """By sorting the key, in Arrow: the rows stay where they are."""
        return groups_of(table, key)

    def components(self, names: Sequence[str], links: pa.Table) -> list[list[str]]:
        """By union-find in this process."""
        ties = zip(links["a"].to_pylist(), links["b"].to_pylist(), strict=True)
        return components(names, ties)


def schema_of_join(left: pa.Table, right: pa.Table, on: str) -> pa.Schema:
    """The columns of a join: the left ones, then the others of the right."""
    return pa.schema([*left.schema, *(field for field in right.schema if field.name != on)])


def groups_of(table: pa.Table, key: str) -> Iterator[tuple[object, pa.Table]]:
    """(value, rows in their order) for each value of a column, ascending."""
    import pyarrow.compute as pc

    table = table.filter(pc.is_valid(table[key]))
    numbered = pa.table({"key": table[key], "row": pa.array(range(table.num_rows), type=pa.int64())})
    ordered = numbered.sort_by([("key", "ascending"), ("row", "ascending")])
    keys = ordered["key"].to_pylist()
    taken = table.take(ordered["row"])
    start = 0
    for at in range(1, len(keys) + 1):
        if at == len(keys) or keys[at] != keys[start]:
            yield keys[start], taken.slice(start, at - start)
            start = at
