"""What no shard can do by itself: the same article met twice, stages that look at all, and the row stages after them."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pyarrow as pa

from headwater.records.arrow import schema_of, to_table
from headwater.records.articles import Rejected
from headwater.records.errors import HeadwaterError
from headwater.records.freed import give_back
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.records.uncollected import uncollected
from headwater.runs.blocks.kept import order_by
from headwater.runs.blocks.work import declared
from headwater.runs.bulk.closed_sets import batches, divided
from headwater.runs.bulk.cuttings import Cutting, do_blocks
from headwater.runs.bulk.duplicates import Twice, met_twice
from headwater.runs.bulk.lazy_rows import LazyRows
from headwater.runs.bulk.mapped import Mapped, Maps, Ordered
from headwater.runs.bulk.planning import Plan
from headwater.runs.bulk.reading import DROPPED_SCHEMA, NOTES
from headwater.runs.bulk.row_stages import BATCH_BEHIND, Given, Keeping, do_row_stage
from headwater.runs.bulk.shards import Doing
from headwater.runs.bulk.whole import DROPPED, SETTLING, Whole
from headwater.runs.cuts import CUTS, concern_entities
from headwater.runs.engines.isolation import GivenUp, isolated
from headwater.runs.engines.messages import ArrowTables, packed, unpacked
from headwater.runs.engines.stage_work import models_here
from headwater.runs.fingerprints import code_fingerprint
from headwater.runs.reuse_of_rows import fingerprint_of

_AT_ONCE = 16_384
"""Rows that are turned to Arrow together."""


def gather(whole: Whole, plan: Plan, stages: Sequence[Stage], done: Sequence[Stage], doing: Doing) -> None:
    """Do all stages that no shard could do by itself; ``done`` are the others."""
    settle(whole, plan, doing)
    do_rest(whole, stages, done, doing)


def do_rest(
    whole: Whole,
    stages: Sequence[Stage],
    done: Sequence[Stage],
    doing: Doing,
    after: Collection[type] = (),
) -> None:
    """Do the stages that are not ``done``, in their order, once it is settled which articles stay.

    ``after`` are tables that somebody will read when these are done.
    """
    names = [stage.name for stage in stages]
    rest = [stage for stage in stages if stage not in done]
    for place, stage in enumerate(rest):
        if stage.shape == "rows":
            earlier = [one.name for one in done] + names[: names.index(stage.name)]
            _do_rows(whole, stage, earlier, doing)
        else:
            _do_all(whole, stage, doing)
        later = {TABLE_OF[kind] for one in rest[place + 1 :] for kind in one.reads}
        later |= {TABLE_OF[kind] for kind in after}
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
    with Keeping() as keeping:
        for number, shelf in enumerate(whole.shelves):
            shas = {name: whole.sha(name) for name in names}

            def tables(number: int = number) -> ArrowTables:
                named = _by_entities(stage, names)
                found = {name: whole.of_shard(number, name) for name in names if name not in named}
                return found | {name: whole.named_of_shard(number, found) for name in named}

            do_row_stage(stage, shelf, Given(shas, tables, earlier), doing, BATCH_BEHIND, keeping)


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
        inputs = {name: whole.mapped(name) for name in names}
        if stage.shape == "blocks":
            written = work_blocks(stage, inputs, whole.maps, doing)
        else:
            written = _work_table(stage, inputs, whole)
        whole.gathered.keep(stage.name, fingerprint, written, run.watch.wall())
        whole.maps.let_go([draft_name(name) for name in written])
        pa.default_memory_pool().release_unused()
        give_back()


def _by_entities(stage: Stage, names: Sequence[str]) -> list[str]:
    """The tables of a row stage that are cut to the entities which its articles name."""
    cuts = {name: CUTS.get((stage.name, name)) for name in names}
    return [name for name, cut in cuts.items() if cut is not None and cut.concern is concern_entities]


def _work_table(stage: Stage, inputs: Mapping[str, Mapped], whole: Whole) -> Mapping[str, Ordered]:
    """A stage that sees all rows, in this process; rows are made as it goes through them, and what it gives some at a time."""
    rows: dict[type[Any], Any] = {
        TABLES[name]: LazyRows(mapped, by_article=whole.by_shards(name)) for name, mapped in inputs.items()
    }
    with uncollected():
        written = stage.run(Tables(rows), stage.config, models_here())
        declared(stage, written)
        return {TABLE_OF[kind]: _drafted(kind, written.of(kind), whole.maps) for kind in stage.writes}


def _drafted(kind: type[Any], rows: Iterable[Any], maps: Maps) -> Ordered:
    """Rows on the disk, in their order."""
    draft, left = maps.draft(draft_name(TABLE_OF[kind]), schema_of(kind)), iter(rows)
    try:
        while some := list(islice(left, _AT_ONCE)):
            draft.add(to_table(kind, some))
    finally:
        draft.close()
    return Ordered(draft)


def work_blocks(
    stage: Stage, inputs: Mapping[str, Mapped], maps: Maps, doing: Doing
) -> Mapping[str, Ordered]:
    """A stage over blocks, by the engine's workers. A block that kills its worker ends the run: nothing in it can be left out."""
    division = divided(stage, inputs, maps.articles)

    def pack(some: Sequence[Cutting]) -> bytes:
        cutting = some[0] if doing.engine.shares_disk else some[0].made()
        return packed(division.whole, stage, cutting)

    singly = ([cutting] for cutting in batches(division, maps.articles))
    drafts = {
        TABLE_OF[kind]: maps.draft(draft_name(TABLE_OF[kind]), schema_of(kind)) for kind in stage.writes
    }
    try:
        for (cutting,), result in isolated(doing.engine, do_blocks, singly, pack, lambda some: [some]):
            if isinstance(result, GivenUp):
                blocks = cutting.batch.blocks
                raise BlocksGivenUp(
                    f"{stage.name} cannot be done on {sum(map(len, blocks))} articles, among them {blocks[0][0]}: {result.reason}"
                )
            for name, table in unpacked(result)[0].items():
                drafts[name].add(table)
    finally:
        for draft in drafts.values():
            draft.close()
    return {name: Ordered(draft, order_by(name)) for name, draft in drafts.items()}


def draft_name(name: str) -> str:
    """Under which name rows lie until they are kept."""
    return f"{name}-draft"


class BlocksGivenUp(HeadwaterError):  # noqa: N818
    """Articles that hang together kill every worker that works on them: what hangs on them cannot be left out."""
