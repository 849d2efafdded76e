"""Whole-process benchmarks: what a user waits for, on this machine.

    python bench/run.py [--runs N] [NAME...]

Prints a line a benchmark with the median, least and most of its runs against its goal, and each stage's
share of the time. Named, it runs a room's own benchmark too: pages, warc, evidence (only when named; each prints its goal).
Figures go into docs/performance.md by hand, with the machine they were taken on.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from processes import Taken, take

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("HEADWATER_DATA", ROOT.parent / "shared"))
HEADWATER = [str(Path(sys.executable).parent / "headwater")]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One thing that a user waits for; ``prepare`` readies the output folder before each run."""

    name: str
    command: Callable[[Path], list[str]]
    prepare: Callable[[Path], None]
    goal_seconds: float
    goal_mib: float | None = None


def trace(*inputs: Path) -> Callable[[Path], list[str]]:
    """A command that traces ``inputs`` into the folder it is given."""
    return lambda out: [*HEADWATER, "trace", *map(str, inputs), "-o", str(out)]


def cold(out: Path) -> None:
    """Begin with no case."""
    shutil.rmtree(out, ignore_errors=True)


def warm(*inputs: Path) -> Callable[[Path], None]:
    """Begin with a finished case."""
    return lambda out: None if (out / "case.json").exists() else _require(take(trace(*inputs)(out)))


def _require(taken: Taken) -> None:
    if taken.code:
        raise SystemExit(f"preparing a benchmark failed with exit code {taken.code}")


FOUNDING = SHARED / "founding"
FAKES = SHARED / "corpora" / "fakes_dev.jsonl"
WORLD = ROOT / "examples" / "world" / "articles"

BENCHMARKS = (
    Benchmark("help", lambda out: [*HEADWATER, "--help"], lambda out: None, 0.4),
    Benchmark("world_cold", trace(WORLD), cold, 20.0),
    Benchmark("founding_cold", trace(FOUNDING), cold, 20.0),
    Benchmark("founding_unchanged", trace(FOUNDING), warm(FOUNDING), 1.5),
    Benchmark("fakes_dev_cold", trace(FAKES), cold, 120.0, 2048.0),
    Benchmark("fakes_dev_unchanged", trace(FAKES), warm(FAKES), 1.5),
)


OF_ROOMS = {
    "pages": ["pages.py", "--rounds", "4", "--processes", "2"],
    "warc": ["warc.py", "--megabytes", "200", "--runs", "5"],
    "evidence": ["evidence.py"],
}
"""Benchmarks of single rooms, as they are run for docs/performance.md."""


def measure(benchmark: Benchmark, runs: int, work: Path) -> None:
    """Run one benchmark and print its line."""
    out = work / benchmark.name.rpartition("_")[0]
    taken = []
    for _ in range(runs):
        benchmark.prepare(out)
        one = take(benchmark.command(out))
        _require(one)
        taken.append(one)
    walls = [one.wall for one in taken]
    peak = max(one.peak_mib for one in taken)
    cpu = statistics.median(one.cpu for one in taken)
    limit = f", goal {benchmark.goal_mib:.0f}" if benchmark.goal_mib else ""
    print(
        f"{benchmark.name}: {statistics.median(walls):.2f} s (of {runs}: {min(walls):.2f} to {max(walls):.2f}; "
        f"goal {benchmark.goal_seconds}), processor {cpu:.2f} s, peak {peak:.0f} MiB{limit}",
        flush=True,
    )
    if benchmark.name.endswith("_cold"):
        print_shares(out)


def print_shares(out: Path) -> None:
    """Each stage's share of the last run, most first."""
    stages = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["stages"]
    total = sum(record["seconds"] for record in stages.values()) or 1.0
    for name, record in sorted(stages.items(), key=lambda item: -item[1]["seconds"]):
        print(f"  {name}: {record['seconds']:.2f} s, {100 * record['seconds'] / total:.0f} %")


def main() -> None:
    """Run the benchmarks named, or all whose data are here."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("names", nargs="*", metavar="NAME")
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    unknown = sorted({*given.names} - {one.name for one in BENCHMARKS} - {*OF_ROOMS})
    if unknown:
        options.error(f"no such benchmark: {', '.join(unknown)}")
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as folder:
        for benchmark in BENCHMARKS:
            if given.names and benchmark.name not in given.names:
                continue
            if not SHARED.is_dir() and benchmark.name.startswith(("founding", "fakes")):
                print(f"{benchmark.name}: skipped, no shared data in {SHARED}")
                continue
            measure(benchmark, given.runs, Path(folder))
    for name in given.names:
        if name in OF_ROOMS:
            program, *arguments = OF_ROOMS[name]
            print(f"{name}: {program} {' '.join(arguments)}", flush=True)
            subprocess.run([sys.executable, str(Path(__file__).with_name(program)), *arguments], check=True)


if __name__ == "__main__":
    main()
