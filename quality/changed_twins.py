"""Whether a claim is told from its twin with one fact changed, and never from its paraphrase or translation.

    python quality/changed_twins.py [--wrong]

Reads ``tests/matches/changed_twins.tsv`` (40 pairs in each of five languages: a negation, a number, a place, a
day, an actor changed) and ``tests/matches/kept_twins.tsv`` (60 pairs that say the same). A changed pair is
*found* where the verdict is ``conflict``, in both orders; it is a *mistake* where it is ``same`` or
``compatible``, since a reader would then take the two for one claim. A kept pair is a mistake where the
verdict is ``conflict``. ``--wrong`` lists what is not as it should be.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from pathlib import Path

from headwater.matches import Wording, compare_wordings

FOLDER = Path(__file__).parent.parent / "tests" / "matches"
_WORST = ("same", "compatible", "unknown", "conflict")


def read(name: str) -> list[dict[str, str]]:
    """The rows of one of the two files."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def verdicts(one: Wording, two: Wording) -> set[str]:
    """The verdicts in both orders."""
    return {compare_wordings(one, two).verdict, compare_wordings(two, one).verdict}


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in read("changed_twins.tsv"):
        said = verdicts(Wording(row["claim"], row["lang"]), Wording(row["twin"], row["lang"]))
        verdict = next(v for v in _WORST if v in said)
        for key in ((row["lang"], row["kind"]), (row["lang"], "all"), ("all", row["kind"]), ("all", "all")):
            counts[(*key, verdict)] += 1
        if given.wrong and verdict != "conflict":
            sys.stdout.write(f"{verdict}: {row['lang']} {row['kind']}: {row['claim']} | {row['twin']}\n")
    for lang, kind in dict.fromkeys((lang, kind) for lang, kind, _ in counts):
        told = {v: counts[lang, kind, v] for v in reversed(_WORST) if counts[lang, kind, v]}
        sys.stdout.write(f"{lang:4}{kind:10}{json.dumps(told)}\n")
    kept: Counter[str] = Counter()
    for row in read("kept_twins.tsv"):
        said = verdicts(Wording(row["claim"], row["lang"]), Wording(row["twin"], row["other_lang"]))
        verdict = "conflict" if "conflict" in said else next(v for v in _WORST if v in said)
        kept[verdict] += 1
        if given.wrong and verdict == "conflict":
            sys.stdout.write(f"conflict where nothing changed: {row['claim']} | {row['twin']}\n")
    sys.stdout.write(f"kept {json.dumps(dict(sorted(kept.items())))}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
