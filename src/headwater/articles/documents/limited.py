"""Foreign parsers in a process of their own, with limits: what hangs, swells or crashes there ends there.

The parsers of PDF files and spreadsheets are written in C++ and Rust and cannot be stopped from within; a
hostile file may make them run for ever, take all memory or fall. So each file is read by a process that may
take so much time and memory and no more. What it has handed on by then is kept.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO, cast

from headwater.articles.config import ArticlesConfig
from headwater.articles.items import Item

_WORKER = Path(__file__).with_name("worker.py")
_LONGEST_MESSAGE = 64_000_000
_WALL = 6  # seconds of waiting for each processor second: the machine may be busy with other work
_MOST_OUT = 2_000_000_000
_KILLED_FOR_TIME = (-24, -9)  # SIGXCPU, and SIGKILL where that was not heeded


class LimitFault(Exception):  # noqa: N818 - it never leaves this package
    """How the other process ended before its work did; the message is the reason of a rejection."""


def read_apart(item: Item, config: ArticlesConfig, what: str) -> Iterator[dict[str, Any]]:
    """The messages of a process that reads an item as ``what`` ("pdf" or "sheets").

    Raises LimitFault where the process took too long, too much memory, or fell.
    """
    with _file_of(item) as stream:
        process = subprocess.Popen(
            [sys.executable, "-P", os.fspath(_WORKER), what, _limits(config)],
            stdin=stream,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        clock = Timer(config.document_seconds * _WALL, process.kill)
        clock.daemon = True
        clock.start()
        try:
            assert process.stdout is not None
            yield from _messages(process.stdout)
        finally:
            clock.cancel()
            ended = process.poll()
            if ended is None:
                with suppress(subprocess.TimeoutExpired):
                    ended = process.wait(1)
            if ended is None:
                process.kill()
                process.wait()
            if process.stdout:
                process.stdout.close()
    if ended:
        raise LimitFault(_why(ended, config))


def _messages(stream: Any) -> Iterator[dict[str, Any]]:
    taken = 0
    while line := stream.readline(_LONGEST_MESSAGE):
        taken += len(line)
        if not line.endswith(b"\n") or taken > _MOST_OUT:
            return
        yield json.loads(line)


def _file_of(item: Item) -> BinaryIO:
    """The item as a file that another process can read: its own, or a copy that has no name."""
    stream = item.open()
    try:
        stream.fileno()
    except OSError:
        with stream:
            copy = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - the caller closes it
            shutil.copyfileobj(stream, copy)
            copy.flush()
            copy.seek(0)
            return copy
    return stream


def _limits(config: ArticlesConfig) -> str:
    return json.dumps(
        {
            "seconds": config.document_seconds,
            "memory": config.document_memory,
            "pages": config.most_pages,
            "pixels": config.most_pixels,
            "pictures": config.ocr_pages,
        }
    )


def _why(ended: int, config: ArticlesConfig) -> str:
    if ended in _KILLED_FOR_TIME:
        return f"it takes more than {config.document_seconds} seconds to read"
    if ended == OUT_OF_MEMORY:
        return f"it takes more than {config.document_memory:,} bytes of memory to read"
    return "its reader fell over it; the file is damaged, or made to do harm"


OUT_OF_MEMORY = 42
"""The exit code of a process that found no more memory."""
