"""A log of judgements in a file: ``OUT/judgements.jsonl``, one a line, only ever added to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from headwater.records.errors import DamagedCase, InputError
from headwater.store.atomic import write_whole
from headwater.store.evidence.disk import append, flush, keeping
from headwater.store.lock import writing
from headwater.store.port import LogHead, LogLine, LogMoved

NAME = "judgements.jsonl"


def id_of(line: bytes, where: str) -> str:
    """The id of the judgement in a line, or a hash of the line where a person wrote none; raises InputError."""
    try:
        value = json.loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not JSON ({error})") from error
    found = value.get("id", "") if isinstance(value, dict) else None
    if not isinstance(found, str) or b"\n" in line:
        raise InputError(f"{where}: not an object with the id of a judgement")
    return found or f"line-{hashlib.sha256(line).hexdigest()}"


def split_lines(data: bytes, where: str) -> list[LogLine]:
    """The judgements of a log, each once; a last line that a killed process has cut off is left out."""
    found: dict[str, bytes] = {}
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        if line.strip():
            found.setdefault(id_of(line, f"{where}, line {number}"), line)
    return [LogLine(seq, id_, line) for seq, (id_, line) in enumerate(found.items(), 1)]


def head_of(lines: Sequence[LogLine], before: LogHead | None = None) -> LogHead:
    """The head of a log that ends with these lines."""
    head = before or LogHead()
    for line in lines:
        head = head.after(line.data)
    return head


def chosen(lines: Sequence[bytes], held: Sequence[LogLine], where: str) -> list[LogLine]:
    """The lines whose judgements are not held yet, each once, with their numbers."""
    known = {line.id for line in held}
    new: dict[str, bytes] = {}
    for line in lines:
        id_ = id_of(line, where)
        if id_ not in known:
            new.setdefault(id_, line)
    return [LogLine(seq, id_, line) for seq, (id_, line) in enumerate(new.items(), len(held) + 1)]


def moved(where: str, expected: LogHead, head: LogHead) -> LogMoved:
    """What to say to whoever was not the first."""
    more = head.length - expected.length
    told = f"{more} judgements were added" if more > 0 else "the log was written anew"
    return LogMoved(f"{where}: {told} since it was read; read them, then judge again", head)


class FolderLog:
    """The log of a case in a folder. ``held`` says that the caller holds the case's lock."""

    def __init__(self, out: Path, *, held: bool = False, name: str = NAME) -> None:
        self.out = out
        self.path = out / name
        self._held = held

    def head(self) -> LogHead:
        """How far the log has come."""
        return head_of(self.lines())

    def lines(self, after: int = 0) -> list[LogLine]:
        """The lines behind the one of that number; raises DamagedCase where one cannot be read."""
        try:
            data = self.path.read_bytes() if self.path.exists() else b""
            return split_lines(data, str(self.path))[after:]
        except InputError as error:
            raise DamagedCase(f"{error}; mend or take out the line that is named") from error

    def append(self, lines: Sequence[bytes], expected: LogHead | None = None) -> LogHead:
        """Add lines, on the disk before this returns; raises LogMoved, CaseBusy, CaseError, InputError."""
        with self._writing():
            held = self.lines()
            head = head_of(held)
            if expected is not None and expected != head:
                raise moved(str(self.path), expected, head)
            new = chosen(lines, held, str(self.path))
            if new:
                with keeping(self.path):
                    if self.path.exists() and not self.path.read_bytes().endswith(b"\n"):
                        self._write([*held, *new])  # what a killed process left half written goes
                    else:
                        append(self.path, b"".join(line.data + b"\n" for line in new))
                        flush(self.path.parent)
            return head_of(new, head)

    def replace(self, lines: Sequence[LogLine]) -> None:
        """Put these lines in the place of all; only copying does so, which knows that none is lost."""
        if [line.data for line in self.lines()] != [line.data for line in lines]:
            self._write(lines)

    def _write(self, lines: Sequence[LogLine]) -> None:
        def put(draft: Path) -> None:
            draft.write_bytes(b"".join(line.data + b"\n" for line in lines))
            flush(draft)

        write_whole(self.path, put)
        flush(self.path.parent)

    def _writing(self) -> AbstractContextManager[None]:
        return nullcontext() if self._held else writing(self.out)
