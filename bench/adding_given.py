"""What one article more, and one judgement, costs a process that stays in a large simulated case, its reading given.

    python bench/adding_given.py FOLDER [--newcomers K] [--work DIR] [--profile] [--cold]

FOLDER is what ``headwater simulate --with-reading`` writes. What reading gives is taken from there - articles, names, claims,
slots, vectors, fingerprints, shared wording, and who is who - and every stage behind it is done as ``headwater add`` does it: first for all
articles but the last K, then with one more each time, and at last for a judgement, which is undone. Seconds are the wall's and,
behind them, this process's own. ``--cold`` makes the grown case at once too and compares every table.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import pstats
import resource
import sys
import tempfile
from collections.abc import Callable, Sequence, Set
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from adding import GOALS, Steps, by_stage, rows_of, step
from headwater.records.arrow import from_table, schema_of
from headwater.records.links import ENDS
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES
from headwater.runs import work
from headwater.runs.edits import Edit, joined
from headwater.runs.executor import LocalExecutor
from headwater.runs.exporting import export
from headwater.runs.fingerprints import Inputs
from headwater.runs.judgements import Judgement, append_judgements, log_of
from headwater.runs.plan import PLAN, READ
from headwater.runs.progress import Silent
from headwater.runs.results import Case, open_case
from headwater.runs.reuse_of_rows import merged
from headwater.runs.row_spans import key_of, spans_of
from headwater.runs.warm import Warm, undisturbed
from headwater.show.judging import Wish, judgement_of
from headwater.show.view import CaseView
from headwater.store import CaseFolder, Manifest
from headwater.store.folder import file_sha256


class Reading:
    """The tables of a simulated reading."""

    def __init__(self, folder: Path) -> None:
        case = CaseFolder(folder / "reading")
        self._tables = {
            name: pa.Table.from_arrays(case.read_table(name, schema_of(kind)).columns, schema=schema_of(kind))
            for name, kind in TABLES.items()
            if case.table_path(name).exists()
        }
        self.articles: list[str] = sorted(self._tables["articles"]["id"].to_pylist())
        self._spans = {
            name: spans_of(table, key) for name, table in self._tables.items() if (key := key_of(name))
        }

    def gives(self, stage: Stage) -> bool:
        """Whether a stage's rows are taken from here."""
        return any(TABLE_OF[kind] in self._tables for kind in stage.writes)

    def of(self, name: str, articles: Sequence[str]) -> pa.Table:
        """The rows of a table that are of some articles, or whose ends are; others come whole."""
        table = self._tables.get(name, schema_of(TABLES[name]).empty_table())
        if name in self._spans:
            return self._spans[name].of(articles)
        for end in ENDS.get(TABLES[name], ()):
            if pa.types.is_string(table.schema.field(end).type):
                table = table.filter(pc.is_in(table[end], value_set=pa.array(articles, pa.string())))
        return table.combine_chunks()

    def come(self, name: str, had: Set[str], new: Sequence[str]) -> list[Edit]:
        """What comes with new articles to a table that does not go by articles."""
        table, ends = self._tables.get(name), ENDS.get(TABLES[name], ())
        ends = tuple(end for end in ends if table and pa.types.is_string(table.schema.field(end).type))
        if table is None or not ends:
            return []
        here, there = (
            np.logical_and.reduce(
                [pc.is_in(table[end], value_set=pa.array(some, pa.string())) for end in ends]
            )
            for some in ([*had, *new], list(had))
        )
        come = np.flatnonzero(here & ~there)
        places = np.cumsum(there)[come].tolist()
        rows = from_table(TABLES[name], table.take(pa.array(come)))
        return joined([Edit(at, at, [row]) for at, row in zip(places, rows, strict=True)])


def bring(out: Path, reading: Reading, articles: Sequence[str], warm: Warm | None = None) -> Case:
    """The case of some articles, brought up to date."""
    with undisturbed():
        folder = CaseFolder(out, warm.seen if warm else None)
        before, now = folder.manifest() or Manifest(), Manifest(unfinished=True)
        executor, kept = LocalExecutor(warm=warm), warm or Warm(keeps=False)
        log = log_of(out)
        inputs = Inputs([], [], {}, "2031-04-01", "", file_sha256(log) if log.exists() else "")
        had = set(before.inputs)
        now.inputs = list(articles)
        with executor, work._Run(folder, before, now, kept, executor=executor, progress=Silent()) as run:
            _give(run, "articles.read", READ, reading, articles, had)
            work._take_judgements(run, inputs)
            for stage in PLAN:
                if reading.gives(stage):
                    _give(run, stage.name, stage.writes, reading, articles, had)
                else:
                    work._do(run, stage)
            export(run)
            run.settle()
            run.manifest.unfinished = False
            folder.write_manifest(run.manifest)
    return Case(folder, run.manifest, tuple(run.worked))


def _give(
    run: work._Run,
    name: str,
    kinds: Sequence[type[Any]],
    reading: Reading,
    articles: Sequence[str],
    had: Set[str],
) -> None:
    """The tables of a stage that is not done, as one leaves them that is: what stands is taken over."""
    fingerprint = hashlib.sha256(" ".join(articles).encode()).hexdigest()
    record = run.unchanged(name, (), lambda: fingerprint)
    if record:
        run.reuse(name, record)
        return
    same, new = [one for one in articles if one in had], [one for one in articles if one not in had]
    names = [TABLE_OF[kind] for kind in kinds]
    if had and had <= set(articles) and all(run.before_edits(table) for table in names):
        run.keep_edits(
            name, lambda: fingerprint, {one: _come(run, reading, one, had, new) for one in names}, 0.0
        )
        return
    tables, stood = {}, {}
    for table in names:
        if same and key_of(table):
            tables[table], stood[table] = merged(table, run.earlier(table), same, reading.of(table, new))
        else:
            tables[table] = reading.of(table, articles)
    run.keep(name, lambda: fingerprint, tables, 0.0, stood)


def _come(run: work._Run, reading: Reading, name: str, had: Set[str], new: Sequence[str]) -> list[Edit]:
    """What comes to a table with some articles that are none of those that stand."""
    before = run.before_edits(name)
    places = before.places() if before is not None and key_of(name) else None
    if places is None:
        return reading.come(name, had, new)
    rows = from_table(TABLES[name], reading.of(name, new))
    by_article: dict[str, list[Any]] = {}
    for row in rows:
        by_article.setdefault(row.id if name == "articles" else row.article, []).append(row)
    at = ((places.of(article).start, some) for article, some in sorted(by_article.items()))
    return joined([Edit(place, place, some) for place, some in at])


def judged(out: Path, again: Callable[[], Case], steps: Steps, warm: Warm) -> None:
    """A claim's certainty is set, then the judgement is undone."""

    def give(wish: Wish) -> Judgement:
        return judgement_of(CaseView(open_case(out).json), wish)

    def obeyed(judgement: Judgement) -> Case:
        append_judgements(log_of(out), [judgement])
        return again()

    lead = next(row["id"] for row in CaseView(open_case(out).json).rows("claims") if row["lead"])
    when = "2031-06-01T10:00:0{}+00:00"
    first = give(Wish("set-certainty", [lead], "Ana", when.format(0), "a bench", value="unknown"))
    step("a judgement", lambda: obeyed(first), steps, out, warm)
    undo = give(Wish("undo", [first.id], "Ana", when.format(1), "a bench"))
    step("it is undone", lambda: obeyed(undo), steps, out, warm)


def measured(given: argparse.Namespace, place: Path) -> bool:
    """All steps, printed; whether the case that grew is the one made at once."""
    reading, out, steps, warm = Reading(given.folder), place / "case", Steps(), Warm()
    most = len(reading.articles) - given.newcomers
    out.mkdir(parents=True, exist_ok=True)
    if CaseFolder(out).manifest() is None:
        step(f"{most} articles", lambda: bring(out, reading, reading.articles[:most]), steps, out)
    step("as it stands", lambda: bring(out, reading, reading.articles[:most], warm), steps, out, warm)
    for number in range(1, given.newcomers + 1):
        some = reading.articles[: most + number]
        profile = cProfile.Profile() if given.profile and number == given.newcomers else None
        if profile is not None:
            profile.enable()
        step(f"newcomer {number}", lambda some=some: bring(out, reading, some, warm), steps, out, warm)  # type: ignore[misc]  # fmt: skip
        if profile is not None:
            profile.disable()
            pstats.Stats(profile).sort_stats("cumtime").print_stats(70)
    judged(out, lambda: bring(out, reading, reading.articles, warm), steps, warm)
    same = True
    if given.cold:
        other = place / "at-once"
        other.mkdir()
        log_of(other).write_bytes(log_of(out).read_bytes())
        step("all at once", lambda: bring(other, reading, reading.articles), steps, other)
        same = rows_of(out) == rows_of(other)
        print(f"the case that grew and the one made at once: {'the same tables' if same else 'they DIFFER'}")
    by_stage(steps)
    return same


def main() -> int:
    """Measure; 1 where the case that grew differs from one made at once."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--newcomers", type=int, default=4)
    asked.add_argument("--work", type=Path)
    asked.add_argument("--profile", action="store_true")
    asked.add_argument("--cold", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        same = measured(given, given.work or Path(place))
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB\n{GOALS}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
