"""Times a whole command: wall seconds, processor seconds, and the peak memory of it and all its children."""

from __future__ import annotations

import os
import subprocess
import threading
import time
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


def _watch(pid: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(_EVERY):
        peak[0] = max(peak[0], sum(_share(one) for one in _tree(pid)) / 1024)


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


def _share(pid: int) -> int:
    """Proportional set size in KiB: memory shared by two processes counts half in each."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
