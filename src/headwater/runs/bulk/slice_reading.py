"""What a slice of a file holds: drafts and rejections, just as reading the whole file gives them there."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from types import TracebackType
from typing import Any, BinaryIO, cast

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.files import read_item
from headwater.articles.items import Item
from headwater.articles.kinds import reader_of
from headwater.articles.told import with_told
from headwater.records.articles import Rejected
from headwater.runs.bulk.parquet_rows import read_some
from headwater.runs.bulk.slices import Slice

Found = Iterator[tuple[str, "Draft | Rejected"]]


def read_slice(slice_: Slice, endpoint: str | None, config: ArticlesConfig) -> Found:
    """(place, draft or rejection) of everything in a slice."""
    item = slice_.item(endpoint, config)
    if slice_.count == 0:
        return read_item(item, config)
    if slice_.kind == "row":
        return _read_lines(slice_, item, config)
    return _read_numbered(slice_, item, config)


def _read_lines(slice_: Slice, item: Item, config: ArticlesConfig) -> Found:
    ranged = replace(item, open=lambda: cast(BinaryIO, _Lines(item.open, slice_)))
    for place, one in read_item(ranged, config):
        if place == item.name:
            if slice_.is_whole or not _is_empty(one):
                yield place, one
            continue
        name, _, number = place.rpartition(":")
        placed = f"{name}:{int(number) + slice_.first}"
        yield placed, replace(one, path=placed) if isinstance(one, Rejected) else one


def _is_empty(one: Draft | Rejected) -> bool:
    return isinstance(one, Rejected) and one.reason == "the file is empty"


def _read_numbered(slice_: Slice, item: Item, config: ArticlesConfig) -> Found:
    """Rows of a table, or what a container holds from its ``first`` to its last document."""
    try:
        if slice_.kind == "parquet":
            found: Iterator[tuple[str, Any]] = read_some(slice_, item, config)
        else:
            found = islice(reader_of(slice_.kind)(item, config), slice_.first, slice_.first + slice_.count)
        for place, one in found:
            if isinstance(one, Item):
                yield from read_item(one, config)
            elif isinstance(one, Draft):
                yield place, with_told(one, item.told)
            else:
                yield place, one
    except OSError as error:
        yield item.name, item.rejected(f"cannot be read: {(error.strerror or str(error)).lower()}")


class _Lines:
    """A stream of some lines of a file; it can do what the reader of lines needs."""

    def __init__(self, opened: Callable[[], BinaryIO], slice_: Slice) -> None:
        self._stream = opened()
        self._stream.seek(slice_.start, io.SEEK_SET)
        self._left = slice_.count
        for _ in range(slice_.first - slice_.line):
            while not self._stream.readline(1 << 20).endswith(b"\n"):
                pass

    def readline(self, limit: int = -1) -> bytes:
        """The next line, or as much of it."""
        if self._left == 0:
            return b""
        line = self._stream.readline(limit)
        self._left -= line.endswith(b"\n") or not line
        return line

    def __enter__(self) -> _Lines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()
