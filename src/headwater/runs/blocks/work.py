"""Runs a stage on blocks: many to a batch, each by itself, their rows told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from headwater.records.arrow import from_table, to_table
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs.blocks.shares import Shares

BATCH = 200
"""Articles in a batch of small blocks: what is loaded at once, and what one message to a worker carries."""


@dataclass(frozen=True)
class Batch:
    """The inputs of some blocks. ``numbers[name][k]`` are the rows of a named table that block ``k`` is given."""

    blocks: Sequence[Sequence[str]]
    tables: Mapping[str, pa.Table]
    numbers: Mapping[str, Sequence[Sequence[int]]]


@dataclass(frozen=True)
class Written:
    """What a batch wrote: its tables, and how many rows of each are block ``k``'s."""

    tables: dict[str, pa.Table]
    sizes: dict[str, list[int]]


def batches(shares: Shares, blocks: Sequence[Sequence[str]], first: Sequence[str]) -> Iterator[Batch]:
    """The blocks in batches; ``first`` is the block that is told of stray rows."""
    some: list[Sequence[str]] = []
    size = 0
    for block in blocks:
        if some and size + len(block) > BATCH:
            yield _batch(shares, some, first)
            some, size = [], 0
        some.append(block)
        size += len(block)
    if some:
        yield _batch(shares, some, first)


def _batch(shares: Shares, blocks: Sequence[Sequence[str]], first: Sequence[str]) -> Batch:
    articles = sorted(article for block in blocks for article in block)
    tables = {name: spans.of(articles) for name, spans in shares.own.items()}
    numbers: dict[str, list[list[int]]] = {}
    for name, (table, rows) in shares.named.items():
        wanted = [{number for article in block for number in rows.get(article, ())} for block in blocks]
        for k, block in enumerate(blocks):
            if block is first:
                wanted[k].update(shares.stray.get(name, ()))
        taken = sorted(set().union(*wanted))
        at = {number: place for place, number in enumerate(taken)}
        tables[name] = table.take(pa.array(taken, type=pa.int64()))
        numbers[name] = [[at[number] for number in sorted(some)] for some in wanted]
    return Batch(blocks, tables, numbers)


def run_batch(stage: Stage, batch: Batch, whole: Tables, models: Models) -> Written:
    """The stage on each block of a batch. ``whole`` are the tables that every block is given."""
    rows = {name: from_table(TABLES[name], table) for name, table in batch.tables.items()}
    block_of = {article: k for k, block in enumerate(batch.blocks) for article in block}
    split: dict[str, list[list[object]]] = {}
    for name, found in rows.items():
        if name in batch.numbers:
            split[name] = [[found[at] for at in numbers] for numbers in batch.numbers[name]]
        else:
            split[name] = [[] for _ in batch.blocks]
            key = "id" if name == "articles" else "article"
            for row in found:
                split[name][block_of[getattr(row, key)]].append(row)
    written: dict[str, list[object]] = {TABLE_OF[kind]: [] for kind in stage.writes}
    sizes: dict[str, list[int]] = {name: [] for name in written}
    for k in range(len(batch.blocks)):
        given = {TABLES[name]: blocks[k] for name, blocks in split.items()}
        given.update({kind: list(whole.of(kind)) for kind in whole.kinds()})
        made = stage.run(Tables(given), stage.config, models)
        _declared(stage, made)
        for kind in stage.writes:
            some = made.of(kind)
            written[TABLE_OF[kind]].extend(some)
            sizes[TABLE_OF[kind]].append(len(some))
    return Written({name: to_table(TABLES[name], some) for name, some in written.items()}, sizes)


def _declared(stage: Stage, made: Tables) -> None:
    undeclared = [kind.__name__ for kind in made.kinds() if kind not in stage.writes]
    if undeclared:
        raise TypeError(f"stage {stage.name} gave rows that it does not declare: {', '.join(undeclared)}")
