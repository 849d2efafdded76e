"""What comes in and what is kept of it, as other rooms see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something to keep: its bytes or the file that holds them, its name and kind, what is told of it besides.

    ``how`` says how it came: "given as a file", "fetched". Fields of ``told`` that are empty are not kept.
    """

    data: bytes | Path
    name: str
    kind: str
    told: Mapping[str, Any] = field(default_factory=dict)
    how: str = "given as a file"


@dataclass(frozen=True, slots=True)
class Kept:
    """An item of the case: its bytes lie unchanged at ``path``. ``seq`` is the line of the log that received it."""

    seq: int
    sha256: str
    size: int
    name: str
    kind: str
    told: Told
    how: str
    at: str
    path: Path


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of something to keep.

    ``new`` is false where the case had the same bytes under the same name, told alike. ``refused`` says why the
    bytes were not kept; then ``sha256`` may be "" (they could not be read) and ``seq`` is 0.
    """

    sha256: str
    name: str
    kind: str
    size: int
    seq: int
    path: Path
    new: bool
    refused: str | None = None


def plain_told(told: Mapping[str, Any]) -> Told:
    """What is told, without what is empty, as JSON can hold it."""
    full = {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}
    return {name: value for name, value in sorted(full.items()) if value not in (None, "", [])}
