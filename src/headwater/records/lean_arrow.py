"""Arrow without pandas: where pandas is installed, Arrow loads it at its first array, a third of a second for nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec


class _Nowhere:
    """Finds no pandas."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        """None, and for pandas an ImportError."""
        if name == "pandas":
            raise ModuleNotFoundError(f"no module named {name!r} for Arrow", name=name)
        return None


def do_without_pandas() -> None:
    """Let Arrow look for pandas now and find none: it looks once a process.

    For processes in which nobody else's code runs, such as a command and its workers; what wants pandas itself still
    gets it.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa  # here: a look at the input does without Arrow

    sys.meta_path.insert(0, _Nowhere)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(_Nowhere)
