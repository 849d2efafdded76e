"""A stage over blocks in a process that stays: only blocks in which something moved since the last run are looked at.

The tables and the index are those that ``blocks/kept.py`` makes. Where anything is not known - what moved in a table, how
one is cut, more blocks than are done here - it says so, and all blocks are gone through as there.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Any

import numpy as np

from headwater.records.arrow import from_table
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES
from headwater.runs.block_inputs import Inputs, inputs_of
from headwater.runs.blocks.components import components
from headwater.runs.blocks.division import Blocks
from headwater.runs.blocks.kept import FORM, DoneBlocks, order_by
from headwater.runs.blocks.standing import Block, Index, Standing
from headwater.runs.blocks.work import FEW, Batch, Written, portions
from headwater.runs.edits import Edit, Edits, edits_between, joined
from headwater.runs.held import Held, ends_of
from headwater.runs.row_spans import Numbers
from headwater.runs.run_tables import RunTables

RunBatches = Callable[[Stage, Iterator[Batch]], Iterator[tuple[Batch, Written]]]


@dataclass(frozen=True)
class Change:
    """Blocks that go and blocks that come, in their order."""

    gone: Sequence[Block]
    come: Sequence[Block]


def change_of(standing: Standing, inputs: Inputs) -> Change:
    """What becomes of the blocks: only among articles of blocks in which something moved are there other ones."""
    moved = inputs.moved()
    if inputs.stage.bundled is not None:
        return _of_links(standing, inputs, moved)
    places = inputs.articles.places()
    assert places is not None
    strays = any(not tied for _, tied in inputs.judged())
    if strays or standing.strays:
        moved |= {standing.first, *places.ids[:1]}
    gone = standing.with_any(moved)
    come = _joined(standing, inputs, gone, [one for one in moved if inputs.here(one)])
    standing.strays, standing.first = strays, places.ids[0] if places.ids else ""
    return Change(list(gone), [Block(block) for block in come])


def _joined(
    standing: Standing, inputs: Inputs, gone: dict[Block, None], moved: Sequence[str]
) -> list[list[str]]:
    """What hangs together now among the articles of blocks that go and new ones; blocks that are tied to these go too.

    Where no tie in a block went, all of it hangs together still, and its ties need not be looked at.
    """
    loosened = inputs.loosened()
    pool: set[str] = set()
    ties = inputs.ties_come()
    blocks, new = list(gone), [one for one in moved if one not in standing.by_article]
    while blocks or new:
        for block in blocks:
            here = [one for one in block.articles if inputs.here(one)]
            pool.update(here)
            loose = loosened is None or not loosened.isdisjoint(block.articles)
            ties += inputs.ties(here) if loose else [here]
        pool.update(new)
        ties += inputs.ties(new)
        blocks, new = [], []
        for tied in ties:
            if pool.isdisjoint(tied):
                continue
            for one in tied:
                if one not in pool and one in standing.by_article:
                    blocks += [block for block in standing.by_article[one] if block not in gone]
                    gone.update(dict.fromkeys(standing.by_article[one]))
                elif one not in pool and one not in new:
                    new.append(one)
    return components(sorted(pool), ties)


def _of_links(standing: Standing, inputs: Inputs, moved: set[str]) -> Change:
    """The same of blocks that are rows of a linking table."""
    (kind,) = inputs.stage.links
    held = inputs.linking[TABLE_OF[kind]]
    value_of = attrgetter(str(inputs.stage.bundled))
    gone = standing.with_any(moved)
    rows = {id(row): row for block in gone for row in block.links}
    for article in moved:
        rows.update((id(row), row) for row in held.with_end(article))
    if inputs.run.has_moved(held.name) and held.moves is not None:
        rows.update((id(row), row) for row in held.moves.come)
        went = {id(row) for row in held.moves.gone}
        come = {id(row) for row in held.moves.come}
        rows = {one: row for one, row in rows.items() if one not in went or one in come}
    values = {value_of(row) for row in rows.values()} - {""}
    for value in values:
        rows.update((id(row), row) for row in held.with_value(str(inputs.stage.bundled), value))
    for one in rows:
        if one in standing.by_link:
            gone[standing.by_link[one]] = None
    at = held.numbers_of(list(rows.values()))
    table = held.typed()
    together: dict[str, list[Any]] = {}
    for number in at:
        row = table[number]
        if all(inputs.here(one) for one in ends_of(row)):
            together.setdefault(value_of(row) or f"\0{number}", []).append(row)
    blocks = [
        Block(sorted({one for row in some for one in ends_of(row)}), some) for some in together.values()
    ]
    return Change(list(gone), blocks)


def hash_blocks(inputs: Inputs, blocks: Sequence[Block], base: bytes, first: str) -> None:
    """Work out of what each block's rows are made."""
    start = hashlib.sha256(FORM + base)
    own = [held for _, held in sorted(inputs.own.items())]
    for held in own:
        held.digest_all({article for block in blocks for article in block.articles})
    named = []
    for name in sorted({*inputs.linking, *inputs.cut}):
        numbers = [inputs.numbers(name, block, block.articles[0] == first) for block in blocks]
        named.append((name, numbers, inputs.digests(name, {at for some in numbers for at in some})))
    for place, block in enumerate(blocks):
        hashed = start.copy()
        for article in block.articles:
            for held in own:
                hashed.update(held.digest(article))
        for name, numbers, hashes in named:
            hashed.update(name.encode() + len(numbers[place]).to_bytes(8, "little"))
            for number in numbers[place]:
                hashed.update(hashes[number])
        block.hashed = hashed.digest()


def batches_of(inputs: Inputs, blocks: Sequence[Block], first: str) -> list[Batch] | None:
    """The blocks in batches; None where they are more than are done here."""
    by_rows = {"": [block.links for block in blocks]} if inputs.stage.bundled is not None else {}
    division = Blocks([block.articles for block in blocks], by_rows)
    found = portions(division, range(len(blocks)))
    if len(found) > FEW:
        return None
    batches = []
    for places in found:
        some = [blocks[place] for place in places]
        articles = sorted({article for block in some for article in block.articles})
        rows: dict[str, Sequence[object]] = {name: held.of_all(articles) for name, held in inputs.own.items()}
        numbers: dict[str, list[list[int]]] = {}
        for name in (*inputs.linking, *inputs.cut):
            wanted = [inputs.numbers(name, block, block.articles[0] == first) for block in some]
            taken = sorted({number for each in wanted for number in each})
            at = {number: place for place, number in enumerate(taken)}
            rows[name] = inputs.shown(name, taken)
            numbers[name] = [[at[number] for number in each] for each in wanted]
        batches.append(Batch([block.articles for block in some], {}, numbers, places, rows))
    return batches


@dataclass
class Spliced:
    """How a stage's table is spliced: edits of its rows, and of the blocks that they are of."""

    edits: Edits
    of: Numbers


def splice(held: Held, of: Numbers, gone: Sequence[int], come: Sequence[tuple[Any, int]]) -> Spliced | None:
    """A table without the rows of some blocks, by their serial numbers, and with rows that came, each with its block's.

    None where a row of a block that stands has the key of one that came: whose is first, a run over all decides.
    """
    get, rows = attrgetter(order_by(held.name)), held.typed()
    old = (
        np.flatnonzero(np.isin(of, np.array(gone, dtype=of.dtype)))
        if len(gone)
        else np.zeros(0, dtype=np.int64)
    )
    came: dict[Any, list[tuple[Any, int]]] = {}
    for row, serial in come:
        came.setdefault(get(row), []).append((row, serial))
    went = {get(rows[at]) for at in old.tolist()}
    edits: list[Edit] = []
    pieces: list[Any] = []
    at, left = 0, set(old.tolist())
    for key in sorted(went | came.keys()):
        low = bisect_left(rows, key, key=get)
        high = bisect_right(rows, key, lo=low, key=get)
        if any(number not in left for number in range(low, high)):
            return None
        before, now = rows[low:high], [row for row, _ in came.get(key, ())]
        edits += [Edit(low + e.at, low + e.until, e.rows) for e in edits_between(before, now)]
        pieces += [of[at:low], [serial for _, serial in came.get(key, ())]]
        at = high
    pieces.append(of[at:])
    return Spliced(joined(edits), np.concatenate(pieces).astype(np.int64))


def in_order(held: Held) -> bool:
    """Whether a stage's table is in the order of its key."""
    return held.in_order_of(order_by(held.name))


def standing_after(run: RunTables, stage: Stage, base: bytes, done: DoneBlocks) -> Standing | None:
    """The blocks of a run over all, to be gone on from; None where that cannot be."""
    inputs = inputs_of(run, stage)
    if inputs is None or done.blocks is None:
        return None
    names = [TABLE_OF[kind] for kind in stage.writes]
    of = {name: np.full(run.held(name).size, -1, dtype=np.int64) for name in names}
    found = Standing(base=base, of=of)
    links, rows = done.blocks.rows, []
    if stage.bundled is not None:
        rows = inputs.linking[TABLE_OF[stage.links[0]]].typed()
    numbers = links[TABLE_OF[stage.links[0]]] if stage.bundled is not None else [[] for _ in done.made_of]
    for articles, some, hashed in zip(done.blocks.articles, numbers, done.made_of, strict=True):
        block = Block(articles, [rows[at] for at in some], hashed)
        found.add(block)
        for name, taken in done.rows[hashed].items():
            of[name][taken] = block.serial
    places = inputs.articles.places()
    found.first = places.ids[0] if places is not None and places.ids else ""
    found.strays = any(not tied for _, tied in inputs.judged())
    return found


@dataclass(frozen=True)
class MovedBlocks:
    """What a stage over blocks wrote as edits of its tables; ``standing`` are the blocks now."""

    edits: dict[str, Edits]
    standing: Standing
    links: Held | None

    def index(self) -> Index:
        """The index of all blocks."""
        return self.standing.index(self.links.numbers() if self.links is not None else None)


def run_moved_blocks(
    run: RunTables, stage: Stage, base: bytes, standing: Standing | None, do: RunBatches
) -> MovedBlocks | None:
    """What a stage over blocks writes for the blocks in which something has moved; None where that is not known."""
    record = run.before.stages.get(stage.name)
    if (
        standing is None
        or record is None
        or (standing.fingerprint, standing.base) != (record.fingerprint, base)
    ):
        return None
    known = all(run.moves_known(TABLE_OF[kind]) for kind in stage.reads)
    inputs = inputs_of(run, stage) if known else None
    before = {TABLE_OF[kind]: run.before_edits(TABLE_OF[kind]) for kind in stage.writes}
    tables = {name: held for name, held in before.items() if held is not None and in_order(held)}
    if inputs is None or len(tables) < len(before):
        return None
    change = change_of(standing, inputs)
    hash_blocks(inputs, change.come, base, standing.first)
    old = {block.hashed: block for block in change.gone}
    again = [block for block in change.come if block.hashed not in old]
    batches = batches_of(inputs, again, standing.first)
    if batches is None:
        return None
    done = list(do(stage, iter(batches)))
    kept = {block.hashed for block in change.come if block.hashed in old}
    for block in change.gone:
        standing.take_out(block)
    for block in change.come:
        standing.add(block, old[block.hashed].serial if block.hashed in kept else None)
    gone = [block.serial for block in change.gone if block.hashed not in kept]
    edits: dict[str, Edits] = {}
    for name, held in tables.items():
        spliced = splice(held, standing.of[name], gone, _come(name, done, again))
        if spliced is None:
            return None
        edits[name], standing.of[name] = spliced.edits, spliced.of
    links = inputs.linking[TABLE_OF[stage.links[0]]] if stage.bundled is not None else None
    return MovedBlocks(edits, standing, links)


def _come(name: str, done: Sequence[tuple[Batch, Written]], blocks: Sequence[Block]) -> list[tuple[Any, int]]:
    """The rows of a table that some blocks gave, each with the serial number of its block."""
    found: list[tuple[Any, int]] = []
    for batch, written in done:
        rows = iter(from_table(TABLES[name], written.tables[name]))
        for place, size in zip(batch.places, written.sizes[name], strict=True):
            found += [(row, blocks[place].serial) for row in islice(rows, size)]
    return found
