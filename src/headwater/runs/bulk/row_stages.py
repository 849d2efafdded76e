"""The row stages of one shard: those that need nothing but what it has read, and later those that wait for others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType

from headwater.records.arrow import schema_of
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, Tables
from headwater.runs.bulk.planning import Plan
from headwater.runs.bulk.shard_reading import read
from headwater.runs.bulk.shards import Doing, Shelf, below_one_another, shard_name
from headwater.runs.cuts import concerning
from headwater.runs.engines.fields_read import narrowed
from headwater.runs.engines.isolation import GivenUp, isolated
from headwater.runs.engines.messages import ArrowTables, packed, unpacked
from headwater.runs.engines.stage_work import do_rows
from headwater.runs.executor import tables_of
from headwater.runs.plan import GIVEN, READ
from headwater.runs.reuse_of_rows import fingerprint_of
from headwater.runs.row_spans import key_of, spans_of

BATCH = 16
"""Articles that one message to a worker carries while they are read: models take long, and no worker is to wait for another."""
BATCH_BEHIND = 64
"""The same of stages behind reading, which take little more than the message itself."""


def of_shards(plan: Sequence[Stage]) -> list[Stage]:
    """The row stages that need no table of a stage which looks at all articles."""
    there: set[type] = {*READ, *GIVEN}
    found = []
    for stage in plan:
        if stage.shape == "rows" and there.issuperset(stage.reads):
            found.append(stage)
            there.update(stage.writes)
    return found


def do_shard(number: int, plan: Plan, stages: Sequence[Stage], doing: Doing) -> Shelf:
    """Bring one shard up to date; a stage whose tables stand is not done again."""
    shelf = Shelf(doing.out, shard_name(number))
    read(shelf, plan.shards[number], plan.today, doing)
    for place, stage in enumerate(stages):
        given = given_by_shard(stage, shelf, [one.name for one in stages[:place]])
        do_row_stage(stage, shelf, given, doing)
    return shelf


@dataclass(frozen=True)
class Given:
    """What a row stage of a shard is given: what stands for the content of each table, the tables, the stages before it."""

    shas: dict[str, str]
    tables: Callable[[], ArrowTables]
    earlier: Sequence[str]


def given_by_shard(stage: Stage, shelf: Shelf, earlier: Sequence[str]) -> Given:
    """Of a stage whose inputs its own shard holds; tables of judgements are empty."""
    own = [TABLE_OF[kind] for kind in stage.reads if kind not in GIVEN]
    none = {TABLE_OF[kind]: schema_of(kind).empty_table() for kind in stage.reads if kind in GIVEN}
    return Given(
        {name: shelf.sha(name) for name in own},
        lambda: {name: shelf.table(name) for name in own} | none,
        earlier,
    )


class Keeping:
    """Keeps what a shard was given while the next one is worked on: workers do not wait for files to be written.

    One shard at a time; an error, as of a full disk, comes with the next one, or at the end.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._under_way: Future[None] | None = None

    def __enter__(self) -> Keeping:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True)
        if kind is None:
            self._settle()

    def keep(self, shelf: Shelf, stage: str, fingerprint: str, written: ArrowTables, seconds: float) -> None:
        """As ``Shelf.keep``, later."""
        self._settle()
        self._under_way = self._pool.submit(shelf.keep, stage, fingerprint, written, seconds)

    def _settle(self) -> None:
        if self._under_way is not None:
            self._under_way.result()


def do_row_stage(
    stage: Stage, shelf: Shelf, given: Given, doing: Doing, batch: int = BATCH, keeping: Keeping | None = None
) -> None:
    """One row stage of one shard. An article that kills its worker is given up, and left out of every later stage."""
    gone = sorted(one for one, (_, name, _) in shelf.record.given_up.items() if name in given.earlier)
    told = {"given up": repr(gone)} if gone else {}
    fingerprint = fingerprint_of(stage, given.shas | told, doing.models)
    articles = shelf.rows("articles")
    if shelf.stands(stage.name, fingerprint):
        doing.teller.stood(stage.name, shelf.name, articles)
        return
    for article in [one for one, (_, name, _) in shelf.record.given_up.items() if name == stage.name]:
        del shelf.record.given_up[article]  # it is tried again
    with doing.teller.stage(stage.name, shelf.name, doing.engine) as run:
        run.articles = articles
        if stage.unanswered is not None:
            written = tables_of(Tables(), stage)
        else:
            written = work_rows(stage, shelf, given.tables(), frozenset(gone), doing, batch)
        if keeping is None:
            shelf.keep(stage.name, fingerprint, written, run.watch.wall())
        else:
            keeping.keep(shelf, stage.name, fingerprint, written, run.watch.wall())


def work_rows(
    stage: Stage, shelf: Shelf, inputs: ArrowTables, gone: frozenset[str], doing: Doing, size: int = BATCH
) -> ArrowTables:
    """What a row stage writes for all articles but those that are ``gone``; who kills its worker is noted on the shelf."""
    inputs = {name: narrowed(stage.name, name, table) for name, table in inputs.items()}
    cut = concerning(stage.name, inputs)
    spans = {
        name: spans_of(table, key)
        for name, table in inputs.items()
        if name not in cut and (key := key_of(name)) is not None
    }

    def pack(articles: Sequence[str]) -> bytes:
        batch = {}
        for name, table in inputs.items():
            if name in cut:
                batch[name] = cut[name].of(articles)
            else:
                batch[name] = spans[name].of(articles) if name in spans else table
        return packed(batch, stage)

    ids = [one for one in spans["articles"].ids if one not in gone]
    batches = [ids[start : start + size] for start in range(0, len(ids), size)]
    outputs: list[ArrowTables] = []
    for some, result in isolated(doing.engine, do_rows, batches, pack, _halves):
        if isinstance(result, GivenUp):
            row = spans["articles"].of(some).select(["id", "path", "url"]).to_pylist()[0]
            shelf.record.given_up[some[0]] = (
                row["path"] or row["url"] or row["id"],
                stage.name,
                result.reason,
            )
        else:
            outputs.append(unpacked(result)[0])
    names = [TABLE_OF[kind] for kind in stage.writes]
    return {name: below_one_another(name, [output[name] for output in outputs]) for name in names}


def _halves(some: Sequence[str]) -> Sequence[Sequence[str]]:
    half = len(some) // 2
    return [some[:half], some[half:]] if half else [some]
