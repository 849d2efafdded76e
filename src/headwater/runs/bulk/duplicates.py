"""The same article met twice: the first, in the order of the input, stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from headwater.records.articles import Rejected
from headwater.runs.engines.port import Engine


@dataclass(frozen=True, slots=True)
class Twice:
    """By shard the articles that an earlier shard holds, and a row of ``rejected`` for each later place."""

    later: list[list[str]]
    rows: list[Rejected]


def met_twice(engine: Engine, places: Sequence[pa.Table]) -> Twice:
    """What stands in more than one place; ``places`` has each shard's, in order."""
    numbered = [
        table.append_column("shard", pa.array([number] * table.num_rows, type=pa.int64()))
        for number, table in enumerate(places)
    ]
    later: list[list[str]] = [[] for _ in places]
    rows: list[tuple[int, Rejected]] = []
    if not numbered:
        return Twice(later, [])
    whole = pa.concat_tables(numbered)
    whole = whole.append_column("order", pa.array(range(whole.num_rows), type=pa.int64()))
    counted = whole.group_by("article").aggregate([("place", "count")])
    several = counted.filter(pc.greater(counted["place_count"], 1)).select(["article"])
    for article, some in engine.group(engine.join(whole, several, "article"), "article"):
        first, *others = some.to_pylist()
        for one in others:
            rows.append((one["order"], _row(str(article), one, first)))
        for shard in sorted({one["shard"] for one in others} - {first["shard"]}):
            later[shard].append(str(article))
    return Twice(later, [row for _, row in sorted(rows, key=lambda one: one[0])])


def _row(article: str, one: dict[str, object], first: dict[str, object]) -> Rejected:
    same = "the same article" if one["text"] == first["text"] else "another text with the same id"
    return Rejected(str(one["place"]), f"{same} as {first['place']} (id {article}); the first is kept")
