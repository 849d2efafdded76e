"""kill -9 at random moments: what was acknowledged is there, once, and every check holds.

    python quality/kills.py [--kills N] [--runs N] [--verbs N [NAME...]] [--team URL] [--seed N]

``--kills`` times kill a process while it takes files in (receives, derives, removes), round after round in one case;
``--runs`` kill whole runs of ``headwater trace`` on two short articles; ``--verbs`` kills each of add, judge, watch,
migrate and, with the URL of a PostgreSQL database, copy so often (``kill_verbs.py``). Prints a line each, and exits with
1 at the first thing lost, doubled or damaged.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from headwater.store.evidence import Evidence, Incoming, ReadText
from headwater.store.evidence.verification import verify

_FILES = 40
_KILLS_A_CASE = 8
_SAYS = "The bridge at {} is closed, the mayor said on Tuesday. Police said {} people were hurt.\n"


@dataclass
class Told:
    """What the killed processes had acknowledged, and how they were found."""

    kills: int = 0
    in_time: int = 0
    torn: int = 0
    strays: int = 0
    names: set[str] = field(default_factory=set)


def make_inputs(folder: Path, seed: int) -> list[Path]:
    """Files of very different sizes, one of them of a few megabytes."""
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    files = []
    for number in range(_FILES):
        file = folder / f"{number:03}.txt"
        size = 4_000_000 if number == _FILES // 2 else chance.choice((60, 3_000, 200_000))
        file.write_bytes(chance.randbytes(size))
        files.append(file)
    return files


def take_in(out: Path, files: list[Path], tell: Callable[[str], None]) -> None:
    """One intake: singly and in batches, derived and removed; every acknowledged name is told at once."""
    evidence = Evidence(out)
    half = len(files) // 2
    for file in files[:half]:
        evidence.receive(file, file.name, "text")
        tell(file.name)
    for receipt in evidence.receive_all([Incoming(file, file.name, "text") for file in files[half:]]):
        tell(receipt.name)
    items = evidence.items()
    evidence.derive(
        {item.seq: [ReadText(item.sha256[:8], item.name, "read")] for item in items},
        {item.seq: "kills" for item in items},
    )
    evidence.remove([item.seq for item in items if item.name == "none"], "never")


def kill_once(out: Path, files: list[Path], after: float) -> tuple[list[str], bool]:
    """Start an intake, kill it after so many seconds; the names it had told, and whether it was still at work."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - it never comes back
        os.close(reading)
        try:
            take_in(out, files, lambda name: _tell(writing, name))
        finally:
            os._exit(0)
    os.close(writing)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, encoding="ascii") as told:
        names = told.read().split()
    return names, os.WIFSIGNALED(status)


def _tell(pipe: int, name: str) -> None:
    os.write(pipe, f"{name}\n".encode())


def require_whole(out: Path, told: Told) -> None:
    """Stop where anything is damaged, lost or doubled."""
    if not told.names and not (out / "evidence" / "custody.jsonl").exists():
        return  # killed before there was anything
    report = verify(out)
    if not report.holds:
        raise SystemExit(f"after kill {told.kills}: {report.first_broken}")
    told.torn += any("cut off while it was written" in note for note in report.notes)
    told.strays += any("told of by no line" in note for note in report.notes)
    names = [item.name for item in Evidence(out).items()]
    if len(names) != len(set(names)):
        raise SystemExit(f"after kill {told.kills}: an item is doubled")
    if lost := told.names - set(names):
        raise SystemExit(f"after kill {told.kills}: lost {sorted(lost)[:3]}")


def kill_intake(kills: int, seed: int, folder: Path) -> Told:
    """Kill intakes into one case after another, each until it is complete; gives what was seen."""
    chance = random.Random(seed)
    told = Told()
    round_ = 0
    while told.in_time < kills:
        files = make_inputs(folder / f"in{round_}", seed + round_)
        out = folder / f"out{round_}"
        length = _length(folder / f"whole{round_}", files)
        told.names = set()
        for _ in range(_KILLS_A_CASE):
            out.mkdir(exist_ok=True)
            names, at_work = kill_once(out, files, chance.uniform(0.0, length))
            told.names.update(names)
            told.kills += 1
            told.in_time += at_work
            require_whole(out, told)
        take_in(out, files, told.names.add)
        require_whole(out, told)
        if len(Evidence(out).items()) != len(files):
            raise SystemExit("an intake after kills did not complete")
        round_ += 1
    return told


def _length(out: Path, files: list[Path]) -> float:
    begun = time.monotonic()
    take_in(out, files, lambda name: None)
    return time.monotonic() - begun


def kill_runs(runs: int, seed: int, folder: Path) -> int:
    """Kill whole runs of trace in one case, and finish it; gives how many were killed at work."""
    if not runs:
        return 0
    chance = random.Random(seed)
    inputs = folder / "articles"
    inputs.mkdir()
    for number, town in enumerate(("Ollenz", "Vardesk")):
        (inputs / f"{town}.txt").write_text(f"Bridge closed\n\n{_SAYS.format(town, number + 3)}")
    begun = time.monotonic()
    _run(inputs, folder / "whole").wait()
    length = time.monotonic() - begun
    whole = (folder / "whole" / "case.json").read_bytes()
    out, killed = folder / "killed", 0
    while killed < runs:
        run = _run(inputs, out)
        time.sleep(length * chance.uniform(0.1, 0.9))
        run.kill()
        ended = run.wait() != -signal.SIGKILL
        killed += not ended
        require_whole(out, Told())
        if ended:  # it was quicker than the first: begin anew
            shutil.rmtree(out)
    if _run(inputs, out).wait() or (out / "case.json").read_bytes() != whole:
        raise SystemExit("a run after kills did not give the same case")
    require_whole(out, Told())
    return killed


def _run(inputs: Path, out: Path) -> subprocess.Popen[bytes]:
    program = "from headwater.show.cli.app import main; main()"
    command = [sys.executable, "-c", program, "trace", str(inputs), "-o", str(out), "-q", "--processes", "1"]
    return subprocess.Popen(command)


def main() -> None:
    """Kill as asked, and print what was found."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--runs", type=int, default=0)
    options.add_argument("--verbs", nargs="+", default=["0"], metavar="N")
    options.add_argument("--team", metavar="URL")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    if given.verbs[0] != "0":
        from kill_verbs import kill_verbs

        with tempfile.TemporaryDirectory() as folder:
            kill_verbs(int(given.verbs[0]), given.seed, Path(folder), given.team, given.verbs[1:])
    if not given.kills and not given.runs:
        return
    with tempfile.TemporaryDirectory() as folder:
        told = kill_intake(given.kills, given.seed, Path(folder))
        killed = kill_runs(given.runs, given.seed, Path(folder))
    print(
        f"{told.in_time} kills of intake while it was at work, {told.kills - told.in_time} after it: a torn last line {told.torn} times, objects "
        f"without a line {told.strays} times; nothing acknowledged lost, nothing doubled, every check held. "
        f"{killed} whole runs killed."
    )


if __name__ == "__main__":
    main()
