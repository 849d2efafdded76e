"""Whether the probability that two reports tell of one incident is one: ten bins, said against found.

    python quality/calibration.py CASE TRAIN_PAIRS.jsonl [DEV_PAIRS.jsonl] [--folds 10]

``CASE`` is the output folder of a trace over the labelled articles. On the training pairs each pair is judged
by weights learned without its fold; on the dev pairs by the shipped weights, none of which was learned there.
Pairs that share part of their incidents are left out. Prints a Markdown table for each, with the expected
calibration error (the mean gap between said and found, weighed by pairs) and the Brier score.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.matches.decision import probability
from headwater.matches.incidents import read_reports
from headwater.matches.training import cross_validated, load_tables, measure, measure_small

Array = npt.NDArray[np.float64]
_BINS = 10


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """The labelled pairs of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def table(said: Array, found: Array, of: str) -> str:
    """The reliability table of probabilities against labels."""
    lines = [f"{of}: {len(said)} pairs, {int(found.sum())} of one incident", ""]
    lines += ["| said | pairs | mean said | found |", "|---|---|---|---|"]
    error = 0.0
    for k in range(_BINS):
        low, high = k / _BINS, (k + 1) / _BINS
        inside = (said >= low) & ((said < high) if k < _BINS - 1 else (said <= high))
        count = int(inside.sum())
        if count:
            gap = abs(float(said[inside].mean()) - float(found[inside].mean()))
            error += gap * count / len(said)
            shown = f"{said[inside].mean():.2f} | {found[inside].mean():.2f}"
        else:
            shown = "- | -"
        lines.append(f"| {low:.1f} to {high:.1f} | {count} | {shown} |")
    brier = float(((said - found) ** 2).mean())
    lines += ["", f"Expected calibration error {error:.3f}, Brier score {brier:.3f}."]
    return "\n".join(lines) + "\n\n"


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("case", type=Path)
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path, nargs="?")
    parser.add_argument("--folds", type=int, default=10)
    given = parser.parse_args()
    reports = read_reports(load_tables(given.case))
    pairs = read_pairs(given.train)
    large, small = measure(reports, pairs), measure_small(reports, pairs)
    full = large[2] == 1.0
    guess = cross_validated(large[0], large, small, given.folds)
    sys.stdout.write(table(guess[full], large[1][full], f"Training pairs, {given.folds} folds"))
    if given.dev:
        place = {r.article: k for k, r in enumerate(reports.all)}
        dev = [p for p in read_pairs(given.dev) if p["same_event"] != "partly"]
        said = np.array([probability(reports.odds(place[p["a"]], place[p["b"]])) for p in dev])
        found = np.array([float(p["same_event"] == "yes") for p in dev])
        sys.stdout.write(table(said, found, "Dev pairs, shipped weights"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
