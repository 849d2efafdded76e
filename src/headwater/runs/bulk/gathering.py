"""What no shard can do by itself: the same article met twice, stages that look at all, and the row stages after them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from headwater.records.arrow import schema_of, to_table
from headwater.records.articles import Rejected
from headwater.records.errors import HeadwaterError
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES
from headwater.runs.blocks import Batch, Written, run_blocks
from headwater.runs.bulk.duplicates import Twice, met_twice
from headwater.runs.bulk.planning import Plan
from headwater.runs.bulk.reading import DROPPED_SCHEMA, NOTES
from headwater.runs.bulk.row_stages import Given, do_row_stage
from headwater.runs.bulk.shards import Doing
from headwater.runs.bulk.whole import DROPPED, SETTLING, Whole
from headwater.runs.engines.isolation import GivenUp, isolated
from headwater.runs.engines.messages import ArrowTables, packed, unpacked
from headwater.runs.engines.stage_work import do_blocks, do_whole
from headwater.runs.fingerprints import code_fingerprint
from headwater.runs.reuse_of_rows import fingerprint_of


def gather(whole: Whole, plan: Plan, stages: Sequence[Stage], done: Sequence[Stage], doing: Doing) -> None:
    """Do all stages that no shard could do by itself; ``done`` are the others."""
    settle(whole, plan, doing)
    names = [stage.name for stage in stages]
    rest = [stage for stage in stages if stage not in done]
    for place, stage in enumerate(rest):
        if stage.shape == "rows":
            earlier = [one.name for one in done] + names[: names.index(stage.name)]
            _do_rows(whole, stage, earlier, doing)
        else:
            _do_all(whole, stage, doing)
        later = {TABLE_OF[kind] for one in rest[place + 1 :] for kind in one.reads}
        used = [TABLE_OF[kind] for kind in (*stage.reads, *stage.writes)]
        whole.let_go([name for name in used if name not in later])


def settle(whole: Whole, plan: Plan, doing: Doing) -> None:
    """Which articles stay: the first of those that are the same, and none that was given up. Writes ``rejected``."""
    begun = time.monotonic()
    made_of = [f"{shelf.sha('places')} {sorted(shelf.record.given_up.items())}" for shelf in whole.shelves]
    code = code_fingerprint(settle.__module__, ())
    fingerprint = " ".join([code, *made_of, repr(plan.rejected)])
    if not whole.gathered.stands(SETTLING, fingerprint):
        twice = met_twice(doing.engine, [shelf.table("places") for shelf in whole.shelves])
        gone = [
            (number, article)
            for number, shelf in enumerate(whole.shelves)
            for article in sorted({*twice.later[number], *shelf.record.given_up})
        ]
        columns = [
            pa.array([row[place] for row in gone], type=DROPPED_SCHEMA[place].type) for place in (0, 1)
        ]
        dropped = pa.table(columns, schema=DROPPED_SCHEMA)
        rejected = to_table(Rejected, _rejected(whole, plan, twice))
        tables = {"rejected": rejected, DROPPED: dropped}
        whole.gathered.keep(SETTLING, fingerprint, tables, time.monotonic() - begun)
    whole.know_dropped()


def _rejected(whole: Whole, plan: Plan, twice: Twice) -> Iterator[Rejected]:
    """All that was not used, in the order of the input."""
    yield from plan.rejected
    for number, shelf in enumerate(whole.shelves):
        gone = {*twice.later[number], *shelf.record.given_up}
        for row in shelf.table("rejected").to_pylist():
            yield Rejected(**row)
        for note in shelf.table(NOTES).to_pylist():
            if note.pop("article") not in gone:
                yield Rejected(**note)
        for path, stage, why in shelf.record.given_up.values():
            yield Rejected(path, f"{stage} was given up on it: {why}")
    yield from twice.rows


def _do_rows(whole: Whole, stage: Stage, earlier: Sequence[str], doing: Doing) -> None:
    """A row stage that waits for one which looks at all, shard by shard."""
    names = [TABLE_OF[kind] for kind in stage.reads]
    for number, shelf in enumerate(whole.shelves):
        shas = {name: whole.sha(name) for name in names}

        def tables(number: int = number) -> ArrowTables:
            return {name: whole.of_shard(number, name) for name in names}

        do_row_stage(stage, shelf, Given(shas, tables, earlier), doing)


def _do_all(whole: Whole, stage: Stage, doing: Doing) -> None:
    """A stage over all articles, or over blocks of them."""
    names = [TABLE_OF[kind] for kind in stage.reads]
    fingerprint = fingerprint_of(stage, {name: whole.sha(name) for name in names}, doing.models)
    articles = sum(shelf.rows("articles") for shelf in whole.shelves)
    if whole.gathered.stands(stage.name, fingerprint):
        doing.teller.stood(stage.name, whole.gathered.name, articles)
        return
    with doing.teller.stage(stage.name, whole.gathered.name, doing.engine) as run:
        run.articles = articles
        inputs = {name: whole.table(name) for name in names}
        written = work_blocks(stage, inputs, doing) if stage.shape == "blocks" else do_whole(stage, inputs)
        whole.gathered.keep(stage.name, fingerprint, written, run.watch.wall())


def work_blocks(stage: Stage, inputs: ArrowTables, doing: Doing) -> ArrowTables:
    """A stage over blocks, by the engine's workers. A block that kills its worker ends the run: nothing in it can be left out."""

    def run(
        stage: Stage, batches: Iterator[Batch], whole: Mapping[str, pa.Table]
    ) -> Iterator[tuple[Batch, Written]]:
        def pack(some: Sequence[Batch]) -> bytes:
            return packed(whole, stage, some[0])

        singly = ([batch] for batch in batches)
        for (batch,), result in isolated(doing.engine, do_blocks, singly, pack, lambda some: [some]):
            if isinstance(result, GivenUp):
                articles = sum(map(len, batch.blocks))
                raise BlocksGivenUp(
                    f"{stage.name} cannot be done on {articles} articles, among them {batch.blocks[0][0]}: {result.reason}"
                )
            tables, (sizes,) = unpacked(result)
            yield batch, Written(tables, sizes)

    def earlier(name: str) -> pa.Table:
        return schema_of(TABLES[name]).empty_table()

    return run_blocks(stage, inputs, b"", None, earlier, run, lambda articles: None).tables


class BlocksGivenUp(HeadwaterError):  # noqa: N818
    """Articles that hang together kill every worker that works on them: what hangs on them cannot be left out."""
