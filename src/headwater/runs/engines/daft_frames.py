"""The engine that spreads work by Daft: on this machine, or on a Ray cluster that runs already.

A payload is a row of a data frame, the work a function over its rows. Daft says which machine does which rows; there the
function hands them to workers that outlive the query (``stations``), so that models load once a run, and that answer for
one that dies. A query whose machine is lost is asked again, and ends the run where that does not help: nobody's articles are given
up for it. Daft chooses its runner once a process, so one process can have one of the two. This is the only module that knows Daft.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import TracebackType
from typing import Any

import pyarrow as pa

from headwater.records.errors import HeadwaterError, InputError, MissingExtra
from headwater.runs.blocks.components import components
from headwater.runs.engines.local import schema_of_join
from headwater.runs.engines.port import Died, Work
from headwater.runs.engines.stations import answer_of, leave, processors, station
from headwater.runs.engines.workers import Limits

_EXTRA = "the engine {} needs an extra: pip install 'headwater[daft]'"
_AT_ONCE = 16  # payloads of one query, for each processor: the driver holds them all
_PIECES = 4  # of a query, for each processor of a cluster: no machine waits long for another
_TRIES = 2
_PATIENCE = 15  # seconds until somebody answers at all
_CLIENTS = "10001"
_QUIET = {
    "DAFT_PROGRESS_BAR": "0",
    "DO_NOT_TRACK": "1",
    "SCARF_NO_ANALYTICS": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
}
_SINGLE = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)
_runner: str | None = None


class EngineFailed(HeadwaterError):  # noqa: N818
    """Daft, or the cluster, gave no answer; no article is to blame."""


class DaftEngine:
    """See ``port.Engine``. ``name`` is "daft" or "ray://HOST:PORT"; raises MissingExtra where Daft is not installed.

    ``processes`` are those of each machine; without it as many as it has processors, or as Ray may use of them.
    """

    def __init__(
        self, name: str = "daft", processes: int | None = None, limits: Limits | None = None
    ) -> None:
        self.name = name
        self.shares_disk = name == "daft"
        self.processor = 0.0
        self._processes = processes
        self._limits = limits or Limits()
        self._daft = _started(name)

    def __enter__(self) -> DaftEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        leave()

    def map(self, work: Work, payloads: Iterable[bytes]) -> Iterator[bytes | Died]:
        """By a query for every few payloads."""
        waiting = iter(payloads)
        wide = self._wide()
        while some := list(islice(waiting, _AT_ONCE * wide)):
            for packed in self._query(work, some, _PIECES * wide):
                answer, seconds = answer_of(packed)
                self.processor += seconds
                yield answer

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

    def _wide(self) -> int:
        """How many payloads can be worked on at once, on all machines."""
        if self.name == "daft":
            return self._processes or processors()
        import ray

        cluster: Any = ray
        if self._processes:
            return self._processes * max(1, sum(bool(node["Alive"]) for node in cluster.nodes()))
        return max(1, int(cluster.cluster_resources().get("CPU", 1)))

    def _query(self, work: Work, payloads: Sequence[bytes], pieces: int) -> list[bytes]:
        daft, processes, limits = self._daft, self._processes, self._limits

        @daft.func.batch(return_dtype=daft.DataType.binary(), use_process=False)  # type: ignore[untyped-decorator,unused-ignore]
        def do(payloads: Any) -> list[bytes]:
            """The answers to some payloads, by the workers of the machine on which Daft calls this."""
            return station(processes or processors(), limits).do(work, payloads.to_pylist())

        frame = daft.from_pydict({"number": list(range(len(payloads))), "payload": list(payloads)})
        if self.name != "daft":
            frame = frame.into_partitions(min(pieces, len(payloads)))
        chosen = frame.select(daft.col("number"), do(daft.col("payload")).alias("answer"))
        found = self._collected(chosen)
        answers = dict(zip(found["number"], found["answer"], strict=True))
        return [answers[number] for number in range(len(payloads))]

    def _collected(self, frame: Any) -> dict[str, list[Any]]:
        """What a query gives. One that fails is asked again: a machine may have been lost; then raises EngineFailed."""
        for left in reversed(range(_TRIES)):
            try:
                return frame.to_pydict()  # type: ignore[no-any-return]
            except Exception as error:  # whatever Daft makes of a machine's death
                if not left:
                    raise EngineFailed(
                        f"{self.name} did not do its work: {' '.join(str(error).split())[-300:]}; "
                        "what was done before is kept, mend this and run the same command again"
                    ) from error
        raise AssertionError("unreachable")


def _started(name: str) -> Any:
    """Daft with the runner that is asked for; raises InputError where this process has chosen the other."""
    global _runner  # Daft's own choice is one for a process, too
    for variable, value in (_QUIET | _SINGLE).items():
        os.environ.setdefault(variable, value)
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
            _join_cluster(daft, name)
    _runner = name
    return daft


def _join_cluster(daft: Any, name: str) -> None:
    """Be a driver of a Ray cluster; raises InputError where there is none at the address."""
    try:
        import ray
    except ImportError as error:
        raise MissingExtra(_EXTRA.format(name)) from error
    host = name.removeprefix("ray://")
    reach(host, name)
    address = (
        name if host.rpartition(":")[2] == _CLIENTS else host
    )  # its server for clients, or the cluster's own
    try:
        ray.init(
            address=address,
            log_to_driver=False,
            logging_level=logging.ERROR,
            runtime_env={"env_vars": _QUIET | _SINGLE},
        )
    except Exception as error:
        raise InputError(f"no Ray cluster answers at {name}: {' '.join(str(error).split())[:200]}") from error
    daft.set_runner_ray(noop_if_initialized=True)


def reach(host: str, name: str) -> None:
    """Raises InputError where nobody listens at HOST:PORT: Ray itself would go on asking for many minutes."""
    machine, _, port = host.rpartition(":")
    if not machine or not port.isdigit():
        raise InputError(
            f"{name} is no address of a Ray cluster; give ray://HOST:PORT, as `ray start --head` prints it"
        )
    try:
        with socket.create_connection((machine.strip("[]"), int(port)), _PATIENCE):
            pass
    except (OSError, OverflowError) as error:
        raise InputError(
            f"no Ray cluster answers at {name}: {error}; `ray start --head` prints a cluster's address"
        ) from error
