"""All shards as one: any table of the plan, whole or a shard's part of it, without the articles that were dropped."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from headwater.records.arrow import schema_of
from headwater.records.errors import NotACase
from headwater.records.tables import TABLES
from headwater.runs.bulk.planning import read_plan
from headwater.runs.bulk.shards import Shelf, below_one_another, shelves, without
from headwater.runs.plan import GIVEN
from headwater.runs.row_spans import RowSpans, key_of, spans_of
from headwater.store.storage import Storage

GATHERED = "gathered"
SETTLING = "articles.settle"
DROPPED = "dropped"


class Whole:
    """Tables are read when first asked for and held until they are let go."""

    def __init__(self, found: Sequence[Shelf], gathered: Shelf) -> None:
        self.shelves = found
        self.gathered = gathered
        self.dropped: list[frozenset[str]] = [frozenset()] * len(found)
        self._held: dict[str, pa.Table] = {}
        self._spans: dict[str, RowSpans] = {}

    def know_dropped(self) -> None:
        """Take the articles that do not stay from what was gathered; until then all stay."""
        gone: list[set[str]] = [set() for _ in self.shelves]
        for row in self.gathered.table(DROPPED).to_pylist():
            gone[row["shard"]].add(row["article"])
        self.dropped = [frozenset(some) for some in gone]

    def table(self, name: str) -> pa.Table:
        """A table of all articles that stay, in their order."""
        if name not in self._held:
            self._held[name] = self._read(name)
        return self._held[name]

    def let_go(self, names: Sequence[str]) -> None:
        """Forget tables that nobody reads any more."""
        for name in names:
            self._held.pop(name, None)
            self._spans.pop(name, None)

    def articles(self, number: int) -> list[str]:
        """The articles of a shard that stay."""
        ids = self.shelves[number].table("articles")["id"].to_pylist()
        return [one for one in ids if one not in self.dropped[number]]

    def of_shard(self, number: int, name: str) -> pa.Table:
        """A shard's rows of a table, whoever wrote it; of a table that names no article all rows."""
        key = key_of(name)
        if TABLES[name] in GIVEN:
            return schema_of(TABLES[name]).empty_table()
        if self.shelves[number].has(name) and not self.gathered.has(name):
            return without({name: self.shelves[number].table(name)}, self.dropped[number])[name]
        if key is None:
            return self.table(name)
        if name not in self._spans:
            self._spans[name] = spans_of(self.table(name), key)
        return self._spans[name].of(self.articles(number))

    def sha(self, name: str) -> str:
        """What stands for a table's content."""
        if TABLES[name] in GIVEN:
            return "none"
        if self.gathered.has(name):
            return self.gathered.sha(name)
        return " ".join([shelf.sha(name) for shelf in self.shelves] + [self.gathered.sha(DROPPED)])

    def _read(self, name: str) -> pa.Table:
        if TABLES[name] in GIVEN:
            return schema_of(TABLES[name]).empty_table()
        if self.gathered.has(name):
            return self.gathered.table(name)
        pieces = [
            without({name: shelf.table(name)}, gone)[name]
            for shelf, gone in zip(self.shelves, self.dropped, strict=True)
        ]
        return below_one_another(name, pieces)


def open_whole(out: Storage) -> Whole:
    """What a finished bulk run left; raises NotACase where there is none, or where it is not gathered."""
    plan = read_plan(out)
    if plan is None:
        raise NotACase(
            f"{out.place} holds no bulk run; make one with: headwater bulk INPUT... -o {out.place}"
        )
    whole = Whole(list(shelves(out, len(plan.shards))), Shelf(out, GATHERED))
    if not whole.gathered.has("changes"):
        raise NotACase(
            f"the bulk run in {out.place} has not come to its end; run it again, or headwater bulk --gather"
        )
    whole.know_dropped()
    return whole
