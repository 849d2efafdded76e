"""The SQL that makes an empty read model: tables with foreign keys, indexes, full-text indexes, views."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from headwater.store.readmodel.columns import Column
from headwater.store.readmodel.lists import TABLES, Child, ListTable, refers

_TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "boolean": "INTEGER", "json": "TEXT"}
MORE_INDEXES = (
    ("articles", ("published_value",)),
    ("articles", ("publisher",)),
    ("changes", ("parent_article", "child_article")),
    ("derivations", ("parent",)),
    ("findings", ("kind",)),
    ("claim_quantities", ("role", "low")),
    ("entities", ("name",)),
)
"""Indexes beside those of ids: table and columns."""


@cache
def tables() -> str:
    """The statements that make the tables."""
    made = [
        'CREATE TABLE meta ("key" TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID',
        # of the rows of each list a hash of its line in case.json, and its rowid: what has changed is found by them
        "CREATE TABLE meta_lines (list TEXT NOT NULL, piece INTEGER NOT NULL, hashes BLOB NOT NULL, places BLOB NOT NULL, PRIMARY KEY (list, piece))",
    ]
    for table in TABLES.values():
        made.append(_list_table(table))
        made += [_child_table(table, child) for child in table.children]
    return ";\n".join(made) + ";\n"


@cache
def indexes() -> str:
    """The statements that make indexes, full-text indexes and views; they come after the rows."""
    made = list(_indexes())
    made += [_full_text(table) for table in TABLES.values() if table.searched]
    views = files("headwater.store.readmodel").joinpath("views.sql").read_text(encoding="utf-8")
    return ";\n".join(made) + ";\n" + views


def quoted(name: str) -> str:
    """A name as SQL has it: some are words of the language ("group", "from")."""
    return f'"{name}"'


def names(columns: Sequence[Column]) -> str:
    """Columns as a list of names."""
    return ", ".join(quoted(column.name) for column in columns)


def _list_table(table: ListTable) -> str:
    lines = [
        f"{quoted(column.name)} {_TYPES[column.kind]}"
        + (" PRIMARY KEY NOT NULL" if column.name == "id" else "")
        for column in table.stored()
    ]
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(lines + _keys(table.name, table.columns)) + "\n)"  # fmt: skip


def _child_table(table: ListTable, child: Child) -> str:
    lines = [
        f"{quoted(child.parent)} TEXT NOT NULL",
        "place INTEGER NOT NULL",
        *(f"{quoted(column.name)} {_TYPES[column.kind]}" for column in child.columns),
        f"PRIMARY KEY ({quoted(child.parent)}, place)",
        f"FOREIGN KEY ({quoted(child.parent)}) REFERENCES {quoted(table.name)} (id)",
        *_keys(child.name, child.columns),
    ]
    return f"CREATE TABLE {quoted(child.name)} (\n  " + ",\n  ".join(lines) + "\n) WITHOUT ROWID"


def _keys(table: str, columns: Sequence[Column]) -> list[str]:
    return [
        f"FOREIGN KEY ({quoted(column.name)}) REFERENCES {quoted(other)} (id)"
        for column in columns
        if (other := refers(table, column))
    ]


def _indexes() -> Iterator[str]:
    for table in TABLES.values():
        for name, columns in ((table.name, table.columns), *((c.name, c.columns) for c in table.children)):
            for column in columns:
                if refers(name, column):
                    yield _index(name, (column.name,))
    yield from (_index(name, columns) for name, columns in MORE_INDEXES)


def _index(table: str, columns: Sequence[str]) -> str:
    on = ", ".join(quoted(name) for name in columns)
    return f"CREATE INDEX {quoted('_'.join(['by', table, *columns]))} ON {quoted(table)} ({on})"


def _full_text(table: ListTable) -> str:
    held = ", ".join(quoted(name) for name in (*table.searched, "folded"))
    # ``content="..."`` is how Datasette knows that a table can be searched
    return (
        f'CREATE VIRTUAL TABLE {table.name}_fts USING fts5({held}, content="{table.name}", '
        f'tokenize="unicode61 remove_diacritics 2");\n'
        f"INSERT INTO {table.name}_fts({table.name}_fts) VALUES ('rebuild')"
    )
