"""The program of the other process: reads one file from its standard input, writes a message a line.

It is started by ``limited`` as a script, outside its package, and imports as little as it can.
"""

from __future__ import annotations

import importlib.util
import json
import resource
import sys
from pathlib import Path
from typing import Any

_OUT_OF_MEMORY = 42
_HERE = Path(__file__).parent
_PARSERS = {"pdf": _HERE / "pdfium.py", "sheets": _HERE.parent / "tabular" / "calamine.py"}


def main() -> None:
    """Read the file on standard input as the first argument says, within the limits of the second."""
    what, limits = sys.argv[1], json.loads(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"] + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        messages_of = _loaded(_PARSERS[what]).messages_of
        data = sys.stdin.buffer.read()
        for message in messages_of(data, limits):
            _write(message)
    except MemoryError:
        raise SystemExit(_OUT_OF_MEMORY) from None


def _loaded(path: Path) -> Any:
    """A module by its file: its package would load half of headwater."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _write(message: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
