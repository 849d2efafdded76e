"""Lines and sentences of a body: the units that parts and credits are read from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headwater.articles.stretches import Stretch
from headwater.records.articles import PartKind


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, trimmed: its span, and whether a blank line stands before it."""

    start: int
    end: int
    gap: bool

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Label:
    """What kind of part a stretch belongs to, on whose word, and why."""

    kind: PartKind
    name: str | None
    because: str
    time: str | None = None


def lines_of(text: str, start: int) -> Iterator[Line]:
    """The lines of ``text`` from ``start`` that are not blank."""
    at, gap = start, True
    while at <= len(text):
        newline = text.find("\n", at)
        stop = len(text) if newline < 0 else newline
        line = text[at:stop]
        if line.strip():
            begin = at + len(line) - len(line.lstrip())
            yield Line(begin, at + len(line.rstrip()), gap)
            gap = False
        else:
            gap = True
        if newline < 0:
            return
        at = newline + 1


@dataclass(frozen=True, slots=True)
class Layout:
    """A draft's text cut into lines and units; ``line_of[i]`` is the line that unit ``i`` begins in."""

    text: str
    title_units: int  # 1 where the first unit is the headline
    lines: list[Line]
    units: list[tuple[int, int]]
    line_of: list[int]
    head: list[Stretch]
    foot: list[Stretch]

    def words(self, line: int) -> str:
        """The text of one line."""
        return self.text[self.lines[line].start : self.lines[line].end]

    def units_in(self, start: int, end: int) -> range:
        """Indices of body units that begin in ``[start, end)``."""
        return range(
            max(self.title_units, _first_at(self.units, start)),
            max(self.title_units, _first_at(self.units, end)),
        )

    def units_of_line(self, line: int) -> range:
        """Indices of the units that begin in one line."""
        return self.units_in(self.lines[line].start, self.lines[line].end)


def _first_at(units: Sequence[tuple[int, int]], offset: int) -> int:
    """Index of the first unit that begins at or after ``offset``."""
    return bisect_right(units, (offset, -1))


def line_numbers(units: Sequence[tuple[int, int]], lines: Sequence[Line]) -> list[int]:
    """For each unit the number of the line it begins in; -1 before the first."""
    starts = [line.start for line in lines]
    return [bisect_right(starts, start) - 1 for start, _ in units]
