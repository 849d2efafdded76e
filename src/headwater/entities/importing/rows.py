"""What the readers give: imported entries, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headwater.entities.entries import RegistryName
from headwater.entities.importing.names import fault_of, language_of, plain

MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Imported:
    """One entry of another register. ``file`` and ``line`` say where it was read.

    ``table`` is the overlay file that it belongs to: actors, persons or places.
    """

    id: str
    table: str
    kind: str
    country: str
    names: tuple[RegistryName, ...]
    file: str
    line: int
    since: str = ""
    role: str = ""
    admin1: str = ""
    population: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was left out: where, and why."""

    file: str
    line: int
    why: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.why}"


def names_among(
    given: Iterable[tuple[str, bool]], file: str, line: int
) -> tuple[tuple[RegistryName, ...], list[Problem]]:
    """The good names among (text, weak) pairs, each once, and what is wrong with the others."""
    names: dict[str, RegistryName] = {}
    problems = []
    for text, weak in given:
        fault = fault_of(text)
        if fault:
            problems.append(Problem(file, line, fault))
            continue
        bare = plain(text)
        names.setdefault(bare, RegistryName(bare, language_of(bare), short=weak))
    return tuple(names.values())[:MOST_NAMES], problems
