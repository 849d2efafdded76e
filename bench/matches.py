"""Matching on simulated readings: growth with the case, one newcomer, sentences embedded a second.

    python bench/matches.py [--sizes 1000,3000,10000] [--newcomers 50] [--embed SENTENCES.txt] [--work DIR]

Each size is simulated (kept in --work), loaded as rows, and grouped in a process of its own. Times are processor
time, since other work disturbs the clock; the peak is of the whole process, loading included. Goals: 10,000
articles in 60 s and 2 GiB, an exponent below 1.15, a newcomer in 150 ms, 1,000 sentences a second on two
processors.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

Figures = dict[str, Any]


def load(folder: Path) -> Any:
    """All tables that ``matches.group`` reads, as rows."""
    from headwater.matches.stage import STAGES
    from headwater.records.tables import Tables
    from headwater.runs.results import open_case

    stage = next(stage for stage in STAGES if stage.name == "matches.group")
    case = open_case(folder)
    return stage, Tables({kind: list(case.rows(kind)) for kind in stage.reads})


def group_once(folder: Path) -> Figures:
    """Processor seconds and peak memory of grouping one case."""
    stage, tables = load(folder)
    loaded = peak_mib()
    begun = time.process_time()
    written = stage.run(tables, stage.config, None)
    taken = time.process_time() - begun
    rows = {kind.__name__: len(written.of(kind)) for kind in written.kinds()}
    return {"seconds": round(taken, 2), "loaded_mib": loaded, "peak_mib": peak_mib(), "rows": rows}


def newcomers(folder: Path, count: int) -> Figures:
    """Milliseconds, processor and clock, to match one report with a case that holds all the others."""
    from headwater.matches.incidents import read_reports
    from headwater.matches.neighbour_reports import StandingReports

    _, tables = load(folder)
    reports = read_reports(tables)
    standing = StandingReports(reports)
    step = max(1, len(reports.all) // count)
    taken, walls, looked = [], [], []
    for report in reports.all[::step][:count]:
        begun, clock = time.process_time(), time.perf_counter()
        standing.matches(report)
        taken.append(1000 * (time.process_time() - begun))
        walls.append(1000 * (time.perf_counter() - clock))
        looked.append(len(standing.candidates(report)))
    return {
        "case": len(reports.all),
        "median_ms": round(statistics.median(taken), 1),
        "most_ms": round(max(taken), 1),
        "median_clock_ms": round(statistics.median(walls), 1),
        "median_compared": statistics.median(looked),
        "peak_mib": peak_mib(),
    }


def exact_search(vectors: int, queries: int = 20) -> Figures:
    """Milliseconds of one exact search among so many vectors of 512 numbers."""
    import numpy as np

    from headwater.matches.neighbours import nearest

    rng = np.random.Generator(np.random.PCG64(1))
    matrix = rng.standard_normal((vectors, 512), dtype=np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    taken = []
    for k in range(queries):
        begun = time.process_time()
        nearest([matrix], matrix[k], 40)
        taken.append(1000 * (time.process_time() - begun))
    return {"vectors": vectors, "median_ms": round(statistics.median(taken), 1)}


def embedding(path: Path, most: int = 3000) -> Figures:
    """Sentences a second of processor time in one process, and how many threads the encoder uses."""
    from headwater.providers import load_models

    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()][:most]
    embedder = load_models().embedder
    embedder.embed(lines[:50])
    begun, clock = time.process_time(), time.perf_counter()
    for first in range(0, len(lines), 20):
        embedder.embed(lines[first : first + 20])
    cpu, wall = time.process_time() - begun, time.perf_counter() - clock
    return {
        "sentences": len(lines),
        "a_processor_second": round(len(lines) / cpu),
        "on_two_processors": round(2 * len(lines) / cpu),
        "threads": round(cpu / wall, 2),
    }


def peak_mib() -> int:
    """Peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def in_a_process(*arguments: str) -> Figures:
    """Run this file with a hidden command, so that peaks do not mix."""
    done = subprocess.run([sys.executable, __file__, *arguments], check=True, capture_output=True, text=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def simulated(work: Path, size: int) -> Path:
    """The reading of a simulated case of so many articles, made where it is not there."""
    from headwater.simulation import simulate

    out = work / f"news-{size}"
    if not (out / "reading" / "manifest.json").exists():
        simulate(out, size, with_reading=True)
    return out / "reading"


def main() -> None:
    """Run everything that was asked for; a line each."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", default="1000,3000,10000")
    options.add_argument("--newcomers", type=int, default=50)
    options.add_argument("--embed", type=Path)
    options.add_argument("--work", type=Path)
    options.add_argument("--only", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.only:
        what, folder = given.only
        print(json.dumps(group_once(Path(folder)) if what == "group" else newcomers(Path(folder), given.newcomers)))  # fmt: skip
        return
    with tempfile.TemporaryDirectory() as scratch:
        work = given.work or Path(scratch)
        seconds = {}
        for size in (int(size) for size in given.sizes.split(",")):
            taken = in_a_process("--only", "group", str(simulated(work, size)))
            seconds[size] = taken["seconds"]
            print(f"group {size}: {json.dumps(taken)}", flush=True)
        if len(seconds) > 1:
            (least, a), *_, (most, b) = sorted(seconds.items())
            print(f"exponent {least} to {most}: {math.log(b / a) / math.log(most / least):.3f}", flush=True)
        size = max(seconds)
        told = in_a_process("--newcomers", str(given.newcomers), "--only", "newcomers", str(simulated(work, size)))  # fmt: skip
        print(f"newcomer: {json.dumps(told)}", flush=True)
    for vectors in (10_000, 100_000):
        print(f"exact search: {json.dumps(exact_search(vectors))}", flush=True)
    if given.embed:
        print(f"embedding: {json.dumps(embedding(given.embed))}", flush=True)


if __name__ == "__main__":
    main()
