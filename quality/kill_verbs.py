"""kill -9 at random moments of every verb that writes: add, judge, watch, migrate, copy.

Each verb works on a case of the example world. A process that has everything loaded is forked, and the child is killed
while it works: after it has begun, and before it says that it is done. Every other child is a process that stays: it writes its
files behind its stages, and the read model follows it before they are written, as the workbench's does. Then the case is looked
at: it opens, its evidence holds, every judgement that was acknowledged is in the log, its read model opens whole. At last the
verb is done undisturbed, and case.json must be that of a case in which nothing was ever killed.
"""

from __future__ import annotations

import functools
import os
import random
import shutil
import signal
import tarfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kill_site import site
from kill_work import (
    LATER,
    TODAY,
    WORLD,
    Tell,
    adding,
    attempts,
    case_json,
    copying,
    ids_in,
    ids_of_team,
    judgements_on,
    judging,
    migrating,
    watching,
)

from headwater.runs.results import open_case
from headwater.runs.trace import trace
from headwater.store.evidence.verification import verify
from headwater.store.readmodel import open_read_model

ROOT = Path(__file__).parent.parent
OLD = ROOT / "tests" / "store" / "cases" / "format-1.tar.xz"
_KILLS_A_CASE = 5
_BEGUN, _DONE = "begun", "done"

Work = Callable[[Path, Tell], None]


@dataclass(frozen=True)
class Verb:
    """What is killed: a case to begin with, the work, and where its result lies."""

    name: str
    base: Path
    work: Work
    result: Callable[[Path], bytes]
    judged: Callable[[Path], set[str]]
    again: bool = False
    """Whether there is new work each time, as for a watch whose clock goes on."""
    stays: bool = True
    """Whether every other process is one that stays."""


@dataclass
class Seen:
    """What the kills of one verb came to."""

    kills: int = 0
    in_time: int = 0
    staying: int = 0
    cases: int = 0
    judgements: int = 0
    seconds: list[float] = field(default_factory=list)


def child_of(verb: Verb, out: Path, seconds: float | None) -> tuple[set[str], bool]:
    """Do the work in a child, killed after so many seconds; what it had told, and whether it was still at work."""
    attempts["made"] += 1
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - it never comes back
        os.close(reading)
        code = 1
        try:
            _tell(writing, _BEGUN)
            verb.work(out, lambda id_: _tell(writing, id_))
            _tell(writing, _DONE)
            code = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        began = told.readline().strip() == _BEGUN
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        ids = set(told.read().split())
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"{verb.name}: the work failed, see above")
    return ids - {_DONE}, began and _DONE not in ids and os.WIFSIGNALED(status)


def _tell(pipe: int, id_: str) -> None:
    os.write(pipe, f"{id_}\n".encode())


def require_whole(verb: Verb, out: Path, told: set[str]) -> None:
    """Stop where something acknowledged is lost, or the case does not open."""
    if lost := told - verb.judged(out):
        raise SystemExit(f"{verb.name}: lost {sorted(lost)[:3]}")
    for folder in [out] if verb.name != "copy" else [out / "one", out / "two"]:
        if not (folder / "manifest.json").exists():
            continue
        open_case(folder)
        report = verify(folder)
        broken = [
            fault for fault in report.faults if fault.kind != "table"
        ]  # tables are made anew by the next run
        if broken:
            raise SystemExit(f"{verb.name}: {broken[0]}")
        if (folder / "case.json").exists():
            with open_read_model(folder) as model:
                model.counts()


def kill_verb(verb: Verb, kills: int, folder: Path, seed: int) -> Seen:
    """Kill so many times while the verb is at work."""
    chance, seen = random.Random(seed), Seen()
    whole = folder / f"{verb.name}-whole"
    shutil.copytree(verb.base, whole)
    begun = time.monotonic()
    before = verb.judged(whole)
    all_told, _ = child_of(verb, whole, None)
    length = time.monotonic() - begun
    wanted = verb.result(whole)
    while seen.in_time < kills:
        out = folder / f"{verb.name}{seen.cases}"
        shutil.copytree(verb.base, out)
        told = set(before)
        for _ in range(_KILLS_A_CASE):
            ids, at_work = child_of(verb, out, chance.uniform(0.0, 0.7 * length))
            told |= ids
            seen.kills += 1
            seen.in_time += at_work
            seen.staying += at_work and verb.stays and attempts["made"] % 2 == 1
            require_whole(verb, out, told)
            if not at_work and not verb.again:
                break  # it came to its end: there is nothing left to do at which it could be killed
        ids, _ = child_of(verb, out, None)
        require_whole(verb, out, told | ids)
        if verb.result(out) != wanted:
            raise SystemExit(
                f"{verb.name}: the case after kills is not that of an undisturbed run, see {out}"
            )
        seen.cases += 1
        seen.judgements += len(told | all_told)
        shutil.rmtree(out)
    print(
        f"{verb.name}: {seen.in_time} kills at work, {seen.staying} of them of processes that stay; {seen.kills - seen.in_time} more "
        f"came after the work; {seen.cases} cases; "
        f"{seen.judgements} judgements acknowledged, none lost; every case opened, every result as undisturbed",
        flush=True,
    )
    return seen


def verbs_of(folder: Path, address: str, url: str | None) -> list[Verb]:
    """The verbs, each with the case that it begins with."""
    some = folder / "world"
    shutil.copytree(WORLD, some)
    for name in LATER:
        (some / name).unlink()
    base, old = folder / "base", folder / "old"
    trace([some], base, today=TODAY, processes=1)
    open_read_model(base).close()
    with tarfile.open(OLD) as kept:
        kept.extractall(old, filter="data")
    given = judgements_on(base)
    verbs = [
        Verb("add", base, adding, case_json, ids_in),
        Verb("judge", base, functools.partial(judging, given), case_json, ids_in),
        Verb("watch", base, functools.partial(watching, address), case_json, ids_in, again=True, stays=False),
        Verb("migrate", old, migrating, case_json, ids_in),
    ]
    if url:
        both = folder / "both"
        shutil.copytree(base, both / "one")
        work = functools.partial(copying, url, given)
        verbs.append(
            Verb(
                "copy",
                both,
                work,
                lambda out: case_json(out / "two"),
                functools.partial(ids_of_team, url),
                stays=False,
            )
        )
    return verbs


def kill_verbs(kills: int, seed: int, folder: Path, url: str | None, names: list[str]) -> None:
    """Kill every verb so many times."""
    with site() as address:
        for verb in verbs_of(folder, address, url):
            if not names or verb.name in names:
                kill_verb(verb, kills, folder, seed)
