"""All shards as one: any table of the plan, whole or a shard's part of it, without the articles that were dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from headwater.records.arrow import schema_of
from headwater.records.errors import NotACase
from headwater.records.tables import TABLES
from headwater.runs.bulk.mapped import Mapped, Maps, Numbers, Ranks
from headwater.runs.bulk.planning import read_plan
from headwater.runs.bulk.shards import Shelf, below_one_another, shelves, without
from headwater.runs.cuts import NAMING_ENTITIES
from headwater.runs.plan import GIVEN
from headwater.runs.row_spans import key_of
from headwater.store.storage import Storage

GATHERED = "gathered"
SETTLING = "articles.settle"
DROPPED = "dropped"


class Whole:
    """Tables are read when first asked for and held until they are let go: whole in memory, or mapped from ``scratch``."""

    def __init__(self, found: Sequence[Shelf], gathered: Shelf, scratch: Path | None = None) -> None:
        self.shelves = found
        self.gathered = gathered
        self.dropped: list[frozenset[str]] = [frozenset()] * len(found)
        self._held: dict[str, pa.Table] = {}
        self._scratch = scratch
        self._maps: Maps | None = None
        self._ranks: dict[int, Numbers] = {}

    @property
    def maps(self) -> Maps:
        """The mapped tables; who stays must be known."""
        if self._maps is None:
            assert self._scratch is not None
            every = [one for number in range(len(self.shelves)) for one in self.articles(number)]
            self._maps = Maps(self._scratch, Ranks(sorted(every)))
        return self._maps

    def mapped(self, name: str) -> Mapped:
        """A table of all articles that stay, as its shards lie one behind the other."""
        return self.maps.get(name) or self.maps.put(name, self._pieces(name))

    def by_shards(self, name: str) -> bool:
        """Whether a table was written shard by shard: then its rows have no order but that of their articles."""
        return TABLES[name] not in GIVEN and not self.gathered.has(name)

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
        if self._maps is not None:
            self._maps.let_go(names)

    def articles(self, number: int) -> list[str]:
        """The articles of a shard that stay."""
        ids = self.shelves[number].article_ids()
        return [one for one in ids if one not in self.dropped[number]]

    def of_shard(self, number: int, name: str) -> pa.Table:
        """A shard's rows of a table, whoever wrote it; of a table that names no article all rows."""
        if TABLES[name] in GIVEN:
            return schema_of(TABLES[name]).empty_table()
        if self.shelves[number].has(name) and not self.gathered.has(name):
            return without({name: self.shelves[number].table(name)}, self.dropped[number])[name]
        if key_of(name) is None:
            return self.table(name)
        return self.mapped(name).of(self.ranks(number))

    def ranks(self, number: int) -> Numbers:
        """The places of a shard's articles among all that stay, ascending."""
        if number not in self._ranks:
            self._ranks[number] = self.maps.articles.known(self.articles(number))
        return self._ranks[number]

    def named_of_shard(self, number: int, tables: Mapping[str, pa.Table]) -> pa.Table:
        """The entities that a shard's rows name."""
        entities = self.mapped("entities")
        named = [
            entities.by_id.places(tables[name]["entity"].combine_chunks())
            for name in NAMING_ENTITIES
            if name in tables
        ]
        rows = np.unique(np.concatenate(named)) if named else np.zeros(0, dtype=np.int64)
        return entities.take(rows[rows >= 0])

    def sha(self, name: str) -> str:
        """What stands for a table's content."""
        if TABLES[name] in GIVEN:
            return "none"
        if self.gathered.has(name):
            return self.gathered.sha(name)
        return " ".join([shelf.sha(name) for shelf in self.shelves] + [self.gathered.sha(DROPPED)])

    def _read(self, name: str) -> pa.Table:
        if TABLES[name] in GIVEN or self.gathered.has(name):
            return pa.concat_tables(
                [schema_of(TABLES[name]).empty_table(), *self._pieces(name)]
            ).combine_chunks()
        return below_one_another(name, list(self._pieces(name)))

    def _pieces(self, name: str) -> Iterator[pa.Table]:
        if TABLES[name] in GIVEN:
            return
        if self.gathered.has(name):
            yield from self.gathered.pieces(name)
            return
        for shelf, gone in zip(self.shelves, self.dropped, strict=True):
            yield without({name: shelf.table(name)}, gone)[name]


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
