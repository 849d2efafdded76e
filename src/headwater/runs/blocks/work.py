"""Runs a stage on blocks: many to a batch, each by itself, their rows told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from headwater.records.arrow import from_table, to_table
from headwater.records.links import ENDS
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.records.uncollected import uncollected
from headwater.runs.blocks.division import Blocks
from headwater.runs.blocks.shares import Shares

RowsOf = Callable[[str, Sequence[str]], Sequence[object]]

FEW = 6
"""Batches up to which a process that stays does them itself, of the rows that it has converted before."""
BATCH = 200
"""Articles in a batch of small blocks: what is loaded at once, and what one message to a worker carries."""


@dataclass(frozen=True)
class Batch:
    """The inputs of some blocks. ``numbers[name][k]`` are the rows of a named table that block ``k`` is given.

    ``places`` are the numbers of these blocks among all. ``rows`` are those tables that somebody has as rows, and that
    are not among ``tables``.
    """

    blocks: Sequence[Sequence[str]]
    tables: Mapping[str, pa.Table]
    numbers: Mapping[str, Sequence[Sequence[int]]]
    places: Sequence[int]
    rows: Mapping[str, Sequence[object]] = field(default_factory=dict)

    def typed(self) -> dict[str, Sequence[object]]:
        """Every table as rows."""
        return {name: from_table(TABLES[name], table) for name, table in self.tables.items()} | dict(
            self.rows
        )


@dataclass(frozen=True)
class Written:
    """What a batch wrote: its tables, and how many rows of each are block ``k``'s."""

    tables: dict[str, pa.Table]
    sizes: dict[str, list[int]]


def portions(blocks: Blocks, moved: Sequence[int]) -> list[list[int]]:
    """The blocks that have ``moved``, so many together as make a batch."""
    found: list[list[int]] = []
    some: list[int] = []
    taken: set[str] = set()
    most = (
        2 * BATCH if blocks.rows else BATCH
    )  # an article that stands in many blocks of a batch is read once
    for place in moved:
        more = sum(article not in taken for article in blocks.articles[place])
        if some and len(taken) + more > most:
            found.append(some)
            some = []
            taken.clear()
        some.append(place)
        taken.update(blocks.articles[place])
    return [*found, some] if some else found


def batch_of(shares: Shares, blocks: Blocks, places: Sequence[int], rows_of: RowsOf | None = None) -> Batch:
    """The inputs of some blocks. ``rows_of`` gives the rows of some articles in a table, where somebody has them."""
    articles = sorted({article for place in places for article in blocks.articles[place]})
    tables: dict[str, pa.Table] = {}
    rows: dict[str, Sequence[object]] = {}
    for name, spans in shares.own.items():
        if rows_of is not None:
            rows[name] = rows_of(name, articles)
        else:
            tables[name] = spans.of(articles)
    numbers: dict[str, list[list[int]]] = {}
    for name, (table, _) in shares.named.items():
        wanted = [blocks.numbers(shares, name, place) for place in places]
        taken = sorted({number for some in wanted for number in some})
        at = {number: place for place, number in enumerate(taken)}
        tables[name] = table.take(pa.array(taken, type=pa.int64()))
        numbers[name] = [[at[number] for number in some] for some in wanted]
    return Batch([blocks.articles[place] for place in places], tables, numbers, places, rows)


def batches(
    shares: Shares, blocks: Blocks, moved: Sequence[int], rows_of: RowsOf | None = None
) -> Iterator[Batch]:
    """The blocks that have ``moved``, in batches."""
    return (batch_of(shares, blocks, places, rows_of) for places in portions(blocks, moved))


def run_batch(stage: Stage, batch: Batch, whole: Tables, models: Models) -> Written:
    """The stage on each block of a batch. ``whole`` are the tables that every block is given."""
    with uncollected(batch=True):
        if stage.bundled is not None:
            return _run_bundled(stage, batch, whole, models)
        return _run_each(stage, batch, whole, models)


def _run_each(stage: Stage, batch: Batch, whole: Tables, models: Models) -> Written:
    """A stage on one block after another."""
    rows = batch.typed()
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
        declared(stage, made)
        for kind in stage.writes:
            some = made.of(kind)
            written[TABLE_OF[kind]].extend(some)
            sizes[TABLE_OF[kind]].append(len(some))
    return Written({name: to_table(TABLES[name], some) for name, some in written.items()}, sizes)


def _run_bundled(stage: Stage, batch: Batch, whole: Tables, models: Models) -> Written:
    """A bundled stage on all blocks at once; each row that it writes is of the block that has its ends."""
    given = {TABLES[name]: list(rows) for name, rows in batch.typed().items()}
    given.update({kind: list(whole.of(kind)) for kind in whole.kinds()})
    (linking,) = stage.links
    block_of = {
        _ends(linking, given[linking][at]): k
        for k, numbers in enumerate(batch.numbers[TABLE_OF[linking]])
        for at in numbers
    }
    made = stage.run(Tables(given), stage.config, models)
    declared(stage, made)
    tables: dict[str, pa.Table] = {}
    sizes: dict[str, list[int]] = {}
    for kind in stage.writes:
        split: list[list[object]] = [[] for _ in batch.blocks]
        for row in made.of(kind):
            split[block_of[_ends(kind, row)]].append(row)
        tables[TABLE_OF[kind]] = to_table(kind, [row for some in split for row in some])
        sizes[TABLE_OF[kind]] = [len(some) for some in split]
    return Written(tables, sizes)


def _ends(kind: type, row: object) -> tuple[object, ...]:
    return tuple(getattr(row, column) for column in ENDS[kind])


def declared(stage: Stage, made: Tables) -> None:
    """Raises TypeError where a stage gave rows that it does not declare."""
    undeclared = [kind.__name__ for kind in made.kinds() if kind not in stage.writes]
    if undeclared:
        raise TypeError(f"stage {stage.name} gave rows that it does not declare: {', '.join(undeclared)}")
