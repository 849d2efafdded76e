"""A shard, or what is gathered from all, as it is kept: tables, and a manifest that says what each was made from."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from headwater.records.arrow import schema_of
from headwater.records.errors import DamagedCase
from headwater.records.tables import TABLES
from headwater.runs.bulk.mapped import Ordered
from headwater.runs.bulk.reading import ASIDE, DROPPED_SCHEMA, NOTES, PLACES
from headwater.runs.bulk.telling import Teller
from headwater.runs.engines.port import Engine
from headwater.runs.row_spans import key_of, spans_of
from headwater.store import StageRecord
from headwater.store.storage import Storage

_MANIFEST = "manifest.json"


@dataclass(slots=True)
class Record:
    """What a shard's manifest holds: digests of its inputs, a record for each stage, and articles given up with their reasons."""

    inputs: list[tuple[str, int, int, str]] = field(default_factory=list)  # name, first, count, digest
    stages: dict[str, StageRecord] = field(default_factory=dict)
    given_up: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # by article: path, stage, why


class Shelf:
    """One folder of tables below a run's place, with its manifest. A table stands where a record of its stage does."""

    def __init__(self, out: Storage, name: str) -> None:
        self.out = out
        self.name = name
        self.record = self._read()

    def _read(self) -> Record:
        data = self.out.read(f"{self.name}/{_MANIFEST}")
        if data is None:
            return Record()
        try:
            told = json.loads(data)
            return Record(
                [tuple(one) for one in told["inputs"]],
                {name: StageRecord(**row) for name, row in told["stages"].items()},
                {name: tuple(one) for name, one in told["given_up"].items()},
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return Record()  # what cannot be read is made anew

    def again(self) -> None:
        """Read the manifest anew: another process may have written it."""
        self.record = self._read()

    def begin(self, inputs: list[tuple[str, int, int, str]]) -> None:
        """Forget all that was made of other inputs."""
        self.record = Record(inputs)

    def stands(self, stage: str, fingerprint: str) -> bool:
        """Whether a stage was done with this fingerprint, and its tables lie there."""
        record = self.record.stages.get(stage)
        return (
            record is not None
            and record.fingerprint == fingerprint
            and all(self.out.sha256(self._file(name)) == sha for name, sha in record.tables.items())
        )

    def keep(
        self, stage: str, fingerprint: str, tables: Mapping[str, pa.Table | Ordered], seconds: float
    ) -> None:
        """Write a stage's tables, then the record that says that they stand."""
        shas = {name: self._put(name, table) for name, table in tables.items()}
        counts = {name: table.num_rows for name, table in tables.items()}
        self.record.stages[stage] = StageRecord(fingerprint, shas, counts, round(seconds, 3))
        self.write()

    def _put(self, name: str, table: pa.Table | Ordered) -> str:
        if isinstance(table, Ordered):
            return self.out.write_pieces(self._file(name), table.schema, table.pieces())
        return self.out.write_table(self._file(name), table)

    def write(self) -> None:
        """Write the manifest."""
        text = json.dumps(asdict(self.record), indent=1, ensure_ascii=False)
        self.out.write(f"{self.name}/{_MANIFEST}", text.encode("utf-8", "surrogatepass"))

    def has(self, table: str) -> bool:
        """Whether some stage of it wrote a table."""
        return any(table in record.tables for record in self.record.stages.values())

    def sha(self, table: str) -> str:
        """The SHA-256 of a table's file; raises KeyError where no stage wrote it."""
        return next(r.tables[table] for r in self.record.stages.values() if table in r.tables)

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return next((r.rows[table] for r in self.record.stages.values() if table in r.rows), 0)

    def table(self, name: str) -> pa.Table:
        """A table; raises DamagedCase where its file is gone."""
        found = self.out.read_table(self._file(name))
        if found is None:
            raise self._gone(name)
        return _in_columns(name, found)

    def pieces(self, name: str) -> Iterator[pa.Table]:
        """A table some rows at a time; raises DamagedCase where its file is gone."""
        found = self.out.read_pieces(self._file(name))
        if found is None:
            raise self._gone(name)
        for piece in found:
            yield _in_columns(name, piece)

    def article_ids(self) -> list[str]:
        """The ids of its articles; raises DamagedCase where their table is gone."""
        found = self.out.read_table(self._file("articles"), ["id"])
        if found is None:
            raise self._gone("articles")
        ids: list[str] = found["id"].to_pylist()
        return ids

    def _gone(self, name: str) -> DamagedCase:
        return DamagedCase(
            f"{self.out.address(self._file(name))} is gone; run the same command again: it is made anew"
        )

    def _file(self, table: str) -> str:
        return f"{self.name}/{table}.parquet"


@dataclass(frozen=True)
class Doing:
    """What a run holds: the engine, where it writes, the models' versions, and who is told."""

    engine: Engine
    out: Storage
    models: dict[str, str]
    teller: Teller
    endpoint: str | None = None


def schema_named(name: str) -> pa.Schema:
    """The columns of a table of the plan, or of one aside."""
    return ASIDE.get(name) or (DROPPED_SCHEMA if name == "dropped" else schema_of(TABLES[name]))


def _in_columns(name: str, table: pa.Table) -> pa.Table:
    schema = schema_named(name)
    return pa.Table.from_arrays([table[column] for column in schema.names], schema=schema)


def below_one_another(name: str, tables: Sequence[pa.Table]) -> pa.Table:
    """Tables of one name as one, by article; rows of one article keep their order."""
    table = pa.concat_tables([schema_named(name).empty_table(), *tables]).combine_chunks()
    key = None if name in ASIDE else key_of(name)
    return table if key is None else spans_of(table, key).table


def without(tables: Mapping[str, pa.Table], articles: Collection[str]) -> dict[str, pa.Table]:
    """The tables without the rows of some articles; where these stood is still told."""
    if not articles:
        return dict(tables)
    gone = pa.array(sorted(articles), type=pa.string())
    keys = {name: "article" if name == NOTES else None if name == PLACES else key_of(name) for name in tables}
    return {
        name: table
        if keys[name] is None
        else table.filter(pc.invert(pc.is_in(table[keys[name]], value_set=gone)))
        for name, table in tables.items()
    }


def shard_name(number: int) -> str:
    """The name of a shard's folder."""
    return f"shards/{number:06d}"


def numbers_of(shards: int, share: tuple[int, int] | None) -> Sequence[int]:
    """The shards of one share: every n-th from the i-th, or all."""
    if share is None:
        return range(shards)
    return range(share[0] - 1, shards, share[1])


def shelves(out: Storage, shards: int) -> Iterator[Shelf]:
    """Every shard's, in order."""
    for number in range(shards):
        yield Shelf(out, shard_name(number))
