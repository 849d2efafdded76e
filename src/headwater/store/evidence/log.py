"""The custody log on disk: read, mended at its torn end, only ever added to."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from headwater.records.errors import DamagedCase
from headwater.store.evidence.disk import append, keeping, truncate
from headwater.store.evidence.instants import Clock, stamp, utc_now
from headwater.store.evidence.lines import BEFORE_THE_FIRST, Line, line_hash, read_chain, split_log, to_line
from headwater.version import __version__

FORMAT = "headwater-evidence/1"
"""Written in the first line, which is there before anything is kept: without it, a log was lost."""


class CustodyLog:
    """``custody.jsonl`` and, beside it, ``custody.torn`` with what killed runs left of a last line."""

    def __init__(self, folder: Path, by: str | None, clock: Clock = utc_now) -> None:
        self.path = folder / "custody.jsonl"
        self.torn_path = folder / "custody.torn"
        self.by = by
        self._clock = clock
        self._size = 0
        self.lines: list[Line] = []

    @property
    def head(self) -> str:
        """The hash of the last line; 64 zeros before the first."""
        return self.lines[-1].sha256 if self.lines else BEFORE_THE_FIRST

    def read(self) -> bytes:
        """Read the whole lines; gives the torn rest. Raises DamagedCase at the first broken link."""
        data = self.path.read_bytes() if self.path.exists() else b""
        whole, torn = split_log(data)
        lines, broken = read_chain(whole)
        if broken:
            raise DamagedCase(
                f"{self.path} is broken: {broken.says}; nothing was written to it. Put back a copy of the evidence "
                f"folder, or begin a new case; headwater verify {self.path.parent.parent} names all that is damaged"
            )
        self.lines, self._size = lines, len(data) - len(torn)
        return torn

    def mend(self) -> None:
        """Read the log to write to it: a torn last line is set aside, and a line says so."""
        torn = self.read()
        with keeping(self.path):
            if torn:
                record = {
                    "base64": base64.b64encode(torn).decode("ascii"),
                    "octets": len(torn),
                    "sha256": hashlib.sha256(torn).hexdigest(),
                }
                append(self.torn_path, to_line(record))
                truncate(self.path, self._size)
        if not self.lines:
            self.add([{"action": "begun", "format": FORMAT}])
        told = {line.entry.get("sha256") for line in self.lines if line.action == "torn"}
        untold = [one for one in self._set_aside() if one["sha256"] not in told]
        if untold:
            self.add([{"action": "torn", **one} for one in untold])

    def _set_aside(self) -> list[dict[str, Any]]:
        if not self.torn_path.exists():
            return []
        found: dict[str, dict[str, Any]] = {}
        for line in split_log(self.torn_path.read_bytes())[0]:
            record = json.loads(line)
            found[record["sha256"]] = {"sha256": record["sha256"], "octets": record["octets"]}
        return list(found.values())

    def stands(self) -> bool:
        """Whether nobody has written to the file since it was read here."""
        try:
            return self.path.stat().st_size == self._size
        except FileNotFoundError:
            return self._size == 0

    def add(self, entries: Sequence[Mapping[str, Any]]) -> list[Line]:
        """Add lines, on the disk before this returns. Raises CaseError where they could not be written."""
        written: list[tuple[Line, bytes]] = []
        before, seq = self.head, len(self.lines)
        last = self.lines[-1].at if self.lines else ""
        for given in entries:
            seq += 1
            entry = {
                **given,
                **stamp(self._clock, last),
                "seq": seq,
                "previous": before,
                "by": self.by,
                "headwater": __version__,
            }
            data = to_line(entry)
            before, last = line_hash(data), entry["at"]
            written.append((Line(seq, entry["action"], last, entry, before), data))
        joined = b"".join(data for _, data in written)
        with keeping(self.path):
            append(self.path, joined)
        self.lines += [line for line, _ in written]
        self._size += len(joined)
        return [line for line, _ in written]
