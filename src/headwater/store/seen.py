"""SHA-256 of files that were looked at before: a file is read again only where the file system says that it has changed."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from pathlib import Path

_RACY = 50_000_000
"""Nanoseconds: a file that was changed a moment ago may change again without its time telling."""

Signature = tuple[int, int, int, int]


@dataclass(slots=True)
class SeenFiles:
    """SHA-256 by path, for files whose number, size and times of change are what they were."""

    known: dict[Path, tuple[Signature, str]] = field(default_factory=dict)

    def sha256(self, path: Path) -> str:
        """The SHA-256 of a file in hexadecimal; raises OSError."""
        signature = _signature(path)
        found = self.known.get(path)
        if found is not None and found[0] == signature:
            return found[1]
        with path.open("rb") as file:
            sha = hashlib.file_digest(file, "sha256").hexdigest()
        if max(signature[2:]) + _RACY < time.time_ns() and _signature(path) == signature:
            self.known[path] = (signature, sha)
        return sha

    def wrote(self, path: Path, sha: str) -> None:
        """Take down a file that this process has just put in its place, under its writing lock."""
        self.known[path] = (_signature(path), sha)


def _signature(path: Path) -> Signature:
    about = path.stat()
    return about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns
