"""How long fingerprints, survey, reuse and descent take on simulated news after reading, and how that grows.

    python bench/origins_descent.py [--sizes 1000,10000] [--copies 5000]

Each size runs in a process of its own, on the tables that `headwater simulate --with-reading` writes. Prints
processor seconds and peak memory of each stage, one process for all, then the exponents between the first and the last size. With
``--copies`` also the case of one report and its copies. Goals: 100,000 articles under 5 minutes and 3 GiB, exponent
below 1.15.
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
from pathlib import Path
from typing import Any


def measure(articles: int, copies: int) -> dict[str, Any]:
    """Processor seconds of each stage, rows written, and peak memory in MiB."""
    from headwater.origins.descent.stage import STAGES as DESCENT
    from headwater.origins.outlets.stage import STAGES as OUTLETS
    from headwater.origins.reuse.stage import STAGES as REUSE
    from headwater.providers import load_models
    from headwater.records.arrow import from_table, schema_of
    from headwater.records.origins import Cluster, Derivation, Reuse
    from headwater.records.tables import TABLE_OF, TABLES, Tables
    from headwater.simulation import simulate
    from headwater.store import CaseFolder

    models = load_models()
    found: dict[str, Any] = {"articles": articles + copies}
    with tempfile.TemporaryDirectory() as folder:
        simulate(Path(folder) / "news", articles, with_reading=True, copies=copies)
        case = CaseFolder(Path(folder) / "news" / "reading")
        made: dict[Any, list[Any]] = {}
        for stage in (*REUSE, *OUTLETS, *DESCENT):
            given = dict(made)
            for kind in stage.reads:
                name = TABLE_OF[kind]
                if kind not in made and case.table_path(name).exists():
                    given[kind] = from_table(kind, case.read_table(name, schema_of(TABLES[name])))
            begun = time.process_time()
            written = stage.run(
                Tables({kind: given.get(kind, []) for kind in stage.reads}), stage.config, models
            )
            found[f"{stage.name}_s"] = round(time.process_time() - begun, 2)
            made.update({kind: list(written.of(kind)) for kind in stage.writes})
    return {
        **found,
        "reuse_rows": len(made[Reuse]),
        "clusters": len(made[Cluster]),
        "edges": len(made[Derivation]),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """A line for each size, then the exponents."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", default="1000,10000")
    options.add_argument("--copies", type=int, default=0)
    options.add_argument("--only", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.only:
        print(json.dumps(measure(*map(int, given.only.split(",")))))
        return
    wanted = [(int(size), 0) for size in given.sizes.split(",")]
    wanted += [(0, given.copies)] if given.copies else []
    lines = []
    for articles, copies in wanted:
        command = [sys.executable, __file__, "--only", f"{articles},{copies}"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        print(done.stdout, end="", flush=True)
        lines.append(json.loads(done.stdout))
    first, last = lines[0], lines[len(given.sizes.split(",")) - 1]
    if last["articles"] > first["articles"]:
        steps = math.log(last["articles"] / first["articles"])
        for stage in [key for key in first if key.endswith("_s")]:
            print(f"{stage}: exponent {math.log(last[stage] / first[stage]) / steps:.2f}")


if __name__ == "__main__":
    main()
