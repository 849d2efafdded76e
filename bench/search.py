"""A search of a large case: making its index, then asking in a cold process, in time and memory.

    python bench/search.py [--articles 10000] [--work DIR] [--case OUT]

A case is simulated with its reading, synthetic vectors and groups laid over it, as in bench/readmodel.py. Every step is
a process of its own. Goals: under 1 s beyond loading the encoder, and under 600 MiB with it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from readmodel import write_case

ASKED = ("convoy bombing", '"tents and blankets"', "attack on a hospital near the market")


def prepare(work: Path, articles: int) -> Path:
    """A simulated reading with case.json, in a folder that a second call finds again."""
    reading = work / f"news{articles}" / "reading"
    if not (reading / "case.json").exists():
        from headwater.records.arrow import schema_of
        from headwater.records.matches import MatchedGroup
        from headwater.runs.results import open_case
        from headwater.simulation import simulate

        if not (reading / "manifest.json").exists():
            simulate(work / f"news{articles}", articles, seed=1, with_reading=True)
        write_case(reading, work / f"laid{articles}")
        folder = open_case(reading).folder
        folder.write_table("matched_groups", schema_of(MatchedGroup).empty_table())
        (work / f"laid{articles}" / "case.json").replace(reading / "case.json")
    return reading


def asked(out: Path) -> dict[str, Any]:
    """Seconds and memory from the import on; the first call makes the index where there is none."""
    begun, before = time.monotonic(), time.process_time()
    from headwater.providers import load_models
    from headwater.runs.results import open_case
    from headwater.show.searching import search

    embedder = load_models().embedder
    embedder.embed(["a first sentence loads the encoder"])
    told: dict[str, Any] = {
        "import and encoder s": round(time.monotonic() - begun, 2),
        "their MiB": _peak(),
        "their processor s": round(time.process_time() - before, 2),
    }
    for words in ASKED:
        begun, before = time.monotonic(), time.process_time()
        found = search(open_case(out), words, 10, embedder)
        spent = round(time.monotonic() - begun, 2), round(time.process_time() - before, 2)
        told[words] = {"found": len(found), "s": spent[0], "processor s": spent[1]}
    return told | {"peak MiB": _peak()}


def _peak() -> int:
    """MiB of this process alone: what getrusage tells has the parent's in it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def main() -> None:
    """Measure, and print the figures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--case", type=Path)
    parser.add_argument("--step", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(asked(given.step)))
        return
    with tempfile.TemporaryDirectory() as spare:
        out = given.case or prepare(given.work or Path(spare), given.articles)
        for step in ("first search, which makes the index", "a cold process"):
            command = [sys.executable, __file__, "--step", str(out)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            print(step, json.dumps(json.loads(done.stdout), indent=1, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
