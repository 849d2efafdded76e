"""Rows of the read model by id and by place, as case.json has them: only those that a page shows are in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from headwater.show.view import LISTS
from headwater.store.readmodel import TABLES, ReadModel
from headwater.store.readmodel.columns import fields_of, whole
from headwater.store.readmodel.definition import names, quoted
from headwater.store.readmodel.lists import Child

Row = dict[str, Any]
_AT_ONCE = 500
_NO_TEXT = "''"


class Rows:
    """Reads one read model. Ids come from this file or are looked up in it; no SQL is made of what a page was sent."""

    def __init__(self, model: ReadModel) -> None:
        self.model = model
        self.select = model.select

    def one(self, statement: str, *values: Any) -> Any:
        """The first value of the first row, or None."""
        found = self.model.select(statement, *values)
        return found[0][0] if found else None

    def column(self, statement: str, *values: Any) -> list[Any]:
        """The first value of every row."""
        return [row[0] for row in self.model.select(statement, *values)]

    def list_of(self, row_id: str) -> str | None:
        """The list in which a row with this id lies, or None."""
        for name in LISTS:
            if name in TABLES and self.one(f"SELECT 1 FROM {quoted(name)} WHERE id = ?", row_id):
                return name
        return None

    def by_ids(self, name: str, ids: Iterable[str | None], **how: Any) -> list[Row]:
        """Rows with these ids, in the order of the case; those that are not there are left out."""
        return self.among(name, "id", ids, **how)

    def among(self, name: str, column: str, values: Iterable[str | None], **how: Any) -> list[Row]:
        """Rows whose column has one of these values."""
        wanted = sorted({value for value in values if value})
        found: list[tuple[int, Row]] = []
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            found += self._read(name, f"WHERE {quoted(column)} IN ({marks})", some, **how)
        return [row for _, row in sorted(found, key=lambda one: one[0])]

    def where(self, name: str, clause: str, *values: Any, **how: Any) -> list[Row]:
        """Rows that a clause chooses: ``WHERE ... ORDER BY ... LIMIT ...``."""
        return [row for _, row in self._read(name, clause, values, **how)]

    def _read(
        self, name: str, clause: str, values: Sequence[Any], *, light: bool = False, inside: str | None = None
    ) -> list[tuple[int, Row]]:
        """Rows with their places. ``light``: without texts and lists; ``inside``: of mentions those of one article."""
        table = TABLES[name]
        columns = ["rowid", *(_light(c.name) if light else quoted(c.name) for c in table.columns)]
        asked = self.model.select(f"SELECT {', '.join(columns)} FROM {quoted(name)} {clause}", *values)
        join = _whole(name)
        rows = [(place, join(given)) for place, *given in asked]
        if not table.children:
            return rows
        ids = [row["id"] for _, row in rows]
        held = {c.field: {} if light else self._elements(c, ids, inside) for c in table.children}
        return [(n, row | {f: found.get(row["id"], []) for f, found in held.items()}) for n, row in rows]

    def _elements(self, child: Child, ids: Sequence[str], inside: str | None) -> dict[str, list[Any]]:
        join = _element(child.name)
        parent, found = quoted(child.parent), dict[str, list[Any]]()
        narrow = inside is not None and child.name == "entity_mentions"
        for some in _pieces(ids):
            asked = self.model.select(
                f"SELECT {parent}, {names(child.columns)} FROM {quoted(child.name)} WHERE {parent} IN "
                f"({', '.join('?' * len(some))}){' AND article = ?' if narrow else ''} ORDER BY {parent}, place",
                *some, *((inside,) if narrow else ()),
            )  # fmt: skip
            for key, *values in asked:
                found.setdefault(key, []).append(join(values))
        return found


def _pieces(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _light(column: str) -> str:
    return _NO_TEXT if column == "text" else quoted(column)


@cache
def _whole(name: str) -> Callable[[Sequence[Any]], Row]:
    return whole(TABLES[name].fields)


@cache
def _element(name: str) -> Callable[[Sequence[Any]], Any]:
    child = next(c for table in TABLES.values() for c in table.children if c.name == name)
    return (lambda values: values[0]) if child.plain else whole(fields_of(child.element))
