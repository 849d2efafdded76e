"""A workbench served on this machine for the time of a test, on a port that nobody can take in between."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

for _needed in ("fastapi", "uvicorn", "argon2", "itsdangerous"):
    pytest.importorskip(_needed, reason="the workbench's extra is not installed")

import uvicorn  # noqa: E402

from headwater.show.workbench.app import app_of  # noqa: E402
from headwater.show.workbench.desk import Desk, Settings  # noqa: E402
from tests.show.workbench.site import ReadingWorker, write_case  # noqa: E402


@dataclass(frozen=True)
class Bench:
    """Where a workbench is served, its desk, and its worker."""

    address: str
    desk: Desk
    worker: ReadingWorker


@contextmanager
def serving(out: Path, case: Callable[[], dict[str, Any]], **settings: Any) -> Iterator[Bench]:
    """Serves a case written by hand."""
    write_case(out, case())
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = line.getsockname()[1]
        worker = ReadingWorker(out, case)
        app = app_of(Settings(out, port=port, **settings), worker)
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, args=([line],), daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.05)
        yield Bench(f"http://127.0.0.1:{port}", app.state.desk, worker)
        server.should_exit = True
        thread.join(60)
