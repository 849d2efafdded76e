"""The lines of the custody log: how one is written, what its hash is, and whether each hangs on the one before.

A line is a JSON object in one fixed form (keys sorted, no spaces, ASCII), so that the same entry is always the
same bytes. Its hash is the SHA-256 of these bytes with the newline: what ``sed -n 3p custody.jsonl | sha256sum``
prints. ``previous`` is the hash of the line before; before the first line stand 64 zeros.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Entry = dict[str, Any]

BEFORE_THE_FIRST = "0" * 64
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log; ``sha256`` is its own hash."""

    seq: int
    action: str
    at: str
    entry: Entry
    sha256: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first place at which the chain does not hold: the number of the line from 1, and what is wrong."""

    line: int
    says: str


def is_sha256(value: object) -> bool:
    """Whether a value is a SHA-256 in small hexadecimal letters."""
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def to_line(entry: Mapping[str, Any]) -> bytes:
    """The bytes of an entry, with its newline."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"


def line_hash(line: bytes) -> str:
    """The SHA-256 of a line with its newline, in hexadecimal."""
    return hashlib.sha256(line).hexdigest()


def split_log(data: bytes) -> tuple[list[bytes], bytes]:
    """Whole lines, each with its newline, and the torn rest that a killed run has left."""
    end = data.rfind(b"\n") + 1
    return data[:end].splitlines(keepends=True) if b"\r" not in data else _split(data[:end]), data[end:]


def _split(data: bytes) -> list[bytes]:
    return [line + b"\n" for line in data.split(b"\n")[:-1]]


def read_chain(lines: list[bytes], *, strictly: bool = False) -> tuple[list[Line], Break | None]:
    """Every line that can be read, and the first break of the chain.

    ``strictly`` asks also that each line has the one form in which headwater writes.
    """
    found: list[Line] = []
    broken: Break | None = None
    before, last_at = BEFORE_THE_FIRST, ""
    for number, data in enumerate(lines, start=1):
        line = _read_line(data)
        says = _fault(line, data, number, before, last_at, strictly=strictly)
        if says and broken is None:
            broken = Break(number, says)
        before = line_hash(data)
        if line is not None:
            found.append(line)
            last_at = line.at
    return found, broken


def _read_line(data: bytes) -> Line | None:
    try:
        entry = json.loads(data)
        seq, action, at = entry["seq"], entry["action"], entry["at"]
        if type(seq) is int and isinstance(action, str) and isinstance(at, str):
            return Line(seq, action, at, entry, line_hash(data))
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    return None


def _fault(
    line: Line | None, data: bytes, number: int, before: str, last_at: str, *, strictly: bool
) -> str | None:
    """What is wrong with a line at its place, or None."""
    if line is None:
        return f"line {number} is no entry of the log"
    if line.seq != number:
        return f"line {number} bears the number {line.seq}: a line before it was taken out or put in"
    if line.entry.get("previous") != before:
        if number == 1:
            return "line 1 does not begin a chain: lines before it were taken out, or it was changed"
        return (
            f"line {number} was written after a line {number - 1} with the SHA-256 {_short(line.entry.get('previous'))}, "
            f"but line {number - 1} has {_short(before)}: one of the two was changed afterwards"
        )
    if line.at < last_at:
        return f"line {number} tells a time before that of line {number - 1}"
    if strictly and to_line(line.entry) != data:
        return f"line {number} has not the form in which headwater writes: it was changed afterwards"
    return None


def _short(sha: object) -> str:
    return f"{str(sha)[:16]}…"
