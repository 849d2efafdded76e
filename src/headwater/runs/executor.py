"""Runs stages on this machine: row stages over batches of articles, in one process or several."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import chain, islice
from types import TracebackType
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from headwater.providers import load_models
from headwater.records.arrow import from_table, schema_of, to_table
from headwater.records.lean_arrow import do_without_pandas
from headwater.records.ports import Models, SecondReader
from headwater.records.remembered import remembering
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs.blocks.work import FEW, Batch, Written, declared, run_batch
from headwater.runs.cuts import Concerning, concerning
from headwater.runs.fingerprints import REGISTRY
from headwater.runs.row_spans import key_of, spans_of

if TYPE_CHECKING:
    from headwater.runs.warm import Warm

ArrowTables = dict[str, pa.Table]
_PackedBlocks = tuple[dict[str, bytes], dict[str, list[int]]]

_FEW = 24  # articles: below this, starting processes costs more than they save
_FEW_HERE = 96  # the same in a process that stays, whose models are loaded: others would load their own
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
        warm: Warm | None = None,
    ) -> None:
        self.second_reader = second_reader
        self._warm = warm
        self._processes = processes or min(os.cpu_count() or 1, 8)
        self.batch = batch or _BATCH
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
            loaded = self._warm.models if self._warm and self._warm.models else load_models()
            if self._warm is not None:
                self._warm.models = loaded
            self._models = replace(loaded, second_reader=self.second_reader)
        return self._models

    def run(
        self,
        stage: Stage,
        inputs: ArrowTables,
        rows: Tables | None,
        advance: Callable[[int], None],
        unclear: set[str] | None = None,
    ) -> ArrowTables:
        """The tables that a stage writes. ``rows`` are the inputs as rows, where somebody has them.

        ``unclear`` is told the articles of batches that wrote rows which name no article: whose they are, nobody knows.
        """
        if stage.unanswered is not None and self.second_reader is None:
            return tables_of(Tables(), stage)
        if stage.shape == "table":
            return tables_of(self.run_whole(stage, rows if rows is not None else rows_of(inputs)), stage)
        outputs: list[ArrowTables] = []
        nameless = [TABLE_OF[kind] for kind in stage.writes if key_of(TABLE_OF[kind]) is None]
        batches = _batches(inputs, self.batch, concerning(stage.name, inputs))
        for articles, output in self._map(stage, inputs["articles"].num_rows, batches):
            if unclear is not None and any(output[name].num_rows for name in nameless):
                unclear.update(articles)
            outputs.append(output)
            advance(len(articles))
        return {
            TABLE_OF[kind]: _joined(kind, [output[TABLE_OF[kind]] for output in outputs])
            for kind in stage.writes
        }

    def run_whole(self, stage: Stage, rows: Tables) -> Tables:
        """The rows that a stage over everything writes; raises TypeError where it gave what it does not declare."""
        with self._remembering():
            written = stage.run(rows, stage.config, self.models)
        declared(stage, written)
        return written

    def run_blocks(
        self, stage: Stage, batches: Iterator[Batch], whole: ArrowTables
    ) -> Iterator[tuple[Batch, Written]]:
        """Each batch of blocks with what the stage wrote for it, in order; a few are done here."""
        here = FEW if self._warm is not None else 1
        first = list(islice(batches, here + 1))
        batches = chain(first, batches)
        if self._processes == 1 or len(first) <= here:
            rows = rows_of(whole)
            for batch in batches:
                with self._remembering():
                    written = run_batch(stage, batch, rows, self.models)
                yield batch, written
            return
        packed = _packed(whole)
        jobs: deque[tuple[Batch, Future[_PackedBlocks]]] = deque()
        for batch in batches:
            given = replace(batch, tables={})
            jobs.append(
                (given, self._workers().submit(_work_blocks, stage, given, _packed(batch.tables), packed))
            )
            if len(jobs) > _AHEAD * self._processes:
                done, job = jobs.popleft()
                yield done, _unpacked_blocks(job.result())
        for done, job in jobs:
            yield done, _unpacked_blocks(job.result())

    def _remembering(self) -> AbstractContextManager[None]:
        return remembering(self._warm.stages if self._warm is not None else {})

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _start_pool(self._processes)
        return self._pool

    def _map(
        self, stage: Stage, articles: int, batches: Iterator[tuple[list[str], ArrowTables]]
    ) -> Iterator[tuple[list[str], ArrowTables]]:
        few = _FEW_HERE if self._warm is not None and self._warm.models is not None else _FEW
        if self._processes == 1 or articles < few or stage.unanswered is not None:
            for names, batch in batches:
                yield names, tables_of(stage.run(rows_of(batch), stage.config, self.models), stage)
            return
        jobs: deque[tuple[list[str], Future[dict[str, bytes]]]] = deque()
        for names, batch in batches:
            jobs.append((names, self._workers().submit(_work, stage, _packed(batch))))
            if len(jobs) > _AHEAD * self._processes:
                names, job = jobs.popleft()
                yield names, _unpacked(job.result())
        for names, job in jobs:
            yield names, _unpacked(job.result())


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
    do_without_pandas()


def _end_with_parent() -> None:
    """End this worker when the run that started it is gone: one that is killed cannot tell its workers to stop."""

    def wait() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


_worker_models: Models | None = None


def _models_here() -> Models:
    global _worker_models  # one set of models a worker process, loaded at its first batch
    if _worker_models is None:
        _worker_models = load_models()
    return _worker_models


def _work(stage: Stage, batch: Mapping[str, bytes]) -> dict[str, bytes]:
    written = stage.run(rows_of(_unpacked(batch)), stage.config, _models_here())
    return _packed(tables_of(written, stage))


def _work_blocks(
    stage: Stage, batch: Batch, tables: Mapping[str, bytes], whole: Mapping[str, bytes]
) -> _PackedBlocks:
    given = replace(batch, tables=_unpacked(tables))
    written = run_batch(stage, given, rows_of(_unpacked(whole)), _models_here())
    return _packed(written.tables), written.sizes


def _unpacked_blocks(packed: _PackedBlocks) -> Written:
    tables, sizes = packed
    return Written(_unpacked(tables), sizes)


def rows_of(tables: ArrowTables) -> Tables:
    """Arrow tables as typed rows."""
    return Tables({TABLES[name]: from_table(TABLES[name], table) for name, table in tables.items()})


def tables_of(rows: Tables, stage: Stage) -> ArrowTables:
    """The rows that a stage gave, as Arrow; raises TypeError where it gave what it does not declare."""
    declared(stage, rows)
    return {TABLE_OF[kind]: to_table(kind, rows.of(kind)) for kind in stage.writes}


def _batches(
    inputs: ArrowTables, size: int, cut: Mapping[str, Concerning]
) -> Iterator[tuple[list[str], ArrowTables]]:
    """Tables cut to a few articles each; one whose rows are not of articles has what concerns these, or goes whole.

    Each table is looked through once: 10,000 articles are 600 batches.
    """
    keys = {name: key_of(name) for name in inputs}
    spans = {name: spans_of(inputs[name], key) for name, key in keys.items() if key is not None}
    alone = {article for name, found in cut.items() if name.endswith("_judgements") for article in found.rows}
    for some in grouped(spans["articles"].ids, size, alone):
        batch = {}
        for name, table in inputs.items():
            if name in cut:
                batch[name] = cut[name].of(some)
            else:
                batch[name] = spans[name].between(some[0], some[-1]) if name in spans else table
        yield some, batch


def grouped(ids: Sequence[str], size: int, alone: AbstractSet[str]) -> Iterator[list[str]]:
    """Articles by batches. One that a judgement speaks of is ``alone``: what became of it names no article."""
    some: list[str] = []
    for article in ids:
        if some and (len(some) == size or article in alone or some[-1] in alone):
            yield some
            some = []
        some.append(article)
    if some:
        yield some


def _joined(kind: type[Any], tables: list[pa.Table]) -> pa.Table:
    """Tables of one kind, one below the other, by article; rows of one article keep their order."""
    if not tables:
        return schema_of(kind).empty_table()
    table, key = pa.concat_tables(tables).combine_chunks(), key_of(TABLE_OF[kind])
    return table if key is None else spans_of(table, key).table


def _packed(tables: Mapping[str, pa.Table]) -> dict[str, bytes]:
    packed = {}
    for name, table in tables.items():
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        packed[name] = sink.getvalue().to_pybytes()
    return packed


def _unpacked(packed: Mapping[str, bytes]) -> ArrowTables:
    return {name: pa.ipc.open_stream(data).read_all() for name, data in packed.items()}
