"""Makes a read model of one case.json from that of another: rows whose lines have changed are taken out and put in.

The old file is copied and the copy is changed, so whoever has the old one open reads on in it. A row is known by a hash of its
line; rows that come between two others get a rowid between theirs, and of rows that have changed places as few as can be
are taken out and put in again. Where that does not work out - no room, an id that comes twice - there is nothing to be had
here, and the read model is made anew.
"""

from __future__ import annotations

import shutil
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from headwater.store.readmodel.building import GAP, Writer, mark_of, tell, write_marks
from headwater.store.readmodel.definition import quoted
from headwater.store.readmodel.lists import TABLES, ListTable
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
    total: int = 0  # of all lines: one that comes twice is one row

    def moved(self) -> dict[int, int]:
        """Lines that stay, but elsewhere among the others: by their hash, where they are now."""
        known = [(self.before[mark], at) for at, mark in enumerate(self.hashes) if at not in self.fresh]
        if all(a < b for a, b in pairwise(known)):
            return {}
        stay = rising([place for place, _ in known])
        return {self.hashes[at]: at for k, (_, at) in enumerate(known) if k not in stay}

    def places(self) -> list[int] | None:
        """The rowid of every line; None where there is no room."""
        known = [
            self.before.get(mark) if at not in self.fresh else None for at, mark in enumerate(self.hashes)
        ]
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
        held = {mark for at, mark in enumerate(self.hashes) if at not in self.fresh}
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
    log = old.with_name(old.name + "-wal")
    lists = (
        None if log.exists() and log.stat().st_size else _known(old)
    )  # another program has written into it
    if lists is None or not _compare(lists, rows) or not _take_moved(lists, rows):
        return False
    shutil.copyfile(old, draft)
    draft.chmod(0o600)
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        try:
            written = [_write(connection, TABLES[name], one, rows) for name, one in lists.items()]
            whole = all(written)
        except sqlite3.IntegrityError:
            whole = False
        if whole:
            tell(connection, rows, {name: one.total for name, one in lists.items()})
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")  # for whoever opens it besides
    return whole


def _known(old: Path) -> dict[str, _List] | None:
    """The lists of a read model; None where an id came twice."""
    with closing(sqlite3.connect(f"{old.resolve().as_uri()}?immutable=1", uri=True)) as connection:
        told = {
            name: (h, p) for name, h, p in connection.execute("SELECT list, hashes, places FROM meta_lines")
        }
        counts = {
            name: connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0] for name in TABLES
        }
    if set(told) != set(TABLES):
        return None
    lists = {}
    for name, (hashes, places) in told.items():
        before: dict[int, int] = {}
        for mark, place in zip(array("Q", hashes), array("q", places), strict=True):
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
        one.total += 1
        if mark in seen[name]:
            continue
        seen[name].add(mark)
        if mark not in one.before:
            one.fresh[len(one.hashes)] = line
            changed += 1
        one.hashes.append(mark)
    total = sum(len(one.hashes) for one in lists.values())
    changed += sum(len(one.before) - (len(one.hashes) - len(one.fresh)) for one in lists.values())
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
    if not gone and not one.fresh:
        return True
    for some in _pieces(gone):
        _take_out(connection, table, some)
    writer = Writer(table, strict=True)
    for at, line in one.fresh.items():
        writer.take(rows.row(line), places[at])
    writer.write(connection)
    if table.searched:
        for some in _pieces([places[at] for at in one.fresh]):
            _search(connection, table, some, "")
    write_marks(connection, table.name, one.hashes, places)
    return True


def _take_out(connection: sqlite3.Connection, table: ListTable, some: Sequence[int]) -> None:
    """Take rows out of a table, of the lists inside them, and of its full text."""
    if table.searched:
        _search(connection, table, some, "delete")
    marks = ", ".join("?" * len(some))
    if table.children:
        ids = [row[0] for row in connection.execute(f"SELECT id FROM {quoted(table.name)} WHERE rowid IN ({marks})", some)]  # fmt: skip
        for child in table.children:
            connection.executemany(f"DELETE FROM {quoted(child.name)} WHERE {quoted(child.parent)} = ?", [(one,) for one in ids])  # fmt: skip
    connection.execute(f"DELETE FROM {quoted(table.name)} WHERE rowid IN ({marks})", some)


def _search(connection: sqlite3.Connection, table: ListTable, some: Sequence[int], command: str) -> None:
    """Put rows into the full text of a table, or take them out of it."""
    held = ", ".join(quoted(name) for name in (*table.searched, "folded"))
    into, told = (f"{table.name}_fts, ", f"'{command}', ") if command else ("", "")
    marks = ", ".join("?" * len(some))
    connection.execute(
        f"INSERT INTO {table.name}_fts ({into}rowid, {held}) "
        f"SELECT {told}rowid, {held} FROM {quoted(table.name)} WHERE rowid IN ({marks})",
        some,
    )


def _pieces(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]
