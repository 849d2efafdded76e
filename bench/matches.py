"""Matching on simulated readings: growth with the case, one newcomer, sentences embedded a second.

    python bench/matches.py [--sizes 1000,3000,10000] [--newcomers 50] [--embed SENTENCES.txt] [--work DIR]

Each size is simulated (kept in --work), loaded as rows, and goes through the stages from what is read of articles to
groups in a process of its own. Times are processor time, since other work disturbs the clock; the peak is of the whole
process, loading included. Goals: 10,000
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
Rows = dict[type[Any], list[Any]]


STAGES = ("matches.sketch", "matches.count_words", "matches.join", "matches.group")


def read_case(folder: Path) -> Rows:
    """All tables of a reading that the stages ask for, as rows."""
    from headwater.matches.stage import STAGES as ALL
    from headwater.runs.results import open_case

    case = open_case(folder)
    made = {kind for stage in ALL if stage.name in STAGES for kind in stage.writes}
    kinds = {kind for stage in ALL if stage.name in STAGES for kind in stage.reads} - made
    return {kind: list(case.rows(kind)) for kind in sorted(kinds, key=lambda kind: kind.__name__)}


def run_stage(name: str, rows: Rows) -> float:
    """Run one stage on ``rows``, which it adds to; processor seconds. Blocks are done one by one, as a run does them."""
    from headwater.matches.stage import STAGES as ALL
    from headwater.records.tables import Tables

    stage = next(stage for stage in ALL if stage.name == name)
    given = Tables({kind: rows[kind] for kind in stage.reads})
    begun = time.process_time()
    written = stage.run(given, stage.config, None)  # type: ignore[arg-type]
    taken = time.process_time() - begun
    rows.update({kind: list(written.of(kind)) for kind in stage.writes})
    return taken


def group_once(folder: Path) -> Figures:
    """Processor seconds of each stage, and peak memory."""
    rows = read_case(folder)
    loaded = peak_mib()
    seconds = {name.removeprefix("matches."): round(run_stage(name, rows), 2) for name in STAGES}
    counts = {kind.__name__: len(some) for kind, some in rows.items() if kind.__module__.endswith("records.matches")}  # fmt: skip
    return {
        "seconds": round(sum(seconds.values()), 2),
        "of": seconds,
        "loaded_mib": loaded,
        "peak_mib": peak_mib(),
        "rows": counts,
        "largest_blocks": largest_blocks(rows),
    }


def largest_blocks(rows: Rows) -> list[int]:
    """Articles of the largest blocks in which groups are made."""
    from headwater.records.articles import Article
    from headwater.records.matches import ClaimPair, ReportPair
    from headwater.runs.blocks.components import components

    ties = [(row.a, row.b) for kind in (ReportPair, ClaimPair) for row in rows[kind]]
    return sorted(map(len, components([row.id for row in rows[Article]], ties)), reverse=True)[:5]


def newcomers(folder: Path, count: int) -> Figures:
    """Milliseconds, processor and clock, to bring the rarities and pairs of a case up to date with one report more."""
    from headwater.matches.case_counts import CaseCounts, count_words
    from headwater.matches.case_pairs import CasePairs, join
    from headwater.matches.config import CountConfig, JoinConfig
    from headwater.records.matches import ClaimRarity, ClaimSketch, ReportRarity, ReportSketch
    from headwater.records.remembered import remembering
    from headwater.records.tables import Tables

    rows = read_case(folder)
    run_stage("matches.sketch", rows)
    every: dict[type[Any], list[Any]] = {ReportSketch: rows[ReportSketch], ClaimSketch: rows[ClaimSketch]}
    del rows
    coming = every[ReportSketch][:: max(1, len(every[ReportSketch]) // count)][:count]
    away = {sketch.article for sketch in coming}
    held: dict[type[Any], Any] = {CaseCounts: CaseCounts(), CasePairs: CasePairs()}
    before: dict[type[Any], list[Any]] = {}
    taken, walls, moved = [], [], []
    for sketch in [None, *coming]:
        away.discard(sketch.article if sketch else "")
        now = {kind: [row for row in some if row.article not in away] for kind, some in every.items()}
        told = {kind: _moves(before.get(kind), some) for kind, some in now.items()}
        spent = clock = 0.0
        stages: list[tuple[Any, Any]] = [(count_words, CountConfig()), (join, JoinConfig())]
        for stage, config in stages:
            tables = Tables(dict(now), _told(told))
            with remembering(held):
                begun, began = time.process_time(), time.perf_counter()
                given = stage(tables, config, None)
                spent += time.process_time() - begun
                clock += time.perf_counter() - began
            now.update({kind: list(given.of(kind)) for kind in given.kinds()})
            told.update({kind: _moves(before.get(kind), now[kind]) for kind in given.kinds()})
        if sketch is not None:
            taken.append(1000 * spent)
            walls.append(1000 * clock)
            moved.append(sum(len(told[kind].come) for kind in (ReportRarity, ClaimRarity)))
        before = now
    return {
        "case": len(every[ReportSketch]) - len(coming),
        "median_ms": round(statistics.median(taken), 1),
        "most_ms": round(max(taken), 1),
        "median_clock_ms": round(statistics.median(walls), 1),
        "newcomers": len(coming),
        "median_rarities_moved": statistics.median(moved),
        "most_rarities_moved": max(moved),
        "peak_mib": peak_mib(),
    }


def _told(told: dict[type[Any], Any]) -> Any:
    from headwater.records.moves import Moves

    return lambda kind, seen: told.get(kind) or Moves()


def _moves(before: list[Any] | None, now: list[Any]) -> Any:
    from headwater.records.moves import Moves

    if before is None:
        return None
    had, has = {id(row) for row in before}, {id(row) for row in now}
    return Moves([row for row in before if id(row) not in has], [row for row in now if id(row) not in had])


def fields_against_exact(folder: Path, most: int = 40, least: float = 0.45) -> Figures:
    """The nearest reports about the same pivots beside those of every cosine: what is missed, what each costs."""
    import numpy as np

    from headwater.matches.columns import mean_openings
    from headwater.matches.near_rows import near_pairs
    from headwater.matches.packing import hash_of
    from headwater.records.matches import ReportSketch

    rows = read_case(folder)
    run_stage("matches.sketch", rows)
    sketches = rows[ReportSketch]
    width = next(len(s.body) // 2 for s in sketches if s.body)
    matrix = mean_openings([s.opening for s in sketches], width)
    marks = np.array([hash_of(s.article) for s in sketches], dtype=np.uint64)
    found, seconds = [], []
    for exact in (len(matrix), 1):
        begun = time.process_time()
        one, two = near_pairs(matrix, most, least, exact, marks)
        seconds.append(round(time.process_time() - begun, 2))
        found.append(set((one * len(matrix) + two).tolist()))
    return {
        "reports": len(matrix),
        "exact_seconds": seconds[0],
        "fields_seconds": seconds[1],
        "exact_pairs": len(found[0]),
        "other_share": round(len(found[0] ^ found[1]) / max(1, len(found[0])), 5),
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
        measures = {
            "group": lambda: group_once(Path(folder)),
            "newcomers": lambda: newcomers(Path(folder), given.newcomers),
            "fields": lambda: fields_against_exact(Path(folder)),
        }
        print(json.dumps(measures[what]()))
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
        told = in_a_process("--only", "fields", str(simulated(work, size)))
        print(f"nearest about the same pivots: {json.dumps(told)}", flush=True)
    for vectors in (10_000, 100_000):
        print(f"exact search: {json.dumps(exact_search(vectors))}", flush=True)
    if given.embed:
        print(f"embedding: {json.dumps(embedding(given.embed))}", flush=True)


if __name__ == "__main__":
    main()
