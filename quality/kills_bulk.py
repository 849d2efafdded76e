"""kill -9 at moments spread over whole bulk runs: of the driver, or of one of its workers; the rows are those of an undisturbed run.

    python quality/kills_bulk.py [--kills N] [--articles N] [--seed N] [--work DIR]

An undisturbed run is timed first. Each round begins a run from nothing and kills at a moment drawn evenly from the time of one:
every second time, at random, a worker, and the run must go on by itself; else the driver, which is started again as the same
command would. Every third round is hit once more in what is left. Each round's rows are compared. Drivers and workers are
forked from a server that has loaded all models, so that kills fall on work, not on loading: a run that loads its models
spends most of its time there.
Prints in which stage kills fell, also after Ctrl-C, and exits with 1 where a row differs.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from headwater.articles.config import ArticlesConfig
from headwater.records.arrow import schema_of
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs.bulk import Wanted, bulk
from headwater.runs.bulk.planning import planned
from headwater.runs.bulk.reading import read_slices
from headwater.runs.bulk.telling import Run, Teller
from headwater.runs.bulk.whole import open_whole
from headwater.runs.engines.port import Engine
from headwater.runs.engines.stage_work import models_here
from headwater.runs.executor import rows_of as typed
from headwater.runs.executor import tables_of
from headwater.runs.plan import GIVEN, PLAN
from headwater.simulation import simulate
from headwater.store.storage import Storage

_SERVER = multiprocessing.get_context("forkserver")
_WARM = "HEADWATER_KILLS_WARM"
_SHARD = 4  # articles: many shards, many moments between two tables
_BETWEEN = "between stages"
_TODAY = date(2040, 1, 1)


def warm(folder: Path) -> None:
    """Do every stage on a few articles in this process: what is forked from it has all models and tables loaded."""
    simulate(folder / "news", 6, seed=9, languages=("en", "fr"))
    given, out = [str(folder / "news" / "articles")], Storage(str(folder / "out"))
    (shard,) = planned(given, out, shard_size=100, today=_TODAY.isoformat()).shards
    tables = read_slices(shard, None, ArticlesConfig(), models_here())
    tables |= {TABLE_OF[kind]: schema_of(kind).empty_table() for kind in GIVEN}
    for stage in PLAN:
        if stage.unanswered is not None:
            tables |= tables_of(Tables(), stage)
        else:
            rows = typed({TABLE_OF[kind]: tables[TABLE_OF[kind]] for kind in stage.reads})
            tables |= tables_of(stage.run(rows, stage.config, models_here()), stage)


if __name__ == Path(__file__).stem and os.environ.get(
    _WARM
):  # the fork server imports this file, once, by its name
    warm(Path(os.environ[_WARM]))


@dataclass
class Tally:
    """Where kills fell: (stage, who) with how often; runs that came to their end, and moments that came too late."""

    fell: Counter[tuple[str, str]] = field(default_factory=Counter)
    ended: int = 0
    missed: int = 0

    def of(self, who: str) -> int:
        """Kills of drivers, or of workers."""
        return sum(count for (_, one), count in self.fell.items() if one == who)

    @property
    def kills(self) -> int:
        """All kills."""
        return sum(self.fell.values())


class Noting(Teller):
    """Keeps in a file which stage is under way."""

    place: Path

    def note(self, name: str) -> None:
        """Write it, whole."""
        draft = self.place.with_suffix(".new")
        draft.write_text(name)
        draft.replace(self.place)

    @contextmanager
    def stage(self, name: str, where: str, engine: Engine) -> Iterator[Run]:
        """As the teller's, noted."""
        self.note(name)
        with super().stage(name, where, engine) as run:
            yield run
        self.note(_BETWEEN)


@dataclass(frozen=True)
class Bench:
    """What every run is made of: its input, its folder, and the address of the server that forks its processes."""

    inputs: Path
    out: Path
    address: str

    @property
    def stage(self) -> Path:
        """The file that names the stage under way."""
        return self.out.with_name("stage.txt")

    def start(self) -> BaseProcess:
        """A bulk run in small shards."""
        self.stage.write_text("start")
        run = _SERVER.Process(
            target=_drive, args=(str(self.inputs), str(self.out), str(self.stage), self.address)
        )
        run.start()
        return run


def _drive(inputs: str, out: str, stage: str, address: str) -> None:
    server: Any = forkserver._forkserver
    server._forkserver_address, server.ensure_running = (
        address,
        lambda: None,
    )  # its workers come from there, too
    teller = Noting()
    teller.place = Path(stage)
    bulk([inputs], out, Wanted(shard_size=_SHARD, processes=2, today=_TODAY), teller)


def forked(besides: int) -> list[int]:
    """The processes that the server has forked, but one: the workers, where that is the driver."""
    server: Any = forkserver._forkserver
    try:
        found = [
            path.read_text().split()
            for path in Path(f"/proc/{server._forkserver_pid}/task").glob("*/children")
        ]
    except OSError:
        return []
    return [int(child) for some in found for child in some if int(child) != besides]


def rows_of(out: Path) -> dict[str, list[str]]:
    """Every table's rows, sorted."""
    whole = open_whole(Storage(str(out)))
    return {name: sorted(map(repr, whole.table(name).to_pylist())) for name in TABLES}


def require_same(out: Path, undisturbed: dict[str, list[str]]) -> None:
    """Stop where a row differs."""
    for name, rows in rows_of(out).items():
        if rows != undisturbed[name]:
            raise SystemExit(f"{name} has other rows after kills: {len(rows)} for {len(undisturbed[name])}")


def round_of(
    bench: Bench, moments: list[tuple[float, bool]], chance: random.Random, tally: Tally
) -> float | None:
    """A run from nothing to its end, hit at some moments: seconds from the last start or hit, and whether a worker is hit.

    Gives how long the run took, unless its driver was hit.
    """
    shutil.rmtree(bench.out, ignore_errors=True)
    begun, whole = time.monotonic(), True
    run = bench.start()
    for seconds, at_worker in moments:
        run.join(seconds)
        if run.exitcode is not None:
            tally.missed += 1
            break
        stage = bench.stage.read_text()
        workers = forked(run.pid or 0)
        if at_worker and workers:
            _kill(chance.choice(workers))
            tally.fell[stage, "worker"] += 1
        else:
            run.kill()
            run.join()
            tally.fell[stage, "driver"] += 1
            whole = False
            while forked(0):  # workers whose driver is gone end themselves
                time.sleep(0.1)
            run = bench.start()
    run.join()
    if run.exitcode != 0:
        raise SystemExit(f"a run after kills ended with {run.exitcode}")
    tally.ended += 1
    return time.monotonic() - begun if whole else None


def kill(
    kills: int, seconds: float, bench: Bench, seed: int, undisturbed: dict[str, list[str]], tally: Tally
) -> None:
    """Rounds until there were so many kills, counted in ``tally``. Moments are drawn from what the last whole run took: a busy machine's pace changes."""
    chance = random.Random(seed)
    while tally.kills < kills:
        first = chance.uniform(0, seconds)
        moments = [(first, chance.random() < 0.5)]
        if tally.ended % 3 == 2:
            moments.append((chance.uniform(0, seconds - first), chance.random() < 0.5))
        seconds = round_of(bench, moments, chance, tally) or seconds
        require_same(bench.out, undisturbed)
        if tally.ended % 10 == 0:
            print(f"{tally.kills} kills in {tally.ended} runs", flush=True)


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def print_tally(tally: Tally, seconds: float, rows: int) -> None:
    """Where kills fell, stage by stage, and that all rows were the same."""
    print(f"{'killed while under way':26}{'driver':>8}{'worker':>8}")
    for stage in ["start", _BETWEEN, "articles.read", *(stage.name for stage in PLAN), "lists"]:
        driver, worker = tally.fell[stage, "driver"], tally.fell[stage, "worker"]
        if driver or worker:
            print(f"{stage:26}{driver:8}{worker:8}")
    print(
        f"{tally.kills} kills at moments spread over whole runs ({seconds:.1f} s), {tally.of('driver')} of drivers and {tally.of('worker')} of "
        f"workers; {tally.ended} runs came to their end, and all {rows:,} rows of each were those of an undisturbed run."
    )


def main() -> None:
    """Kill as asked, and print what was found."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--articles", type=int, default=16)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--work", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        work = given.work or Path(place)
        os.environ[_WARM] = str(work / "warm")
        os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), *sys.path[1:]])
        _SERVER.set_forkserver_preload([Path(__file__).stem])
        forkserver.ensure_running()
        simulate(work / "news", given.articles, seed=given.seed, languages=("en", "fr"))
        inputs = work / "news" / "articles" / "articles.jsonl"
        server: Any = forkserver._forkserver
        bench = Bench(inputs, work / "runs" / "out", server._forkserver_address)
        bench.out.parent.mkdir(parents=True, exist_ok=True)
        times = []
        for _ in range(3):  # the first waits for the server to load its models
            shutil.rmtree(bench.out, ignore_errors=True)
            begun = time.monotonic()
            run = bench.start()
            run.join()
            times.append(time.monotonic() - begun)
            if run.exitcode != 0:
                raise SystemExit(f"an undisturbed run ended with {run.exitcode}")
        undisturbed = rows_of(bench.out)
        print(f"an undisturbed run: {', '.join(f'{one:.1f}' for one in times)} s", flush=True)
        tally = Tally()
        try:
            kill(given.kills, min(times), bench, given.seed, undisturbed, tally)
        except KeyboardInterrupt:
            print("stopped; the round under way is not compared")
    print_tally(tally, min(times), sum(map(len, undisturbed.values())))


if __name__ == "__main__":
    main()
