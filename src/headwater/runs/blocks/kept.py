"""Blocks are done again only where something in them has moved.

Beside the tables of a stage over blocks lies an index: for each block a hash of all that its rows were made of, and
where its rows stand in each table. A block whose hash is the same keeps its rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from headwater.records.arrow import schema_of
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES
from headwater.runs.blocks.division import Blocks, blocks_of
from headwater.runs.blocks.shares import Shares, shares_of
from headwater.runs.blocks.standing import Index
from headwater.runs.blocks.work import FEW, Batch, RowsOf, Written, batches, portions
from headwater.runs.row_spans import Numbers, digests, row_digests, row_group_digests

if TYPE_CHECKING:
    from headwater.store import CaseFolder

FORM = b"blocks 2"  # another way of hashing is another name here
_TABLES = b"tables"
_NONE = bytes(32)

ArrowTables = dict[str, pa.Table]
Run = Callable[[Stage, Iterator[Batch], Mapping[str, pa.Table]], Iterator[tuple[Batch, Written]]]
Digests = Callable[[str], dict[str, bytes]]


@dataclass(frozen=True)
class KeptBlocks:
    """By the hash of what a block was made of: where its rows stand in each table."""

    tables: Mapping[str, str]
    rows: Mapping[bytes, Mapping[str, Sequence[int]]]


@dataclass(frozen=True)
class DoneBlocks:
    """The tables of a stage, and by the hash of each block where its rows stand in them.

    ``stood`` has for each row of a table its number in the earlier one, -1 for new ones.
    """

    tables: ArrowTables
    stood: dict[str, Numbers]
    rows: dict[bytes, dict[str, list[int]]]
    done: int  # blocks that were done in this run
    blocks: Blocks
    made_of: Sequence[bytes]  # of each block, in order


def run_blocks(
    stage: Stage,
    inputs: ArrowTables,
    base: bytes,
    kept: KeptBlocks | None,
    earlier: Callable[[str], pa.Table],
    run: Run,
    advance: Callable[[int], None],
    known: Digests | None = None,
    rows_of: RowsOf | None = None,
) -> DoneBlocks:
    """A stage's tables, by blocks. ``base`` is the hash of settings, code and models; ``earlier`` reads a table of the last run.

    ``rows_of`` gives rows of some articles that this process may have: it is asked for them where few batches are to be done.
    """
    shares = shares_of(stage, inputs)
    blocks = blocks_of(stage, shares, inputs)
    made_of = _made_of(shares, blocks, base, known)
    before = kept.rows if kept else {}
    moved = [place for place, hashed in enumerate(made_of) if hashed not in before]
    still = set(inputs["articles"]["id"].to_pylist())
    for place in moved:
        still.difference_update(blocks.articles[place])
    advance(len(still))
    names = [TABLE_OF[kind] for kind in stage.writes]
    pieces = _Pieces(names, earlier if kept else None)
    for hashed in made_of:
        if hashed in before:
            pieces.keep(hashed, before[hashed])
    few = len(portions(blocks, moved)) <= FEW
    todo = batches(shares, blocks, moved, rows_of if few else None)
    for batch, written in run(stage, todo, shares.whole):
        pieces.add([made_of[place] for place in batch.places], written)
        advance(len({article for block in batch.blocks for article in block} - still))
        still.update(article for block in batch.blocks for article in block)
    tables, stood, rows = pieces.ordered()
    return DoneBlocks(
        tables, stood, {hashed: rows.get(hashed, {}) for hashed in made_of}, len(moved), blocks, made_of
    )


def _made_of(shares: Shares, blocks: Blocks, base: bytes, known: Digests | None) -> list[bytes]:
    """The hash of all that each block's rows are made of; the first block's has the stray rows too."""
    start = hashlib.sha256(FORM + base)
    for name in sorted(shares.whole):
        table = shares.whole[name]
        start.update(name.encode() + row_group_digests(table, np.array([0, table.num_rows]))[0])
    own = [known(name) if known else digests(spans) for name, spans in sorted(shares.own.items())]
    named = [(name, row_digests(table)) for name, (table, _) in sorted(shares.named.items())]
    found = []
    for place, block in enumerate(blocks.articles):
        hashed = start.copy()
        for article in block:
            for some in own:
                hashed.update(some.get(article, _NONE))
        for name, hashes in named:
            numbers = blocks.numbers(shares, name, place)
            hashed.update(name.encode() + len(numbers).to_bytes(8, "little"))
            for number in numbers:
                hashed.update(hashes[number])
        found.append(hashed.digest())
    return found


class _Pieces:
    """Rows of blocks, gathered table by table, whichever run they are of."""

    def __init__(self, names: Sequence[str], earlier: Callable[[str], pa.Table] | None) -> None:
        self._tables = {name: [earlier(name)] if earlier else [] for name in names}
        self._length = {name: sum(table.num_rows for table in some) for name, some in self._tables.items()}
        self._before = dict(self._length)
        self._taken: dict[str, list[int]] = {name: [] for name in names}
        self._of: dict[str, list[bytes]] = {name: [] for name in names}

    def keep(self, hashed: bytes, rows: Mapping[str, Sequence[int]]) -> None:
        """Rows of the last run."""
        for name, taken in self._taken.items():
            taken.extend(rows.get(name, ()))
            self._of[name].extend([hashed] * len(rows.get(name, ())))

    def add(self, hashes: Sequence[bytes], written: Written) -> None:
        """Rows of this run."""
        for name, table in written.tables.items():
            start = self._length[name]
            self._tables[name].append(table)
            self._length[name] += table.num_rows
            self._taken[name].extend(range(start, start + table.num_rows))
            for hashed, size in zip(hashes, written.sizes[name], strict=True):
                self._of[name].extend([hashed] * size)

    def ordered(self) -> tuple[ArrowTables, dict[str, Numbers], dict[bytes, dict[str, list[int]]]]:
        """The tables in the order of their keys, which of their rows stood before, and where each block's rows are."""
        tables: ArrowTables = {}
        stood: dict[str, Numbers] = {}
        rows: dict[bytes, dict[str, list[int]]] = {}
        for name, some in self._tables.items():
            schema = schema_of(TABLES[name])
            pieces = [pa.Table.from_arrays(table.columns, schema=schema) for table in some]
            joined = pa.concat_tables(pieces) if pieces else schema.empty_table()
            taken = np.array(self._taken[name], dtype=np.int64)
            table = joined.take(pa.array(taken)).combine_chunks()
            order = pc.sort_indices(
                table[order_by(name)]
            )  # stable: rows of one key stay in the order of their blocks
            tables[name] = table.take(order).combine_chunks()
            numbers = taken[order.to_numpy()]
            stood[name] = np.where(numbers < self._before[name], numbers, -1)
            of = self._of[name]
            for place, number in enumerate(order.to_pylist()):
                rows.setdefault(of[number], {}).setdefault(name, []).append(place)
        return tables, stood, rows


def order_by(name: str) -> str:
    """The column by which a table of blocks is ordered: its ``id``, else its article, else its first."""
    columns: list[str] = schema_of(TABLES[name]).names
    return next((column for column in ("id", "article") if column in columns), columns[0])


def index_name(stage: str) -> str:
    """The name of a stage's index among the tables of a case."""
    return f"{stage}.blocks"


def write_kept(folder: CaseFolder, stage: Stage, shas: Mapping[str, str], done: DoneBlocks) -> None:
    """Write a stage's index after its tables, so that one that fits them is never of another run."""
    names = [TABLE_OF[kind] for kind in stage.writes]
    places = {
        name: pa.array([rows.get(name, []) for rows in done.rows.values()], type=pa.list_(pa.int64()))
        for name in names
    }
    write_index(folder, stage, shas, Index(pa.array(list(done.rows), type=pa.binary(32)), places))


def write_index(folder: CaseFolder, stage: Stage, shas: Mapping[str, str], index: Index) -> None:
    """The same of an index that is made."""
    names = [TABLE_OF[kind] for kind in stage.writes]
    told = {_TABLES: json.dumps(dict(shas), sort_keys=True)}
    columns = [index.made_of, *(index.places[name] for name in names)]
    table = pa.Table.from_arrays(columns, names=["made_of", *names]).replace_schema_metadata(told)
    folder.write_table(index_name(stage.name), table)


def read_kept(folder: CaseFolder, stage: Stage) -> KeptBlocks | None:
    """The index of a stage, or None where there is none that speaks of the tables as they lie there."""
    import pyarrow.parquet as pq

    names = [TABLE_OF[kind] for kind in stage.writes]
    try:
        table = pq.ParquetFile(folder.table_path(index_name(stage.name))).read()
        tables = json.loads((table.schema.metadata or {})[_TABLES])
        columns = [table[name].to_pylist() for name in names]
        rows = {
            hashed: dict(zip(names, places, strict=True))
            for hashed, *places in zip(table["made_of"].to_pylist(), *columns, strict=True)
        }
    except (OSError, pa.ArrowInvalid, KeyError, ValueError):
        return None
    return KeptBlocks(tables, rows) if set(tables) == set(names) and folder.holds(tables) else None
