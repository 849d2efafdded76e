"""What a run tells other programs: JSON lines, and spans for OpenTelemetry where its API is installed.

Spans go nowhere by default: headwater sets up no exporter. A program that runs headwater and has a tracer provider
gets them; the extra ``telemetry`` installs the API.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TextIO

from headwater.records.errors import InputError


class Log(Protocol):
    """Where lines go."""

    def write(self, event: str, **told: Any) -> None:
        """One line."""
        ...

    def close(self) -> None:
        """No more lines come."""
        ...


class NoLog:
    """Keeps nothing."""

    def write(self, event: str, **told: Any) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class LineLog:
    """A file of JSON lines: ``time`` in UTC, ``event``, and what is told of it. Lines are whole, also after kill -9."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: TextIO = path.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
        except OSError as error:
            raise InputError(
                f"no log can be written to {path}: {(error.strerror or str(error)).lower()}"
            ) from error

    def write(self, event: str, **told: Any) -> None:
        """One line, at once."""
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event} | told
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()


@cache
def _api() -> Any:
    try:
        from opentelemetry import trace
    except ImportError:
        return None
    return trace


@contextmanager
def span(name: str, **attributes: str | int | float | bool) -> Iterator[None]:
    """A span around what is done meanwhile, if anybody collects such."""
    api = _api()
    if api is None:
        yield
        return
    named = {f"headwater.{key}": value for key, value in attributes.items()}
    with api.get_tracer("headwater").start_as_current_span(name, attributes=named):
        yield


class Stopwatch:
    """Seconds since it was made: on the wall, and of this process's processor."""

    def __init__(self) -> None:
        self._wall, self._processor = time.monotonic(), time.process_time()

    def wall(self) -> float:
        """Seconds on the wall."""
        return time.monotonic() - self._wall

    def processor(self) -> float:
        """Processor seconds of this process."""
        return time.process_time() - self._processor
