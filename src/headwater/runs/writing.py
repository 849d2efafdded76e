"""Writes case.json: a row of a list a line. A process that stays makes only the lines of rows that have moved.

Each line is known by the place of its row. From one run to the next lists of lines are made by the same edits as the tables that
they come from, and a line is made anew where a row that is joined to it has moved: what that costs hangs on what has
moved, and not on the case. The file itself is written from the lines, behind the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from headwater.records.tables import Tables
from headwater.runs.assembly import LISTS, Asked, Joined, Section, Whole, heading, rows_of_list
from headwater.runs.edits import Edit, Edits, joined, spliced
from headwater.runs.rows_by_key import RowsByKey
from headwater.store.folder import as_line

Found = Mapping[str, list[Any]]
_Of = tuple[type[Any], Any]


@dataclass
class _Stretch:
    """The lines of one section of a list."""

    section: Section
    lines: list[bytes] = field(default_factory=list)


@dataclass
class Lines:
    """The lines of the last case.json, and how they came out of those before it."""

    known: dict[str, list[bytes]] = field(default_factory=dict)
    moved: dict[str, Edits] | None = None
    """By list how the lines of the last run came out of those of the run before; None where these are not known."""
    made: int = 0
    """Lines that were made in the last run."""
    sha: str = ""
    """The SHA-256 of the case.json that was written from them; "" until it is."""
    _tables: dict[_Of, RowsByKey] = field(default_factory=dict)
    _stretches: dict[str, list[_Stretch]] = field(default_factory=dict)

    def bring(self, tables: Tables) -> None:
        """Make the lines of now."""
        known, self.moved, self.made = bool(self.known), None, 0
        held, self.known = self.known, {}  # a run that breaks off here leaves nothing half done
        try:
            for (kind, _), rows in self._all_tables().items():
                rows.bring(tables.of(kind))
            moved = {name: self._list(name, held, tables) for name in LISTS}
        except BaseException:
            self._tables.clear()
            self._stretches.clear()
            raise
        self.known = {name: self._lines(name, held.get(name, []), edits) for name, edits in moved.items()}
        self.moved = moved if known else None

    def lists(self, tables: Tables, *, keep: bool) -> Sequence[tuple[str, Any]] | Iterator[tuple[str, Any]]:
        """What case.json says, each list as its lines; ``keep``: there may be another run in this process."""
        if not keep:
            return lines_of(tables)
        self.bring(tables)
        return [*heading(), *self.known.items()]

    def _all_tables(self) -> dict[_Of, RowsByKey]:
        if not self._tables:
            for told in LISTS.values():
                for section in () if isinstance(told, Whole) else told:
                    self._table(section.kind, section.only)
                    for one in section.joined:
                        self._table(one.kind, one.only)
                        if one.beside:
                            self._table(one.beside[0], None)
        return self._tables

    def _table(self, kind: type[Any], only: Any) -> RowsByKey:
        return self._tables.setdefault((kind, only), RowsByKey(only))

    def _list(self, name: str, held: Mapping[str, list[bytes]], tables: Tables) -> Edits:
        """How a list's lines came out of those before."""
        told = LISTS[name]
        if isinstance(told, Whole):
            return edits_of_lines(held.get(name, []), [as_line(row) for row in told.make(tables)])
        stretches = self._stretches.setdefault(name, [_Stretch(section) for section in told])
        found: list[Edit] = []
        start = 0
        for one in stretches:
            edits = self._section(one)
            found += [Edit(start + edit.at, start + edit.until, edit.rows) for edit in edits]
            start += len(one.lines)
            one.lines = spliced(one.lines, edits) if edits else one.lines
        return joined(found)

    def _section(self, stretch: _Stretch) -> list[Edit]:
        """How the lines of a section came out of those before: its rows that moved, and those to which a moved row is joined."""
        section = stretch.section
        rows = self._table(section.kind, section.only)
        standing = self._touched(section, rows) if stretch.lines else {}
        ids = {rows.rows[at].id for at in standing}
        ids |= {row.id for edit in rows.edits for row in edit.rows} if section.joined else set()
        asked = [self._asked(one, ids) for one in section.joined]
        edits = [Edit(one.at, one.until, [self._line(section, row, asked) for row in one.rows]) for one in rows.edits]  # fmt: skip
        for at, before in standing.items():
            line = self._line(section, rows.rows[at], asked)
            if line != stretch.lines[before]:
                edits.append(Edit(before, before + 1, [line]))
        return joined(sorted(edits, key=lambda edit: (edit.at, edit.until)))

    def _lines(self, name: str, before: list[bytes], edits: Edits) -> list[bytes]:
        stretches = self._stretches.get(name, ())
        if len(stretches) == 1:
            return stretches[0].lines
        return spliced(before, edits) if edits else before

    def _line(self, section: Section, row: Any, asked: Sequence[Asked]) -> bytes:
        self.made += 1
        return as_line(section.made(row, asked))

    def _touched(self, section: Section, rows: RowsByKey) -> dict[int, int]:
        """Rows that stand and to which a row that moved is joined: their number now, and before."""
        wanted: set[str] = set()
        for one in section.joined:
            more = self._table(one.kind, one.only)
            wanted |= more.keys_moved(one.field)
            if one.beside:
                kind, name = one.beside
                beside = self._table(kind, None).keys_moved("id")
                wanted |= {getattr(more.rows[at], one.field) for at in more.places(name, beside)}
        return _standing(rows.places("id", wanted), rows.edits)

    def _asked(self, one: Joined, ids: set[str]) -> Asked:
        """Finds the rows that are joined to rows with these ids."""
        found = self._table(one.kind, one.only).of(one.field, ids)
        if one.beside:
            kind, name = one.beside
            named = {getattr(row, name) for rows in found.values() for row in rows}
            beside = {key: rows[-1] for key, rows in self._table(kind, None).of("id", named).items()}
            found = {
                key: [other for row in rows for other in (row, beside[getattr(row, name)])]
                for key, rows in found.items()
            }
        return partial(_all_of if one.many else _last_of, found)


def _all_of(found: Found, key: str) -> Sequence[Any]:
    return found.get(key, ())


def _last_of(found: Found, key: str) -> Any:
    return found[key][-1] if key in found else None


def _standing(places: Sequence[int], edits: Edits) -> dict[int, int]:
    """Of rows of now those that stood before, each with its number then."""
    found: dict[int, int] = {}
    shift = at = 0  # numbers of now less those of before, and the edit that comes next
    for place in places:
        while at < len(edits) and edits[at].at + shift + len(edits[at].rows) <= place:
            shift += len(edits[at].rows) - (edits[at].until - edits[at].at)
            at += 1
        if at == len(edits) or place < edits[at].at + shift:
            found[place] = place - shift
    return found


def edits_of_lines(before: Sequence[bytes], lines: Sequence[bytes]) -> Edits:
    """One edit from the first line that is another to the last."""
    most, start, end = min(len(before), len(lines)), 0, 0
    while start < most and before[start] == lines[start]:
        start += 1
    while end < most - start and before[-1 - end] == lines[-1 - end]:
        end += 1
    return joined([Edit(start, len(before) - end, lines[start : len(lines) - end])])


def lines_of(tables: Tables) -> Iterator[tuple[str, Any]]:
    """What case.json says, each list as its lines, one list after another: nothing is held."""
    yield from heading()
    for name in LISTS:
        yield name, [as_line(row) for row in rows_of_list(name, tables)]
