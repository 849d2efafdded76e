"""Which rows of each table belong to which article, for a stage over blocks.

A table with an article's column goes by it. A linking table's row goes to every article that it names; entities go to
the articles that name them, judgements to the articles that they are about. What is cut otherwise says so in ``cuts``.
Any other table comes whole to every block, and moves every block when it moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from headwater.records.arrow import hints_of
from headwater.records.entities import Entity
from headwater.records.links import ENDS
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES
from headwater.runs.cuts import (
    CUTS,
    LOOKED_AT,
    Cut,
    Pairs,
    concern_entities,
    concern_judgements,
    concerning_by,
)
from headwater.runs.row_spans import RowSpans, key_of, spans_of

_OF_ENTITIES = frozenset(hints_of(Entity)) - {"because"}
"""What a block is shown of an entity. Why it is one is told by counts, which move with every article that names it."""


@dataclass(frozen=True)
class Shares:
    """The inputs of a stage: ``own`` by their articles, ``named`` by the articles that a row concerns, the rest ``whole``.

    ``stray`` are rows of named tables that concern no article that is here: the first block is told of them, so that
    what became of a judgement on a text that is gone is said once.
    """

    own: Mapping[str, RowSpans]
    named: Mapping[str, tuple[pa.Table, Mapping[str, Sequence[int]]]]
    whole: Mapping[str, pa.Table]
    stray: Mapping[str, Sequence[int]]

    def ties(self, stage: Stage) -> Iterator[Sequence[str]]:
        """The articles that each row of a linking table, and each judgement, ties together."""
        linking = {TABLE_OF[kind] for kind in stage.links}
        for name, (_, rows) in self.named.items():
            if name in linking or _is_judged(name):
                tied: dict[int, list[str]] = {}
                for article, numbers in rows.items():
                    for number in numbers:
                        tied.setdefault(number, []).append(article)
                yield from tied.values()


def shares_of(stage: Stage, inputs: Mapping[str, pa.Table]) -> Shares:
    """How the inputs of a stage fall to articles; raises ValueError where a linking table is no input or has no ends."""
    for kind in stage.links:
        if kind not in ENDS or TABLE_OF[kind] not in inputs:
            raise ValueError(
                f"{stage.name} is closed under {kind.__name__}, which it does not read or which ties nothing"
            )
    own: dict[str, RowSpans] = {}
    named: dict[str, tuple[pa.Table, Mapping[str, Sequence[int]]]] = {}
    whole: dict[str, pa.Table] = {}
    stray: dict[str, Sequence[int]] = {}
    for name, table in inputs.items():
        cut, key = cut_of(stage, name), key_of(name)
        if cut is None and key is None:
            whole[name] = table
        elif cut is None and key is not None:
            own[name] = spans_of(table, key)
        elif cut is not None:
            found = concerning_by(cut, name, inputs, table)
            named[name] = (found.table, found.rows)
            if _is_judged(name):
                told = {number for numbers in found.rows.values() for number in numbers}
                stray[name] = [number for number in range(table.num_rows) if number not in told]
    return Shares(own, named, whole, stray)


def _is_judged(name: str) -> bool:
    return name.endswith("_judgements")


def cut_of(stage: Stage, name: str) -> Cut | None:
    """How a table is cut for a stage over blocks; None where it goes by its own article, or comes whole."""
    declared = CUTS.get((stage.name, name))
    if declared is not None:
        return declared
    if _is_judged(name) and name != "entity_judgements":
        return Cut(concern_judgements)
    if name == "entities":
        return Cut(concern_entities, _OF_ENTITIES)
    ends = ENDS.get(TABLES[name])
    return Cut(_by_ends(ends), LOOKED_AT.get((stage.name, name))) if ends else None


def goes_by_ends(stage: Stage, name: str) -> bool:
    """Whether the rows of a table go to the articles that they name."""
    otherwise = (stage.name, name) in CUTS or _is_judged(name) or name == "entities"
    return TABLES[name] in ENDS and not otherwise


def _by_ends(ends: Sequence[str]) -> Callable[[Mapping[str, pa.Table], pa.Table], Pairs]:
    def concern(inputs: Mapping[str, pa.Table], table: pa.Table) -> Pairs:
        here = set(inputs["articles"]["id"].to_pylist())
        for column in ends:
            for number, value in enumerate(table[column].to_pylist()):
                some = value if isinstance(value, list) else [value]
                yield from ((article, number) for article in some if article in here)

    return concern
