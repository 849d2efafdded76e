"""A run that is killed leaves no worker behind."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.models


def workers_of(pid: int) -> list[int]:
    """Every process below ``pid``."""
    found, waiting = [], [pid]
    while waiting:
        for children in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            below = [int(child) for child in children.read_text().split()]
            found += below
            waiting += below
    return found


def alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(said: str, holds: object, seconds: float) -> None:
    """Wait until ``holds()``; fail with ``said`` after so many seconds."""
    end = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end, said
        time.sleep(0.1)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")
def test_workers_end_with_the_run_that_is_killed(tmp_path: Path) -> None:
    text = "The ferry was late on Tuesday, the harbour office said. " * 20
    rows = [{"id": f"r{n}", "title": f"Ferry {n}", "text": text, "lang": "en"} for n in range(60)]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    run = "from headwater.show.cli.app import main; main()"
    command = [
        sys.executable,
        "-c",
        run,
        "trace",
        tmp_path / "rows.jsonl",
        "-o",
        tmp_path / "out",
        "-q",
        "--processes",
        "2",
    ]
    with subprocess.Popen(command) as process:
        wait_for("no worker was started", lambda: len(workers_of(process.pid)) >= 3, 600)
        workers = workers_of(process.pid)
        process.send_signal(signal.SIGKILL)
    wait_for(f"workers outlive their run: {workers}", lambda: not any(map(alive, workers)), 300)
