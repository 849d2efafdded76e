"""Carries out the plan: reads what is new, does what is not done, and writes the case."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import pyarrow as pa

from headwater.articles.config import ArticlesConfig
from headwater.articles.kinds import WHAT_IS_READ
from headwater.articles.stage import read_found
from headwater.records.arrow import from_table, schema_of, to_table
from headwater.records.articles import Article
from headwater.records.errors import InputError
from headwater.records.ports import SecondReader
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs import blocks
from headwater.runs.assembly import assemble, tables_read
from headwater.runs.blocks import Batch, Written, run_blocks
from headwater.runs.evidence import Given
from headwater.runs.executor import LocalExecutor, rows_of
from headwater.runs.fingerprints import Inputs, code_fingerprint, reading_fingerprint
from headwater.runs.judgements import log_of, read_log, rows_of_log
from headwater.runs.plan import PLAN
from headwater.runs.progress import Progress
from headwater.runs.reading import read_given, write_index
from headwater.runs.reuse_of_rows import (
    Kept,
    fingerprint_of,
    made_of,
    read_kept,
    run_rows,
    write_kept,
)
from headwater.runs.warm import Held, Warm
from headwater.store import CaseFolder, Manifest, StageRecord

_Value = TypeVar("_Value")
_READING = "articles.read"
_JUDGED = "judgements.read"


@dataclass
class _Run:
    """What one run holds while it goes."""

    folder: CaseFolder
    before: Manifest
    manifest: Manifest
    executor: LocalExecutor
    progress: Progress
    warm: Warm = field(default_factory=lambda: Warm(keeps=False))
    worked: list[str] = field(default_factory=list)

    def sha(self, table: str) -> str:
        """The SHA-256 of a table that an earlier stage of this run left."""
        return next(
            record.tables[table] for record in self.manifest.stages.values() if table in record.tables
        )

    def table(self, name: str) -> pa.Table:
        """A table that an earlier stage left, from memory or disk."""
        return self.held(name).table

    def held(self, name: str) -> Held:
        """A table that an earlier stage left, and what is known of it."""
        return self.warm.held(self.folder, name, self.sha(name))

    def digests(self, name: str) -> dict[str, bytes]:
        """The SHA-256 of each article's rows in a table that an earlier stage left."""
        return self.warm.digests(name, self.held(name))

    def earlier(self, name: str) -> Held:
        """A table as the last run left it, which this run has not yet written."""
        sha = next((r.tables[name] for r in self.before.stages.values() if name in r.tables), "")
        return self.warm.held(self.folder, name, sha)

    def typed(self, names: Sequence[str]) -> Tables:
        """Tables as rows, each converted once a run."""
        return Tables({TABLES[name]: self.warm.rows(name, self.held(name)) for name in names})

    def index(self, stage: str, read: Callable[[], _Value]) -> _Value:
        """What lies beside the tables that the last run left, from memory or disk."""
        record = self.before.stages.get(stage)
        return self.warm.index(stage, record.tables if record else None, read)

    def unchanged(self, stage: str, fingerprint: str) -> StageRecord | None:
        """The earlier record of a stage whose fingerprint is the same and whose files are all there."""
        record = self.before.stages.get(stage)
        if record and record.fingerprint == fingerprint and self.folder.holds(record.tables):
            return record
        return None

    def keep(
        self,
        stage: str,
        fingerprint: str,
        tables: dict[str, pa.Table],
        seconds: float,
        of: dict[str, bytes] | None = None,
        digests: Mapping[str, dict[str, bytes]] | None = None,
    ) -> dict[str, str]:
        """Write a stage's tables and what its rows were made ``of``, then its record: a run that is cut off here goes on here.

        Gives the SHA-256 of each table.
        """
        shas = {name: self.folder.write_table(name, table) for name, table in tables.items()}
        if of is not None:
            kept = Kept(shas, of)
            write_kept(self.folder, stage, kept)
            self.warm.indexes[stage] = (shas, kept)
        for name, table in tables.items():
            self.warm.put(name, shas[name], table, (digests or {}).get(name))
        counts = {name: table.num_rows for name, table in tables.items()}
        self.manifest.stages[stage] = StageRecord(fingerprint, shas, counts, round(seconds, 3))
        self.folder.write_manifest(self.manifest)
        self.worked.append(stage)
        return shas


def work(
    folder: CaseFolder,
    given: Given,
    inputs: Inputs,
    before: Manifest,
    executor: LocalExecutor,
    progress: Progress,
    warm: Warm | None = None,
) -> tuple[Manifest, tuple[str, ...]]:
    """Bring the case up to date; gives its manifest and the names of the stages that were done."""
    manifest = Manifest(inputs=given.says, models=inputs.models, unfinished=True)
    if before.stages:  # tables will be newer than their manifest until the first stage is written
        folder.write_manifest(replace(before, everything="", unfinished=True))
    run = _Run(folder, before, manifest, executor, progress, warm or Warm(keeps=False))
    _read(run, given, inputs)
    _take_judgements(run, inputs)
    for stage in PLAN:
        _do(run, _told(stage, executor.second_reader))
    _export(run)
    if not any(_left_unanswered(stage, run.manifest.stages[stage.name]) for stage in PLAN):
        run.manifest.everything = inputs.everything()
    run.manifest.custody, run.manifest.unfinished = given.head, False
    run.folder.write_manifest(run.manifest)
    return run.manifest, tuple(run.worked)


def _read(run: _Run, given: Given, inputs: Inputs) -> None:
    config = ArticlesConfig(latest_date=inputs.today)
    fingerprint = reading_fingerprint(inputs, config, read_found.__module__)
    record = None if given.underived() else run.unchanged(_READING, fingerprint)
    run.progress.begin(_READING, "reading articles", len(inputs.files))
    begun = time.monotonic()
    if record:
        run.manifest.stages[_READING] = record
    else:
        nothing = replace(inputs, files=[], rejected=[])
        base = reading_fingerprint(nothing, ArticlesConfig(), read_found.__module__)
        reading = read_given(given, config, run.executor.models, base, run.folder)
        if not reading.tables["articles"].num_rows:
            raise InputError(_nothing_read(rows_of(reading.tables), run.manifest.inputs))
        given.derive(reading.heard, from_table(Article, reading.tables["articles"]))
        shas = run.keep(_READING, fingerprint, reading.tables, time.monotonic() - begun)
        write_index(run.folder, reading, shas, base, inputs.today)
    run.progress.end(_READING, time.monotonic() - begun, reused=record is not None)


def _take_judgements(run: _Run, inputs: Inputs) -> None:
    """What persons have judged, from the case's log, as tables."""
    fingerprint = f"judgements {inputs.judgements} {code_fingerprint(rows_of_log.__module__, ())}"
    record = run.unchanged(_JUDGED, fingerprint)
    if record:
        run.manifest.stages[_JUDGED] = record
        return
    rows = rows_of_log(read_log(log_of(run.folder.path)))
    written = {TABLE_OF[kind]: to_table(kind, found) for kind, found in rows.items()}
    run.keep(_JUDGED, fingerprint, written, 0.0)


def _nothing_read(tables: Tables, paths: Sequence[str]) -> str:
    rejected = [f"{row.path}: {row.reason}" for row in tables.of(TABLES["rejected"])][:10]
    given = ", ".join(paths) or "nothing"
    return "\n".join(
        [
            f"no article could be read from {given}; give files, or folders of them: {WHAT_IS_READ}",
            *rejected,
        ]
    )


def _told(stage: Stage, reader: SecondReader | None) -> Stage:
    """The stage with the second reader's name in its settings: another reader is another fingerprint."""
    if stage.unanswered is None or reader is None:
        return stage
    return replace(stage, config=stage.config.model_copy(update={"reader": reader.name()}))


def _left_unanswered(stage: Stage, record: StageRecord) -> bool:
    return stage.unanswered is not None and record.rows[TABLE_OF[stage.unanswered]] > 0


def _do(run: _Run, stage: Stage) -> None:
    names = [TABLE_OF[kind] for kind in stage.reads]
    fingerprint = fingerprint_of(stage, {name: run.sha(name) for name in names}, run.manifest.models)
    record = run.unchanged(stage.name, fingerprint)
    if record and _left_unanswered(stage, record):
        record = None
    run.progress.begin(stage.name, stage.says, run.manifest.stages[_READING].rows["articles"])
    begun = time.monotonic()
    if record:
        run.manifest.stages[stage.name] = record
    else:
        inputs = {name: run.table(name) for name in names}
        if stage.shape == "blocks":
            _do_blocks(run, stage, inputs, fingerprint, begun)
        elif stage.shape == "table" or _asks_nobody(stage, run.executor):
            rows = run.typed(names) if stage.shape == "table" else None
            written = run.executor.run(stage, inputs, rows, run.progress.advance)
            run.keep(stage.name, fingerprint, written, time.monotonic() - begun)
        else:
            _do_rows(run, stage, inputs, fingerprint, begun)
    run.progress.end(stage.name, time.monotonic() - begun, reused=record is not None)


def _asks_nobody(stage: Stage, executor: LocalExecutor) -> bool:
    return stage.unanswered is not None and executor.second_reader is None


def _do_rows(run: _Run, stage: Stage, inputs: dict[str, pa.Table], fingerprint: str, begun: float) -> None:
    """A row stage for the articles whose rows have moved; the others' rows are those of the last run."""
    shas = {name: run.sha(name) for name in inputs}
    of = made_of(stage, inputs, shas, run.manifest.models, run.digests)
    kept = run.index(stage.name, lambda: read_kept(run.folder, stage))
    done = run_rows(run.executor, stage, inputs, of, kept, run.earlier, run.progress.advance)
    seconds = time.monotonic() - begun
    run.keep(stage.name, fingerprint, done.tables, seconds, done.made_of, done.digests)


def _do_blocks(run: _Run, stage: Stage, inputs: dict[str, pa.Table], fingerprint: str, begun: float) -> None:
    """A stage over blocks, for the blocks in which something has moved."""
    base = fingerprint_of(stage, {"blocks": code_fingerprint(blocks.__name__, ())}, run.manifest.models)
    columns = "".join(f"{schema_of(kind)}\n" for kind in stage.writes)

    def do(
        stage: Stage, batches: Iterator[Batch], whole: Mapping[str, pa.Table]
    ) -> Iterator[tuple[Batch, Written]]:
        return run.executor.run_blocks(stage, batches, dict(whole))

    done = run_blocks(
        stage,
        inputs,
        (base + columns).encode(),
        run.index(stage.name, lambda: blocks.read_kept(run.folder, stage)),
        lambda name: run.earlier(name).table,
        do,
        run.progress.advance,
        run.digests,
    )
    shas = run.keep(stage.name, fingerprint, done.tables, time.monotonic() - begun)
    blocks.write_kept(run.folder, stage, shas, done)
    run.warm.indexes[stage.name] = (shas, blocks.KeptBlocks(shas, done.rows))


def _export(run: _Run) -> None:
    """Write case.json, unless it stands as the tables have it."""
    names = tables_read()
    made_of = "\n".join([code_fingerprint(assemble.__module__, ())] + [run.sha(name) for name in names])
    name = run.folder.case_json.name
    before = run.before.exports.get(name, "")
    sha = before.rpartition("\n")[2]
    if (
        before == f"{made_of}\n{sha}"
        and run.folder.case_json.exists()
        and run.folder.seen.sha256(run.folder.case_json) == sha
    ):
        run.manifest.exports = dict(run.before.exports)
        return
    lists = run.warm.lines.lists(run.typed(names), keep=run.warm.keeps)
    sha = run.folder.write_lines(run.folder.case_json, lists)
    run.manifest.exports[name] = f"{made_of}\n{sha}"
    run.worked.append("case.json")
