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
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from headwater.records.arrow import schema_of
from headwater.records.tables import TABLE_OF, TABLES
from headwater.runs.bulk import Wanted, bulk
from headwater.runs.bulk.gathering import do_rest
from headwater.runs.bulk.lists import write_lists
from headwater.runs.bulk.reading import DROPPED_SCHEMA
from headwater.runs.bulk.row_stages import do_row_stage, given_by_shard, of_shards
from headwater.runs.bulk.run import scratch_of
from headwater.runs.bulk.shards import Doing, Shelf, shelves
from headwater.runs.bulk.telling import Done, Teller
from headwater.runs.bulk.whole import DROPPED, GATHERED, SETTLING, Whole
from headwater.runs.engines import opened
from headwater.runs.plan import GIVEN, PLAN, READ
from headwater.runs.row_spans import key_of, spans_of
from headwater.simulation import simulate
from headwater.store import CaseFolder
from headwater.store.storage import Storage
from processes import Memory, watching

SHARD = 1000


@dataclass
class Cost:
    """What one stage took of all articles of one size."""

    stage: str
    shape: str
    processor: float
    wall: float
    bytes_written: int
    driver: float = 0.0  # MiB
    workers: float = 0.0


@dataclass(frozen=True)
class Asked:
    """What one size is measured with."""

    articles: int
    copies: int
    languages: tuple[str, ...]
    engine: str
    processes: int
    with_reading: bool
    lists: bool = False


def measured(asked: Asked, work: Path) -> list[Cost]:
    """The cost of each stage for one size."""
    folder = work / f"{asked.articles}-{asked.copies}"
    begun = time.monotonic()
    costs = given(asked, folder) if asked.with_reading else from_texts(asked, folder)
    taken = time.monotonic() - begun
    print(
        f"{asked.articles + asked.copies} articles, {asked.engine}, {asked.processes} processes: {sum(one.processor for one in costs):.1f} "
        f"processor seconds, {taken:.0f} s on the wall; most memory of the driver {max(one.driver for one in costs):,.0f} MiB, "
        f"of the workers {max(one.workers for one in costs):,.0f} MiB",
        flush=True,
    )
    return costs


def prepared(asked: Asked, work: Path) -> None:
    """Simulate one size, unless it lies there, and put what its reading gives where a bulk run has it."""
    folder = work / f"{asked.articles}-{asked.copies}"
    if not (folder / "news" / "truth.json").exists():
        simulate(
            folder / "news",
            asked.articles,
            seed=1,
            languages=asked.languages,
            copies=asked.copies,
            with_reading=asked.with_reading,
        )
    if asked.with_reading:
        lay_out(CaseFolder(folder / "news" / "reading"), _place(asked, folder))


def _place(asked: Asked, folder: Path) -> Storage:
    return Storage(str(folder / f"given-{asked.engine.partition(':')[0]}-{asked.processes}"))


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
    """A bulk run whose shards hold what reading gives, and its gathering what stages over all give as part of it."""
    place = _place(asked, folder)
    gathered = Shelf(place, GATHERED)
    found = list(shelves(place, len(list(place.path("shards").iterdir()))))
    had = {
        name for shelf in (found[0], gathered) for one in shelf.record.stages.values() for name in one.tables
    }
    done = [stage for stage in PLAN if any(TABLE_OF[kind] in had for kind in stage.writes)]
    alone = [stage for stage in of_shards(PLAN) if stage not in done]
    seen: dict[str, list[Done]] = {}
    memory: dict[str, Memory] = {}
    with (
        opened(asked.engine, processes=asked.processes) as engine,
        scratch_of(place) as scratch,
    ):
        teller = Teller(lambda done: seen.setdefault(done.stage, []).append(done))
        doing = Doing(engine, place, {}, teller)
        whole = Whole(found, gathered, scratch)
        whole.know_dropped()
        for stage in alone:
            with watching() as memory[stage.name]:
                for shelf in found:
                    do_row_stage(stage, shelf, given_by_shard(stage, shelf, []), doing)
        rest = [stage for stage in PLAN if stage not in (*done, *alone)]
        for place_in, stage in enumerate(rest):
            with watching() as memory[stage.name]:
                do_rest(
                    whole, [stage], [], doing, {kind for one in rest[place_in + 1 :] for kind in one.reads}
                )
            _tell(stage.name, seen[stage.name], memory[stage.name])
        if asked.lists:
            with watching() as memory["lists"], teller.stage("lists", "", engine):
                write_lists(whole, place, engine)
            _tell("lists", seen["lists"], memory["lists"])
    return [_cost(name, told, place.path(), memory[name]) for name, told in seen.items()]


def lay_out(case: CaseFolder, place: Storage) -> None:
    """Put the tables of a reading where a bulk run has them, in shards, or gathered where a stage over all writes them."""
    shutil.rmtree(place.path(), ignore_errors=True)
    over_all = {TABLE_OF[kind] for stage in PLAN if stage.shape != "rows" for kind in stage.writes}
    names = [name for name, kind in TABLES.items() if kind not in GIVEN and case.table_path(name).exists()]
    ids = sorted(case.read_table("articles", schema_of(TABLES["articles"]))["id"].to_pylist())
    shards = list(shelves(place, -(-len(ids) // SHARD)))
    gathered = Shelf(place, GATHERED)
    gathered.keep(SETTLING, "", {DROPPED: DROPPED_SCHEMA.empty_table()}, 0.0)
    beside = {
        TABLE_OF[kind]
        for kinds in (READ, *(stage.writes for stage in PLAN))
        if any(TABLE_OF[kind] in names for kind in kinds)
        for kind in kinds
    }
    for name in sorted({*names, *beside}):
        schema, key = schema_of(TABLES[name]), key_of(name)
        table = case.read_table(name, schema) if name in names else schema.empty_table()
        if name in over_all:
            gathered.keep(f"given {name}", "", {name: table}, 0.0)
            continue
        spans = None if key is None else spans_of(table, key)
        for number, shelf in enumerate(shards):
            some = ids[number * SHARD : (number + 1) * SHARD]
            shelf.keep(f"given {name}", "", {name: spans.of(some) if spans else table}, 0.0)


def _tell(name: str, told: list[Done], memory: Memory) -> None:
    print(
        f"  {name:24}{sum(one.processor for one in told):9.1f} s{sum(one.seconds for one in told):9.1f} s on the wall; "
        f"MiB: driver {memory.driver:,.0f}, workers {memory.workers:,.0f}, files {memory.files:,.0f}",
        flush=True,
    )


def _cost(name: str, done: list[Done], out: Path, memory: Memory | None = None) -> Cost:
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
    memory = memory or Memory()
    shape = stage.shape if stage else "rows" if writes else "joins"
    return Cost(
        name,
        shape,
        sum(one.processor for one in done),
        sum(one.seconds for one in done),
        written,
        memory.driver,
        memory.workers,
    )


def print_table(by_size: dict[int, list[Cost]]) -> None:
    """A stage a line: of the largest size, and the growth from the smallest."""
    sizes = sorted(by_size)
    small = {cost.stage: cost for cost in by_size[sizes[0]]}
    total = sum(cost.processor for cost in by_size[sizes[-1]])
    print(
        f"\n{'stage':26}{'shape':8}{'CPU ms/article':>15}{'one more':>10}{'share':>8}{'bytes/article':>15}{'driver MiB':>12}{'workers MiB':>13}{'exponent':>10}"
    )
    for cost in by_size[sizes[-1]]:
        exponent = more = "-"
        if len(sizes) > 1:
            more = f"{(cost.processor - small[cost.stage].processor) / (sizes[-1] - sizes[0]) * 1000:.1f}"
        if len(sizes) > 1 and small[cost.stage].processor > 0.05:
            exponent = f"{math.log(cost.processor / small[cost.stage].processor) / math.log(sizes[-1] / sizes[0]):.2f}"
        print(
            f"{cost.stage:26}{cost.shape:8}{cost.processor / sizes[-1] * 1000:15.1f}{more:>10}{cost.processor / total:8.1%}"
            f"{cost.bytes_written / sizes[-1]:15,.0f}{cost.driver:12,.0f}{cost.workers:13,.0f}{exponent:>10}"
        )
    print(f"{'all':34}{total / sizes[-1] * 1000:15.1f}")


def alone(asked: Asked, work: Path) -> list[Cost]:
    """One size, measured in a process of its own."""
    for work_on in (prepared, measured):
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            found = pool.submit(work_on, asked, work).result()
    assert found is not None
    return found


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
    options.add_argument("--lists", action="store_true")
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
            asked = Asked(size, copies, languages, told.engine, told.processes, told.with_reading, told.lists)
            by_size[size + copies] = alone(asked, work)
            if told.json:
                costs = {size: [asdict(cost) for cost in costs] for size, costs in by_size.items()}
                told.json.write_text(json.dumps(costs, indent=1) + "\n", encoding="utf-8")
    print_table(by_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
