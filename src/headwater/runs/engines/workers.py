"""Worker processes of which each is told one payload at a time, so that it is known on what a dead one had worked."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from headwater.records.lean_arrow import do_without_pandas
from headwater.runs.engines.port import Died, Work, WorkError
from headwater.runs.profiling import Profile, Sampler

_TICK = 1.0  # seconds between two looks at time and memory
_AHEAD = 4  # results that may wait for an earlier one, for each worker
_PRELOADED = "headwater.runs.engines.stage_work"
_PAGE = os.sysconf("SC_PAGE_SIZE")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one payload may take before its worker is ended: seconds, and bytes of memory (0: any)."""

    seconds: float = 600.0
    memory: int = 0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    number: int | None = None  # of the payload that it works on
    began: float = 0.0
    ended: str = ""  # why it was ended by us


class _Made:
    """Payloads, some of them made before anybody can take them."""

    def __init__(self, payloads: Iterable[bytes]) -> None:
        self._left = iter(payloads)
        self._made: deque[bytes] = deque()
        self._exhausted = False

    @property
    def count(self) -> int:
        """How many are made and not taken."""
        return len(self._made)

    @property
    def ended(self) -> bool:
        """Whether there will be no more."""
        return self._exhausted and not self._made

    def one_more(self) -> bool:
        """Make one; whether there was one to make."""
        following = None if self._exhausted else next(self._left, None)
        if following is None:
            self._exhausted = True
            return False
        self._made.append(following)
        return True

    def next(self) -> bytes | None:
        """The next one, None where there is none."""
        return self._made.popleft() if self._made or self.one_more() else None


class Workers:
    """A pool of processes. One that dies is replaced; what it had worked on is answered with ``Died``."""

    def __init__(self, processes: int, limits: Limits, profile: Profile | None = None) -> None:
        self._processes = processes
        self._limits = limits
        self._profile = profile
        self.processor = 0.0
        self._workers: list[_Worker] = []
        for name in _THREADS:
            os.environ.setdefault(name, "1")  # results stay the same, and processes do not fight for cores
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([_PRELOADED])  # a worker that is replaced is there at once

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers = []

    def pids(self) -> list[int]:
        """The processes that are at work."""
        return [worker.process.pid or 0 for worker in self._workers]

    def map(self, work: Work, payloads: Iterable[bytes]) -> Iterator[bytes | Died]:
        """Results in the order of the payloads; see ``port.Engine.map``."""
        made = _Made(payloads)
        ready: dict[int, bytes | Died] = {}
        given = told = 0
        try:
            while True:
                while given - told < self._processes * _AHEAD and (idle := self._idle()) is not None:
                    payload = made.next()
                    if payload is None:
                        break
                    self._give(idle, given, work, payload, ready)
                    given += 1
                while told in ready:
                    yield ready.pop(told)
                    told += 1
                if told == given and made.ended:
                    return
                if told not in ready:
                    # the next payloads are made while the workers work: none of them waits for that
                    busy = made.count < self._processes and made.one_more()
                    self._listen(ready, 0.0 if busy else _TICK)
        finally:
            if given != told:
                self.close()  # somebody stopped listening: what is under way is of no use

    def _idle(self) -> _Worker | None:
        for worker in self._workers:
            if worker.number is None:
                return worker
        if len(self._workers) < self._processes:
            self._workers.append(self._start())
            return self._workers[-1]
        return None

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve,
            args=(theirs, os.getpid(), dict(os.environ), self._profile is not None),
            daemon=True,
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(
        self, worker: _Worker, number: int, work: Work, payload: bytes, ready: dict[int, bytes | Died]
    ) -> None:
        worker.number, worker.began = number, time.monotonic()
        try:
            worker.pipe.send((work, payload))
        except OSError:
            self._bury(worker, ready)

    def _listen(self, ready: dict[int, bytes | Died], seconds: float) -> None:
        """Take what has come or comes within so many seconds; end who takes too long or too much."""
        busy = {worker.pipe: worker for worker in self._workers if worker.number is not None}
        for pipe in wait(list(busy), timeout=seconds):
            worker = busy[pipe]  # type: ignore[index]
            try:
                sound, answer, seconds, stacks = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker, ready)
                continue
            assert worker.number is not None
            self.processor += seconds
            if self._profile is not None:
                self._profile.add(stacks)
            if not sound:
                raise WorkError(answer)
            ready[worker.number] = answer
            worker.number = None
        for worker in busy.values():
            self._require_limits(worker)

    def _require_limits(self, worker: _Worker) -> None:
        if worker.number is None or worker.ended:
            return
        if time.monotonic() - worker.began > self._limits.seconds:
            worker.ended = f"took more than {self._limits.seconds:g} seconds"
        elif self._limits.memory and _memory_of(worker.process.pid) > self._limits.memory:
            worker.ended = f"took more than {self._limits.memory / 2**30:.1f} GiB of memory"
        if worker.ended:
            worker.process.kill()

    def _bury(self, worker: _Worker, ready: dict[int, bytes | Died]) -> None:
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        if worker.number is not None:
            outside = not worker.ended and worker.process.exitcode == -signal.SIGKILL
            ready[worker.number] = Died(worker.ended or _how(worker.process.exitcode), outside)


def _how(code: int | None) -> str:
    """How a process ended, in words."""
    if code is not None and code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        known = {
            "SIGSEGV": "a segmentation fault",
            "SIGKILL": "killed, as for want of memory",
            "SIGABRT": "aborted",
        }
        return f"its process ended: {known.get(name, name)} ({name})"
    return f"its process ended with the exit code {code}"


def _memory_of(pid: int | None) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0


def _serve(pipe: Connection, parent: int, environment: dict[str, str], profiled: bool) -> None:
    """A worker's life: payloads in, results out, until nobody asks any more."""
    os.environ.update(environment)  # a fork server has that of the moment when it was started
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the driver is told, and ends its workers
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    do_without_pandas()
    sampler = Sampler() if profiled else None
    while True:
        if sampler is not None:
            sampler.on = False
        try:
            work, payload = pipe.recv()
        except (EOFError, OSError):
            return
        if sampler is not None:
            sampler.on = True
        begun = time.process_time()
        try:
            sound, answer = True, work(payload)
        except Exception as error:
            sound, answer = False, f"{type(error).__name__}: {error}\n{traceback.format_exc()}"
        try:
            pipe.send((sound, answer, time.process_time() - begun, sampler.taken() if sampler else {}))
        except OSError:
            return  # nobody asks any more


def _end_with(parent: int) -> None:
    """End this worker when the driver that started it is gone: one that is killed cannot tell its workers to stop."""
    while _alive(parent):
        time.sleep(_TICK)
    os._exit(1)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
