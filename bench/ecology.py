"""How long it takes to simulate news, and how memory grows: the floor under every benchmark that begins with it.

    python bench/ecology.py [--sizes 1000,10000,100000]

Each size is written with its reading in a process of its own. Goals: 100,000 articles in a few minutes, memory about
the same for any size.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def simulate_once(size: int) -> str:
    """Processor seconds, peak memory and what was written, as a line."""
    from headwater.simulation import simulate

    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        done = simulate(Path(folder) / "news", size, with_reading=True)
        taken = time.process_time() - begun
        written = sum(path.stat().st_size for path in done.folder.rglob("*") if path.is_file()) >> 20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    each = 1000 * taken / size
    return f"{size}: {taken:.1f} s ({each:.2f} ms an article), peak {peak} MiB, {done.incidents} incidents, {written} MiB"  # fmt: skip


def main() -> None:
    """A line for each size."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", default="1000,10000,100000")
    options.add_argument("--only", type=int, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.only:
        print(simulate_once(given.only))
        return
    for size in given.sizes.split(","):
        done = subprocess.run(
            [sys.executable, __file__, "--only", size], check=True, capture_output=True, text=True
        )
        print(done.stdout, end="", flush=True)


if __name__ == "__main__":
    main()
