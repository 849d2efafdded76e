"""The blocks of a stage as they stand between two runs of a process, each with its articles and what its rows were made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import numpy as np
import pyarrow as pa

from headwater.runs.row_spans import Numbers


@dataclass(eq=False, slots=True)
class Block:
    """One block. ``links`` are its rows of the linking table, where blocks are rows of it."""

    articles: Sequence[str]
    links: Sequence[Any] = ()
    hashed: bytes = b""
    serial: int = -1


@dataclass
class Standing:
    """All blocks of a stage. ``of`` has for each row of its tables the serial number of the block that gave it."""

    fingerprint: str = ""  # of the run whose blocks these are
    base: bytes = b""  # settings, code and models
    blocks: dict[int, Block] = field(default_factory=dict)
    by_article: dict[str, list[Block]] = field(default_factory=dict)
    by_link: dict[int, Block] = field(default_factory=dict)
    of: dict[str, Numbers] = field(default_factory=dict)
    first: str = ""  # the first article of all
    strays: bool = False  # whether there are judgements that speak of no article that is here
    _serials: Any = field(default_factory=count)

    def add(self, block: Block, serial: int | None = None) -> None:
        """A block comes; ``serial`` is that of the block whose rows it keeps."""
        block.serial = next(self._serials) if serial is None else serial
        self.blocks[block.serial] = block
        for article in block.articles:
            self.by_article.setdefault(article, []).append(block)
        for row in block.links:
            self.by_link[id(row)] = block

    def take_out(self, block: Block) -> None:
        """A block goes."""
        del self.blocks[block.serial]
        for article in block.articles:
            left = self.by_article[article]
            left.remove(block)
            if not left:
                del self.by_article[article]
        for row in block.links:
            del self.by_link[id(row)]

    def with_any(self, articles: Iterable[str]) -> dict[Block, None]:
        """The blocks that have any of some articles."""
        return {block: None for article in articles for block in self.by_article.get(article, ())}

    def index(self, place_of: dict[int, int] | None) -> Index:
        """The index of these blocks; ``place_of`` has the numbers of linking rows by their identity, where blocks are such."""
        if place_of is None:
            found = sorted(self.blocks.values(), key=lambda block: block.articles[0])
        else:
            found = sorted(self.blocks.values(), key=lambda block: place_of[id(block.links[0])])
        rank = np.zeros(max(self.blocks, default=0) + 1, dtype=np.int64)
        rank[np.fromiter((block.serial for block in found), dtype=np.int64, count=len(found))] = np.arange(
            len(found)
        )
        places = {}
        for name, of in self.of.items():
            ranks = rank[of]
            ends = np.zeros(len(found) + 1, dtype=np.int32)
            np.cumsum(np.bincount(ranks, minlength=len(found)), out=ends[1:])
            places[name] = pa.ListArray.from_arrays(
                pa.array(ends), pa.array(np.argsort(ranks, kind="stable")), type=pa.list_(pa.int64())
            )
        return Index(pa.array([block.hashed for block in found], type=pa.binary(32)), places)


@dataclass(frozen=True)
class Index:
    """What each block's rows were made of, and where they stand in each table."""

    made_of: pa.Array
    places: dict[str, pa.Array]
