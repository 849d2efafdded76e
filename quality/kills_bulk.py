"""kill -9 at random moments of bulk runs: of the driver, or of one of its workers; the rows are those of an undisturbed run.

    python quality/kills_bulk.py [--kills N] [--articles N] [--pause SECONDS] [--seed N] [--work DIR]

Every second kill, at random, is a worker's: that run must go on by itself. A driver that is killed is started again, as the
same command would. A run that has come to its end is compared, and begins anew from a few of its shards. Drivers are
forked from a server that has imported all, so that few kills fall on preparation.
Prints a line, and exits with 1 where a row differs.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from headwater.records.tables import TABLES
from headwater.runs.bulk import Wanted, bulk
from headwater.runs.bulk.whole import open_whole
from headwater.simulation import simulate
from headwater.store.storage import Storage

_SERVER = multiprocessing.get_context("forkserver")
_SHARD = 4  # articles: many shards, many moments between two tables


@dataclass
class Tally:
    """What was killed, and how often a run came to its end."""

    drivers: int = 0
    workers: int = 0
    ended: int = 0

    @property
    def kills(self) -> int:
        """All kills."""
        return self.drivers + self.workers


def start(inputs: Path, out: Path) -> BaseProcess:
    """A bulk run in small shards."""
    run = _SERVER.Process(target=_drive, args=(str(inputs), str(out)))
    run.start()
    return run


def _drive(inputs: str, out: str) -> None:
    bulk([inputs], out, Wanted(shard_size=_SHARD, processes=2))


def workers_of(driver: int) -> list[int]:
    """The processes that work for a driver: children of the fork server that it has started."""
    return [worker for server in _children(driver) for worker in _children(server)]


def _children(pid: int) -> list[int]:
    try:
        found = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for some in found for child in some]


def rows_of(out: Path) -> dict[str, list[str]]:
    """Every table's rows, sorted."""
    whole = open_whole(Storage(str(out)))
    return {name: sorted(map(repr, whole.table(name).to_pylist())) for name in TABLES}


def require_same(out: Path, undisturbed: dict[str, list[str]]) -> None:
    """Stop where a row differs."""
    for name, rows in rows_of(out).items():
        if rows != undisturbed[name]:
            raise SystemExit(f"{name} has other rows after kills: {len(rows)} for {len(undisturbed[name])}")


def begin_anew(out: Path, chance: random.Random) -> None:
    """Take away what was gathered, and some of the shards."""
    shutil.rmtree(out / "gathered", ignore_errors=True)
    for shard in sorted((out / "shards").iterdir()):
        if chance.random() < 0.5:
            shutil.rmtree(shard)


def kill(
    kills: int,
    pause: float,
    inputs: Path,
    out: Path,
    chance: random.Random,
    undisturbed: dict[str, list[str]],
) -> Tally:
    """Kill runs into one folder until there were so many kills, and bring the last to its end."""
    tally = Tally()
    run = start(inputs, out)
    while tally.kills < kills:
        time.sleep(chance.uniform(0.05, pause))
        if run.exitcode is not None:
            _require_end(run)
            require_same(out, undisturbed)
            tally.ended += 1
            begin_anew(out, chance)
            run = start(inputs, out)
            continue
        workers = workers_of(run.pid or 0)
        if workers and chance.random() < 0.5:
            _kill(chance.choice(workers))
            tally.workers += 1
        else:
            run.kill()
            run.join()
            tally.drivers += 1
            run = start(inputs, out)
    run.join()
    _require_end(run)
    require_same(out, undisturbed)
    return tally


def _require_end(run: BaseProcess) -> None:
    if run.exitcode != 0:
        raise SystemExit(f"a run after kills ended with {run.exitcode}")


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def main() -> None:
    """Kill as asked, and print what was found."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--articles", type=int, default=24)
    options.add_argument("--pause", type=float, default=8.0, help="seconds from a kill to the next, at most")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--work", type=Path)
    given = options.parse_args()
    _SERVER.set_forkserver_preload(["__main__"])
    with tempfile.TemporaryDirectory() as place:
        work = given.work or Path(place)
        simulate(work / "news", given.articles, seed=given.seed, languages=("en", "fr"))
        inputs = work / "news" / "articles" / "articles.jsonl"
        run = start(inputs, work / "undisturbed")
        run.join()
        _require_end(run)
        undisturbed = rows_of(work / "undisturbed")
        tally = kill(
            given.kills, given.pause, inputs, work / "killed", random.Random(given.seed), undisturbed
        )
    print(
        f"{tally.kills} kills at work, {tally.drivers} of drivers and {tally.workers} of workers; {tally.ended + 1} runs came to "
        f"their end, and all {sum(map(len, undisturbed.values())):,} rows were those of an undisturbed run."
    )


if __name__ == "__main__":
    main()
