"""The whole suite in two processes, side by side where the machine has two processors.

    python -m tests.halves [OPTION OF PYTEST...]

Each has ports, temporary folders, models and a PostgreSQL cluster of its own. Prints what the first says as it goes, then
what the second said; exits with 1 where either failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parent
FIRST = ("runs", "whole")
"""Folders of the first half, about half of the time; the second has whatever else there is."""
_FINE = (0, 5)
"""Exit codes of pytest: all passed, or nothing was chosen."""


def commands(options: list[str]) -> list[list[str]]:
    """What runs each half."""
    first = [str(TESTS / name) for name in FIRST]
    second = [str(TESTS), *(f"--ignore={folder}" for folder in first)]
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    return [[*run, *half, *options] for half in (first, second)]


def main(options: list[str]) -> int:
    """Run both halves; gives the exit code."""
    first, second = commands(options)
    if (os.cpu_count() or 1) < 2:
        codes = [subprocess.run(half, check=False).returncode for half in (first, second)]
    else:
        with tempfile.TemporaryFile() as said:
            other = subprocess.Popen(second, stdout=said, stderr=subprocess.STDOUT)
            codes = [subprocess.run(first, check=False).returncode, other.wait()]
            said.seek(0)
            sys.stdout.write(said.read().decode("utf-8", "replace"))
    return 0 if all(code in _FINE for code in codes) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
