"""Taking bytes in as evidence beside what a shell would do: ``sha256sum`` and ``cp``, flushed to the disk.

    python bench/evidence.py [--large MIB] [--small N] [--runs N]

One large file, and many small ones. Prints wall and processor seconds of each way, and the ratio of the medians.
The source is in the page cache for both; both end with their bytes on the disk.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from headwater.store.evidence import Evidence, Incoming
from headwater.store.evidence.verification import verify

MOST_RATIO = 1.0  # hashing at the disk's speed: no slower than programs that do nothing else
_SMALL = 20_000  # bytes: a page


def with_shell(files: list[Path], out: Path) -> None:
    """What a careful person does: hash, copy, flush."""
    out.mkdir()
    names = [str(file) for file in files]
    with (out / "SHA256SUMS").open("w") as sums:
        subprocess.run(["sha256sum", *names], check=True, stdout=sums)
    subprocess.run(["cp", *names, str(out)], check=True)
    subprocess.run(["sync", "-f", str(out)], check=True)


def with_headwater(files: list[Path], out: Path) -> None:
    """The same as evidence, with its log."""
    Evidence(out).receive_all([Incoming(file, file.name, "text") for file in files])


def checked_by_shell(files: list[Path], out: Path) -> None:
    """Hash again what was copied."""
    subprocess.run(["sha256sum", *map(str, files)], check=True, stdout=subprocess.DEVNULL)


def checked_by_headwater(files: list[Path], out: Path) -> None:
    """Check all of the evidence."""
    if not verify(out).holds:
        raise SystemExit("the evidence does not hold")


def measure(act: Callable[[list[Path], Path], None], files: list[Path], out: Path) -> tuple[float, float]:
    """Wall and processor seconds of one way, its children's among them."""
    before, begun = _processor(), time.perf_counter()
    act(files, out)
    return time.perf_counter() - begun, _processor() - before


def _processor() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def compare(name: str, files: list[Path], runs: int, folder: Path) -> None:
    """Run both ways in turn and print their medians."""
    size = sum(file.stat().st_size for file in files) / 1e6
    taken: dict[str, list[tuple[float, float]]] = {}
    for _ in range(runs):
        for way, act, check in (
            ("shell", with_shell, checked_by_shell),
            ("headwater", with_headwater, checked_by_headwater),
        ):
            out = folder / "out"
            taken.setdefault(f"{way} keeps", []).append(measure(act, files, out))
            taken.setdefault(f"{way} checks", []).append(measure(check, files, out))
            shutil.rmtree(out)
    print(f"{name}: {len(files)} files, {size:.0f} MB")
    for way, each in sorted(taken.items()):
        wall, cpu = (statistics.median(column) for column in zip(*each, strict=True))
        print(f"  {way}: {wall:.2f} s wall, {cpu:.2f} s processor, {size / wall:.0f} MB/s")
    goal = f" (goal at most {MOST_RATIO})" if len(files) == 1 else ""  # many flushes are not hashing
    for what in ("keeps", "checks"):
        walls = [
            statistics.median(wall for wall, _ in taken[f"{way} {what}"]) for way in ("headwater", "shell")
        ]
        print(f"  {what}: {walls[0] / walls[1]:.2f} times the shell's wall time{goal}")


def main() -> None:
    """Make the inputs, measure, print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--large", type=int, default=1024, metavar="MIB")
    options.add_argument("--small", type=int, default=2000, metavar="N")
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    chance = random.Random(1)
    print(f"{os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        block = chance.randbytes(1 << 20)
        with (folder / "large.warc").open("wb") as file:
            for number in range(given.large):
                file.write(number.to_bytes(8, "big") + block[8:])
        small = [folder / f"{number:05}.html" for number in range(given.small)]
        for path in small:
            path.write_bytes(chance.randbytes(_SMALL))
        compare("one large file", [folder / "large.warc"], given.runs, folder)
        compare("many small files", small, given.runs, folder)


if __name__ == "__main__":
    main()
