"""The worker's process as the pages see it: started when needed, asked one thing at a time, started anew when it is gone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from headwater.records.errors import CaseError

Told = dict[str, Any]


class WorkFailedError(CaseError):
    """What the worker was asked for did not come about; the message says why."""


class Worker:
    """One process that works on one case."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._process: subprocess.Popen[str] | None = None
        self._busy = Lock()

    def do(self, asked: Told, hear: Callable[[Told], None]) -> Told:
        """Have something done; ``hear`` is told how it goes. Raises WorkFailedError."""
        with self._busy:
            process = self._running()
            assert process.stdin is not None and process.stdout is not None
            try:
                process.stdin.write(json.dumps(asked, ensure_ascii=False) + "\n")
                process.stdin.flush()
                for line in process.stdout:
                    told = json.loads(line)
                    if told["event"] == "done":
                        result: Told = told["result"]
                        return result
                    if told["event"] == "failed":
                        raise WorkFailedError(told["says"])
                    hear(told)
            except (OSError, ValueError) as error:
                self._end()
                raise WorkFailedError(f"the process that works on the case broke off ({error})") from error
            self._end()
            raise WorkFailedError(
                "the process that works on the case was ended; what it had kept is kept, try again"
            )

    def close(self) -> None:
        """End the process."""
        self._end()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "headwater.show.workbench.work.worker", str(self._out)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                errors="surrogatepass",
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait(timeout=10)
