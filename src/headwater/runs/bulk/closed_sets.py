"""Which articles a stage over blocks must see together, and which rows are theirs, as numbers over mapped tables.

The same division as ``runs.blocks`` makes, which remembers for the next run what each block was made of; here nothing
is remembered, and nothing is held but numbers, so that a million articles can be divided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from headwater.records.links import ENDS
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES
from headwater.runs.blocks.components import join, top
from headwater.runs.blocks.shares import cut_of
from headwater.runs.blocks.work import BATCH, Batch
from headwater.runs.bulk.cuttings import Cutting
from headwater.runs.bulk.mapped import Mapped, Numbers, Pairs, Ranks, paired
from headwater.runs.cuts import NAMING_ENTITIES, Cut, concern_entities
from headwater.runs.plan import GIVEN
from headwater.runs.row_spans import key_of


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

    def rows(self, name: str, block: int) -> Numbers:
        """The rows of a named table that a block is given, ascending."""
        if name in self.bundled:
            return self.bundled[name].of(block)
        return np.unique(self.named[name].rows.all_of(self.articles.of(block)))


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
    codes = [owners[owners >= 0] * size + rows[owners >= 0] for owners, rows in pairs]
    every = np.unique(np.concatenate(codes)) if codes else np.zeros(0, dtype=np.int64)
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


def _of_entities(inputs: Mapping[str, Mapped], articles: Ranks) -> list[tuple[Numbers, Numbers]]:
    """(articles, rows) of entities: an article has those that a row of it names."""
    entities = inputs["entities"].by_id
    return [
        (np.where(rows >= 0, articles.places(one), -1), rows)
        for name in NAMING_ENTITIES
        if name in inputs
        for (_, one), (_, other) in zip(
            inputs[name].column("article"), inputs[name].column("entity"), strict=True
        )
        for rows in [entities.places(other)]
    ]


def _components(linking: Sequence[Named], size: int) -> Pairs:
    """The articles that hang together, by the places of their first ones."""
    above = list(range(size))
    for one in linking:
        owners = np.repeat(np.arange(size), np.diff(one.rows.bounds))
        order = np.argsort(one.rows.rows, kind="stable")
        rows, owners = one.rows.rows[order], owners[order]
        same = rows[1:] == rows[:-1]
        ties = np.unique(owners[:-1][same] * size + owners[1:][same]) if size else owners
        for tie in ties.tolist():
            join(above, tie // size, tie % size)
    tops = np.array([top(above, place) for place in range(size)], dtype=np.int64)
    _, blocks = np.unique(tops, return_inverse=True)
    return paired(blocks.astype(np.int64), np.arange(size), int(blocks.max()) + 1 if size else 0)


def _bundles(linking: Mapped, column: str, articles: Ranks) -> tuple[Pairs, Pairs]:
    """Rows of a linking table that are decided together, in the order of their first, and the articles of each block."""
    ends = _of_ends(linking, articles)
    here = np.ones(linking.num_rows, dtype=np.bool_)
    for owners, some in ends:
        here[some[owners < 0]] = False
    number_of: dict[str, int] = {}
    blocks = np.full(linking.num_rows, -1, dtype=np.int64)
    count = 0
    for start, array in linking.column(column):
        for at, value in enumerate(array.to_pylist()):
            if here[start + at]:
                number = number_of.setdefault(value, count) if value else count
                count += number == count
                blocks[start + at] = number
    rows = paired(blocks, np.arange(linking.num_rows), count)
    size = max(len(articles), 1)
    codes = [blocks[some][blocks[some] >= 0] * size + owners[blocks[some] >= 0] for owners, some in ends]
    every = np.unique(np.concatenate(codes)) if codes else np.zeros(0, dtype=np.int64)
    return rows, paired(every // size, every % size, count)


def batches(division: Division, articles: Ranks) -> Iterator[Cutting]:
    """All blocks, in batches of so many articles; one that stands in many blocks of a batch is counted once."""
    most = 2 * BATCH if division.bundled else BATCH
    some: list[int] = []
    taken: set[int] = set()
    for block in range(len(division)):
        own = division.articles.of(block).tolist()
        if some and len(taken) + sum(one not in taken for one in own) > most:
            yield _batch(division, articles, some)
            some = []
            taken.clear()
        some.append(block)
        taken.update(own)
    if some:
        yield _batch(division, articles, some)


def _batch(division: Division, articles: Ranks, blocks: Sequence[int]) -> Cutting:
    ranks = [division.articles.of(block) for block in blocks]
    every = np.unique(np.concatenate(ranks))
    rows = {name: mapped.by_article.all_of(every) for name, mapped in division.own.items()}
    numbers: dict[str, Sequence[Sequence[int]]] = {}
    for name in division.named:
        wanted = [division.rows(name, block) for block in blocks]
        rows[name] = np.unique(np.concatenate(wanted))
        numbers[name] = [np.searchsorted(rows[name], some).tolist() for some in wanted]
    ids = [[articles.ids[rank] for rank in some.tolist()] for some in ranks]
    tables = {**division.own, **{name: named.mapped for name, named in division.named.items()}}
    return Cutting(
        Batch(ids, {}, numbers, blocks),
        {name: (tables[name].path, some) for name, some in rows.items()},
        {name: named.cut.fields for name, named in division.named.items()},
    )
