"""What a bulk run costs, by stage: processor seconds, rows and bytes an article, and how they grow.

    python bench/bulk.py [--with-reading] [--sizes 100,400] [--copies N] [--engine NAME] [--processes N]
                         [--languages en,fr] [--json FILE] [--work DIR]

Simulated ecologies are read from their texts, by bulk runs, the smallest first; each size in a process of its own.
``--with-reading``: what reading gives is given, and all stages behind it are done by the same workers; for large sizes. Processor seconds are the
driver's and the workers'; on a busy machine they say more than the wall does. "shuffle" is what a stage over all or over
blocks is given, as Arrow in memory; bytes are those of the tables on disk. The exponent is that of the growth of processor
seconds from the smallest to the largest size: 1 is linear; below, models and tables that are loaded once still weigh. "one
more" is what each article beyond the smallest size took: what is loaded once is not in it. ``--copies`` puts so many copies of one report into the largest.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from headwater.records.arrow import schema_of
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs.bulk import Wanted, bulk
from headwater.runs.bulk.gathering import work_blocks
from headwater.runs.bulk.row_stages import work_rows
from headwater.runs.bulk.shards import Doing, Shelf
from headwater.runs.bulk.telling import Done, Teller
from headwater.runs.bulk.whole import open_whole
from headwater.runs.engines import opened
from headwater.runs.engines.messages import ArrowTables
from headwater.runs.engines.stage_work import do_whole
from headwater.runs.executor import tables_of
from headwater.runs.plan import GIVEN, PLAN, READ
from headwater.simulation import simulate
from headwater.store import CaseFolder
from headwater.store.storage import Storage


@dataclass
class Cost:
    """What one stage took of all articles of one size."""

    stage: str
    shape: str
    processor: float
    wall: float
    bytes_written: int
    shuffled: int


@dataclass(frozen=True)
class Asked:
    """What one size is measured with."""

    articles: int
    copies: int
    languages: tuple[str, ...]
    engine: str
    processes: int
    with_reading: bool


def measured(asked: Asked, work: Path) -> list[Cost]:
    """The cost of each stage for one size."""
    folder = work / f"{asked.articles}-{asked.copies}"
    simulate(
        folder / "news",
        asked.articles,
        seed=1,
        languages=asked.languages,
        copies=asked.copies,
        with_reading=asked.with_reading,
    )
    simulated = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    costs = given(asked, folder) if asked.with_reading else from_texts(asked, folder)
    taken = time.monotonic() - begun
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{asked.articles + asked.copies} articles, {asked.engine}, {asked.processes} processes: {sum(one.processor for one in costs):.1f} "
        f"processor seconds, {taken:.0f} s on the wall; most memory of the driver {own / 2**20:.2f} GiB "
        f"({simulated / 2**20:.2f} once it had simulated)",
        flush=True,
    )
    return costs


def from_texts(asked: Asked, folder: Path) -> list[Cost]:
    """A whole bulk run."""
    out = folder / f"out-{asked.engine.partition(':')[0]}-{asked.processes}"
    seen: dict[str, list[Done]] = {}
    bulk(
        [str(folder / "news" / "articles")],
        str(out),
        Wanted(engine=asked.engine, processes=asked.processes, shard_size=250),
        Teller(lambda done: seen.setdefault(done.stage, []).append(done)),
    )
    return [_cost(stage, done, out) for stage, done in seen.items()]


def given(asked: Asked, folder: Path) -> list[Cost]:
    """Every stage of which the reading gives no table, in the order of the plan, all articles as one shard."""
    case, place = CaseFolder(folder / "news" / "reading"), Storage(str(folder / "stages"))
    tables = {TABLE_OF[kind]: schema_of(kind).empty_table() for kind in GIVEN}
    tables |= {
        name: case.read_table(name, schema_of(kind))
        for name, kind in TABLES.items()
        if case.table_path(name).exists()
    }
    seen: dict[str, list[Done]] = {}
    costs = []
    teller = Teller(lambda done: seen.setdefault(done.stage, []).append(done))
    with opened(asked.engine, processes=asked.processes) as engine:
        doing = Doing(engine, place, {}, teller)
        for stage in PLAN:
            if any(TABLE_OF[kind] in tables for kind in stage.writes):
                tables |= {
                    TABLE_OF[kind]: schema_of(kind).empty_table()
                    for kind in stage.writes
                    if TABLE_OF[kind] not in tables
                }
                continue
            inputs = {TABLE_OF[kind]: tables[TABLE_OF[kind]] for kind in stage.reads}
            with teller.stage(stage.name, "", engine) as run:
                run.articles = tables["articles"].num_rows
                written = _work(stage, inputs, doing)
                shas = {name: place.write_table(f"{name}.parquet", table) for name, table in written.items()}
            tables |= written
            (done,) = seen[stage.name]
            size = sum(place.path(f"{name}.parquet").stat().st_size for name in shas)
            shuffled = 0 if stage.shape == "rows" else sum(table.nbytes for table in inputs.values())
            costs.append(Cost(stage.name, stage.shape, done.processor, done.seconds, size, shuffled))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
            print(
                f"  {stage.name:24}{done.processor:9.1f} s{done.seconds:9.1f} s on the wall, driver {peak:.2f} GiB",
                flush=True,
            )
    return costs


def _work(stage: Stage, inputs: ArrowTables, doing: Doing) -> ArrowTables:
    if stage.unanswered is not None:
        return tables_of(Tables(), stage)
    if stage.shape == "rows":
        return work_rows(stage, Shelf(doing.out, "none"), inputs, frozenset(), doing)
    return work_blocks(stage, inputs, doing) if stage.shape == "blocks" else do_whole(stage, inputs)


def _cost(name: str, done: list[Done], out: Path) -> Cost:
    stage = next((one for one in PLAN if one.name == name), None)
    writes = stage.writes if stage else READ if name == "articles.read" else ()
    tables = [TABLE_OF[kind] for kind in writes]
    written = sum(
        path.stat().st_size
        for table in tables
        for path in [*out.glob(f"shards/*/{table}.parquet"), *out.glob(f"gathered/{table}.parquet")]
    )
    if name == "lists":
        written = sum(path.stat().st_size for path in out.glob("lists/*/*.parquet"))
    shuffled = 0
    if stage is not None and stage.shape != "rows":
        whole = open_whole(Storage(str(out)))
        shuffled = sum(whole.table(TABLE_OF[kind]).nbytes for kind in stage.reads)
    shape = stage.shape if stage else "rows" if writes else "joins"
    return Cost(
        name, shape, sum(one.processor for one in done), sum(one.seconds for one in done), written, shuffled
    )


def print_table(by_size: dict[int, list[Cost]]) -> None:
    """A stage a line: of the largest size, and the growth from the smallest."""
    sizes = sorted(by_size)
    small = {cost.stage: cost for cost in by_size[sizes[0]]}
    total = sum(cost.processor for cost in by_size[sizes[-1]])
    print(
        f"\n{'stage':26}{'shape':8}{'CPU ms/article':>15}{'one more':>10}{'share':>8}{'bytes/article':>15}{'shuffle/article':>17}{'exponent':>10}"
    )
    for cost in by_size[sizes[-1]]:
        exponent = more = "-"
        if len(sizes) > 1:
            more = f"{(cost.processor - small[cost.stage].processor) / (sizes[-1] - sizes[0]) * 1000:.1f}"
        if len(sizes) > 1 and small[cost.stage].processor > 0.05:
            exponent = f"{math.log(cost.processor / small[cost.stage].processor) / math.log(sizes[-1] / sizes[0]):.2f}"
        print(
            f"{cost.stage:26}{cost.shape:8}{cost.processor / sizes[-1] * 1000:15.1f}{more:>10}{cost.processor / total:8.1%}"
            f"{cost.bytes_written / sizes[-1]:15,.0f}{cost.shuffled / sizes[-1]:17,.0f}{exponent:>10}"
        )
    print(f"{'all':34}{total / sizes[-1] * 1000:15.1f}")


def alone(asked: Asked, work: Path) -> list[Cost]:
    """One size, measured in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measured, asked, work).result()


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--with-reading", action="store_true")
    options.add_argument("--sizes", default="100,400")
    options.add_argument("--copies", type=int, default=0)
    options.add_argument("--languages", default="en,fr")
    options.add_argument("--engine", default="local")
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--json", type=Path)
    options.add_argument("--work", type=Path)
    told = options.parse_args()
    sizes = sorted(int(size) for size in told.sizes.split(","))
    with tempfile.TemporaryDirectory() as place:
        work = told.work or Path(place)
        by_size: dict[int, list[Cost]] = {}
        for size in sizes:
            copies = told.copies if size == sizes[-1] else 0
            languages = tuple(told.languages.split(","))
            asked = Asked(size, copies, languages, told.engine, told.processes, told.with_reading)
            by_size[size + copies] = alone(asked, work)
            if told.json:
                costs = {size: [asdict(cost) for cost in costs] for size, costs in by_size.items()}
                told.json.write_text(json.dumps(costs, indent=1) + "\n", encoding="utf-8")
    print_table(by_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
