"""What one article more, and one judgement, costs a process that stays: each by stage, and the read model after it.

    python bench/adding.py [--reports N] [--file FILE.jsonl] [--work DIR] [--newcomers K] [--profile] [--cold]

Reports are rows of a JSON-lines file, by default the shared ``corpora/fakes_dev.jsonl`` (HEADWATER_DATA). The case of all
but the last K is made first (minutes; ``--work DIR`` keeps it for the next time). Then this process opens it as the
workbench's does, and takes in the others one by one; the first of them loads models. At last a judgement is given and
undone. Seconds are the wall's and, behind them, this process's own, which say more on a busy machine. ``--profile`` tells where
the last newcomer's went. ``--cold`` makes the grown case at once, in minutes again, and compares every table.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from headwater.runs.edits import Edits
from headwater.runs.history.lines import case_of
from headwater.runs.intake import add, look_through
from headwater.runs.plan import PLAN
from headwater.runs.trace import trace, trace_kept
from headwater.runs.warm import Warm
from headwater.show.judging import Wish, judgement_of
from headwater.show.view import CaseView
from headwater.store import CaseFolder
from headwater.store.readmodel import open_read_model
from headwater.store.readmodel.following import Following

_FOLLOWING: dict[Path, Following] = {}
GOALS = "goals, warm: an article 0.150 s in a case of 10,000; a judgement 0.300 s in one of 1,000, 1 s in one of 10,000"
SHARED = Path(os.environ.get("HEADWATER_DATA", "../shared"))
Steps = dict[str, dict[str, float]]


def laid_out(source: Path, reports: int, newcomers: int, work: Path) -> list[Path]:
    """The file of all reports but the last, and one for each of these."""
    lines = source.read_text(encoding="utf-8").splitlines()[:reports]
    parts = ["\n".join(lines[:-newcomers]), *lines[-newcomers:]]
    files = [work / ("most.jsonl" if k == 0 else f"newcomer-{k}.jsonl") for k in range(len(parts))]
    for file, part in zip(files, parts, strict=True):
        file.write_text(part + "\n", encoding="utf-8")
    return files


def step(says: str, do: Callable[[], Any], steps: Steps, out: Path, warm: Warm | None = None) -> None:
    """One run and the read model after it: prints seconds, and notes those of each stage that was done.

    In a process that stays the answer is there before the files are: as the workbench's does, it has the read model follow.
    """
    following, answers = _FOLLOWING.setdefault(out, Following(out)), list[float]()
    wall, processor = time.perf_counter(), time.process_time()

    def answered(before: str, moved: Mapping[str, Edits] | None, worked: Sequence[str]) -> None:
        answers.append(time.perf_counter() - wall)
        if warm is not None and moved is not None and following.take(before, moved, warm.lines.known):
            answers.append(time.perf_counter() - wall)

    if warm is not None:
        warm.answered = answered
    case = do()
    ran, spent = time.perf_counter() - wall, time.process_time() - processor
    wall, processor = time.perf_counter(), time.process_time()
    following.settle(case_of(case.manifest))
    open_read_model(out).close()
    if warm is not None and len(answers) < 2:
        following.ready(case_of(case.manifest), warm.lines.known)
    model = time.perf_counter() - wall, time.process_time() - processor
    stages = {name: record.seconds for name, record in case.manifest.stages.items() if name in case.worked}
    beside = ran - sum(stages.values())
    steps[says] = {**stages, "beside stages": beside}
    print(
        f"{says:22} {ran:8.2f} s ({spent:.2f} of this process), beside stages {beside:.2f}; "
        f"read model {model[0]:.2f} ({model[1]:.2f})"
        + (
            f"; ANSWERED after {answers[1]:.3f}, of it the read model {answers[1] - answers[0]:.3f}"
            if len(answers) > 1
            else ""
        ),
        flush=True,
    )


def by_stage(steps: Steps) -> None:
    """A table: a stage a line, a step a column."""
    shape = {stage.name: stage.shape for stage in PLAN}
    print(f"\n{'stage':26}{'':8}" + "".join(f"{name[-11:]:>12}" for name in steps))
    for name in dict.fromkeys(name for done in steps.values() for name in done):
        cells = (f"{done[name]:12.3f}" if name in done else f"{'-':>12}" for done in steps.values())
        print(f"{name:26}{shape.get(name, ''):8}" + "".join(cells))


def judged(out: Path, warm: Warm, steps: Steps) -> None:
    """A claim's certainty is set, then the judgement is undone."""
    from headwater.runs.results import open_case

    view = CaseView(open_case(out).json)
    lead = next(row["id"] for row in view.rows("claims") if row["lead"])
    wish = Wish("set-certainty", [lead], "Ana", "2031-06-01T10:00:00+00:00", "a bench", value="unknown")
    judgement = judgement_of(view, wish)
    step("a judgement", lambda: trace_kept(out, warm=warm, judgements=[judgement]), steps, out, warm)
    view = CaseView(open_case(out).json)
    undo = judgement_of(view, Wish("undo", [judgement.id], "Ana", "2031-06-01T10:00:01+00:00", "a bench"))
    step("it is undone", lambda: trace_kept(out, warm=warm, judgements=[undo]), steps, out, warm)


def rows_of(out: Path) -> dict[str, Any]:
    """The tables and case.json, by name, without what tells of judgements."""
    folder = CaseFolder(out)
    tables = [path for path in sorted(folder.stages.glob("*.parquet")) if "." not in path.stem]
    return {path.name: path.read_bytes() for path in tables if "judge" not in path.stem}


def main() -> int:
    """Measure; 1 where the case that grew differs from one made at once."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--reports", type=int, default=1_000_000)
    asked.add_argument("--file", type=Path, default=SHARED / "corpora" / "fakes_dev.jsonl")
    asked.add_argument("--work", type=Path)
    asked.add_argument("--newcomers", type=int, default=5)
    asked.add_argument("--profile", action="store_true")
    asked.add_argument("--cold", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        work = given.work or Path(place)
        work.mkdir(parents=True, exist_ok=True)
        return measured(work, laid_out(given.file, given.reports, given.newcomers, work), given)


def measured(work: Path, files: Sequence[Path], given: argparse.Namespace) -> int:
    """All steps, printed."""
    out, steps = work / "case", Steps()
    if CaseFolder(out).manifest() is None:
        step("all but the newcomers", lambda: trace([files[0]], out), steps, out)
    warm = Warm()
    step("as it stands", lambda: trace_kept(out, warm=warm), steps, out, warm)
    for number, file in enumerate(files[1:], 1):
        profile = cProfile.Profile() if given.profile and number == len(files) - 1 else None
        if profile is not None:
            profile.enable()
        step(f"newcomer {number}", lambda file=file: add(out, look_through([str(file)], out), warm=warm).case, steps, out, warm)  # type: ignore[misc]  # fmt: skip
        if profile is not None:
            profile.disable()
            pstats.Stats(profile).sort_stats("cumtime").print_stats(70)
    judged(out, warm, steps)
    same = True
    if given.cold:
        step("all at once", lambda: trace(files, work / "at-once"), steps, work / "at-once")
        same = rows_of(out) == rows_of(work / "at-once")
        print(f"the case that grew and the one made at once: {'the same tables' if same else 'they DIFFER'}")
    by_stage(steps)
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB\n{GOALS}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
