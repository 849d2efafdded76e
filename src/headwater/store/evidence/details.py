"""What must be able to go: names, addresses and reasons, apart from the log whose lines hang on one another.

A line of the log holds only the hash of its details; the details lie in ``details.jsonl``, each with 128 random
bits (``salt``), so that nobody can find by trying which name a hash stands for. A purge takes the details away
and leaves the chain whole; a pack for strangers goes without them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from headwater.store.atomic import write_whole
from headwater.store.evidence.disk import append, flush, keeping, truncate
from headwater.store.evidence.lines import line_hash, split_log, to_line

Salt = Callable[[], str]


def random_salt() -> str:
    """128 random bits in hexadecimal."""
    return os.urandom(16).hex()


def read_details(data: bytes) -> dict[str, dict[str, Any]]:
    """Records by their hash; a torn end and lines that cannot be read are left out."""
    found: dict[str, dict[str, Any]] = {}
    for line in split_log(data)[0]:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            found[line_hash(line)] = record
    return found


class Details:
    """The file of details, and its records by their hash."""

    def __init__(self, path: Path, salt: Salt = random_salt) -> None:
        self.path = path
        self._salt = salt
        self.records: dict[str, dict[str, Any]] = {}

    def read(self) -> None:
        """Read the file anew."""
        self.records = read_details(self.path.read_bytes()) if self.path.exists() else {}

    def mend(self, wanted: Iterable[str]) -> None:
        """Cut a torn end, and drop records that no line of the log names: nobody was told that they are kept."""
        if not self.path.exists():
            return
        with keeping(self.path):
            lines, torn = split_log(self.path.read_bytes())
            if torn:
                truncate(self.path, sum(map(len, lines)))
            asked = frozenset(wanted)
            if any(line_hash(line) not in asked for line in lines):
                self.keep_only(asked)

    def keep_only(self, wanted: Iterable[str]) -> None:
        """Write the file anew with these records alone, in their order."""
        asked = frozenset(wanted)
        lines, _ = split_log(self.path.read_bytes()) if self.path.exists() else ([], b"")
        kept = b"".join(line for line in lines if line_hash(line) in asked)
        write_whole(self.path, lambda draft: _flushed(draft, kept))
        flush(self.path.parent)
        self.read()

    def add(self, records: Iterable[dict[str, Any]]) -> list[str]:
        """Add records, on the disk before this returns; gives their hashes."""
        lines = [to_line(record | {"salt": self._salt()}) for record in records]
        with keeping(self.path):
            append(self.path, b"".join(lines))
        hashes = [line_hash(line) for line in lines]
        self.records.update((sha, json.loads(line)) for sha, line in zip(hashes, lines, strict=True))
        return hashes


def _flushed(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    flush(path)
