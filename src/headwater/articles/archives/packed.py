"""A single packed file (``articles.jsonl.gz``, ``crawl.warc.gz``, ``pages.tar.xz``) to what was packed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePosixPath

from headwater.articles.archives.members import STREAMED, opened_later
from headwater.articles.archives.octets import Octets, Stream
from headwater.articles.archives.packing import Broken
from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.items import Item
from headwater.articles.kinds import kind_of
from headwater.articles.signatures import HEAD, kind_of_bytes
from headwater.records.articles import Rejected

_RATIO = 200
_FREE = 10_000_000


def read_packed(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The document that is packed in a file of its own."""
    name = _name_within(item.name)
    with item.open() as stream:
        try:
            octets = Octets(stream)
            head = octets.peek(HEAD)
        except Broken as broken:
            yield item.name, item.rejected(f"cannot be unpacked: {broken.reason}")
            return
        if not octets.packed:
            yield item.name, item.rejected("is named as packed, but is not packed by gzip, bzip2 or xz")
            return
        kind = kind_of_bytes(head) or kind_of(name)
        if kind is None:
            yield item.name, item.rejected("holds a file of a kind that is not read")
        elif kind == "warc":
            yield item.name, _as_it_is(item, "warc")
        elif kind in STREAMED:
            opener = lambda: io.BufferedReader(Stream(item.open(), item.budget.octets), 1 << 16)  # noqa: E731
            yield item.name, opened_later(item, name, kind, item.size, opener)
        else:
            yield _whole(item, name, kind, octets, config)


def _whole(
    item: Item, name: str, kind: str, octets: Octets, config: ArticlesConfig
) -> tuple[str, Rejected | Item]:
    limit = min(config.largest_member, max(_FREE, item.size * _RATIO))
    try:
        data = octets.read(limit + 1)
    except Broken as broken:
        return item.name, item.rejected(f"cannot be unpacked: {broken.reason}")
    if len(data) > limit:
        return item.name, item.rejected(
            f"would unpack to more than {limit:,} bytes from {item.size:,}; a bomb, or unpack it first"
        )
    if not item.budget.take(len(data), 1):
        return item.name, item.rejected(
            f"comes after the {config.most_unpacked:,} bytes that one input may hold"
        )
    return item.name, item.inner(name, kind, data)


def _as_it_is(item: Item, kind: str) -> Item:
    """The same bytes under the kind that they are: the reader of WARC unpacks by itself."""
    return Item(item.name, kind, item.size, item.open, item.budget, item.told, item.depth + 1)


def _name_within(name: str) -> str:
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    return f"{path.stem}.tar" if suffix == ".tgz" else path.stem or "file"
