"""Lines of ``OUT/history.jsonl``: one a run, each with the hash of the line before it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater.records.errors import DamagedCase
from headwater.store.evidence.disk import append, keeping, truncate
from headwater.store.evidence.lines import BEFORE_THE_FIRST, line_hash, split_log, to_line

if TYPE_CHECKING:
    from headwater.store import Manifest

NAME = "history.jsonl"
_END = 1 << 16


@dataclass(frozen=True, slots=True)
class GroupCount:
    """What a group came to in a run: its reports, its separate origins, and the groups of before that it took claims from."""

    reports: int
    min: int
    best: int
    max: int
    was: list[str] = field(default_factory=list)

    @property
    def count(self) -> tuple[int, int, int, int]:
        """Reports and separate origins, to compare."""
        return self.reports, self.min, self.best, self.max


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run: when it ended, what it had read, and which groups then stood otherwise than after the run before.

    ``custody`` and ``judgements`` are how many lines their logs had; ``case`` is the SHA-256 of case.json. ``whole`` says
    that ``groups`` has all of them, and not only those that moved.
    """

    run: int
    at: str
    headwater: str
    today: str
    custody: int
    judgements: int
    articles: int
    claims: int
    case: str
    of: str
    whole: bool
    groups: dict[str, GroupCount]
    gone: list[str]
    previous: str = BEFORE_THE_FIRST

    def as_json(self) -> dict[str, Any]:
        """As the object of its line."""
        value: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        groups = {id_: [*one.count, *([one.was] if one.was else [])] for id_, one in self.groups.items()}
        return value | {"groups": groups}


def line_of(value: Mapping[str, Any]) -> RunLine:
    """A line from its object; raises KeyError, TypeError or ValueError where it is none."""
    known = {name: value[name] for name in RunLine.__slots__}
    groups = {str(id_): GroupCount(*row) for id_, row in value["groups"].items()}
    return RunLine(**known | {"groups": groups})


def read_history(out: Path) -> list[RunLine]:
    """The runs of a case, the first one first; a line cut off by a killed run is left out.

    Raises DamagedCase where a line cannot be read or does not hang on the one before.
    """
    path = out / NAME
    found: list[RunLine] = []
    before = BEFORE_THE_FIRST
    for number, data in enumerate(split_log(path.read_bytes() if path.exists() else b"")[0], 1):
        try:
            line = line_of(json.loads(data))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _damaged(path, f"line {number} is no line of a run") from error
        if line.previous != before:
            raise _damaged(path, f"line {number} was not written after the line before it")
        before = line_hash(data)
        found.append(line)
    return found


def last_line(out: Path) -> tuple[RunLine | None, str]:
    """The last run, None where there is none that can be read; and the hash that the next line hangs on."""
    whole = split_log(_end_of(out / NAME))[0]
    if not whole:
        return None, BEFORE_THE_FIRST
    try:
        return line_of(json.loads(whole[-1])), line_hash(whole[-1])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None, line_hash(whole[-1])


def _end_of(path: Path) -> bytes:
    """The end of a history: its last whole line and what is torn behind it, or all of it where that is longer."""
    if not path.exists():
        return b""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        for length in (_END, size):
            file.seek(max(0, size - length))
            data = file.read()
            if length >= size or data.count(b"\n") > 1:
                break
    return data if length >= size else data[data.find(b"\n") + 1 :]


def case_of(manifest: Manifest) -> str:
    """The SHA-256 of the case.json that a run has left."""
    return manifest.exports.get("case.json", "").rpartition("\n")[2]


def add_line(out: Path, line: RunLine) -> None:
    """Add a line, on the disk before this returns; what a killed run has left of one goes."""
    path = out / NAME
    with keeping(path):
        torn = split_log(_end_of(path))[1]
        if torn:
            truncate(path, path.stat().st_size - len(torn))
        append(path, to_line(line.as_json()))


def write_lines(out: Path, lines: Sequence[RunLine]) -> None:
    """The first lines of a history, in another folder."""
    (out / NAME).write_bytes(b"".join(to_line(line.as_json()) for line in lines))


def _damaged(path: Path, says: str) -> DamagedCase:
    return DamagedCase(
        f"{path} is broken: {says}. The case itself is not harmed: put back a copy of this file, or delete it, and the "
        "history begins anew with the next run"
    )
