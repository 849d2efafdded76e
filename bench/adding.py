"""What one article more costs: a case of all reports but one, then with it, then without it, by stage.

    python bench/adding.py [--reports N] [--file FILE.jsonl] [--work DIR] [--cold]

Reports are rows of a JSON-lines file, by default the shared ``corpora/fakes_dev.jsonl`` (HEADWATER_DATA). The case of all
but one is made first (minutes; ``--work DIR`` keeps it for the next time), then each step runs in this process, warm.
Seconds by stage are the wall's, as the manifest has them; beside each step stand its processor seconds. The last
lines compare the case with one that is made at once (``--cold``, minutes again) and give the goals.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from headwater.runs.plan import PLAN
from headwater.runs.trace import trace
from headwater.store import CaseFolder

GOALS = "goals, warm: 0.150 s in a case of 10,000, 0.300 s in one of 100,000"
SHARED = Path(os.environ.get("HEADWATER_DATA", "../shared"))


def laid_out(source: Path, reports: int, work: Path) -> tuple[list[Path], list[Path]]:
    """The files of all reports but the last, and those of all."""
    lines = source.read_text(encoding="utf-8").splitlines()[:reports]
    most, last = work / "most.jsonl", work / "last.jsonl"
    most.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    last.write_text(lines[-1] + "\n", encoding="utf-8")
    return [most], [most, last]


def step(says: str, files: Sequence[Path], out: Path) -> dict[str, float]:
    """One run: prints wall and processor seconds; gives the seconds of each stage that was done."""
    wall, processor = time.perf_counter(), time.process_time()
    case = trace(files, out, evidence=False)
    spent = time.process_time() - processor
    print(f"{says:32} {time.perf_counter() - wall:9.2f} s wall {spent:9.2f} s of this process")
    stages = case.manifest.stages
    return {name: stages[name].seconds for name in stages if name in case.worked}


def by_stage(steps: dict[str, dict[str, float]]) -> None:
    """A table: a stage a line, a step a column."""
    shape = {stage.name: stage.shape for stage in PLAN}
    print(f"\n{'stage':26}{'':8}" + "".join(f"{name:>12}" for name in steps))
    names = list(dict.fromkeys(name for done in steps.values() for name in done))
    for name in names:
        cells = (f"{done[name]:12.3f}" if name in done else f"{'-':>12}" for done in steps.values())
        print(f"{name:26}{shape.get(name, ''):8}" + "".join(cells))
    for kind in ("rows", "table"):
        sums = (sum(s for name, s in done.items() if shape.get(name) == kind) for done in steps.values())
        print(f"{'all of shape ' + kind:34}" + "".join(f"{total:12.3f}" for total in sums))


def files_of(out: Path) -> dict[str, bytes]:
    """The tables and case.json, by name."""
    folder = CaseFolder(out)
    return {path.name: path.read_bytes() for path in [*folder.stages.glob("*.parquet"), folder.case_json]}


def main() -> int:
    """Measure; 1 where the case that grew differs from one made at once."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--reports", type=int, default=1_000_000)
    asked.add_argument("--file", type=Path, default=SHARED / "corpora" / "fakes_dev.jsonl")
    asked.add_argument("--work", type=Path)
    asked.add_argument("--cold", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        work = given.work or Path(place)
        work.mkdir(parents=True, exist_ok=True)
        without, whole = laid_out(given.file, given.reports, work)
        out = work / "case"
        steps = {"all but one": step("all but one, or as it stands", without, out)}
        steps["one more"] = step("one more", whole, out)
        step("nothing new", whole, out)
        same = True
        if given.cold:
            steps["at once"] = step("all at once", whole, work / "at-once")
            same = files_of(out) == files_of(work / "at-once")
            print(
                f"the case that grew and the one made at once: {'the same bytes' if same else 'they DIFFER'}"
            )
        steps["one less"] = step("one less", without, out)
        by_stage(steps)
        index = sum(path.stat().st_size for path in CaseFolder(out).stages.glob("*.rows.parquet"))
        tables = sum(path.stat().st_size for path in CaseFolder(out).stages.glob("*.parquet")) - index
        print(f"\nindex: {index:,} bytes beside {tables:,} of tables\n{GOALS}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
