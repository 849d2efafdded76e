"""The tables of a finished run as a question takes a few rows out of them: by their articles, by what they link, by an id.

Each table lies once as Arrow, not packed, and is mapped; beside it, as numbers, where the rows of each article are. What is
held in memory does not grow with the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headwater.records.arrow import from_table, schema_of
from headwater.records.links import ENDS
from headwater.records.tables import TABLES
from headwater.runs.beside.postings import Postings, Sorting, hash_of, mapped_array
from headwater.runs.bulk.mapped import Mapped, MappedFile, Maps, Numbers, Ranks
from headwater.runs.bulk.whole import Whole
from headwater.runs.plan import GIVEN, PLAN, READ
from headwater.runs.row_spans import key_of


def _may_name_none(name: str) -> bool:
    """Whether a table has an article's column in which nothing may stand."""
    key = key_of(name)
    return key is not None and schema_of(TABLES[name]).field(key).nullable


_BY_COLUMN: Mapping[str, str] = {
    "entities": "id",
    "sources": "id",
    "origins": "id",
    "group_origins": "group",
    "groups_asked": "group",
    "part_credits": "part",
    "sources_cited": "source",
}
"""Tables of which rows are asked for by a column: its values are ids."""
ENDS_OF: Mapping[str, tuple[str, ...]] = {
    **{name: ENDS[kind] for name, kind in TABLES.items() if kind in ENDS},
    "changes": ("parent.article", "child.article"),
    "conflicts": ("a.article", "b.article"),
    "not_compared": ("child",),
    **{name: ("article",) for name in TABLES if _may_name_none(name)},
}
"""Tables of which rows are asked for by the articles that they name, and where they name them."""
LEFT_OUT = frozenset({"fingerprints", "phrases", "meetings", "rejected", "relations"})
"""What is asked for in another way (``wordings``, ``meanings``, ``marks``), or not at all."""


def tables_laid_out() -> list[str]:
    """The names of the tables that lie in an index."""
    written = {kind for kinds in (READ, *(stage.writes for stage in PLAN)) for kind in kinds}
    return [
        name
        for name, kind in TABLES.items()
        if kind in written and kind not in GIVEN and name not in LEFT_OUT
    ]


def ranks_of(whole: Whole) -> Ranks:
    """The articles of a run, in the order of their ids."""
    return Ranks(sorted(one for number in range(len(whole.shelves)) for one in whole.articles(number)))


def pieces_of(whole: Whole, name: str) -> Iterator[pa.Table]:
    """A table, some rows at a time."""
    if whole.gathered.has(name):
        return whole.gathered.pieces(name)
    return (whole.of_shard(number, name) for number in range(len(whole.shelves)))


def lay_out(whole: Whole, name: str, ranks: Ranks, folder: Path) -> None:
    """Write one table, and where its rows are."""
    mapped, size = Maps(folder, ranks).put(name, pieces_of(whole, name)), len(ranks)
    if name in ENDS_OF:
        _write_ends(mapped, name, size, folder)
    elif key_of(name) is not None:
        rows = mapped.by_article
        np.save(folder / f"{name}.bounds.npy", rows.bounds)
        np.save(folder / f"{name}.rows.npy", rows.rows)
    if name in _BY_COLUMN:
        _write_column(mapped, name, folder)


def _write_ends(mapped: Mapped, name: str, size: int, folder: Path) -> None:
    """The rows of each article, and the articles of each row."""
    owners, rows = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for column in ENDS_OF[name]:
        field, _, inner = column.partition(".")
        for start, array in mapped.column(field):
            array = pc.struct_field(array, inner) if inner else array
            cells, at = _cells(array)
            owners.append(mapped.articles.places(cells))
            rows.append(start + at)
    owner, row = np.concatenate(owners), np.concatenate(rows)
    here = owner >= 0
    codes = np.unique(owner[here] * max(mapped.num_rows, 1) + row[here])
    owner, row = codes // max(mapped.num_rows, 1), codes % max(mapped.num_rows, 1)
    np.save(folder / f"{name}.bounds.npy", np.searchsorted(owner, np.arange(size + 1)))
    np.save(folder / f"{name}.rows.npy", row.astype(np.int32))
    order = np.argsort(row, kind="stable")
    np.save(folder / f"{name}.ends_bounds.npy", np.searchsorted(row[order], np.arange(mapped.num_rows + 1)))
    np.save(folder / f"{name}.ends.npy", owner[order].astype(np.int32))


def _cells(array: pa.Array) -> tuple[pa.Array, Numbers]:
    """What stands in a column, in its lists or by itself, and the row of each."""
    if not pa.types.is_list(array.type):
        return array, np.arange(len(array))
    return array.flatten(), np.repeat(np.arange(len(array)), np.diff(array.offsets.to_numpy()))


def _write_column(mapped: Mapped, name: str, folder: Path) -> None:
    sorting = Sorting(folder, f"{name}.by")
    for start, array in mapped.column(_BY_COLUMN[name]):
        keys = np.array([hash_of(value) for value in array.to_pylist()], dtype=np.uint64)
        sorting.add(keys, np.arange(start, start + len(keys), dtype=np.int32))
    sorting.close()


def write_ids(ranks: Ranks, folder: Path) -> None:
    """The ids of all articles, ascending."""
    ids = np.array([one.encode("utf-8", "surrogatepass") for one in ranks.ids] or [b""], dtype=np.bytes_)
    np.save(folder / "ids.npy", ids[: len(ranks)])


class LaidOut:
    """The tables of a run, mapped. Articles are called by their places among all ids, ascending."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ids: npt.NDArray[np.bytes_] = mapped_array(folder / "ids.npy")
        self._tables: dict[str, Laid] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def id(self, place: int) -> str:
        """The id of an article."""
        return bytes(self._ids[place]).decode("utf-8", "surrogatepass")

    def place(self, article: str) -> int:
        """The place of an article, -1 for one that is not of the run."""
        wanted = np.bytes_(article.encode("utf-8", "surrogatepass"))
        at = int(np.searchsorted(self._ids, wanted))
        return at if at < len(self._ids) and self._ids[at] == wanted else -1

    def before(self, article: str) -> int:
        """How many articles have an id before this one."""
        return int(np.searchsorted(self._ids, np.bytes_(article.encode("utf-8", "surrogatepass"))))

    def table(self, name: str) -> Laid:
        """One of the tables."""
        if name not in self._tables:
            self._tables[name] = Laid(self.folder, name)
        return self._tables[name]


class Laid:
    """One table as it lies there."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self.name = folder, name
        self._file = MappedFile(folder / f"{name}.arrow")

    @cached_property
    def _bounds(self) -> Numbers:
        return mapped_array(self._folder / f"{self.name}.bounds.npy")

    @cached_property
    def _rows(self) -> Numbers:
        return mapped_array(self._folder / f"{self.name}.rows.npy")

    @cached_property
    def _ends(self) -> tuple[Numbers, Numbers]:
        bounds, ends = (
            mapped_array(self._folder / f"{self.name}.{one}.npy") for one in ("ends_bounds", "ends")
        )
        return bounds, ends

    @cached_property
    def _by(self) -> Postings:
        return Postings(self._folder, f"{self.name}.by")

    def numbers(self, place: int) -> Numbers:
        """The rows of an article, or that name it."""
        return self._rows[self._bounds[place] : self._bounds[place + 1]]

    def ends(self, number: int) -> list[int]:
        """The articles that a linking row names."""
        bounds, ends = self._ends
        found: list[int] = ends[bounds[number] : bounds[number + 1]].tolist()
        return found

    def rows(self, numbers: Numbers | list[int]) -> list[Any]:
        """Rows by their numbers, in that order."""
        if not len(numbers):
            return []
        return from_table(TABLES[self.name], self._file.take(np.asarray(numbers, dtype=np.int64)))

    def all_rows(self) -> list[Any]:
        """Every row, of a table that is short."""
        return from_table(TABLES[self.name], self._file.table)

    def with_value(self, values: Iterable[str], most: int = 1) -> Iterator[Any]:
        """Rows by the column under which they are asked for, at most so many of each value."""
        column, wanted = _BY_COLUMN[self.name], dict.fromkeys(values)
        numbers = sorted({number for value in wanted for number in self._by.of(hash_of(value), most)})
        return (row for row in self.rows(numbers) if getattr(row, column) in wanted)

    def columns(self, names: list[str]) -> Iterator[tuple[int, pa.RecordBatch]]:
        """Some columns in stretches, each with the number of its first row."""
        start = 0
        for batch in self._file.batches:
            yield start, batch.select(names)
            start += batch.num_rows
