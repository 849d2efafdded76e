"""How well small cases are grouped: random handfuls of a labelled corpus, each traced as a case of its own.

    python quality/small_cases.py [ARTICLES.jsonl PAIRS.jsonl] [--cases 10] [--size 15] [--incidents 5]

A case takes two reports of each of ``--incidents`` incidents that the labels know, and reports that no label
puts beside another for the rest. Prints precision, recall and F1 over the pairs of reports that the labels
put together, and every pair that was joined though no label says so. A pair labelled "partly the same" is not
counted. The choice depends on nothing but the input.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("HEADWATER_DATA", Path(__file__).parent.parent.parent / "shared"))
Pair = tuple[str, str]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def incidents(pairs: list[dict[str, Any]]) -> list[list[str]]:
    """Articles that the labels chain together as reports of one incident, sorted."""
    of: dict[str, set[str]] = {}
    for pair in pairs:
        if pair["same_event"] == "yes":
            joined = of.get(pair["a"], {pair["a"]}) | of.get(pair["b"], {pair["b"]})
            of.update(dict.fromkeys(joined, joined))
    return [list(row) for row in sorted({tuple(sorted(members)) for members in of.values()})]


def choose_cases(
    articles: list[str], pairs: list[dict[str, Any]], cases: int, size: int, count: int
) -> Iterator[tuple[list[str], set[Pair]]]:
    """The articles of each case and the pairs that belong together."""
    known = incidents(pairs)
    labelled = {pair[side] for pair in pairs for side in "ab"}
    alone = [article for article in sorted(articles) if article not in labelled]
    chance = random.Random(5)
    for _ in range(cases):
        told = [sorted(chance.sample(list(members), 2)) for members in chance.sample(known, count)]
        rest = chance.sample(alone, max(0, size - 2 * count))
        yield sorted({*rest, *(a for pair in told for a in pair)}), {(a, b) for a, b in told}


def trace(rows: list[dict[str, Any]]) -> set[Pair]:
    """The pairs of articles that one run puts into one group."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "case.jsonl", Path(folder) / "out"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        run = [sys.executable, "-c", "from headwater.show.cli.app import main; main()"]
        subprocess.run([*run, "trace", str(source), "-o", str(out), "-q"], check=True)
        case = json.loads((out / "case.json").read_text(encoding="utf-8"))
    return {(a, b) for group in case["groups"] for a, b in combinations(sorted(group["articles"]), 2)}


def main() -> None:
    """Trace the cases and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=Path, default=DATA / "corpora" / "fakes_dev.jsonl")
    parser.add_argument("pairs", nargs="?", type=Path, default=DATA / "gold" / "pairs_dev.jsonl")
    for name, default in (("--cases", 10), ("--size", 15), ("--incidents", 5)):
        parser.add_argument(name, type=int, default=default)
    given = parser.parse_args()
    rows, pairs = {row["id"]: row for row in read_rows(given.articles)}, read_rows(given.pairs)
    partly: set[Pair] = {
        (min(p["a"], p["b"]), max(p["a"], p["b"])) for p in pairs if p["same_event"] == "partly"
    }
    right = said = gold = 0
    for chosen, together in choose_cases(list(rows), pairs, given.cases, given.size, given.incidents):
        joined = trace([rows[article] for article in chosen]) - partly
        right, said, gold = right + len(joined & together), said + len(joined), gold + len(together)
        for a, b in sorted(joined - together):
            sys.stdout.write(f"joined without a label: {a} {b}\n")
    p, r = right / max(1, said), right / max(1, gold)
    figures = {"p": round(p, 3), "r": round(r, 3), "f1": round(2 * p * r / ((p + r) or 1), 3)}
    sys.stdout.write(json.dumps({"cases": given.cases, "size": given.size, **figures, "pairs": gold}) + "\n")


if __name__ == "__main__":
    main()
