"""Into which blocks the rows of a stage fall: articles that hang together, or rows of a linking table.

Where nearly every article meets some other through a phrase, the articles that hang together are all of them; their
pairs are not. A block of a bundled stage is a row of its linking table with the articles that it names, or those rows
that must be decided together; an article stands in several.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from headwater.records.links import ENDS
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF
from headwater.runs.blocks.components import components
from headwater.runs.blocks.shares import Shares


@dataclass(frozen=True)
class Blocks:
    """``articles[k]`` are those of block k, sorted; ``rows[name][k]`` its rows of a table that goes by blocks alone."""

    articles: Sequence[Sequence[str]]
    rows: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)

    def numbers(self, shares: Shares, name: str, place: int) -> list[int]:
        """The rows of a named table that a block is given, ascending; the first block is told of stray rows too."""
        if name in self.rows:
            return list(self.rows[name][place])
        rows = shares.named[name][1]
        numbers = {number for article in self.articles[place] for number in rows.get(article, ())}
        if place == 0:
            numbers.update(shares.stray.get(name, ()))
        return sorted(numbers)


def blocks_of(stage: Stage, shares: Shares, inputs: Mapping[str, pa.Table]) -> Blocks:
    """The blocks of a stage, in order."""
    if stage.bundled is None:
        return Blocks(components(inputs["articles"]["id"].to_pylist(), shares.ties(stage)))
    (kind,) = stage.links
    name = TABLE_OF[kind]
    table, here = inputs[name], set(inputs["articles"]["id"].to_pylist())
    ends = list(zip(*(table[column].to_pylist() for column in ENDS[kind]), strict=True))
    together: dict[str, list[int]] = {}
    for number, value in enumerate(table[stage.bundled].to_pylist()):
        if all(article in here for article in ends[number]):
            together.setdefault(value or f"\0{number}", []).append(number)
    rows = list(together.values())
    return Blocks([sorted({one for number in some for one in ends[number]}) for some in rows], {name: rows})
