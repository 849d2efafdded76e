"""Pieces of input files that can be read by themselves, and cut smaller still: lines, rows, records, whole files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, BinaryIO

from headwater.articles.config import ArticlesConfig
from headwater.articles.inputs import InputFile
from headwater.articles.items import Budget, Item, Told, of_file
from headwater.articles.kinds import reader_of
from headwater.store.storage import Storage

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Slice:
    """What one shard reads of one file: ``count`` lines, rows or records from the ``first``; 0 is the whole file.

    ``start`` and ``end`` are the bytes of lines, ``line`` the number of the line at ``start``. ``sha256`` is that of the lines, else of the file; of a Parquet or
    remote file it is what its storage says of its size and its last change. ``days`` are dates of a table's column that
    show whether day or month comes first in all of it. ``last`` says whether the file ends with it.
    """

    address: str
    name: str
    kind: str
    size: int
    sha256: str
    first: int = 0
    count: int = 0
    start: int = 0
    end: int = 0
    line: int = 0
    days: tuple[str, ...] = ()
    last: bool = True
    told: dict[str, Any] = field(default_factory=dict)

    def halves(self) -> tuple[Slice, ...]:
        """The slice as two, or just itself where it cannot be cut."""
        if self.count < 2:
            return (self,)
        half = self.count // 2
        return (
            replace(self, count=half, last=False),
            replace(self, first=self.first + half, count=self.count - half),
        )

    @property
    def is_whole(self) -> bool:
        """Whether it is all of its file."""
        return self.first == 0 and self.last

    def item(self, endpoint: str | None, config: ArticlesConfig) -> Item:
        """The file as its reader takes it."""
        named: dict[str, Any] = {
            name: tuple(v) if isinstance(v, list) else v for name, v in self.told.items()
        }
        told = Told(**named)
        storage = Storage(self.address, endpoint)
        budget = Budget(config.most_members, config.most_unpacked)
        if storage.is_remote:
            return Item(self.name, self.kind, self.size, storage.open, budget, told)
        return of_file(storage.path(), self.name, self.kind, self.size, budget, told)


def cut(
    file: InputFile, storage: Storage, size: int, config: ArticlesConfig, changed: str
) -> Iterator[Slice]:
    """A file in slices of about ``size`` articles; one of a kind that is not cut comes whole, and so does a small one."""
    whole = Slice(storage.place, file.name, file.kind, file.size, "", told=_told(file.told))
    if file.kind == "row":
        yield from _lines(whole, storage, size, config.largest_line)
    elif file.kind == "parquet":
        yield from _rows(
            replace(whole, sha256=f"size {file.size} changed {changed}"), size, storage.endpoint, config
        )
    else:
        sha = f"size {file.size} changed {changed}" if storage.is_remote else _sha256(storage)
        if file.kind == "warc":
            yield from _records(replace(whole, sha256=sha), size, storage.endpoint, config)
        else:
            yield replace(whole, sha256=sha)


def _told(told: Told) -> dict[str, Any]:
    from dataclasses import asdict

    return {name: value for name, value in asdict(told).items() if value}


def _sha256(storage: Storage) -> str:
    with storage.open() as stream:
        hashed = hashlib.sha256()
        while piece := stream.read(_CHUNK):
            hashed.update(piece)
        return hashed.hexdigest()


def _lines(whole: Slice, storage: Storage, size: int, largest: int) -> Iterator[Slice]:
    """Lines in their order, each slice with the hash of its bytes; a line is read in pieces, however long."""
    first = start = count = at = 0
    hashed = hashlib.sha256()
    with storage.open() as stream:
        for piece in _pieces(stream, largest):
            hashed.update(piece)
            at += len(piece)
            count += piece.endswith(b"\n")
            if count == size:
                yield replace(
                    whole,
                    sha256=hashed.hexdigest(),
                    first=first,
                    count=count,
                    start=start,
                    end=at,
                    line=first,
                    last=at >= whole.size,
                )
                first, start, count, hashed = first + count, at, 0, hashlib.sha256()
    if at > start or at == 0:
        rest = count + (0 if at == start else 1)  # the last line may have no end
        yield replace(
            whole, sha256=hashed.hexdigest(), first=first, count=max(rest, 1), start=start, end=at, line=first
        )


def _pieces(stream: BinaryIO, largest: int) -> Iterator[bytes]:
    while piece := stream.readline(min(largest, _CHUNK)):
        yield piece


def _rows(whole: Slice, size: int, endpoint: str | None, config: ArticlesConfig) -> Iterator[Slice]:
    """Rows of a Parquet file; one that cannot be cut, or not be read at all, comes whole and its reader says why."""
    from headwater.runs.bulk.parquet_rows import shape_of

    shape = shape_of(whole.item(endpoint, config), config)
    if shape is None or shape.rows <= size:
        yield whole
        return
    for first in range(0, shape.rows, size):
        count = min(size, shape.rows - first)
        yield replace(whole, first=first, count=count, days=shape.days, last=first + count == shape.rows)


def _records(whole: Slice, size: int, endpoint: str | None, config: ArticlesConfig) -> Iterator[Slice]:
    """What a web archive holds, counted by going through it once; what it says at its end is the last slice's."""
    reader = reader_of(whole.kind)(whole.item(endpoint, config), config)
    first = 0
    while found := sum(1 for _ in islice(reader, size)):
        yield replace(whole, first=first, count=found, last=found < size)
        first += found
    if first == 0:
        yield whole
