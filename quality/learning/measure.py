"""Whether a learned reader of attributions would beat the rules: a learning curve for each of five questions.

    python quality/learning/measure.py --data DIR [kinds] [found] [nested] [hedged] [edges]

DIR holds ``corpora/attributions_<lang>_{train,dev}.jsonl`` and ``gold/`` with the same names. "Learned" knows the
parse, places and words, "both" the rules' answers, lexicons and registered names as well. Training articles are
measured by cross-validation in five parts; the rules were written on them, so their own figure there flatters
them, and the development half is the fairer comparison. Nothing is written.

kinds   of what kind a source is: share right, of sources rightly found
found   which contents are attributed, among the rules' proposals and, over a parse, those of any verb: F1
nested  which attribution lies in which, among the rules' links: F1
hedged  which attributions are hedged: F1
edges   where an English source begins and ends: share right, of attributions rightly found

With ``--disputed CORPUS.jsonl`` every source of a corpus without labels is printed to which the model of kinds,
with the rules' answers, gives another kind than the rules: to be read by eye.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from attributions import FOUND, HEDGED, NESTED
from fitting import Floats
from labelled import Labelled, load, load_unlabelled
from source_edges import SourceEdges
from source_kinds import SOURCE_KINDS, disputed
from tasks import Task

TASKS: tuple[Task, ...] = (SOURCE_KINDS, FOUND, NESTED, HEDGED, SourceEdges())
PARTS = 5
SHARES = (0.1, 0.25, 0.5, 1.0)
MODELS = (("learned", True), ("both", False))

Totals = tuple[dict[str, float], dict[str, float]]


def total(task: Task, articles: Sequence[Labelled], weights: Floats | None, bare: bool) -> Totals:
    """What is right and out of how much, by language."""
    right, of = dict.fromkeys(task.languages, 0.0), dict.fromkeys(task.languages, 0.0)
    for article in articles:
        hits, most = task.measure(article, weights, bare)
        right[article.lang] += hits
        of[article.lang] += most
    return right, of


def cross_validated(task: Task, articles: Sequence[Labelled], share: float, bare: bool) -> Totals:
    """The same by models that learned from a share of the articles in the other parts."""
    families = sorted({a.family for a in articles}, key=lambda family: (crc32(family.encode()), family))
    part = {family: n % PARTS for n, family in enumerate(families)}
    right, of = dict.fromkeys(task.languages, 0.0), dict.fromkeys(task.languages, 0.0)
    for n in range(PARTS):
        rest = [family for family in families if part[family] != n]
        known = set(rest[: round(share * len(rest))])
        weights = task.learn([a for a in articles if a.family in known], bare)
        hits, most = total(task, [a for a in articles if part[a.family] == n], weights, bare)
        for lang in task.languages:
            right[lang] += hits[lang]
            of[lang] += most[lang]
    return right, of


def lines(task: Task, train: Sequence[Labelled], dev: Sequence[Labelled]) -> Iterator[str]:
    """The table of one task."""
    train = [a for a in train if a.lang in task.languages]
    dev = [a for a in dev if a.lang in task.languages]
    yield f"| {task.name} | {' | '.join(task.languages)} | all |"
    yield "| --- " * (len(task.languages) + 2) + "|"
    yield line(task, "rules", total(task, train, None, False))
    for name, bare in MODELS:
        for share in SHARES:
            yield line(task, f"{name}, {share:.0%}", cross_validated(task, train, share, bare))
    yield line(task, "rules, dev", total(task, dev, None, False))
    for name, bare in MODELS:
        yield line(task, f"{name}, dev", total(task, dev, task.learn(train, bare), bare))


def line(task: Task, name: str, totals: Totals) -> str:
    """One row."""
    right, of = totals
    cells = [f"{right[lang] / max(of[lang], 1):.3f}" for lang in task.languages]
    return f"| {name} | {' | '.join(cells)} | {sum(right.values()) / max(sum(of.values()), 1):.3f} |"


def main() -> int:
    """Print the tables of the tasks asked for."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("names", nargs="*", metavar="TASK", choices=[[], *(task.name for task in TASKS)])
    options.add_argument("--data", type=Path, required=True, metavar="DIR")
    options.add_argument("--disputed", type=Path, metavar="CORPUS.jsonl")
    given = options.parse_args()
    if given.disputed:
        weights = SOURCE_KINDS.learn(load(given.data, "train"), False)
        print(*(row for a in load_unlabelled(given.disputed) for row in disputed(a, weights)), sep="\n")
        return 0
    train, dev = load(given.data, "train"), load(given.data, "dev")
    for task in TASKS:
        if not given.names or task.name in given.names:
            for row in lines(task, train, dev):
                print(row, flush=True)
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
