"""Carries out the plan: reads what is new, does what is not done, and writes the case."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
from headwater.runs.blocks import Batch, Standing, Written, run_blocks
from headwater.runs.evidence import Given
from headwater.runs.executor import LocalExecutor, rows_of, tables_of
from headwater.runs.exporting import export
from headwater.runs.fingerprints import Inputs, code_fingerprint, reading_fingerprint
from headwater.runs.judgements import log_of, read_log, rows_of_log
from headwater.runs.moved_blocks import run_moved_blocks, standing_after
from headwater.runs.moved_rows import run_moved
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
from headwater.runs.run_tables import RunTables
from headwater.runs.warm import Warm
from headwater.store import CaseFolder, Manifest, StageRecord

_READING = "articles.read"
_JUDGED = "judgements.read"


@dataclass
class _Run(RunTables):
    """What one run holds while it goes."""

    executor: LocalExecutor = field(kw_only=True)
    progress: Progress = field(kw_only=True)


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
    warm = warm or Warm(keeps=False)
    with _Run(folder, before, manifest, warm, executor=executor, progress=progress) as run:
        _read(run, given, inputs)
        _take_judgements(run, inputs)
        for stage in PLAN:
            _do(run, _told(stage, executor.second_reader))
        export(run)
        run.settle()
        if not any(_left_unanswered(stage, run.manifest.stages[stage.name]) for stage in PLAN):
            run.manifest.everything = inputs.everything()
        run.manifest.custody, run.manifest.unfinished = given.head, False
        run.folder.write_manifest(run.manifest)
    return run.manifest, tuple(run.worked)


def _read(run: _Run, given: Given, inputs: Inputs) -> None:
    config = ArticlesConfig(latest_date=inputs.today)
    fingerprint = reading_fingerprint(inputs, config, read_found.__module__)
    record = None if given.underived() else run.unchanged(_READING, (), lambda: fingerprint)
    run.progress.begin(_READING, "reading articles", len(inputs.files))
    begun = time.monotonic()
    if record:
        run.reuse(_READING, record)
    else:
        nothing = replace(inputs, files=[], rejected=[])
        base = reading_fingerprint(nothing, ArticlesConfig(), read_found.__module__)
        reading = read_given(given, config, run.executor.models, base, run.folder, run.read)
        if not reading.tables["articles"].num_rows:
            raise InputError(_nothing_read(rows_of(reading.tables), run.manifest.inputs))
        given.derive(reading.heard, from_table(Article, reading.tables["articles"]))
        run.keep(
            _READING,
            lambda: fingerprint,
            reading.tables,
            time.monotonic() - begun,
            reading.stood,
            lambda shas: write_index(run.folder, reading, shas, base, inputs.today),
        )
    run.progress.end(_READING, time.monotonic() - begun, reused=record is not None)


def _take_judgements(run: _Run, inputs: Inputs) -> None:
    """What persons have judged, from the case's log, as tables."""
    fingerprint = f"judgements {inputs.judgements} {code_fingerprint(rows_of_log.__module__, ())}"
    record = run.unchanged(_JUDGED, (), lambda: fingerprint)
    if record:
        run.reuse(_JUDGED, record)
        return
    rows = rows_of_log(read_log(log_of(run.folder.path)))
    written = {TABLE_OF[kind]: to_table(kind, found) for kind, found in rows.items()}
    run.keep(_JUDGED, lambda: fingerprint, written, 0.0)


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

    def fingerprint() -> str:
        return fingerprint_of(stage, {name: run.sha(name) for name in names}, run.manifest.models)

    record = run.unchanged(stage.name, names, fingerprint)
    if record and _left_unanswered(stage, record):
        record = None
    run.progress.begin(stage.name, stage.says, run.rows[_READING]["articles"])
    begun = time.monotonic()
    if record:
        run.reuse(stage.name, record)
    else:
        if _asks_nobody(stage, run.executor):
            run.keep(stage.name, fingerprint, tables_of(Tables(), stage), time.monotonic() - begun)
        elif stage.shape == "blocks":
            _do_blocks(run, stage, names, fingerprint, begun)
        elif stage.shape == "table":
            _do_whole(run, stage, run.typed(names), fingerprint, begun)
        else:
            _do_rows(run, stage, names, fingerprint, begun)
    run.progress.end(stage.name, time.monotonic() - begun, reused=record is not None)


def _asks_nobody(stage: Stage, executor: LocalExecutor) -> bool:
    return stage.unanswered is not None and executor.second_reader is None


def _do_whole(run: _Run, stage: Stage, rows: Tables, fingerprint: Callable[[], str], begun: float) -> None:
    """A stage that sees all rows; those that it gives as they were before are not converted again."""
    written = run.executor.run_whole(stage, rows)
    before = {TABLE_OF[kind]: run.before_edits(TABLE_OF[kind]) for kind in stage.writes}
    if any(held is None for held in before.values()):
        run.keep(stage.name, fingerprint, tables_of(written, stage), time.monotonic() - begun)
        return
    edits = {name: held.told(written.of(TABLES[name])) for name, held in before.items() if held is not None}
    run.keep_edits(stage.name, fingerprint, edits, time.monotonic() - begun)


def _do_rows(
    run: _Run, stage: Stage, names: Sequence[str], fingerprint: Callable[[], str], begun: float
) -> None:
    """A row stage for the articles whose rows have moved; the others' rows are those of the last run."""
    kept = run.index(stage.name, lambda: read_kept(run.folder, stage))
    moved = run_moved(run, stage, run.executor, kept) if run.warm.keeps else None
    made: dict[str, bytes] = {}

    def index(shas: dict[str, str]) -> None:
        kept = Kept(shas, made)
        write_kept(run.folder, stage.name, kept)
        run.warm.indexes[stage.name] = (shas, kept)

    if moved is not None:
        made = moved.made_of
        run.progress.advance(run.rows[_READING]["articles"])
        run.keep_edits(stage.name, fingerprint, moved.edits, time.monotonic() - begun, index)
        return
    inputs = {name: run.table(name) for name in names}
    of = made_of(stage, inputs, run.sha, run.manifest.models, run.digests)
    done = run_rows(run.executor, stage, inputs, of, kept, run.earlier, run.progress.advance)
    made = done.made_of
    run.keep(stage.name, fingerprint, done.tables, time.monotonic() - begun, done.stood, index)


def _do_blocks(
    run: _Run, stage: Stage, names: Sequence[str], fingerprint: Callable[[], str], begun: float
) -> None:
    """A stage over blocks, for the blocks in which something has moved."""
    base = fingerprint_of(stage, {"blocks": code_fingerprint(blocks.__name__, ())}, run.manifest.models)
    base += "".join(f"{schema_of(kind)}\n" for kind in stage.writes)
    standing = run.warm.standing.pop(stage.name, None)

    def here(stage: Stage, batches: Iterator[Batch]) -> Iterator[tuple[Batch, Written]]:
        return run.executor.run_blocks(stage, batches, {})

    moved = run_moved_blocks(run, stage, base.encode(), standing, here) if run.warm.keeps else None
    if moved is None:
        _do_all_blocks(run, stage, names, fingerprint, begun, base.encode())
        return

    def index(shas: dict[str, str]) -> None:
        blocks.write_index(run.folder, stage, shas, moved.index())

    run.warm.indexes.pop(stage.name, None)
    run.progress.advance(run.rows[_READING]["articles"])
    run.keep_edits(stage.name, fingerprint, moved.edits, time.monotonic() - begun, index)
    _stand(run, stage, fingerprint, moved.standing)


def _do_all_blocks(
    run: _Run, stage: Stage, names: Sequence[str], fingerprint: Callable[[], str], begun: float, base: bytes
) -> None:
    """The same where all blocks are gone through to see which have moved."""

    def do(
        stage: Stage, batches: Iterator[Batch], whole: Mapping[str, pa.Table]
    ) -> Iterator[tuple[Batch, Written]]:
        return run.executor.run_blocks(stage, batches, dict(whole))

    done = run_blocks(
        stage,
        {name: run.table(name) for name in names},
        base,
        run.index(stage.name, lambda: blocks.read_kept(run.folder, stage)),
        run.earlier,
        do,
        run.progress.advance,
        run.digests,
        run.rows_of if run.warm.keeps else None,
    )

    def index(shas: dict[str, str]) -> None:
        blocks.write_kept(run.folder, stage, shas, done)
        run.warm.indexes[stage.name] = (shas, blocks.KeptBlocks(shas, done.rows))

    run.keep(stage.name, fingerprint, done.tables, time.monotonic() - begun, done.stood, index)
    if run.warm.keeps:
        _stand(run, stage, fingerprint, standing_after(run, stage, base, done))


def _stand(run: _Run, stage: Stage, fingerprint: Callable[[], str], standing: Standing | None) -> None:
    """Keep the blocks of a stage for the next run of this process."""

    def sign() -> None:
        if standing is not None:
            standing.fingerprint = fingerprint()

    run.warm.standing[stage.name] = standing
    run.afterwards(sign)
