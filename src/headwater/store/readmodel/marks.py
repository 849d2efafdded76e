"""Which line of case.json each row of the read model is: a hash of the line and the row's rowid, some thousand rows to a piece.

A piece has the rows whose rowids begin alike, so that rows which come or go move no other piece.
"""

from __future__ import annotations

import hashlib
import sqlite3
from array import array
from collections.abc import Mapping, Sequence

GAP = 1 << 16
"""From one rowid to the next: rows that come later lie between."""
PIECE = GAP << 10
"""Rowids of one piece."""

Marks = tuple["array[int]", "array[int]"]
"""Hashes and rowids, side by side."""


def mark_of(line: bytes) -> int:
    """A hash of a line of case.json, by which it is known again."""
    return int.from_bytes(hashlib.blake2b(line, digest_size=8).digest(), "little")


def write_marks(
    connection: sqlite3.Connection, name: str, hashes: Sequence[int], places: Sequence[int]
) -> None:
    """Take down which lines a list's rows are, and where they lie; places ascend."""
    connection.execute("DELETE FROM meta_lines WHERE list = ?", (name,))
    pieces: dict[int, Marks] = {}
    for mark, place in zip(hashes, places, strict=True):
        held = pieces.setdefault(place // PIECE, (array("Q"), array("q")))
        held[0].append(mark)
        held[1].append(place)
    write_pieces(connection, name, {n: (h.tobytes(), p.tobytes()) for n, (h, p) in pieces.items()})


def write_pieces(
    connection: sqlite3.Connection, name: str, pieces: Mapping[int, tuple[bytes, bytes]]
) -> None:
    """Put pieces of one list in the place of those that are there; one that has no rows goes."""
    connection.executemany(
        "INSERT OR REPLACE INTO meta_lines VALUES (?, ?, ?, ?)",
        [(name, number, hashes, places) for number, (hashes, places) in pieces.items() if places],
    )
    empty = [(name, number) for number, (_, places) in pieces.items() if not places]
    connection.executemany("DELETE FROM meta_lines WHERE list = ? AND piece = ?", empty)


def read_marks(connection: sqlite3.Connection) -> dict[str, Marks]:
    """The lines of every list that has rows, in their order."""
    found: dict[str, Marks] = {}
    asked = "SELECT list, hashes, places FROM meta_lines ORDER BY list, piece"
    for name, hashes, places in connection.execute(asked):
        held = found.setdefault(name, (array("Q"), array("q")))
        held[0].frombytes(hashes)
        held[1].frombytes(places)
    return found
