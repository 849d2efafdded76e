"""A read model of a team's case that is open: a connection that only reads, in the schema of one answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import psycopg
from psycopg import IsolationLevel

from headwater.records.errors import DamagedCase
from headwater.store.port import Found, Json, WrongQuery
from headwater.store.readmodel.columns import fields_of, whole
from headwater.store.readmodel.definition import names, quoted
from headwater.store.readmodel.lists import TABLES, Child
from headwater.store.team.address import Address
from headwater.store.team.connecting import caller, complaint
from headwater.store.team.definition import WORDS, lists, read_form, references
from headwater.store.team.locks import hold_generation
from headwater.store.team.searching import query_of, shown

_PLACES = re.compile(r"""('(?:[^']|'')*'|"(?:[^"]|"")*")|(\?)|(%)""")
_BROKEN = ("XX000", "XX001", "XX002")
_TEXT_OF = {"articles": "text", "claims": "text"}


class TeamReadModel:
    """The read model of one answer, opened to read. It stays as it is while it is open, whatever is made meanwhile."""

    def __init__(self, address: Address, connection: psycopg.Connection[Any]) -> None:
        self._address = address
        self._connection = connection

    def __enter__(self) -> TeamReadModel:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection; a read model that nobody has open goes when a newer one is made."""
        self._connection.close()

    def select(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows that a SELECT gives, each ``?`` a value; raises WrongQuery, DamagedCase, CaseError."""
        try:
            with self._connection.cursor(binary=True) as cursor:  # one statement, not several
                cursor.execute(_placed(statement).encode("utf-8"), [_given(value) for value in values])
                return cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            raise self._told(error) from error
        except UnicodeEncodeError as error:
            raise WrongQuery(f"the read model does not take this: {error}") from error
        finally:
            if not self._connection.closed:
                self._connection.rollback()

    def _told(self, error: psycopg.Error) -> Exception:
        state = error.sqlstate or ""
        if state in _BROKEN:
            return DamagedCase(
                f"the read model of {self._address.shown} is damaged ({error}); copy the case to it again"
            )
        if isinstance(error, psycopg.OperationalError) and not state:
            return complaint(self._address, error)
        return WrongQuery(f"the read model does not take this: {str(error).splitlines()[0]}")

    def meta(self) -> dict[str, str]:
        """What it was made from, by what, and how many rows each list has."""
        return dict(self.select('SELECT "key", value FROM meta ORDER BY "key"'))

    def counts(self) -> dict[str, int]:
        """How many rows each list of case.json has here, counted."""
        return {name: self.select(f"SELECT count(*) FROM {quoted(name)}")[0][0] for name in TABLES}

    def rows(self, name: str) -> Iterator[Json]:
        """The rows of a list, as case.json has them and in its order; raises KeyError for an unknown list."""
        table = TABLES[name]
        join = whole(table.fields)
        inside = {child.field: self._elements(child) for child in table.children}
        for values in self.select(f"SELECT {names(table.columns)} FROM {quoted(name)} ORDER BY rowid"):
            row = join(values)
            yield row | {field: found.get(row["id"], []) for field, found in inside.items()}

    def _elements(self, child: Child) -> dict[str, list[Any]]:
        join = (lambda values: values[0]) if child.plain else whole(fields_of(child.element))
        found: dict[str, list[Any]] = {}
        parent = quoted(child.parent)
        asked = f"SELECT {parent}, {names(child.columns)} FROM {quoted(child.name)} ORDER BY {parent}, place"
        for key, *values in self.select(asked):
            found.setdefault(key, []).append(join(values))
        return found

    def search(self, table: str, asked: str, limit: int = 20) -> list[Found]:
        """Articles or claims that hold every word of a search, in any spelling, best first."""
        column = _TEXT_OF[table]
        query = query_of(asked)
        if query is None:
            return []
        rows = self.select(
            f"SELECT t.id, t.{column} FROM {table} t CROSS JOIN (SELECT CAST(? AS tsquery) AS asked) q "
            f"WHERE t.{WORDS} @@ q.asked ORDER BY round(ts_rank(t.{WORDS}, q.asked)::numeric, 4) DESC, t.rowid LIMIT ?",
            query,
            limit,
        )
        return [Found(table, key, shown(text, asked)) for key, text in rows]

    def check(self) -> list[str]:
        """What is broken: rows left out, ids that lead nowhere; reads all of it."""
        meant = self.meta()
        told = [
            f"{int(meant[f'rows_of_{name}']) - held} rows of {name} have the id of another row and are left out"
            for name, held in self.counts().items()
            if meant[f"rows_of_{name}"] != str(held)
        ]
        return told + [
            line for name, column, other in references() for line in self._lost(name, column, other)
        ]

    def _lost(self, name: str, column: str, other: str) -> list[str]:
        asked = (
            f"SELECT count(*) FROM {quoted(name)} t LEFT JOIN {quoted(other)} o ON o.id = t.{quoted(column)} "
            f"WHERE t.{quoted(column)} IS NOT NULL AND o.id IS NULL"
        )
        lost = self.select(asked)[0][0]
        return [f"{lost} rows of {name} lead to no row of {other}"] if lost else []


def open_generation(address: Address, generation: int, made_from: str) -> TeamReadModel | None:
    """A read model that is whole and of this case; None where it is gone, damaged, or of something else."""
    schema = address.read_schema(generation)
    connection = psycopg.connect(address.url, application_name=caller(), connect_timeout=10)
    try:
        hold_generation(connection, address, generation)
        asked = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind = 'r'"
        row = connection.execute(asked, [schema]).fetchone()
        if row is not None and row[0] == len(lists().tables):
            connection.execute(f'SET search_path = "{schema}"'.encode())
            connection.commit()
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            model = TeamReadModel(address, connection)
            told = model.meta()
            if told.get("form") == read_form() and told.get("made_from") == made_from:
                return model
    except (psycopg.DatabaseError, WrongQuery, DamagedCase):
        pass
    connection.close()
    return None


def _placed(statement: str) -> str:
    """``?`` as the driver has it; what stands in quotation marks is left alone."""

    def other(match: re.Match[str]) -> str:
        return "%s" if match[2] else (match[1] or "%").replace("%", "%%")

    return _PLACES.sub(other, statement)


def _given(value: Any) -> Any:
    return value.replace("\x00", "\ufffd") if isinstance(value, str) else value
