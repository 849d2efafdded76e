"""The quality gate: traces the shared corpora, scores them, and holds the figures against their floors.

    python quality/gate.py                 measure everything; fail where a figure fell below its floor
    python quality/gate.py NAME...         only these measures
    python quality/gate.py --raise         write the figures as new floors where they are better
    python quality/gate.py --figures       print what the scorer printed, whole

Floors lie in quality/floors.json beside a hash of the gold that they were measured on. They only rise: the
gate compares them with every committed version of that file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from altered import altered
from measures import MEASURES, Measure

ROOT = Path(__file__).parent.parent
SLACK = 0.01
"""Floors are set this far under the figure measured: processors round sums differently, and one pair moves a figure."""
FLOORS = ROOT / "quality" / "floors.json"

Floors = dict[str, dict[str, Any]]


def data_folder() -> Path:
    """Where the shared data lie: HEADWATER_DATA, or ``../shared``."""
    return Path(os.environ.get("HEADWATER_DATA", ROOT.parent / "shared"))


def score(measure: Measure, work: Path) -> dict[str, Any]:
    """Trace the measure's corpus and give what the scorer prints."""
    data = data_folder()
    scorer = [sys.executable, str(data / "score" / "score.py"), measure.command]
    gold = str(gold_path(measure))
    if measure.corpus is None:
        return run_json([*scorer, gold])
    corpus, out = data / "corpora" / f"{measure.corpus}.jsonl", work / measure.corpus
    if measure.alteration:
        out = work / measure.name
        corpus = altered(corpus, measure.alteration, work / "altered" / measure.alteration)
    trace = [sys.executable, "-c", "from headwater.show.cli.app import main; main()", "trace"]
    subprocess.run([*trace, str(corpus), "-o", str(out), "-q"], check=True)
    return run_json([*scorer, str(out / "case.json"), gold])


def run_json(command: list[str]) -> dict[str, Any]:
    """What a command prints, as JSON."""
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    value: dict[str, Any] = json.loads(printed)
    return value


def gold_path(measure: Measure) -> Path:
    """Where a measure's gold lies."""
    return data_folder() / "gold" / measure.gold


def gold_sha(measure: Measure) -> str:
    """The SHA-256 of a measure's gold."""
    return hashlib.sha256(gold_path(measure).read_bytes()).hexdigest()


def figure(printed: Mapping[str, Any], path: str) -> float:
    """One figure of what the scorer printed, by its dotted path."""
    value: Any = printed
    for key in path.split("."):
        value = value[key]
    return float(value)


def held(measure: Measure, printed: Mapping[str, Any], floor: Mapping[str, Any] | None) -> list[str]:
    """What is wrong with a measure's figures; empty where every floor holds."""
    if floor is None:
        return [f"{measure.name}: no floor yet; set one with --raise"]
    if floor["gold"] != gold_sha(measure):
        return [f"{measure.name}: the gold has changed since the floors were set; measure anew and say so"]
    problems = []
    for path, least in floor["figures"].items():
        got = figure(printed, path)
        fell = got > least if path in measure.at_most else got < least
        if fell:
            problems.append(f"{measure.name} {path}: {got} where the floor is {least}")
    return problems


def raised(measure: Measure, printed: Mapping[str, Any], floor: Mapping[str, Any] | None) -> dict[str, Any]:
    """The floor of a measure, each figure the better of the old one and the new less ``SLACK``."""
    old = floor["figures"] if floor else {}
    figures = {}
    for path in (*measure.figures, *measure.at_most):
        got = figure(printed, path)
        falls = path in measure.at_most
        floor_now = round(got + SLACK, 3) if falls else round(max(0.0, got - SLACK), 3)
        known = old.get(path, floor_now)
        figures[path] = min(floor_now, known) if falls else max(floor_now, known)
    return {"gold": gold_sha(measure), "figures": figures}


def lowered(now: Floors) -> list[str]:
    """Floors that stand lower than in some committed version on the same gold."""
    git = ["git", "-C", str(ROOT)]
    name = FLOORS.relative_to(ROOT).as_posix()
    log = subprocess.run(
        [*git, "log", "--format=%H", "--", name], capture_output=True, text=True, check=False
    )
    problems = []
    falling = {(measure.name, path) for measure in MEASURES for path in measure.at_most}
    for commit in log.stdout.split():
        shown = subprocess.run(
            [*git, "show", f"{commit}:{name}"], capture_output=True, text=True, check=False
        )
        for measure, floor in json.loads(shown.stdout or "{}").items():
            if floor["gold"] == now.get(measure, floor)["gold"]:
                problems += _below(
                    measure, floor["figures"], now.get(measure, {}).get("figures", {}), falling, commit
                )
    return sorted(set(problems))


def _below(
    measure: str,
    then: Mapping[str, float],
    now: Mapping[str, float],
    falling: set[tuple[str, str]],
    commit: str,
) -> list[str]:
    found = []
    for path, value in then.items():
        if path not in now:
            found.append(f"{measure} {path}: had a floor in {commit[:8]}, has none now")
        elif (now[path] > value) if (measure, path) in falling else (now[path] < value):
            found.append(f"{measure} {path}: floor {now[path]}, was {value} in {commit[:8]}")
    return found


def main() -> int:
    """Run the gate; the exit code is 1 where a floor does not hold."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("names", nargs="*", metavar="NAME")
    options.add_argument("--raise", dest="raise_floors", action="store_true")
    options.add_argument("--figures", action="store_true")
    options.add_argument("--work", type=Path, help="keep the traced cases here, to be used again")
    given = options.parse_args()
    floors: Floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    problems = lowered(floors)
    with tempfile.TemporaryDirectory() as folder:
        for measure in MEASURES:
            if given.names and measure.name not in given.names:
                continue
            printed = score(measure, given.work or Path(folder))
            shown = (
                printed
                if given.figures
                else {p: figure(printed, p) for p in (*measure.figures, *measure.at_most)}
            )
            print(f"{measure.name}: {json.dumps(shown, ensure_ascii=False)}", flush=True)
            if given.raise_floors:
                floors[measure.name] = raised(measure, printed, floors.get(measure.name))
            problems += held(measure, printed, floors.get(measure.name))
    if given.raise_floors:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n")
    for problem in problems:
        print(f"BELOW: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
