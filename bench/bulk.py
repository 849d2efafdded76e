"""What a bulk run costs, by stage: processor seconds, rows and bytes an article, and how they grow.

    python bench/bulk.py [--sizes 100,400] [--copies N] [--languages en,fr] [--json FILE] [--work DIR]

Simulated ecologies are read from their texts, by bulk runs with two workers, the smallest first. Processor seconds are the
driver's and the workers'; on a busy machine they say more than the wall does. "shuffle" is what a stage over all or over
blocks is given, as Arrow in memory; bytes are those of the tables on disk. The exponent is that of the growth of processor
seconds from the smallest to the largest size: 1 is linear; below, models and tables that are loaded once still weigh. "one
more" is what each article beyond the smallest size took: what is loaded once is not in it. ``--copies`` puts so many copies of one report into the largest.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from headwater.records.tables import TABLE_OF
from headwater.runs.bulk import Wanted, bulk
from headwater.runs.bulk.telling import Done, Teller
from headwater.runs.bulk.whole import open_whole
from headwater.runs.plan import PLAN, READ
from headwater.simulation import simulate
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


def measured(articles: int, copies: int, languages: tuple[str, ...], work: Path, engine: str) -> list[Cost]:
    """The cost of each stage of one bulk run."""
    folder = work / f"{articles}"
    simulate(folder / "news", articles, seed=1, languages=languages, copies=copies)
    out = folder / "out"
    seen: dict[str, list[Done]] = {}
    begun = time.monotonic()
    bulk(
        [str(folder / "news" / "articles")],
        str(out),
        Wanted(engine=engine, processes=2, shard_size=250),
        Teller(lambda done: seen.setdefault(done.stage, []).append(done)),
    )
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{articles + copies} articles: {time.monotonic() - begun:.0f} s on the wall; most memory of the driver "
        f"{own / 2**20:.2f} GiB, of a worker {children / 2**20:.2f} GiB"
    )
    return [_cost(stage, done, out) for stage, done in seen.items()]


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


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", default="100,400")
    asked.add_argument("--copies", type=int, default=0)
    asked.add_argument("--languages", default="en,fr")
    asked.add_argument("--engine", default="local")
    asked.add_argument("--json", type=Path)
    asked.add_argument("--work", type=Path)
    given = asked.parse_args()
    sizes = sorted(int(size) for size in given.sizes.split(","))
    with tempfile.TemporaryDirectory() as place:
        work = given.work or Path(place)
        by_size: dict[int, list[Cost]] = {}
        for size in sizes:
            copies = given.copies if size == sizes[-1] else 0
            costs = measured(size, copies, tuple(given.languages.split(",")), work, given.engine)
            by_size[size + copies] = costs
    print_table(by_size)
    if given.json:
        told = {size: [asdict(cost) for cost in costs] for size, costs in by_size.items()}
        given.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
