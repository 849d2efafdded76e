"""What a check found: each fault with its file and what to do, and what a person should know besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

FaultKind = Literal[
    "chain",  # a line of the custody log does not hang on the one before
    "head",  # the log does not hold a head that was written down elsewhere
    "details",  # the names that belong to a line are gone or changed
    "object",  # bytes are gone or changed
    "text",  # a derived text is gone or changed
    "purge",  # what was purged lies here still
    "timestamp",  # a time stamp does not fit the line that it stamps
    "table",  # a table or export is not the one that the manifest tells of
    "judgements",  # the log of judgements cannot be read
    "pack",  # a pack does not hold what its own list says
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: ``where`` is the file, relative to the case."""

    kind: FaultKind
    where: str
    says: str
    do: str


@dataclass(slots=True)
class Report:
    """The outcome of a check. Faults stand in the order in which evidence hangs together: the chain first."""

    where: Path
    head: str = ""
    lines: int = 0
    items: int = 0
    objects: int = 0
    texts: int = 0
    tables: int = 0
    stamps: int = 0
    redacted: bool = False
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing is damaged."""
        return not self.faults

    @property
    def first_broken(self) -> Fault | None:
        """The first broken link, or None."""
        return self.faults[0] if self.faults else None

    def fault(self, kind: FaultKind, where: str, says: str, do: str) -> None:
        """Note what does not hold."""
        self.faults.append(Fault(kind, where, says, do))

    def as_json(self) -> dict[str, Any]:
        """As a JSON object."""
        value = asdict(self) | {"where": str(self.where), "holds": self.holds}
        value["first_broken"] = asdict(self.first_broken) if self.first_broken else None
        return value

    def damaged(self) -> Iterator[str]:
        """Every damaged file, once."""
        yield from dict.fromkeys(fault.where for fault in self.faults)
