"""Times a whole command: wall seconds, processor seconds, and the peak memory of it and all its children."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1  # seconds between two looks at memory


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took. ``peak_mib`` is the proportional share of memory of the whole process tree."""

    wall: float
    cpu: float
    peak_mib: float
    code: int


def take(command: list[str]) -> Taken:
    """Run a command to its end, its output thrown away."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = [0.0]
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begun
    done.set()
    watcher.join()
    return Taken(
        round(wall, 2),
        round(usage.ru_utime + usage.ru_stime, 2),
        round(peak[0], 1),
        os.waitstatus_to_exitcode(status),
    )


@dataclass
class Memory:
    """The most memory, MiB, that a process and those below it had as their own: what is mapped from files counts apart.

    ``files`` is what of files was in memory for them: the system lets go of it when somebody needs the room.
    """

    driver: float = 0.0
    workers: float = 0.0
    files: float = 0.0

    def look(self, pid: int) -> None:
        """Look once."""
        own = _kib(pid)
        others = [_kib(one) for one in _tree(pid) if one != pid]
        self.driver = max(self.driver, own["Pss_Anon"] / 1024)
        self.workers = max(self.workers, sum(one["Pss_Anon"] for one in others) / 1024)
        self.files = max(self.files, sum(one["Pss_File"] for one in (own, *others)) / 1024)


@contextmanager
def watching(every: float = 0.5) -> Iterator[Memory]:
    """What this process and those that it starts take while the block runs."""
    found, done, pid = Memory(), threading.Event(), os.getpid()

    def look() -> None:
        while not done.wait(every):
            found.look(pid)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield found
    finally:
        done.set()
        watcher.join()
        found.look(pid)


def _watch(pid: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(_EVERY):
        peak[0] = max(peak[0], sum(_kib(one)["Pss"] for one in _tree(pid)) / 1024)


def _tree(pid: int) -> list[int]:
    """A process and all below it."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        try:
            for children in Path(f"/proc/{one}/task").glob("*/children"):
                waiting += [int(child) for child in children.read_text().split()]
        except OSError:
            continue
    return found


def _kib(pid: int) -> dict[str, int]:
    """Proportional set sizes in KiB, all, own and of files: memory shared by two processes counts half in each."""
    found = {"Pss": 0, "Pss_Anon": 0, "Pss_File": 0}
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name = line.partition(":")[0]
            if name in found:
                found[name] = int(line.split()[1])
    except OSError:
        pass
    return found
