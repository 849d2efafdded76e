"""A Ray cluster of this machine, for as long as a test lasts, and runs that ask it: Daft knows one runner a process."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[3]
_LONGEST = 900  # seconds: the machine may be busy


@contextmanager
def ray_cluster(folder: Path, processors: int) -> Iterator[str]:
    """The engine's name for a cluster that may use so many processors; its files lie in a folder with a short name."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", "--disable-usage-stats"),
        *("--node-ip-address=127.0.0.1", f"--port={port}", f"--num-cpus={processors}"),
        *("--include-dashboard=false", "--object-store-memory=100000000", f"--temp-dir={folder}"),
    ]
    with (folder / "told.txt").open("wb") as told:
        cluster = subprocess.Popen(
            command, stdout=told, stderr=told, env=_environment(), cwd=_ROOT, start_new_session=True
        )
    try:
        for _ in range(_LONGEST):
            if "Ray runtime started" in (folder / "told.txt").read_text(errors="replace"):
                break
            time.sleep(0.5)
        yield f"ray://127.0.0.1:{port}"
    finally:
        cluster.terminate()  # it ends all that it has started
        try:
            cluster.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(cluster.pid, signal.SIGKILL)
            cluster.wait()


def _environment() -> dict[str, str]:
    return os.environ | {
        "RAY_AUTH_MODE": "disabled",
        "PYTHONPATH": str(_ROOT),
        "RAY_DISABLE_IMPORT_WARNING": "1",
    }


def called_elsewhere(function: Callable[..., Any], *given: Any) -> Any:
    """What a function of a module gives in a process of its own; raises CalledProcessError where it fails."""
    code = "import os, pickle, sys; f, given = pickle.load(sys.stdin.buffer); found = f(*given); sys.stdout.buffer.write(b'ANSWER' + pickle.dumps(found)); sys.stdout.flush(); os._exit(0)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=pickle.dumps((function, given)),
        stdout=subprocess.PIPE,
        env=_environment(),
        cwd=_ROOT,
        check=True,
        timeout=_LONGEST,
    )
    return pickle.loads(done.stdout.partition(b"ANSWER")[2])
