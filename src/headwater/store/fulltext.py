"""A full-text index of a case's sentences: SQLite's FTS5, a read model that can be rebuilt. Only its owner may read it.

It holds words that were folded before they came here, and is asked only for single words and phrases that
were taken apart before: no syntax of the engine reaches it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any

from headwater.store.atomic import write_whole

Entry = tuple[str, str]
"""The words and the stems of one sentence, each joined by spaces."""

More = Callable[[sqlite3.Connection], None]
"""Writes tables of its own beside the index."""

_WEIGHT_OF_WORDS, _WEIGHT_OF_STEMS = 2.0, 1.0
_TABLE = (
    "CREATE VIRTUAL TABLE sentences USING fts5(words, stems, content='', "
    'tokenize="unicode61 remove_diacritics 0")'
)


class FullText:
    """An index that stands; sentences are known by their place, from 0."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> FullText:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def select(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of the tables that stand beside the index."""
        return self._connection.execute(statement, values).fetchall()

    def holding(self, phrases: Sequence[Sequence[str]]) -> list[int]:
        """Places of the sentences that hold every phrase, in order."""
        asked = " AND ".join(f"words : {_quoted(phrase)}" for phrase in phrases)
        rows = self._connection.execute("SELECT rowid FROM sentences WHERE sentences MATCH ? ORDER BY rowid", (asked,))  # fmt: skip
        return [row[0] - 1 for row in rows]

    def holding_any(
        self,
        words: Sequence[str],
        stems: Sequence[str],
        beginnings: Sequence[str],
        names: Sequence[Sequence[str]],
    ) -> list[int]:
        """Places of the sentences that hold some of the words, stems, beginnings of words, or names."""
        asked = _any_of(words, stems, beginnings, names)
        rows = self._connection.execute("SELECT rowid FROM sentences WHERE sentences MATCH ?", (asked,))
        return [row[0] - 1 for row in rows]

    def ranked(
        self,
        words: Sequence[str],
        stems: Sequence[str],
        beginnings: Sequence[str],
        names: Sequence[Sequence[str]],
        most: int,
    ) -> list[int]:
        """Places of the sentences that hold some of the words, stems, beginnings of words, or names, by BM25, best first;
        all of them where ``most`` is below 0."""
        asked = _any_of(words, stems, beginnings, names)
        rows = self._connection.execute(
            "SELECT rowid FROM sentences WHERE sentences MATCH ? "
            "ORDER BY round(bm25(sentences, ?, ?), 4), rowid LIMIT ?",
            (asked, _WEIGHT_OF_WORDS, _WEIGHT_OF_STEMS, most),
        )
        return [row[0] - 1 for row in rows]


def _any_of(
    words: Sequence[str], stems: Sequence[str], beginnings: Sequence[str], names: Sequence[Sequence[str]]
) -> str:
    asked = [f"words : {_quoted([word])}" for word in words]
    asked += [f"stems : {_quoted([stem])}" for stem in stems]
    asked += [f"words : {_quoted([start])} *" for start in beginnings]
    asked += [f"words : {_quoted(name)}" for name in names]
    return " OR ".join(asked)


def _quoted(words: Sequence[str]) -> str:
    """Words as one string of the engine's language: whatever they hold, they are words."""
    return '"' + " ".join(words).replace('"', '""') + '"'


def open_index(path: Path, stamp: str) -> FullText | None:
    """The index at ``path``, or None where there is none, it is damaged, or it was made from something else."""
    if not path.exists():
        return None
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        row = connection.execute("SELECT stamp FROM made_from").fetchone()
        if row and row[0] == stamp:
            return FullText(connection)
    except sqlite3.DatabaseError:
        pass
    connection.close()
    return None


def write_index(path: Path, stamp: str, entries: Iterable[Entry], more: More | None = None) -> None:
    """Make the index anew at ``path``, whole or not at all; raises CaseError where it may not be written."""

    def write(draft: Path) -> None:
        try:
            os.close(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600))
            with closing(sqlite3.connect(draft)) as connection:
                _fill(connection, stamp, entries, more)
        except sqlite3.Error as error:  # a full disk is one of them
            raise OSError(str(error)) from error

    write_whole(path, write)


def index_in_memory(entries: Iterable[Entry], more: More | None = None) -> FullText:
    """An index that is gone with the process: for a case in a folder that may not be written."""
    connection = sqlite3.connect(":memory:")
    _fill(connection, "", entries, more)
    return FullText(connection)


def _fill(connection: sqlite3.Connection, stamp: str, entries: Iterable[Entry], more: More | None) -> None:
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(_TABLE)
    connection.execute("CREATE TABLE made_from (stamp TEXT)")
    rows = ((place, *entry) for place, entry in enumerate(entries, start=1))
    connection.executemany("INSERT INTO sentences (rowid, words, stems) VALUES (?, ?, ?)", rows)
    if more is not None:
        more(connection)
    connection.execute("INSERT INTO made_from VALUES (?)", (stamp,))
    connection.execute("INSERT INTO sentences(sentences) VALUES ('optimize')")
    connection.commit()
