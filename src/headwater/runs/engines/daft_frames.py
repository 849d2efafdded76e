"""The engine that spreads work by Daft: on this machine, or on a Ray cluster that runs already.

A payload is a row of a data frame, the work a function over its rows. A query whose worker dies fails as a whole: it is
halved until one payload is left, which is then answered with ``Died``. Daft chooses its runner once a process, so one
process can have one of the two. This is the only module that knows Daft.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import TracebackType
from typing import Any

import pyarrow as pa

from headwater.records.errors import InputError, MissingExtra
from headwater.runs.blocks.components import components
from headwater.runs.engines.local import schema_of_join
from headwater.runs.engines.port import Died, Work, WorkError

_EXTRA = "the engine {} needs an extra: pip install 'headwater[daft]'"
_AT_ONCE = 64  # payloads of one query, for each processor
_RAISED = "work raised: "
_runner: str | None = None


class DaftEngine:
    """See ``port.Engine``. ``name`` is "daft" or "ray://HOST:PORT"; raises MissingExtra where Daft is not installed."""

    processor = 0.0  # Daft does not tell

    def __init__(self, name: str = "daft", processes: int | None = None) -> None:
        self.name = name
        self._processes = processes or os.cpu_count() or 1
        self._daft = _started(name)

    def __enter__(self) -> DaftEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def map(self, work: Work, payloads: Iterable[bytes]) -> Iterator[bytes | Died]:
        """By a query for every few payloads."""
        waiting = iter(payloads)
        while some := list(islice(waiting, _AT_ONCE * self._processes)):
            yield from self._query(work, some)

    def join(self, left: pa.Table, right: pa.Table, on: str) -> pa.Table:
        """By Daft's join."""
        numbered = left.append_column("_row", pa.array(range(left.num_rows), type=pa.int64()))
        frames = [self._daft.from_arrow(table) for table in (numbered, right)]
        found = frames[0].join(frames[1], on=on, how="inner").sort("_row").to_arrow()
        schema = schema_of_join(left, right, on)
        return found.select(schema.names).cast(schema)

    def group(self, table: pa.Table, key: str) -> Iterator[tuple[object, pa.Table]]:
        """By Daft's grouping of row numbers, ascending; the rows stay where they are."""
        numbered = pa.table({"key": table[key], "row": pa.array(range(table.num_rows), type=pa.int64())})
        frame = self._daft.from_arrow(numbered).where(self._daft.col("key").not_null())
        grouped = frame.groupby("key").agg(self._daft.col("row").list_agg()).sort("key").to_arrow()
        for value, rows in zip(grouped["key"].to_pylist(), grouped["row"].to_pylist(), strict=True):
            yield value, table.take(pa.array(sorted(rows), type=pa.int64()))

    def components(self, names: Sequence[str], links: pa.Table) -> list[list[str]]:
        """In this process, by union-find over the links that name what is asked for."""
        ties = zip(links["a"].to_pylist(), links["b"].to_pylist(), strict=True)
        return components(names, ties)

    def _query(self, work: Work, payloads: Sequence[bytes]) -> list[bytes | Died]:
        daft = self._daft
        workers = daft.cls(
            _worker_class(daft), use_process=True, max_concurrency=min(self._processes, len(payloads))
        )
        numbers = list(range(len(payloads)))
        frame = daft.from_pydict({"number": numbers, "payload": list(payloads)})
        if self.name != "daft":
            frame = frame.into_partitions(len(payloads))  # so that more than one machine has something to do
        worker = workers(work)
        try:
            answered = frame.select(daft.col("number"), worker.do(daft.col("payload")).alias("answer"))
            found = answered.sort("number").to_pydict()["answer"]
        except Exception as error:  # whatever Daft makes of a worker's death
            if _RAISED in str(error):
                raise WorkError(str(error).partition(_RAISED)[2]) from error
            return self._halved(work, payloads, error)
        return list(found)

    def _halved(self, work: Work, payloads: Sequence[bytes], error: Exception) -> list[bytes | Died]:
        if len(payloads) == 1:
            return [Died(f"its process ended ({type(error).__name__}: {' '.join(str(error).split())[:120]})")]
        half = len(payloads) // 2
        return self._query(work, payloads[:half]) + self._query(work, payloads[half:])


def _worker_class(daft: Any) -> type:
    """Made when Daft is there: its marks on a method are what makes the method a column's function."""

    class Worker:
        """Does the work on each payload of a batch, in a process of its own."""

        def __init__(self, work: Work) -> None:
            self._work = work

        @daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=1)  # type: ignore[untyped-decorator,unused-ignore]
        def do(self, payloads: Any) -> list[bytes]:
            """The results of some payloads."""
            try:
                return [self._work(payload) for payload in payloads.to_pylist()]
            except Exception as error:
                raise RuntimeError(f"{_RAISED}{type(error).__name__}: {error}") from error

    return Worker


def _started(name: str) -> Any:
    """Daft with the runner that is asked for; raises InputError where this process has chosen the other."""
    global _runner  # Daft's own choice is one for a process, too
    for variable in ("DAFT_PROGRESS_BAR", "DO_NOT_TRACK", "SCARF_NO_ANALYTICS", "DAFT_ANALYTICS_ENABLED"):
        os.environ.setdefault(variable, "0" if variable.startswith("DAFT") else "1")
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    try:
        import daft
    except ImportError as error:
        raise MissingExtra(_EXTRA.format(name)) from error
    if _runner is not None and _runner != name:
        raise InputError(f"this process works by {_runner} already; ask for {name} in another")
    if _runner is None:
        if name == "daft":
            daft.set_runner_native()
        else:
            daft.set_runner_ray(address=name.removeprefix("ray://") if _is_gcs(name) else name)
    _runner = name
    return daft


def _is_gcs(name: str) -> bool:
    """Whether the address is a cluster's own (its port 6379), not that of its server for clients (10001)."""
    return name.rpartition(":")[2] not in ("10001", "")
