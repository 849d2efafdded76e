"""The workers of one machine that are asked from many threads at once, and outlive the query that asks.

An engine that spreads work over machines calls a function on each; the function asks here. Models load once a worker and
machine, not once a query; what kills its worker is answered as ``Died`` in its place, and no query fails.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import LifoQueue
from threading import Lock
from typing import Any

from headwater.runs.engines.port import Died, Work, WorkError
from headwater.runs.engines.workers import Limits, Workers


class Station:
    """So many workers, each asked by one thread at a time; the one that worked last is asked first, for it is warm."""

    def __init__(self, processes: int, limits: Limits) -> None:
        self._all = [Workers(1, limits) for _ in range(processes)]
        self._idle: LifoQueue[Workers] = LifoQueue()
        for workers in reversed(self._all):
            self._idle.put(workers)
        self._threads = ThreadPoolExecutor(processes)

    def do(self, work: Work, payloads: Sequence[bytes]) -> list[bytes]:
        """The answer to each payload in order, packed for ``answer_of``."""
        return list(self._threads.map(lambda payload: self._one(work, payload), payloads))

    def _one(self, work: Work, payload: bytes) -> bytes:
        workers = self._idle.get()
        try:
            before = workers.processor
            try:
                answer: bytes | Died | WorkError
                (answer,) = workers.map(work, [payload])
            except WorkError as error:
                answer = error
            return pickle.dumps((answer, workers.processor - before), protocol=5)
        finally:
            self._idle.put(workers)

    def close(self) -> None:
        """End all workers."""
        self._threads.shutdown()
        for workers in self._all:
            workers.close()


def answer_of(packed: bytes) -> tuple[bytes | Died, float]:
    """What a worker answered, and the processor seconds that it took; raises WorkError where the work raised."""
    answer, seconds = pickle.loads(packed)
    if isinstance(answer, WorkError):
        raise answer
    return answer, seconds


_here: dict[tuple[int, Limits], Station] = {}
_lock = Lock()


def station(processes: int, limits: Limits) -> Station:
    """This process's station; workers that end with it, or with ``leave``."""
    with _lock:
        if (processes, limits) not in _here:
            _here[processes, limits] = Station(processes, limits)
        return _here[processes, limits]


def leave() -> None:
    """End all workers of this process's stations."""
    with _lock:
        while _here:
            _here.popitem()[1].close()


def processors() -> int:
    """How many payloads this machine can work on at once: what Ray gives the node where this is one, else its processors."""
    if "RAY_JOB_ID" in os.environ or "DAFT_FLOTILLA_WORKER" in os.environ:
        import ray

        cluster: Any = ray
        own = cluster.get_runtime_context().get_node_id()
        for node in cluster.nodes():
            if node["NodeID"] == own:
                return max(1, int(node["Resources"].get("CPU", 1)))
    return os.cpu_count() or 1
