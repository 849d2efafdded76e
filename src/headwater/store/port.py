"""The port of the store: what a case is to whoever reads, judges or copies it, in a folder or in a database.

``store.opening.open_store`` gives one by a folder's path or a URL. Nothing here knows which.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from headwater.records.errors import CaseBusy, InputError

Json = dict[str, Any]


class WrongQuery(InputError):  # noqa: N818 - named for what is wrong
    """SQL that the engine does not take, or that would write."""


@dataclass(frozen=True, slots=True)
class Found:
    """One row that a search found: its table, its id, its text with the words found in [brackets]."""

    table: str
    id: str
    text: str


class OpenReadModel(Protocol):
    """The lists of case.json as tables, open to read: whole, of one answer, unmoved while they are open."""

    def __enter__(self) -> OpenReadModel: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def close(self) -> None:
        """Let go of it."""
        ...

    def select(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows that a SELECT gives, each ``?`` a value; raises WrongQuery, DamagedCase."""
        ...

    def meta(self) -> dict[str, str]:
        """What it was made from, by what, and how many rows each list has."""
        ...

    def counts(self) -> dict[str, int]:
        """How many rows each list of case.json has here, counted."""
        ...

    def rows(self, name: str) -> Iterator[Json]:
        """The rows of a list, as case.json has them and in its order; raises KeyError for an unknown list."""
        ...

    def search(self, table: str, asked: str, limit: int = 20) -> list[Found]:
        """Articles or claims that hold every word of a search, in any spelling, best first."""
        ...

    def check(self) -> list[str]:
        """What is broken inside: ids that lead nowhere, rows left out; reads all of it."""
        ...


@dataclass(frozen=True, slots=True)
class LogHead:
    """How far a log of judgements has come: its number of lines, and a hash over all of them in their order."""

    length: int = 0
    sha256: str = ""

    def after(self, line: bytes) -> LogHead:
        """The head when one more line has been added."""
        return LogHead(self.length + 1, hashlib.sha256(self.sha256.encode("ascii") + line).hexdigest())


@dataclass(frozen=True, slots=True)
class LogLine:
    """One judgement as the log has it, without its line end. ``id`` is the judgement's; ``seq`` counts from 1."""

    seq: int
    id: str
    data: bytes


class LogMoved(CaseBusy):
    """Somebody has judged since the caller looked; ``head`` is how far the log has come."""

    def __init__(self, message: str, head: LogHead) -> None:
        super().__init__(message)
        self.head = head


class JudgementLog(Protocol):
    """The judgements of a case, one a line, only ever added to."""

    def head(self) -> LogHead:
        """How far the log has come."""
        ...

    def lines(self, after: int = 0) -> list[LogLine]:
        """The lines behind the one of that number, in their order; a judgement stands in one line only."""
        ...

    def append(self, lines: Sequence[bytes], expected: LogHead | None = None) -> LogHead:
        """Add the lines whose judgements the log does not hold, safe before this returns; gives the new head.

        With ``expected`` nothing is added where somebody else was quicker: raises LogMoved. Raises CaseError
        where they could not be kept, InputError for a line that is no JSON object with an id.
        """
        ...


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file of the truth is: the SHA-256 of its bytes, and their number."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Copied:
    """What came of copying a case: names of files that were written and removed, judgements that were added."""

    written: list[str]
    removed: list[str]
    judgements: int
    only_there: int
    """Judgements that the place copied to had alone; they were kept."""
    head: LogHead
    custody: str
    """The head of the custody log, "" without evidence."""
    left_out: list[str] = field(default_factory=list)
    """Files in the folder copied from that are no part of the case."""


class CaseStore(Protocol):
    """One case, wherever it is kept."""

    @property
    def where(self) -> str:
        """The place, as messages name it: without a password."""
        ...

    @property
    def log(self) -> JudgementLog:
        """Its judgements."""
        ...

    def exists(self) -> bool:
        """Whether there is a case."""
        ...

    def files(self) -> Mapping[str, Mark]:
        """The truth but for the judgements, by names relative to the case; raises NotACase."""
        ...

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, piece by piece; raises DamagedCase where they have not the hash of its mark."""
        ...

    def require_sound(self) -> None:
        """Raises DamagedCase that names every file which is not as it was written; all are read."""
        ...

    def left_out(self) -> list[str]:
        """What lies beside the case and is no part of it."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold the right to write: raises CaseBusy where somebody else has it."""
        ...

    def open_read_model(self) -> OpenReadModel:
        """The read model, made first where there is none that is whole and of this case."""
        ...

    def rebuild_read_model(self) -> OpenReadModel:
        """The read model, made anew."""
        ...

    def take(self, other: CaseStore) -> Copied:
        """Become what ``other`` is: all of its files and no more, and its judgements beside those held here.

        Whole or not at all for readers. Raises CaseError where this case has evidence that the other lacks,
        CaseBusy, DamagedCase where a file of the other is damaged (its name is told).
        """
        ...

    def working(self, folder: Path) -> AbstractContextManager[Path]:
        """A folder with the case as it stands, to run in; what it has come to is taken back at the end."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


def join_lines(own: Iterable[LogLine], other: Iterable[LogLine]) -> tuple[list[LogLine], int, int]:
    """Own lines with those of the other behind them; how many were added, and how many only ``own`` has.

    A line that the other has with other words (a purge has taken some out) is the other's.
    """
    theirs = {line.id: line for line in other}
    joined = [LogLine(n, line.id, theirs.get(line.id, line).data) for n, line in enumerate(own, 1)]
    had = {line.id for line in joined}
    new = [line for line in theirs.values() if line.id not in had]
    joined += [LogLine(n, line.id, line.data) for n, line in enumerate(new, len(joined) + 1)]
    return joined, len(new), len(had - theirs.keys())
