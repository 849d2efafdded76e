"""Which articles a stage over blocks must see together, and which rows are theirs, as numbers over mapped tables.

The same division as ``runs.blocks`` makes, which remembers for the next run what each block was made of; here nothing
is remembered, and nothing is held but numbers, so that a million articles can be divided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headwater.records.links import ENDS
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES
from headwater.runs.blocks.shares import cut_of
from headwater.runs.blocks.work import BATCH, Batch
from headwater.runs.bulk.cuttings import Cutting
from headwater.runs.bulk.mapped import Mapped, Numbers, Pairs, Ranks, paired
from headwater.runs.bulk.neighbours import neighbours_first
from headwater.runs.cuts import NAMING_ENTITIES, Cut, concern_entities
from headwater.runs.plan import GIVEN
from headwater.runs.row_spans import key_of

_Each = TypeVar("_Each")
_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Named:
    """A table whose rows concern articles: which, and what of it is shown."""

    mapped: Mapped
    rows: Pairs
    cut: Cut


@dataclass(frozen=True)
class Division:
    """The blocks of a stage: the places of their articles, and the rows of the linking table where these are the blocks."""

    articles: Pairs
    own: Mapping[str, Mapped]
    named: Mapping[str, Named]
    whole: Mapping[str, pa.Table]
    bundled: Mapping[str, Pairs]

    def __len__(self) -> int:
        return len(self.articles.bounds) - 1


def divided(stage: Stage, inputs: Mapping[str, Mapped], articles: Ranks) -> Division:
    """The blocks of a stage, in order. No judgement is given to a bulk run, so none ties articles."""
    own: dict[str, Mapped] = {}
    named: dict[str, Named] = {}
    whole: dict[str, pa.Table] = {}
    for name, mapped in inputs.items():
        cut = cut_of(stage, name)
        if TABLES[name] in GIVEN or (cut is None and key_of(name) is None):
            whole[name] = mapped.table
        elif cut is None:
            own[name] = mapped
        else:
            named[name] = Named(mapped, _concerning(cut, name, inputs, articles), cut)
    linking = [TABLE_OF[kind] for kind in stage.links]
    if stage.bundled is None:
        blocks = _components([named[name] for name in linking], len(articles))
        return Division(blocks, own, named, whole, {})
    rows, blocks = _bundles(inputs[linking[0]], stage.bundled, articles)
    return Division(blocks, own, named, whole, {linking[0]: rows})


def _concerning(cut: Cut, name: str, inputs: Mapping[str, Mapped], articles: Ranks) -> Pairs:
    """The rows of a table that concern each article, each once and ascending."""
    mapped = inputs[name]
    pairs: Iterable[tuple[Numbers, Numbers]]
    if cut.concern is concern_entities:
        pairs = _of_entities(inputs, articles)
    elif TABLES[name] in ENDS:
        pairs = _of_ends(mapped, articles)
    else:
        told = cut.concern({one: some.table for one, some in inputs.items()}, mapped.table)
        found = [(articles.rank(article), number) for article, number in told]
        both = np.array(found, dtype=np.int64).reshape(-1, 2)
        pairs = [(both[:, 0], both[:, 1])]
    size = max(mapped.num_rows, 1)
    codes = [np.unique(owners[owners >= 0] * size + rows[owners >= 0]) for owners, rows in pairs]
    every = np.unique(np.concatenate([_NONE, *codes]))
    return paired(every // size, every % size, len(articles))


def _of_ends(mapped: Mapped, articles: Ranks) -> list[tuple[Numbers, Numbers]]:
    """(articles, rows) of a linking table."""
    return [
        (articles.places(cells), start + rows)
        for column in ENDS[TABLES[mapped.name]]
        for start, array in mapped.column(column)
        for cells, rows in [_cells(array)]
    ]


def _cells(array: pa.Array) -> tuple[pa.Array, Numbers]:
    """What stands in a column, in its lists or by itself, and the row of each."""
    if not pa.types.is_list(array.type):
        return array, np.arange(len(array))
    lengths = np.diff(array.offsets.to_numpy())
    return array.flatten(), np.repeat(np.arange(len(array)), lengths)


def _of_entities(inputs: Mapping[str, Mapped], articles: Ranks) -> Iterator[tuple[Numbers, Numbers]]:
    """(articles, rows) of entities: an article has those that a row of it names."""
    entities = inputs["entities"].by_id
    return (
        (np.where(rows >= 0, articles.places(one), -1), rows)
        for name in NAMING_ENTITIES
        if name in inputs
        for (_, one), (_, other) in zip(
            inputs[name].column("article"), inputs[name].column("entity"), strict=True
        )
        for rows in [entities.places(other)]
    )


def _components(linking: Sequence[Named], size: int) -> Pairs:
    """The articles that hang together, by the places of their first ones."""
    ties = [_ties(one.rows, size) for one in linking]
    left, right = (np.concatenate([_NONE, *(ends[side] for ends in ties)]) for side in (0, 1))
    above = np.arange(size)
    while left.size:  # each that lies on top is put below the first of those that it is tied to
        one, other = above[left], above[right]
        np.minimum.at(above, np.maximum(one, other), np.minimum(one, other))
        while np.any(above[above] != above):
            above = above[above]
        apart = above[left] != above[right]
        left, right = left[apart], right[apart]
    firsts, blocks = np.unique(above, return_inverse=True)
    return paired(blocks, np.arange(size), len(firsts))


def _ties(pairs: Pairs, size: int) -> tuple[Numbers, Numbers]:
    """Two articles a tie: all those that one row concerns hang together by these."""
    owners = np.repeat(np.arange(size), np.diff(pairs.bounds))
    order = np.argsort(pairs.rows, kind="stable")
    rows, owners = pairs.rows[order], owners[order]
    same = rows[1:] == rows[:-1]
    codes = np.unique(owners[:-1][same] * size + owners[1:][same])
    return codes // max(size, 1), codes % max(size, 1)


def _bundles(linking: Mapped, column: str, articles: Ranks) -> tuple[Pairs, Pairs]:
    """Rows of a linking table that are decided together, and the articles of each block, in a good order for batches."""
    ends = _of_ends(linking, articles)
    here = np.ones(linking.num_rows, dtype=np.bool_)
    for owners, some in ends:
        here[some[owners < 0]] = False
    blocks, count = _by_values(linking, column, here)
    as_they_come = _articles_of(blocks, ends, articles, count)
    places = neighbours_first(as_they_come, len(articles), BATCH)
    beside = blocks.copy()
    beside[here] = places[blocks[here]]
    side_by_side = _articles_of(beside, ends, articles, count)
    if _read(side_by_side) < _read(as_they_come):  # where nearly all hang together no order is a good one
        blocks, as_they_come = beside, side_by_side
    return paired(blocks, np.arange(linking.num_rows), count), as_they_come


def _read(blocks: Pairs) -> int:
    """How many articles the batches read, one in several batches as often."""
    return sum(
        len(np.unique(blocks.all_of(np.arange(first, end, dtype=np.int64))))
        for first, end in _portions(blocks)
    )


def _articles_of(
    blocks: Numbers, ends: Sequence[tuple[Numbers, Numbers]], articles: Ranks, count: int
) -> Pairs:
    """The articles of each block, ascending, by the block of each row and the articles of rows."""
    size = max(len(articles), 1)
    codes = [blocks[some][blocks[some] >= 0] * size + owners[blocks[some] >= 0] for owners, some in ends]
    every = np.unique(np.concatenate(codes)) if codes else _NONE
    return paired(every // size, every % size, count)


def _by_values(linking: Mapped, column: str, here: npt.NDArray[np.bool_]) -> tuple[Numbers, int]:
    """For each row that is here which value of those it has, in the order of their first, and how many; "" is a value of each."""
    values = pa.chunked_array(
        [array for _, array in linking.column(column)], type=linking.schema.field(column).type
    )
    coded = values.dictionary_encode().unify_dictionaries()
    codes = [chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False) for chunk in coded.chunks]
    known = coded.chunk(0).dictionary.to_pylist() if codes else []
    keys = np.concatenate([_NONE, *codes]).astype(np.int64)
    alone = keys < 0
    if "" in known:
        alone |= keys == known.index("")
    keys[alone] = len(known) + np.flatnonzero(alone)
    _, firsts, at = np.unique(keys[here], return_index=True, return_inverse=True)
    places = np.empty(len(firsts), dtype=np.int64)
    places[np.argsort(firsts)] = np.arange(len(firsts))
    blocks = np.full(linking.num_rows, -1, dtype=np.int64)
    blocks[here] = places[at]
    return blocks, len(firsts)


def batches(division: Division, articles: Ranks) -> Iterator[Cutting]:
    """All blocks, in batches of so many articles; one that stands in many blocks of a batch is counted once."""
    portions = _portions if division.bundled else _apart
    for first, end in portions(division.articles):
        yield _batch(division, articles, range(first, end))


def _apart(articles: Pairs) -> Iterator[tuple[int, int]]:
    """From where to where blocks make a batch, of which none has an article of another."""
    first = taken = 0
    for block, size in enumerate(np.diff(articles.bounds).tolist()):
        if block > first and taken + size > BATCH:
            yield first, block
            first, taken = block, 0
        taken += size
    if len(articles.bounds) - 1 > first:
        yield first, len(articles.bounds) - 1


def _portions(articles: Pairs) -> Iterator[tuple[int, int]]:
    """From where to where blocks make a batch, of which some have articles in common."""
    taken: set[int] = set()
    first, count = 0, len(articles.bounds) - 1
    for block in range(count):
        own = articles.of(block).tolist()
        if block > first and len(taken) + sum(one not in taken for one in own) > 2 * BATCH:
            yield first, block
            first = block
            taken.clear()
        taken.update(own)
    if count > first:
        yield first, count


def _batch(division: Division, articles: Ranks, blocks: range) -> Cutting:
    some = np.arange(blocks.start, blocks.stop)
    bounds = division.articles.bounds[blocks.start : blocks.stop + 1].astype(np.int64)
    ranks = division.articles.all_of(some)
    ids = articles.some(ranks)
    every = np.unique(ranks)
    rows = {name: mapped.by_article.all_of(every) for name, mapped in division.own.items()}
    numbers: dict[str, Sequence[Sequence[int]]] = {}
    for name, named in division.named.items():
        if name in division.bundled:
            wanted, owners = division.bundled[name].all_of(some), np.diff(division.bundled[name].bounds)[some]
            owners = np.repeat(np.arange(len(some)), owners)
        else:
            wanted, owners = _each_once(named.rows, ranks, bounds)
        rows[name], at = np.unique(wanted, return_inverse=True)
        numbers[name] = _split(at.tolist(), np.searchsorted(owners, np.arange(len(some) + 1)))
    tables = {**division.own, **{name: named.mapped for name, named in division.named.items()}}
    return Cutting(
        Batch(_split(ids, bounds - bounds[0]), {}, numbers, list(blocks)),
        {name: (tables[name].path, some) for name, some in rows.items()},
        {name: named.cut.fields for name, named in division.named.items()},
    )


def _each_once(rows: Pairs, ranks: Numbers, bounds: Numbers) -> tuple[Numbers, Numbers]:
    """The rows that concern the articles of each block, ascending and each once, and the block of each."""
    lengths = np.diff(rows.bounds)[ranks]
    owners = np.repeat(np.repeat(np.arange(len(bounds) - 1), np.diff(bounds)), lengths)
    wanted = rows.all_of(ranks)
    size = int(wanted.max(initial=0)) + 1
    codes = np.unique(owners.astype(np.int64) * size + wanted)
    return codes % size, codes // size


def _split(every: list[_Each], bounds: Numbers) -> list[list[_Each]]:
    return [every[first:end] for first, end in pairwise(bounds.tolist())]
