"""The registry's load and speed, in fresh processes: processor time and peak memory.

    python bench/registry.py [--runs N]

Loads the compiled names, the entries and the places, as the first article of a run does; then imports a
GeoNames table of invented places. Figures go into docs/performance.md by hand.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

GOAL_MS, GOAL_MIB = 150, 100
PLACES = 300_000

LOAD = """
import resource, time
import headwater.entities.stage  # what a run has loaded already
from headwater.entities.compiled import place_index, registry_index
from headwater.entities.entries import entries
from headwater.entities.places import place
before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
entries(); registry_index(); place_index(); place("place/none")
print((time.process_time() - before[0]) * 1000, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""

IMPORT = """
import resource, sys, time
from pathlib import Path
from headwater.entities.importing import GeonamesFilter, read_geonames
from headwater.show.cli.importing import lines_in
begun = time.process_time()
only = GeonamesFilter(frozenset({"VX"}))
taken = sum(1 for _ in read_geonames(lines_in(Path(sys.argv[1])), "VX.txt", only))
print((time.process_time() - begun) * 1000, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, taken)
"""


def taken(code: str, *words: str) -> list[float]:
    """The numbers that a fresh process prints."""
    done = subprocess.run([sys.executable, "-c", code, *words], check=True, capture_output=True, text=True)
    return [float(word) for word in done.stdout.split()]


def write_table(path: Path) -> None:
    """A GeoNames table of invented places, one in three of them in the country that is wanted."""
    with path.open("w", encoding="utf-8") as table:
        for number in range(PLACES):
            country = "VX" if number % 3 == 0 else "ZZ"
            name = f"Otterby {chr(97 + number % 26) * 3}"
            cells = [str(number), name, name, f"{name} Fen,أوتربي", "1", "2", "P", "PPL", country]
            table.write("\t".join([*cells, "", "03", "", "", "", "900", "", "", "", ""]) + "\n")


def main() -> None:
    """Measure, and print a line each."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")
    loads = [taken(LOAD) for _ in range(runs)]
    spent = [one[0] for one in loads]
    print(
        f"load: {statistics.median(spent):.0f} ms of processor time (of {runs}: {min(spent):.0f} to {max(spent):.0f}; "
        f"goal {GOAL_MS}), peak {max(one[1] for one in loads):.0f} MiB of the whole process, goal {GOAL_MIB}"
    )
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "allCountries.txt"
        write_table(table)
        spent_ms, peak, count = taken(IMPORT, str(table))
        megabytes = table.stat().st_size / 1e6
        print(
            f"import-geonames: {PLACES} rows ({megabytes:.0f} MB), {count:.0f} taken, {spent_ms:.0f} ms of processor "
            f"time, {megabytes * 1000 / spent_ms:.0f} MB a second, peak {peak:.0f} MiB"
        )


if __name__ == "__main__":
    main()
