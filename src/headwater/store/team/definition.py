"""The tables of a team's case: its truth, and a read model whose tables are those that ``readmodel.lists`` defines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Double, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.sql import func
from sqlalchemy.types import DateTime, TypeEngine

from headwater.records.ids import row_id
from headwater.store.readmodel.columns import Column as ListColumn
from headwater.store.readmodel.definition import MORE_INDEXES, quoted
from headwater.store.readmodel.lists import TABLES, refers

FORM = 1
"""Form of the truth's tables; a case with a later one is refused."""
READ_FORM = 1
"""Form of the rows of a read model: another number, or other SQL, makes every read model anew."""
WORDS = "words"
"""The column of a searched table that holds its folded words."""


def text() -> Text:
    """Text that is compared by its code points, whatever the database's language."""
    return Text(collation="C")


_TYPES: dict[str, TypeEngine[Any]] = {
    "text": text(), "integer": BigInteger(), "real": Double(), "boolean": Boolean(), "json": text(),
}  # fmt: skip


@cache
def truth(schema: str) -> MetaData:
    """Tables of judgements and files; ``state`` has one row: its form, its revision, the read model that is shown."""
    held = MetaData(schema=schema)
    Table(
        "state", held,
        Column("one", Integer, primary_key=True), Column("form", Integer, nullable=False),
        Column("revision", BigInteger, nullable=False), Column("complete", Boolean, nullable=False),
        Column("generation", BigInteger, nullable=False), Column("read_form", text(), nullable=False),
        Column("made_from", text(), nullable=False),
        Column("log_length", BigInteger, nullable=False), Column("log_sha256", text(), nullable=False),
    )  # fmt: skip
    Table(
        "judgement_log", held,
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("judgement", text(), nullable=False, unique=True), Column("line", LargeBinary, nullable=False),
        Column("added_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
        Column("added_by", text(), nullable=False, server_default=func.session_user()),
    )  # fmt: skip
    Table(
        "objects",
        held,
        Column("sha256", text(), primary_key=True),
        Column("size", BigInteger, nullable=False),
    )
    Table(
        "pieces", held, Column("sha256", text(), primary_key=True),
        Column("place", Integer, primary_key=True, autoincrement=False), Column("data", LargeBinary, nullable=False),
    )  # fmt: skip
    Table("files", held, Column("name", text(), primary_key=True), Column("sha256", text(), nullable=False))
    return held


def guards(schema: str) -> Iterator[str]:
    """Statements that keep the log as it is: rows are added, and changed only where a purge says so."""
    yield f"ALTER TABLE {quoted(schema)}.pieces ALTER COLUMN data SET STORAGE EXTERNAL"  # it is packed already
    yield (
        f"CREATE FUNCTION {quoted(schema)}.only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF current_setting('headwater.redacting', true) = 'on' THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION 'judgements are only ever added to'; END $$"
    )
    yield (
        f"CREATE TRIGGER only_added_to BEFORE UPDATE ON {quoted(schema)}.judgement_log "
        f"FOR EACH ROW EXECUTE FUNCTION {quoted(schema)}.only_added_to()"
    )
    yield (
        f"CREATE TRIGGER never_taken_away BEFORE DELETE OR TRUNCATE ON {quoted(schema)}.judgement_log "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {quoted(schema)}.only_added_to()"
    )


@cache
def lists() -> MetaData:
    """Every table of a read model, in the schema on the search path; keys and indexes come after the rows."""
    held = MetaData()
    Table("meta", held, Column("key", text(), primary_key=True), Column("value", text(), nullable=False))
    for table in TABLES.values():
        more = [Column(WORDS, TSVECTOR)] if table.searched else []
        Table(table.name, held, Column("rowid", BigInteger, nullable=False), *_columns(table.columns), *more)
        for child in table.children:
            place = (
                Column(child.parent, text(), nullable=False),
                Column("place", BigInteger, nullable=False),
            )
            Table(child.name, held, *place, *_columns(child.columns))
    return held


def _columns(columns: tuple[ListColumn, ...]) -> Iterator[Column[object]]:
    for column in columns:
        yield Column(column.name, _TYPES[column.kind])


def keys() -> Iterator[str]:
    """Statements that make primary keys, indexes and foreign keys; these tell who leads where, and are not enforced."""
    for table in TABLES.values():
        own = "id" if table.keyed else "rowid"
        yield f"ALTER TABLE {quoted(table.name)} ADD PRIMARY KEY ({quoted(own)})"
        if table.keyed:
            yield f"CREATE UNIQUE INDEX ON {quoted(table.name)} (rowid)"
        if table.searched:
            yield f"CREATE INDEX ON {quoted(table.name)} USING gin ({WORDS})"
        for child in table.children:
            yield f"ALTER TABLE {quoted(child.name)} ADD PRIMARY KEY ({quoted(child.parent)}, place)"
    for name, column, other in references():
        yield f"CREATE INDEX ON {quoted(name)} ({quoted(column)})"
        yield f"ALTER TABLE {quoted(name)} ADD FOREIGN KEY ({quoted(column)}) REFERENCES {quoted(other)} (id) NOT VALID"
    for name, columns in MORE_INDEXES:
        yield f"CREATE INDEX ON {quoted(name)} ({', '.join(map(quoted, columns))})"


def references() -> Iterator[tuple[str, str, str]]:
    """Columns whose values are ids: table, column, the table that they are of."""
    for table in TABLES.values():
        for child in table.children:
            yield child.name, child.parent, table.name
        for name, columns in ((table.name, table.columns), *((c.name, c.columns) for c in table.children)):
            for column in columns:
                other = refers(name, column)
                if other:
                    yield name, column.name, other


@cache
def views() -> str:
    """The views of the read model in this engine's words; what they say is written once, for both."""
    said = files("headwater.store.readmodel").joinpath("views.sql").read_text(encoding="utf-8")
    return said.replace("group_concat(", "string_agg(")


@cache
def read_form() -> str:
    """What a read model's own form hangs on."""
    columns = [
        [table.name, [[one.name, str(one.type)] for one in table.columns]]
        for table in lists().tables.values()
    ]
    return row_id("rp", READ_FORM, repr(columns), *keys(), views())
