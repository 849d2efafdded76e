"""Row stages are done again only for articles whose rows, or what concerns them, have moved.

Beside a row stage's tables lies a small index: for each article a hash of all that its rows were made of - its own rows
in each table that the stage reads, what of other tables concerns it, settings, code, models. An article whose hash is
the same keeps its rows; the tables are written in the order, and to the byte, as a run that does all articles writes them.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from headwater.records.arrow import schema_of
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES
from headwater.runs import cuts
from headwater.runs.cuts import Concerning, concerning
from headwater.runs.executor import ArrowTables, LocalExecutor
from headwater.runs.fingerprints import code_fingerprint, stage_fingerprint
from headwater.runs.row_spans import Numbers, RowSpans, key_of, row_digests, spans_of
from headwater.runs.stood_rows import nothing_stood

if TYPE_CHECKING:
    from headwater.store import CaseFolder

FORM = b"rows 1"  # another way of hashing is another name here
_SCHEMA = pa.schema([pa.field("article", pa.string(), False), pa.field("made_of", pa.binary(32), False)])
_TABLES = b"tables"

Digests = Callable[[str], dict[str, bytes]]
"""By table, the digest of each article's rows: each table is looked through once a run."""


def fingerprint_of(stage: Stage, inputs: Mapping[str, str], models: dict[str, str]) -> str:
    """As ``stage_fingerprint``; a stage to which tables come cut hangs on how they are cut, too."""
    how = {"cuts": code_fingerprint(cuts.__name__, ())} if cuts.is_cut(stage.name) else {}
    return stage_fingerprint(stage, {**inputs, **how}, models)


@dataclass(frozen=True)
class Kept:
    """The index of an earlier run: what each article's rows were made of, for tables with these SHA-256."""

    tables: dict[str, str]
    made_of: dict[str, bytes]


def index_name(stage: str) -> str:
    """The name of a stage's index among the tables of a case."""
    return f"{stage}.rows"


def read_kept(folder: CaseFolder, stage: Stage) -> Kept | None:
    """The index of a stage, or None where there is none that speaks of the tables as they lie there."""
    import pyarrow.parquet as pq

    path = folder.table_path(index_name(stage.name))
    try:
        table = pq.ParquetFile(path).read()
        tables = json.loads((table.schema.metadata or {})[_TABLES])
        made_of = dict(zip(table["article"].to_pylist(), table["made_of"].to_pylist(), strict=True))
    except (OSError, pa.ArrowInvalid, KeyError, ValueError):
        return None
    names = {TABLE_OF[kind] for kind in stage.writes}
    return Kept(tables, made_of) if set(tables) == names and folder.holds(tables) else None


def write_kept(folder: CaseFolder, stage: str, kept: Kept) -> None:
    """Write a stage's index; it is written after the tables, so one that fits them is never of another run."""
    articles = sorted(kept.made_of)
    columns = [articles, list(map(kept.made_of.__getitem__, articles))]
    arrays = [pa.array(values, type=field.type) for values, field in zip(columns, _SCHEMA, strict=True)]
    told = json.dumps(kept.tables, sort_keys=True)
    folder.write_table(
        index_name(stage), pa.Table.from_arrays(arrays, schema=_SCHEMA.with_metadata({_TABLES: told}))
    )


def made_of(
    stage: Stage, inputs: ArrowTables, sha: Callable[[str], str], models: dict[str, str], known: Digests
) -> dict[str, bytes]:
    """By article, in order, the hash of all that its rows in the stage's tables are made of."""
    cut = concerning(stage.name, inputs)
    whole = {name: sha(name) for name in inputs if key_of(name) is None and name not in cut}
    columns = "".join(f"{schema_of(kind)}\n" for kind in stage.writes)
    base = hashlib.sha256(FORM + fingerprint_of(stage, whole, models).encode() + columns.encode())
    parts = []
    for name in sorted(inputs):
        key = key_of(name)
        if name in cut:
            parts.append(_digests_of_cut(cut[name]))
        elif key is not None:
            parts.append(known(name))
    none = bytes(32)
    found = {}
    for article in sorted(inputs["articles"]["id"].to_pylist()):
        hashed = base.copy()
        for part in parts:
            hashed.update(part.get(article, none))
        found[article] = hashed.digest()
    return found


def _digests_of_cut(cut: Concerning) -> dict[str, bytes]:
    rows = row_digests(cut.table)
    return {
        article: hashlib.sha256(b"".join(rows[number] for number in numbers)).digest()
        for article, numbers in cut.rows.items()
    }


@dataclass(frozen=True)
class Done:
    """What a row stage wrote, and what each article's rows were made of where they can be used again.

    ``stood`` has for each row of a table its number in the earlier one, -1 for new ones.
    """

    tables: ArrowTables
    made_of: dict[str, bytes]
    stood: dict[str, Numbers]


def run_rows(
    executor: LocalExecutor,
    stage: Stage,
    inputs: ArrowTables,
    made_of: Mapping[str, bytes],
    kept: Kept | None,
    earlier: Callable[[str], pa.Table],
    advance: Callable[[int], None],
) -> Done:
    """A row stage's tables, the rows of unchanged articles out of those that ``earlier`` reads.

    An article is kept out of the index where its rows are not all known to be its own (a batch that wrote rows which name
    no article), and where the second reader gave no answer: it is done again next time.
    """
    before = kept.made_of if kept else {}
    same = [article for article, hashed in made_of.items() if before.get(article) == hashed]
    if same:
        advance(len(same))
        inputs = _without(inputs, frozenset(same))
    unclear: set[str] = set()
    written = executor.run(stage, inputs, None, advance, unclear=unclear)
    if stage.unanswered is not None:
        unclear.update(written[TABLE_OF[stage.unanswered]]["article"].to_pylist())
    stood: dict[str, Numbers] = {}
    if same:
        for name, table in written.items():
            written[name], stood[name] = merged(name, earlier(name), same, table)
    left = {article: hashed for article, hashed in made_of.items() if article not in unclear}
    return Done(written, left, stood)


def _without(inputs: ArrowTables, same: frozenset[str]) -> ArrowTables:
    """The inputs without the rows of some articles; tables that are not rows of articles stay whole."""
    left = {}
    for name, table in inputs.items():
        key = key_of(name)
        if key is not None:
            spans = spans_of(table, key)
            rest = [(article, 0, k) for k, article in enumerate(spans.ids) if article not in same]
            table = _joined(name, _stretches((spans, spans), rest))
        left[name] = table
    return left


def merged(name: str, earlier: pa.Table, same: Sequence[str], new: pa.Table) -> tuple[pa.Table, Numbers]:
    """The rows of unchanged articles and the new ones, by article; for each row its number before, -1 for new ones.

    A table whose rows name no article has new ones only.
    """
    key = key_of(name)
    if key is None:
        return new, nothing_stood(new.num_rows)
    old, added = spans_of(earlier, key), spans_of(new, key)
    wanted, in_order = frozenset(same), old.table is earlier
    pieces: list[pa.Table] = []
    stood = [nothing_stood(0)]

    def stand(first: int, end: int) -> None:
        start, stop = int(old.bounds[first]), int(old.bounds[end])
        pieces.append(old.table.slice(start, stop - start))
        stood.append(np.arange(start, stop) if in_order else nothing_stood(stop - start))

    # places among the old articles before which new ones stand, or at which one goes
    come: dict[int, list[int]] = {}
    for k, article in enumerate(added.ids):
        come.setdefault(bisect_right(old.ids, article), []).append(k)
    gone = {k for k, article in enumerate(old.ids) if article not in wanted}
    at = 0
    for place in sorted({*come, *gone}):
        stand(at, place)
        if place in come:
            pieces.append(added.stretch(come[place][0], come[place][-1] + 1))
            stood.append(nothing_stood(pieces[-1].num_rows))
        at = place + (place in gone)
    stand(at, len(old.ids))
    return _joined(name, (piece for piece in pieces if piece.num_rows)), np.concatenate(stood)


def _stretches(sides: tuple[RowSpans, RowSpans], places: list[tuple[str, int, int]]) -> Iterator[pa.Table]:
    """The rows at (article, side, number there), one piece for each unbroken run on one side."""
    for side, start, size in _runs_of(sides, places):
        yield sides[side].table.slice(start, size)


def _runs_of(
    sides: tuple[RowSpans, RowSpans], places: list[tuple[str, int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Unbroken runs on one side: the side, the first row and how many."""
    at = 0
    while at < len(places):
        _, side, first = places[at]
        until = at
        while until < len(places) and places[until][1:] == (side, first + until - at):
            until += 1
        bounds = sides[side].bounds
        start = int(bounds[first])
        yield side, start, int(bounds[first + until - at]) - start
        at = until


def _joined(name: str, pieces: Iterable[pa.Table]) -> pa.Table:
    schema = schema_of(TABLES[name])
    tables = [pa.Table.from_arrays(piece.columns, schema=schema) for piece in pieces]
    return pa.concat_tables(tables).combine_chunks() if tables else schema.empty_table()
