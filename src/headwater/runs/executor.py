"""Runs stages on this machine: row stages over batches of articles, in one process or several."""

from __future__ import annotations

import multiprocessing
import os
import threading
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import pairwise
from types import TracebackType
from typing import Any

import pyarrow as pa

from headwater.providers import load_models
from headwater.records.arrow import from_table, schema_of, to_table
from headwater.records.ports import Models, SecondReader
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs.fingerprints import REGISTRY

ArrowTables = dict[str, pa.Table]

_FEW = 24  # articles: below this, starting processes costs more than they save
_BATCH = 16  # articles in a batch
_AHEAD = 3  # batches that wait for each process: more would only fill memory
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


class LocalExecutor:
    """Runs stages in this process, and row stages over many articles in a pool of processes.

    The result is the same for any number of processes and any size of batch: a row stage sees whole
    articles, and its output is sorted by article.
    """

    def __init__(
        self,
        processes: int | None = None,
        batch: int | None = None,
        second_reader: SecondReader | None = None,
    ) -> None:
        self.second_reader = second_reader
        self._processes = processes or min(os.cpu_count() or 1, 8)
        self._batch = batch or _BATCH
        self._models: Models | None = None
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> LocalExecutor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    @property
    def models(self) -> Models:
        """The models of this process."""
        if self._models is None:
            self._models = replace(load_models(), second_reader=self.second_reader)
        return self._models

    def run(
        self, stage: Stage, inputs: ArrowTables, rows: Tables | None, advance: Callable[[int], None]
    ) -> ArrowTables:
        """The tables that a stage writes. ``rows`` are the inputs as rows, where somebody has them."""
        if stage.unanswered is not None and self.second_reader is None:
            return tables_of(Tables(), stage)
        if stage.shape == "table":
            written = stage.run(rows if rows is not None else rows_of(inputs), stage.config, self.models)
            return tables_of(written, stage)
        outputs: list[ArrowTables] = []
        for size, output in self._map(stage, inputs["articles"].num_rows, _batches(inputs, self._batch)):
            outputs.append(output)
            advance(size)
        return {
            TABLE_OF[kind]: _joined(kind, [output[TABLE_OF[kind]] for output in outputs])
            for kind in stage.writes
        }

    def _map(
        self, stage: Stage, articles: int, batches: Iterator[tuple[int, ArrowTables]]
    ) -> Iterator[tuple[int, ArrowTables]]:
        if self._processes == 1 or articles < _FEW or stage.unanswered is not None:
            for size, batch in batches:
                yield size, tables_of(stage.run(rows_of(batch), stage.config, self.models), stage)
            return
        if self._pool is None:
            self._pool = _start_pool(self._processes)
        jobs: deque[tuple[int, Future[dict[str, bytes]]]] = deque()
        for size, batch in batches:
            jobs.append((size, self._pool.submit(_work, stage, _packed(batch))))
            if len(jobs) > _AHEAD * self._processes:
                size, job = jobs.popleft()
                yield size, _unpacked(job.result())
        for size, job in jobs:
            yield size, _unpacked(job.result())


def _start_pool(processes: int) -> ProcessPoolExecutor:
    # One thread a process: results stay the same whatever the machine, and processes do not fight for cores.
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    return ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("forkserver"),
        initializer=_begin,
        initargs=(os.environ.get(REGISTRY, ""),),
    )


def _begin(registry: str) -> None:
    """Ready a worker: it reads its parent's registry folder, whatever the fork server was started with."""
    os.environ[REGISTRY] = registry
    _end_with_parent()


def _end_with_parent() -> None:
    """End this worker when the run that started it is gone: one that is killed cannot tell its workers to stop."""

    def wait() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


_worker_models: Models | None = None


def _work(stage: Stage, batch: Mapping[str, bytes]) -> dict[str, bytes]:
    global _worker_models  # one set of models a worker process, loaded at its first batch
    if _worker_models is None:
        _worker_models = load_models()
    written = stage.run(rows_of(_unpacked(batch)), stage.config, _worker_models)
    return _packed(tables_of(written, stage))


def rows_of(tables: ArrowTables) -> Tables:
    """Arrow tables as typed rows."""
    return Tables({TABLES[name]: from_table(TABLES[name], table) for name, table in tables.items()})


def tables_of(rows: Tables, stage: Stage) -> ArrowTables:
    """The rows that a stage gave, as Arrow; raises TypeError where it gave what it does not declare."""
    undeclared = [kind.__name__ for kind in rows.kinds() if kind not in stage.writes]
    if undeclared:
        raise TypeError(f"stage {stage.name} gave rows that it does not declare: {', '.join(undeclared)}")
    return {TABLE_OF[kind]: to_table(kind, rows.of(kind)) for kind in stage.writes}


def _key(name: str) -> str | None:
    if name == "articles":
        return "id"
    return "article" if "article" in schema_of(TABLES[name]).names else None


def _batches(inputs: ArrowTables, size: int) -> Iterator[tuple[int, ArrowTables]]:
    """Tables cut to a few articles each; a table without an article column goes whole to every batch.

    Each table is looked through once: 10,000 articles are 600 batches.
    """
    by_article = {name: _by_article(table, _key(name)) for name, table in inputs.items()}
    ids = by_article["articles"][1]
    for first in range(0, len(ids), size):
        some = ids[first : first + size]
        cut = {}
        for name, (table, keys) in by_article.items():
            start, end = bisect_left(keys, some[0]), bisect_right(keys, some[-1])
            cut[name] = table if _key(name) is None else table.slice(start, end - start)
        yield len(some), cut


def _by_article(table: pa.Table, key: str | None) -> tuple[pa.Table, list[str]]:
    """A table by article, and the article of each row; rows of one article keep their order."""
    if key is None:
        return table, []
    keys: list[str] = table[key].to_pylist()
    if any(before > after for before, after in pairwise(keys)):
        order = sorted(range(len(keys)), key=keys.__getitem__)
        table, keys = table.take(pa.array(order, type=pa.int64())), [keys[k] for k in order]
    return table, keys


def _joined(kind: type[Any], tables: list[pa.Table]) -> pa.Table:
    """Tables of one kind, one below the other, by article; rows of one article keep their order."""
    if not tables:
        return schema_of(kind).empty_table()
    return _by_article(pa.concat_tables(tables).combine_chunks(), _key(TABLE_OF[kind]))[0]


def _packed(tables: ArrowTables) -> dict[str, bytes]:
    packed = {}
    for name, table in tables.items():
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        packed[name] = sink.getvalue().to_pybytes()
    return packed


def _unpacked(packed: Mapping[str, bytes]) -> ArrowTables:
    return {name: pa.ipc.open_stream(data).read_all() for name, data in packed.items()}
