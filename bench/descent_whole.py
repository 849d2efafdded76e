"""All-pairs descent of very many articles whose reading is given, as a bulk run does it: seconds of the clock, and memory.

    python bench/descent_whole.py [--sizes 10000,100000] [--processes 2] [--work DIR] [--prepare]

The stages from fingerprints to sources (``origins.fingerprint`` to ``origins.sources``), no groups, by worker processes and the
driver; each size in a process of its own. For each stage seconds on the wall, processor seconds of driver and workers
together, and the most memory of either; then the whole, and the exponents between the first size and the last. ``--prepare``
only simulates the cases and puts them into DIR, where the next run finds them. Goals: 100,000 articles under 5 minutes
and 3 GiB, exponent below 1.15.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bulk import lay_out
from headwater.records.arrow import schema_of
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF
from headwater.runs.bulk.gathering import do_rest
from headwater.runs.bulk.row_stages import do_row_stage, given_by_shard, of_shards
from headwater.runs.bulk.run import scratch_of
from headwater.runs.bulk.shards import Doing, Shelf, shelves
from headwater.runs.bulk.telling import Done, Teller
from headwater.runs.bulk.whole import GATHERED, Whole
from headwater.runs.engines import opened
from headwater.runs.plan import PLAN
from headwater.simulation import simulate
from headwater.store import CaseFolder
from headwater.store.storage import Storage
from processes import Memory, watching

FIRST, LAST = "origins.fingerprint", "origins.sources"


@dataclass(frozen=True, slots=True)
class Cost:
    """One stage of one size."""

    stage: str
    wall: float
    processor: float
    memory: Memory


def measured_stages() -> list[Stage]:
    """The stages of descent, in order."""
    names = [stage.name for stage in PLAN]
    return list(PLAN[names.index(FIRST) : names.index(LAST) + 1])


def prepare(articles: int, work: Path) -> None:
    """Simulate a case, unless it lies there, and put its reading where a bulk run has it."""
    folder, place = work / f"{articles}-0", _place(articles, work)
    if not (folder / "truth.json").exists():
        simulate(folder, articles, with_reading=True)
    if place.path("shards").exists():
        return
    lay_out(CaseFolder(folder / "reading"), place)
    gathered, stages = Shelf(place, GATHERED), measured_stages()
    written = {kind for stage in stages for kind in stage.writes}
    had = {
        path.stem
        for path in [*place.path("shards").glob("*/*.parquet"), *place.path("gathered").glob("*.parquet")]
    }
    for kind in dict.fromkeys(kind for stage in stages for kind in stage.reads):
        name = TABLE_OF[kind]
        if kind not in written and name not in had:
            gathered.keep(f"given {name}", "", {name: schema_of(kind).empty_table()}, 0.0)


def _place(articles: int, work: Path) -> Storage:
    return Storage(str(work / f"{articles}-given"))


def _anew(articles: int, work: Path) -> Storage:
    """What is given, as no run has touched it yet: its tables are linked, not copied."""

    def copy(source: str, to: str) -> None:
        (os.link if source.endswith(".parquet") else shutil.copy2)(source, to)

    to = work / f"{articles}-run"
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(_place(articles, work).path(), to, copy_function=copy)
    return Storage(str(to))


def measure(articles: int, work: Path, processes: int) -> list[Cost]:
    """The stages one after the other; prints a line for each."""
    place, stages, costs = _anew(articles, work), measured_stages(), []
    alone = [stage for stage in of_shards(PLAN) if stage in stages]
    found = list(shelves(place, len(list(place.path("shards").iterdir()))))
    begun = time.monotonic()
    with opened("local", processes=processes) as engine, scratch_of(place) as scratch:
        seen: dict[str, list[Done]] = {}
        teller = Teller(lambda done: seen.setdefault(done.stage, []).append(done))
        doing = Doing(engine, place, {}, teller)
        whole = Whole(found, Shelf(place, GATHERED), scratch)
        whole.know_dropped()
        for at, stage in enumerate(stages):
            start = time.monotonic()
            with watching() as memory:
                if stage in alone:
                    for shelf in found:
                        do_row_stage(stage, shelf, given_by_shard(stage, shelf, []), doing)
                else:
                    do_rest(
                        whole, [stage], [], doing, {kind for one in stages[at + 1 :] for kind in one.reads}
                    )
            processor = sum(one.processor for one in seen.get(stage.name, []))
            costs.append(Cost(stage.name, time.monotonic() - start, processor, memory))
            _tell(costs[-1], articles)
    wall, processor = time.monotonic() - begun, sum(cost.processor for cost in costs)
    driver, workers = (max(getattr(cost.memory, who) for cost in costs) for who in ("driver", "workers"))
    together = max(cost.memory.driver + cost.memory.workers for cost in costs)
    print(
        f"{articles:,} articles: {wall:.0f} s on the wall, {processor:.0f} processor seconds, {1000 * processor / articles:.1f} ms an article; "
        f"most memory of the driver {driver:,.0f} MiB, of {processes} workers {workers:,.0f} MiB, of all {together:,.0f} MiB",
        flush=True,
    )
    return costs


def _tell(cost: Cost, articles: int) -> None:
    print(
        f"  {cost.stage:22}{cost.wall:9.1f} s{cost.processor:9.1f} s of processors{1000 * cost.processor / articles:8.2f} ms an article   "
        f"MiB: driver {cost.memory.driver:,.0f}, workers {cost.memory.workers:,.0f}, files {cost.memory.files:,.0f}",
        flush=True,
    )


def _print_exponents(first: list[Cost], last: list[Cost], grown: float) -> None:
    steps = math.log(grown)
    for one, other in zip(first, last, strict=True):
        if min(one.processor, other.processor) >= 0.05:
            print(f"  {one.stage:22} exponent {math.log(other.processor / one.processor) / steps:.2f}")
    small, large = (sum(cost.processor for cost in costs) for costs in (first, last))
    print(f"  {'all':22} exponent {math.log(large / small) / steps:.2f}")


def main() -> int:
    """Prepare and measure each size."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", default="1000,10000")
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--work", type=Path)
    options.add_argument("--prepare", action="store_true")
    given = options.parse_args()
    sizes = sorted(int(size) for size in given.sizes.split(","))
    with tempfile.TemporaryDirectory() as folder:
        work = given.work or Path(folder)
        costs = []
        for size in sizes:
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
                pool.submit(prepare, size, work).result()
            if not given.prepare:
                with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
                    costs.append(pool.submit(measure, size, work, given.processes).result())
    if len(costs) > 1:
        _print_exponents(costs[0], costs[-1], sizes[-1] / sizes[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
