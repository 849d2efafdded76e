"""The program of the other process: reads one file from its standard input, writes a message a line.

It is started by ``limited`` and imports as little as it can.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

_OUT_OF_MEMORY = 42


def main() -> None:
    """Read the file on standard input as the first argument says, within the limits of the second."""
    what, limits = sys.argv[1], json.loads(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"] + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        if what == "pdf":
            from headwater.articles.documents.pdfium import messages_of
        else:
            from headwater.articles.tabular.calamine import messages_of
        data = sys.stdin.buffer.read()
        for message in messages_of(data, limits):
            _write(message)
    except MemoryError:
        raise SystemExit(_OUT_OF_MEMORY) from None


def _write(message: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
