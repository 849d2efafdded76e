"""Makes a read model of one case.json from that of another: rows whose lines have changed are taken out and put in.

The old file is copied and the copy is changed, so whoever has the old one open reads on in it. A row is known by a hash of its
line; rows that come between two others get a rowid between theirs, and of rows that have changed places as few as can be
are taken out and put in again. Where that does not work out - no room, an id that comes twice - there is nothing to be had
here, and the read model is made anew.
"""

from __future__ import annotations

import shutil
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from headwater.store.readmodel.building import Writer, tell
from headwater.store.readmodel.definition import quoted
from headwater.store.readmodel.lists import TABLES, ListTable
from headwater.store.readmodel.marks import GAP, mark_of, read_marks, write_marks
from headwater.store.readmodel.model import AHEAD_OF, IN_LOG
from headwater.store.readmodel.places import log_size, reading
from headwater.store.readmodel.rows import CaseRows

MOST = 0.2
"""Share of all rows that are new or gone from which on it is quicker to make all anew."""
_AT_ONCE = 500


@dataclass(slots=True)
class _List:
    """One list as it was and as it is: hashes of its lines, rowids, and the lines that are new, by their place."""

    before: dict[int, int]
    hashes: list[int] = field(default_factory=list)
    fresh: dict[int, bytes] = field(default_factory=dict)
    again: set[int] = field(default_factory=set)
    """Lines that came before: one that comes twice is one row, and yet has a place."""

    def known(self) -> list[int | None]:
        """The rowid that each line has had; None for one that is new, or comes again."""
        fresh = self.fresh.keys() | self.again
        return [self.before.get(mark) if at not in fresh else None for at, mark in enumerate(self.hashes)]

    def moved(self) -> dict[int, int]:
        """Lines that stay, but elsewhere among the others: by their hash, where they are now."""
        known = [(place, at) for at, place in enumerate(self.known()) if place is not None]
        if all(a < b for a, b in pairwise(known)):
            return {}
        stay = rising([place for place, _ in known])
        return {self.hashes[at]: at for k, (_, at) in enumerate(known) if k not in stay}

    def places(self) -> list[int] | None:
        """The rowid of every line; None where there is no room."""
        known = self.known()
        found: list[int] = []
        at = last = 0
        while at < len(known):
            end = at
            while end < len(known) and known[end] is None:
                end += 1
            following = known[end] if end < len(known) else None
            step = GAP if following is None else (following - last) // (end - at + 1)
            if step < 1:
                return None
            found += [last + step * (k + 1) for k in range(end - at)]
            if following is not None:
                found.append(following)
            last, at = (found[-1] if found else 0), end + 1
        return found

    def gone(self) -> list[int]:
        """The rowids of lines that are there no more, ascending."""
        held = {mark for at, mark in enumerate(self.hashes) if at not in self.fresh and at not in self.again}
        return sorted(place for mark, place in self.before.items() if mark not in held)


def rising(numbers: Sequence[int]) -> set[int]:
    """Where the most numbers stand that rise from one to the next (Fredman, 1975): n log n."""
    ends: list[int] = []  # the place of the least number that ends a row of so many
    values: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(values, number)
        before.append(ends[at - 1] if at else -1)
        ends[at : at + 1] = [place]
        values[at : at + 1] = [number]
    found: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


def change(old: Path, draft: Path, rows: CaseRows) -> bool:
    """Make at ``draft`` the read model of ``rows`` from the whole one at ``old``; False where it must be made anew.

    Raises DamagedCase where case.json is not whole, sqlite3.Error or OSError where the disk is full.
    """
    lists = _known(old)
    if lists is None or not _compare(lists, rows) or not _take_moved(lists, rows):
        return False
    if not consolidated(old, draft):
        return False
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        connection.execute('DELETE FROM meta WHERE "key" = ?', (AHEAD_OF,))
        try:
            written = [_write(connection, TABLES[name], one, rows) for name, one in lists.items()]
            whole = all(written)
        except sqlite3.IntegrityError:
            whole = False
        if whole:
            tell(connection, rows, {name: len(one.hashes) for name, one in lists.items()})
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")  # for whoever opens it besides
    return whole


def consolidated(old: Path, draft: Path) -> bool:
    """Copy a read model with what its log holds; False where another program has written there."""
    with closing(reading(old)) as connection:
        if not log_size(old):
            shutil.copyfile(old, draft)
        elif _of_others(old, connection):
            return False
        else:
            with closing(sqlite3.connect(draft)) as copy:
                connection.backup(copy)
        draft.chmod(0o600)
    with closing(sqlite3.connect(draft)) as copy:
        copy.execute('DELETE FROM meta WHERE "key" = ?', (IN_LOG,))
        copy.commit()
    return True


def _of_others(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether the log beside a read model was written by another program."""
    if not log_size(path):
        return False
    return connection.execute('SELECT 1 FROM meta WHERE "key" = ?', (IN_LOG,)).fetchone() is None


def _known(old: Path) -> dict[str, _List] | None:
    """The lists of a read model; None where an id came twice."""
    with closing(reading(old)) as connection:
        if _of_others(old, connection):
            return None
        told = read_marks(connection)
        counts = {
            name: connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0] for name in TABLES
        }
    lists = {}
    for name in TABLES:
        before: dict[int, int] = {}
        for mark, place in zip(*told.get(name, ((), ())), strict=True):
            before.setdefault(mark, place)  # a line that comes twice: the first row stands
        lists[name] = _List(before)
    return lists if all(len(one.before) == counts[name] for name, one in lists.items()) else None


def _compare(lists: dict[str, _List], rows: CaseRows) -> bool:
    """Read the new lines; False where too many are new or gone."""
    changed = 0
    seen: dict[str, set[int]] = {name: set() for name in lists}
    for name, line in rows.lines():
        if name not in lists:
            continue
        one, mark = lists[name], mark_of(line)
        if mark in seen[name]:
            one.again.add(len(one.hashes))
        elif mark not in one.before:
            one.fresh[len(one.hashes)] = line
            changed += 1
        seen[name].add(mark)
        one.hashes.append(mark)
    total = sum(len(one.hashes) for one in lists.values())
    stay = sum(len(one.hashes) - len(one.fresh) - len(one.again) for one in lists.values())
    changed += sum(len(one.before) for one in lists.values()) - stay
    return changed <= MOST * total


def _take_moved(lists: dict[str, _List], rows: CaseRows) -> bool:
    """Take lines that have changed their places for new ones; False where they are not there any more."""
    wanted = {name: moved for name, one in lists.items() if (moved := one.moved())}
    for name, line in rows.again() if wanted else ():
        at = wanted[name].pop(mark_of(line), None) if name in wanted else None
        if at is not None:
            lists[name].fresh[at] = line
    return not any(wanted.values())


def _write(connection: sqlite3.Connection, table: ListTable, one: _List, rows: CaseRows) -> bool:
    places = one.places()
    if places is None:
        return False
    gone = one.gone()
    if not gone and not one.fresh and not one.again:
        return True
    take_out(connection, table, gone)
    writer = Writer(table, strict=True)
    for at, line in one.fresh.items():
        writer.take(rows.row(line), places[at])
    writer.write(connection)
    search(connection, table, [places[at] for at in one.fresh])
    write_marks(connection, table.name, one.hashes, places)
    return True


def take_out(connection: sqlite3.Connection, table: ListTable, gone: Sequence[int]) -> None:
    """Take rows out of a table, of the lists inside them, and of its full text."""
    for some in pieces(gone):
        marks = ", ".join("?" * len(some))
        if table.searched:
            _search(connection, table, some, "delete")
        if table.children:
            ids = [row[0] for row in connection.execute(f"SELECT id FROM {quoted(table.name)} WHERE rowid IN ({marks})", some)]  # fmt: skip
            for child in table.children:
                connection.executemany(f"DELETE FROM {quoted(child.name)} WHERE {quoted(child.parent)} = ?", [(one,) for one in ids])  # fmt: skip
        connection.execute(f"DELETE FROM {quoted(table.name)} WHERE rowid IN ({marks})", some)


def search(connection: sqlite3.Connection, table: ListTable, come: Sequence[int]) -> None:
    """Put rows of a table into its full text, where it has one."""
    for some in pieces(come) if table.searched else ():
        _search(connection, table, some, "")


def _search(connection: sqlite3.Connection, table: ListTable, some: Sequence[int], command: str) -> None:
    held = ", ".join(quoted(name) for name in (*table.searched, "folded"))
    into, told = (f"{table.name}_fts, ", f"'{command}', ") if command else ("", "")
    marks = ", ".join("?" * len(some))
    connection.execute(
        f"INSERT INTO {table.name}_fts ({into}rowid, {held}) "
        f"SELECT {told}rowid, {held} FROM {quoted(table.name)} WHERE rowid IN ({marks})",
        some,
    )


def pieces(numbers: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """As many at once as one statement takes."""
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]
