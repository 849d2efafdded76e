"""Reading a shard: its slices by the engine's workers, what came twice in it once, what kills its reader set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from headwater.articles.config import ArticlesConfig
from headwater.records.arrow import to_table
from headwater.records.articles import Rejected
from headwater.records.tables import TABLE_OF
from headwater.runs.bulk.reading import ASIDE, do_reading, read_slices
from headwater.runs.bulk.shards import Doing, Shelf, below_one_another, without
from headwater.runs.bulk.slices import Slice
from headwater.runs.engines.isolation import GivenUp, isolated
from headwater.runs.engines.messages import ArrowTables, packed, unpacked
from headwater.runs.fingerprints import Inputs, reading_fingerprint
from headwater.runs.plan import READ

READING = "articles.read"
_PIECE = 64  # articles, about, that one message to a worker names


def read(shelf: Shelf, slices: Sequence[Slice], today: str, doing: Doing) -> None:
    """The stage ``articles.read`` of a shard, unless it stands."""
    config = ArticlesConfig(latest_date=today)
    digests = [
        (f"{one.name}#{one.first}+{one.count}", f"{one.sha256} {one.kind} {one.told}") for one in slices
    ]
    fingerprint = reading_fingerprint(
        Inputs(digests, [], doing.models, today), config, read_slices.__module__
    )
    if shelf.stands(READING, fingerprint):
        doing.teller.stood(READING, shelf.name, shelf.rows("articles"))
        return
    shelf.begin([(one.name, one.first, one.count, one.sha256) for one in slices])
    with doing.teller.stage(READING, shelf.name, doing.engine) as run:
        tables = _read(slices, config, doing)
        run.articles = tables["articles"].num_rows
        shelf.keep(READING, fingerprint, tables, run.watch.wall())


def _read(slices: Sequence[Slice], config: ArticlesConfig, doing: Doing) -> ArrowTables:
    written: list[ArrowTables] = []
    lost: list[Rejected] = []

    def pack(some: Sequence[Slice]) -> bytes:
        return packed({}, some, doing.endpoint, config)

    for _, result in isolated(doing.engine, do_reading, _pieces(slices), pack, _halves):
        if isinstance(result, GivenUp):
            one = result.thing
            place = f"{one.name}:{one.first + 1}" if one.count else one.name
            lost.append(Rejected(place, f"{READING} was given up on it: {result.reason}"))
        else:
            written.append(unpacked(result)[0])
    tables = _each_once(written)
    tables["rejected"] = pa.concat_tables([tables["rejected"], to_table(Rejected, lost)])
    return tables


def _pieces(slices: Sequence[Slice]) -> Iterator[Sequence[Slice]]:
    """The slices as messages to workers: about so many articles each, in order."""
    some: list[Slice] = []
    weight = 0
    for slice_ in slices:
        for one in _cut_small(slice_):
            own = max(one.count, 1)
            if some and weight + own > _PIECE:
                yield some
                some, weight = [], 0
            some.append(one)
            weight += own
    if some:
        yield some


def _cut_small(slice_: Slice) -> Iterator[Slice]:
    """Lines and rows in pieces for a worker. What must be gone through from the beginning of its file stays whole."""
    if slice_.count <= _PIECE or slice_.kind not in ("row", "parquet"):
        yield slice_
        return
    for half in slice_.halves():
        yield from _cut_small(half)


def _halves(some: Sequence[Slice]) -> Sequence[Sequence[Slice]]:
    if len(some) > 1:
        half = len(some) // 2
        return [some[:half], some[half:]]
    return [[one] for one in some[0].halves()]


def _each_once(written: Sequence[ArrowTables]) -> ArrowTables:
    """What the pieces of a shard gave as one; an article that two of them held is here as the first has it."""
    seen: set[str] = set()
    pieces = []
    for tables in written:
        ids = tables["articles"]["id"].to_pylist()
        pieces.append(without(tables, seen.intersection(ids)))
        seen.update(ids)
    names = [*(TABLE_OF[kind] for kind in READ), *ASIDE]
    return {name: below_one_another(name, [some[name] for some in pieces]) for name in names}
