"""How long the stages of the room `origins` take on simulated news after reading, what memory each needs, how both grow.

    python bench/origins_descent.py [--sizes 1000,10000] [--copies 5000] [--work DIR] [--groups]

On the tables that `headwater simulate --with-reading` writes each stage runs in a process of its own, as runs do it with one
process: by batches, by blocks or whole. ``--groups`` matches the claims first; without it none are grouped. Prints for each stage processor seconds of the stage itself and the
peak memory of its process in MiB, interpreter and inputs included, then the exponents between the first and the last size.
Reading and writing of tables is in the memory and not in the seconds. With ``--copies`` also the case of one report
and its copies. Goals: reuse and descent of 100,000 articles under 5 minutes and 3 GiB, exponent below 1.15.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


def stages_measured(groups: bool) -> list[Any]:
    """The room's stages, and before them those that group claims."""
    from headwater.runs.plan import PLAN

    after = [stage.name for stage in PLAN].index("matches.read_slots") + 1
    rooms = ("matches.", "origins.") if groups else ("origins.",)
    return [stage for stage in PLAN[after:] if stage.name.startswith(rooms)]


def measure(name: str, folder: Path) -> dict[str, Any]:
    """One stage over the tables in a folder, to which its own are added."""
    from headwater.records.arrow import schema_of
    from headwater.records.tables import TABLE_OF, TABLES
    from headwater.runs.blocks import Batch, Written, run_blocks
    from headwater.runs.executor import LocalExecutor, rows_of
    from headwater.store import CaseFolder

    case = CaseFolder(folder)
    stage = next(stage for stage in stages_measured(True) if stage.name == name)
    inputs = {}
    for kind in stage.reads:
        table = TABLE_OF[kind]
        stands = case.table_path(table).exists()
        inputs[table] = (
            case.read_table(table, schema_of(TABLES[table])) if stands else schema_of(kind).empty_table()
        )

    def do(stage: Any, batches: Iterator[Batch], whole: Mapping[str, Any]) -> Iterator[tuple[Batch, Written]]:
        return executor.run_blocks(stage, batches, dict(whole))

    with LocalExecutor(processes=1) as executor:
        assert executor.models is not None  # loaded before the clock starts
        begun = time.process_time()
        if stage.shape == "blocks":
            written = run_blocks(stage, inputs, b"", None, _none, do, lambda n: None).tables
        else:
            rows = rows_of(inputs) if stage.shape == "table" else None
            written = executor.run(stage, inputs, rows, lambda n: None)
        taken = time.process_time() - begun
    for table, found in written.items():
        case.write_table(table, found)
    counts = {table: found.num_rows for table, found in written.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"stage": name, "shape": stage.shape, "s": round(taken, 2), "mib": peak, "rows": counts}


def _none(name: str) -> Any:
    raise AssertionError(f"no earlier {name} is asked for where nothing is kept")


def measured(articles: int, copies: int, work: Path, groups: bool) -> dict[str, dict[str, Any]]:
    """All stages of one size, each in a process of its own."""
    from headwater.simulation import simulate

    news = work / f"{articles}-{copies}"
    if not news.exists():
        simulate(news, articles, with_reading=True, copies=copies)
    found = {}
    for stage in stages_measured(groups):
        command = [sys.executable, __file__, "--only", stage.name, "--work", str(news / "reading")]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        line = json.loads(done.stdout.splitlines()[-1])
        found[stage.name] = line
        rows = ", ".join(f"{count:,} {name}" for name, count in line["rows"].items() if count)
        print(f"{stage.name:22} {stage.shape:7} {line['s']:9.2f} s {line['mib']:6} MiB   {rows}", flush=True)
    return found


def main() -> None:
    """A line a stage for each size, then the exponents."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", default="1000,10000")
    options.add_argument("--copies", type=int, default=0)
    options.add_argument("--work", type=Path)
    options.add_argument("--groups", action="store_true")
    options.add_argument("--only", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.only:
        print(json.dumps(measure(given.only, given.work)))
        return
    sizes = [int(size) for size in given.sizes.split(",")]
    with tempfile.TemporaryDirectory() as place:
        work = given.work or Path(place)
        tables = []
        for articles, copies in [*((size, 0) for size in sizes), *((0, n) for n in [given.copies] if n)]:
            print(f"\n{articles or copies:,} {'articles' if articles else 'copies'}")
            tables.append(measured(articles, copies, work, given.groups))
    first, last = tables[0], tables[len(sizes) - 1]
    if sizes[-1] > sizes[0]:
        print(f"\nexponents from {sizes[0]:,} to {sizes[-1]:,}")
        steps = math.log(sizes[-1] / sizes[0])
        for name in first:
            if min(first[name]["s"], last[name]["s"]) >= 0.05:
                print(f"{name:22} {math.log(last[name]['s'] / first[name]['s']) / steps:.2f}")


if __name__ == "__main__":
    main()
