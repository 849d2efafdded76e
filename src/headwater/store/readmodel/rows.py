"""Rows of case.json, one after another: the file is never in memory as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headwater.records.errors import DamagedCase

Json = dict[str, Any]
_LONE = dict.fromkeys(range(55296, 57344), "�")


class CaseRows:
    """The rows of ``case.json`` as headwater writes it, one a line; ``sha256`` and ``format`` once all are read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._hash = hashlib.sha256()
        self.format = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of what was read."""
        return self._hash.hexdigest()

    def __iter__(self) -> Iterator[tuple[str, Json]]:
        """The name of a list and one of its rows; raises DamagedCase where the file is not as headwater writes it."""
        for name, line in self.lines():
            yield name, self.row(line)

    def again(self) -> Iterator[tuple[str, bytes]]:
        """The lines once more, as ``lines``."""
        return CaseRows(self._path).lines()

    def row(self, line: bytes) -> Json:
        """What a line holds; raises DamagedCase where it is no row."""
        try:
            return row_of(line)
        except (ValueError, TypeError) as error:
            raise self._damaged(str(error)) from error

    def lines(self) -> Iterator[tuple[str, bytes]]:
        """The name of a list and one of its rows as it is written; raises DamagedCase as when rows are read."""
        name = ""
        try:
            with self._path.open("rb") as file:
                for line in file:
                    self._hash.update(line)
                    if line.startswith(b'{"') and name:
                        yield name, line.rstrip(b"\n,")
                    else:
                        name = self._heading(line.rstrip(b"\n,"), name)
        except (ValueError, TypeError) as error:
            raise self._damaged(str(error)) from error
        except FileNotFoundError as error:
            raise self._damaged("it is not there") from error
        if name != "}":
            raise self._damaged("it breaks off")

    def _heading(self, line: bytes, before: str) -> str:
        """The list that a line begins, "" where it ends one, "}" at the end of the file."""
        if line in (b"{", b"]", b"}"):
            return "}" if line == b"}" else ""
        key, _, value = line.partition(b": ")
        if before or not value:
            raise ValueError(f"a line begins with {line[:20]!r}")
        name = str(json.loads(key))
        if value == b"[":
            return name
        scalar = json.loads(value)
        if name == "format":
            self.format = str(scalar)
        return ""

    def _damaged(self, why: str) -> DamagedCase:
        return DamagedCase(
            f"{self._path} cannot be read ({why}); run headwater trace again: it is made anew from what is kept"
        )


def row_of(line: bytes) -> Json:
    """The row that a line of case.json holds; raises ValueError or TypeError where it is none."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:  # half a letter of UTF-16, which SQLite cannot hold: one sign stands for it
        text = line.decode("utf-8", "surrogatepass").translate(_LONE)
    row = json.loads(text)
    if not isinstance(row, dict):
        raise TypeError("a row is no object")
    return row
