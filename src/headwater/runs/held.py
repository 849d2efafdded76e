"""One table in a process that stays, and what is known of it; the next is made from it by edits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from operator import attrgetter, le
from typing import Any

import numpy as np
import pyarrow as pa

from headwater.records.arrow import from_table, to_table
from headwater.records.links import ENDS
from headwater.records.moves import Moves
from headwater.records.tables import TABLES
from headwater.runs.cuts import narrowed
from headwater.runs.edits import Edit, Edits, edits_between, moves_of, size_after, spliced, spliced_table
from headwater.runs.places import Places
from headwater.runs.row_spans import RowSpans, key_of, row_group_digests, spans_of

Digests = dict[str, bytes]
_NONE = bytes(32)


@dataclass(frozen=True)
class Came:
    """How a table came out of the one before it."""

    before: Held
    edits: Edits


class Held:
    """One table as it was last read or made; the rest is worked out when it is first asked for.

    ``rows`` are its rows, each converted once; ``given`` the list that a stage gave it as, beside them row by row.
    """

    def __init__(self, sha: str, table: pa.Table | None, name: str = "") -> None:
        self.sha = sha  # "" until its file is written
        self.name = name
        self.rows: list[Any] | None = None
        self.given: list[Any] | None = None
        self._table = table
        self._size = table.num_rows if table is not None else 0
        self._came: Came | None = None  # of what the Arrow table is to be made
        self._lock = threading.Lock()
        self._digests: Digests = {}
        self._places: Places | None = None
        self._disordered = False
        self._ids: frozenset[str] | None = None
        self._some: dict[str, list[Any]] = {}
        self.moves: Moves[Any] | None = None
        self.seen: list[Any] | None = None
        self.moved: frozenset[str] | None = None
        """Of the run that made it: what moved, the rows from which, and articles whose rows moved; None: nobody knows."""
        self.swaps: list[tuple[Sequence[Any], Sequence[Any]]] = []
        """Of the same: rows that gave way to others, each with those."""
        self._naming: dict[str, set[str]] | None = None
        self._place_of_id: dict[str, int] | None = None
        self._with_sha: dict[str, list[str]] | None = None
        self._ends: dict[str, list[Any]] | None = None
        self._values: dict[str, dict[Any, list[Any]]] = {}
        self._rows_digests: dict[frozenset[str] | None, dict[int, bytes]] = {}
        self._numbers: dict[int, int] | None = None
        self._ordered: dict[str, bool] = {}

    @property
    def size(self) -> int:
        """How many rows it has."""
        return self._size

    @property
    def table(self) -> pa.Table:
        """It as an Arrow table."""
        with self._lock:
            if self._table is None:
                assert self._came is not None
                table = spliced_table(TABLES[self.name], self._came.before.table, self._came.edits)
                self._table, self._came = table, None
            return self._table

    def whole(self) -> pa.Table:
        """The same in one piece."""
        table = self.table
        if any(column.num_chunks > 1 for column in table.columns):
            table = table.combine_chunks()
            with self._lock:
                self._table = table
        return table

    def typed(self) -> list[Any]:
        """Its rows, each converted once."""
        if self.rows is None:
            self.rows = from_table(TABLES[self.name], self.table)
            self._some.clear()
        return self.rows

    def places(self) -> Places | None:
        """Where each article's rows lie; None where they do not lie in the order of articles."""
        if self._places is None and not self._disordered:
            key, table = key_of(self.name), self.table
            if key is None or table[key].null_count:
                self._disordered = True
                return None
            spans = spans_of(table, key)
            if spans.table is table:
                self._places = Places(spans.ids, spans.bounds)
            else:
                self._disordered = True
        return self._places

    def spans(self) -> RowSpans:
        """The table by its articles."""
        places, key = self.places(), key_of(self.name)
        assert key is not None
        return RowSpans(self.table, places.ids, places.bounds) if places else spans_of(self.table, key)

    def of(self, article: str) -> list[Any]:
        """The rows of one article."""
        places = self.places()
        if places is None:
            if not self._some:
                self._by_article()
            return self._some.get(article, [])
        if self.rows is not None:
            return self.rows[places.of(article)]
        self._fetch([article])
        return self._some[article]

    def of_all(self, articles: Sequence[str]) -> list[Any]:
        """The rows of some articles, article by article."""
        if self.rows is None and self.places() is not None:
            self._fetch(articles)
        return [row for article in articles for row in self.of(article)]

    def _fetch(self, articles: Sequence[str]) -> None:
        """Convert the rows of some articles, all at once."""
        missing = sorted(article for article in articles if article not in self._some)
        if not missing:
            return
        spans, start = self.spans(), 0
        made = from_table(TABLES[self.name], spans.of(missing))
        for article in missing:
            place = spans.place(article)
            end = start + place.stop - place.start
            self._some[article] = made[start:end]
            start = end

    def _by_article(self) -> None:
        get = attrgetter(str(key_of(self.name)))
        for row in self.typed():
            self._some.setdefault(get(row), []).append(row)

    def naming(self, entity: str) -> set[str]:
        """The articles whose rows name an entity, and perhaps some that did."""
        if self._naming is None:
            self._naming = {}
            columns = (self.table[name].to_pylist() for name in ("article", "entity"))
            for article, one in zip(*columns, strict=True):
                self._naming.setdefault(one, set()).add(article)
        return self._naming.get(entity, set())

    def place_of_id(self) -> dict[str, int]:
        """The number of each row by its ``id``; the last of several."""
        if self._place_of_id is None:
            rows = self.typed()
            self._place_of_id = dict(zip(map(attrgetter("id"), rows), range(len(rows)), strict=True))
        return self._place_of_id

    def with_sha(self, sha: str | None) -> list[str]:
        """The articles that were read from bytes with a SHA-256."""
        if self._with_sha is None:
            self._with_sha = {}
            columns = (self.table[name].to_pylist() for name in ("id", "sha256"))
            for article, one in zip(*columns, strict=True):
                self._with_sha.setdefault(one, []).append(article)
        return self._with_sha.get(sha or "", [])

    def with_end(self, article: str) -> list[Any]:
        """The rows of a linking table that name an article."""
        if self._ends is None:
            self._ends = {}
            for row in self.typed():
                for one in ends_of(row):
                    self._ends.setdefault(one, []).append(row)
        return self._ends.get(article, [])

    def with_value(self, column: str, value: Any) -> list[Any]:
        """The rows that have a value in a column."""
        if column not in self._values:
            found: dict[Any, list[Any]] = {}
            get = attrgetter(column)
            for row in self.typed():
                found.setdefault(get(row), []).append(row)
            self._values[column] = found
        return self._values[column].get(value, [])

    def numbers(self) -> dict[int, int]:
        """The number of each row by the row's identity."""
        if self._numbers is None:
            rows = self.typed()
            self._numbers = dict(zip(map(id, rows), range(len(rows)), strict=True))
        return self._numbers

    def numbers_of(self, rows: Sequence[Any]) -> list[int]:
        """The numbers of rows that it holds, ascending."""
        return sorted(map(self.numbers().__getitem__, map(id, rows)))

    def row_digests(self, numbers: Iterable[int], fields: frozenset[str] | None) -> dict[int, bytes]:
        """The SHA-256 of rows by their numbers, with every field empty but these, where they are given."""
        known, rows, some = self._rows_digests.setdefault(fields, {}), self.typed(), list(numbers)
        missing = [at for at in some if id(rows[at]) not in known]
        kind: Any = TABLES[self.name]
        if missing:
            table = narrowed(kind, to_table(kind, [rows[at] for at in missing]), fields)
            hashes = row_group_digests(table, np.arange(len(missing) + 1))
            known.update(zip((id(rows[at]) for at in missing), hashes, strict=True))
        return {at: known[id(rows[at])] for at in some}

    def in_order_of(self, column: str) -> bool:
        """Whether rows stand in the order of a column."""
        if column not in self._ordered:
            self._ordered[column] = _in_order(self.typed(), column)
        return self._ordered[column]

    def digest(self, article: str) -> bytes:
        """The SHA-256 of one article's rows; zeros where it has none."""
        found = self._digests.get(article)
        if found is None:
            rows = self.of(article)
            if not rows:
                return _NONE
            found = self._digests[article] = row_group_digests(
                to_table(TABLES[self.name], rows), np.array([0, len(rows)])
            )[0]
        return found

    def digest_all(self, articles: Iterable[str]) -> None:
        """Work out at once what ``digest`` is to give of some articles."""
        missing = sorted(article for article in articles if article not in self._digests)
        if not missing:
            return
        if self.rows is None:
            some = spans_of(self.spans().of(missing), str(key_of(self.name)))
            self._digests.update(zip(some.ids, row_group_digests(some.table, some.bounds), strict=True))
            return
        rows = [self.of(article) for article in missing]
        bounds = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(some) for some in rows], out=bounds[1:])
        if bounds[-1]:
            table = to_table(TABLES[self.name], chain.from_iterable(rows))
            found = zip(missing, row_group_digests(table, bounds), rows, strict=True)
            self._digests.update((article, hashed) for article, hashed, some in found if some)

    def ids(self) -> AbstractSet[str]:
        """The articles that have rows."""
        if self._ids is None:
            places = self.places()
            assert places is not None
            self._ids = frozenset(places.ids)
        return self._ids

    def digests(self, work_out: Any) -> Digests:
        """The SHA-256 of each article's rows; ``work_out`` gives them of a table by its articles."""
        spans = self.spans()
        missing = [article for article in spans.ids if article not in self._digests]
        if len(missing) == len(spans.ids):
            self._digests.update(work_out(spans))
        elif missing:
            some = spans.of(missing)
            self._digests.update(work_out(spans_of(some, str(key_of(self.name)))))
        return {article: self._digests[article] for article in spans.ids}

    def told(self, given: Sequence[Any]) -> list[Edit]:
        """The edits that make a table of the rows that a stage gives: few where it gives the same objects as last time."""
        rows, before = list(given), self.given if self.given is not None else self.typed()
        edits = edits_between(before, rows)
        come = iter(rows_as_read(TABLES[self.name], (row for edit in edits for row in edit.rows)))
        self.given = rows
        return [Edit(edit.at, edit.until, list(islice(come, len(edit.rows)))) for edit in edits]

    def after(self, edits: Edits) -> Held:
        """The table after edits, and what is known of it; what was known by article is now the new one's."""
        now = Held("", None, self.name)
        now._size = size_after(self._size, edits)
        now._came = Came(self, edits)
        key = key_of(self.name)
        if self.rows is not None:
            now.rows, now.seen = spliced(self.rows, edits), self.rows
        now.given, self.given = self.given, None
        now.moves = moves_of(self.rows if self.rows is not None else _Some(self), edits)
        now.swaps = swaps_of(now.moves, edits)
        self._hand_on(now, now.moves)
        if now.rows is not None:
            around = rows_around(now.rows, edits)
            for column in (one for one, ordered in self._ordered.items() if ordered):
                now._ordered[column] = all(_in_order(some, column) for some in around)
        if self._naming is not None:
            now._naming, self._naming = self._naming, None
            for row in now.moves.come:
                now._naming.setdefault(row.entity, set()).add(row.article)
        if key is not None:
            now.moved = frozenset(map(attrgetter(key), (*now.moves.gone, *now.moves.come)))
            places = self.places()
            now._places = places.after(edits, key) if places is not None else None
            now._digests, self._digests = self._digests, {}
            now._some = {} if now._places is None else self._some
            self._some = {}
            for article in now.moved:
                now._digests.pop(article, None)
                now._some.pop(article, None)
        return now

    def _hand_on(self, now: Held, moves: Moves[Any]) -> None:
        """What is known of rows one by one goes over to the table after."""
        now._ends, self._ends = self._ends, None
        now._values, self._values = self._values, {}
        now._rows_digests, self._rows_digests = self._rows_digests, {}
        for known in now._rows_digests.values():
            for row in moves.gone:
                known.pop(id(row), None)
        if now._ends is not None:
            _move(now._ends, moves, ends_of)
        for column, found in now._values.items():
            _move(found, moves, partial(_value, column))


def rows_around(rows: Sequence[Any], edits: Edits) -> list[Sequence[Any]]:
    """The rows that came by each edit, with the one before and the one behind; ``rows`` are those after the edits."""
    found: list[Sequence[Any]] = []
    more = 0
    for edit in edits:
        start = edit.at + more
        found.append(rows[max(start - 1, 0) : start + len(edit.rows) + 1])
        more += len(edit.rows) - (edit.until - edit.at)
    return found


def _in_order(rows: Sequence[Any], column: str) -> bool:
    values = list(map(attrgetter(column), rows))
    return None not in values and all(map(le, values, values[1:]))


def _value(column: str, row: Any) -> list[Any]:
    return [getattr(row, column)]


def _move(found: dict[Any, list[Any]], moves: Moves[Any], keys: Callable[[Any], Iterable[Any]]) -> None:
    """Bring rows by their keys up to date."""
    for row in moves.gone:
        for key in keys(row):
            _leave_out(found[key], row)
    for row in moves.come:
        for key in keys(row):
            found.setdefault(key, []).append(row)


def swaps_of(moves: Moves[Any], edits: Edits) -> list[tuple[Sequence[Any], Sequence[Any]]]:
    """For each edit the rows that gave way and those that came there."""
    found: list[tuple[Sequence[Any], Sequence[Any]]] = []
    at = 0
    for edit in edits:
        gone = edit.until - edit.at
        found.append((moves.gone[at : at + gone], edit.rows))
        at += gone
    return found


def ends_of(row: Any) -> set[str]:
    """The articles that a linking row names, and perhaps what is none."""
    found: set[str] = set()
    for column in ENDS[type(row)]:
        value = getattr(row, column)
        found.update(value if isinstance(value, list) else [] if value is None else [value])
    return found


def _leave_out(rows: list[Any], row: Any) -> None:
    for at, one in enumerate(rows):
        if one is row:
            del rows[at]
            return


class _Some:
    """The rows of a table by slices, converted when they are asked for."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def __getitem__(self, some: slice) -> list[Any]:
        if some.start == some.stop:
            return []
        return from_table(TABLES[self._held.name], self._held.table.slice(some.start, some.stop - some.start))


def rows_as_read(kind: Any, rows: Iterable[Any]) -> list[Any]:
    """Rows as they come out of a table's file: of the types of its columns."""
    given = list(rows)
    return from_table(kind, to_table(kind, given)) if given else given
