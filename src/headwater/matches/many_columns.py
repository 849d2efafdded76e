"""The reports of a very large case as columns, laid out some at a time: no row is kept, only what pairs are weighed by.

Of each report that is some two kilobytes, and as much again for its opening. ``CaseColumns`` holds the same of reports that
are there as rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.matches.case_columns import CaseColumns, Flags, Floats, KeyColumns
from headwater.matches.columns import Numbers, Ragged, at_unit_length_in_place, bounds_of
from headwater.matches.joining import lookup_keys
from headwater.matches.packing import Hashes, hash_of
from headwater.matches.vectors import Matrix
from headwater.records.matches import ReportRarity, ReportSketch

Half = npt.NDArray[np.float16]


class PackedRows:
    """Vectors as they are stored, brought to unit length when they are asked for."""

    def __init__(self, rows: Half) -> None:
        self._rows = rows

    def some(self, at: Numbers) -> PackedRows:
        """Some of the rows."""
        return self if len(at) == len(self) else PackedRows(self._rows[at])

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: Any) -> Matrix:
        return at_unit_length_in_place(self._rows[at].astype(np.float32))


@dataclass
class _Keys:
    """Keys of one kind, some reports after the other."""

    hashes: list[Hashes] = field(default_factory=list)
    rarity: list[npt.NDArray[np.float32]] = field(default_factory=list)
    unit: list[npt.NDArray[np.float32]] = field(default_factory=list)
    marks: list[npt.NDArray[np.uint8]] = field(default_factory=list)
    lengths: list[Numbers] = field(default_factory=list)

    def add(self, keys: KeyColumns) -> None:
        """Let these come behind the others."""
        self.hashes.append(keys.hashes)
        self.rarity.append(keys.rarity)
        self.unit.append(keys.unit)
        self.marks.append(keys.marks)
        self.lengths.append(np.diff(keys.codes.bounds).astype(np.int32))

    def together(self) -> KeyColumns:
        """All of them; the parts are let go."""
        known, codes = numbered(self.hashes)
        none = np.zeros(0, dtype=np.uint64)
        rarity, unit, marks = (_joined(part) for part in (self.rarity, self.unit, self.marks))
        return KeyColumns(Ragged(codes, bounds_of(_joined(self.lengths))), none, rarity, unit, marks, known)


def _joined(parts: list[Any]) -> npt.NDArray[Any]:
    """All of some arrays, each of which is let go as soon as it is copied."""
    found = np.empty((sum(map(len, parts)), *parts[0].shape[1:]), dtype=parts[0].dtype)
    parts.reverse()
    start = 0
    while parts:
        part = parts.pop()
        found[start : start + len(part)] = part
        start += len(part)
    return found


def numbered(parts: list[npt.NDArray[Any]]) -> tuple[int, npt.NDArray[np.int32]]:
    """How many values there are, and for each of all the number of its value. The parts are let go."""
    known = np.unique(np.concatenate([np.unique(part) for part in parts]))
    codes = np.empty(sum(map(len, parts)), dtype=np.int32)
    parts.reverse()
    start = 0
    while parts:
        part = parts.pop()
        codes[start : start + len(part)] = np.searchsorted(known, part)
        start += len(part)
    return len(known), codes


class Lists:
    """Short lists of values, some reports after the other."""

    def __init__(self) -> None:
        self._values: list[npt.NDArray[Any]] = []
        self._lengths: list[Numbers] = []

    def add(self, rows: Ragged) -> None:
        """Let these come behind the others."""
        self._values.append(rows.values)
        self._lengths.append(np.diff(rows.bounds))

    def together(self) -> tuple[Ragged, int]:
        """All of them as numbers of values, and how many values there are."""
        known, codes = numbered(self._values)
        return Ragged(codes, bounds_of(np.concatenate(self._lengths))), known


def _dated(sketches: Sequence[ReportSketch]) -> Ragged:
    days = [date.fromisoformat(day).toordinal() for sketch in sketches for day in sketch.days]
    return Ragged(np.array(days, dtype=np.int64), bounds_of(len(sketch.days) for sketch in sketches))


def _counted(sketches: Sequence[ReportSketch]) -> Ragged:
    numbers = [number for sketch in sketches for number in sketch.numbers]
    return Ragged(np.array(numbers, dtype=np.int64), bounds_of(len(sketch.numbers) for sketch in sketches))


class _Parts:
    """What was laid out so far, a few thousand reports after the other."""

    def __init__(self) -> None:
        self.words, self.names, self.anchors = _Keys(), _Keys(), _Keys()
        self.numbers, self.days, self.places, self.calls = Lists(), Lists(), Lists(), Lists()
        self.plain: dict[str, list[Any]] = {name: [] for name in _PLAIN}
        self.kinds: dict[str, int] = {}
        self.vectors: tuple[list[Any], list[Any]] = ([], [])  # of texts, of openings
        self.lookups: tuple[list[Any], list[Any]] = ([], [])
        self.sizes: list[npt.NDArray[np.int32]] = []
        self.marks: list[Hashes] = []
        self.width, self.reports, self.size = 1, 0, 0

    def add(self, sketches: Sequence[ReportSketch], rarities: Sequence[ReportRarity]) -> None:
        """Let these reports come behind the others."""
        columns = CaseColumns(sketches, rarities)
        self.reports, self.width = rarities[0].reports, max(self.width, columns.width)
        self.words.add(columns.words)
        self.names.add(columns.names)
        self.anchors.add(columns.anchors)
        self.numbers.add(_counted(sketches))
        self.days.add(_dated(sketches))
        self.places.add(columns.place_hashes)
        self.calls.add(columns.call_hashes)
        for name in _PLAIN:
            self.plain[name].append(getattr(columns, name))
        self.plain["langs"][-1] = _renumbered(columns.langs, columns.lang_names, self.kinds)
        self.plain["frames"][-1] = _renumbered(columns.frames, columns.frame_names, self.kinds)
        owner, keys = lookup_keys(columns)
        self.lookups[0].append((owner + self.size).astype(np.int32))
        self.lookups[1].append(keys)
        self.vectors[0].append(_halves([sketch.body for sketch in sketches], columns.width))
        self.vectors[1].append(columns.openings)
        self.sizes.append(np.array([len(sketch.opening) for sketch in sketches], dtype=np.int32))
        self.marks.append(np.array([hash_of(sketch.article) for sketch in sketches], dtype=np.uint64))
        self.size += len(sketches)

    def matrix(self, of: int) -> npt.NDArray[Any]:
        """The vectors of all, of texts or of openings; a portion in which nobody has any has zeros."""
        parts = self.vectors[of]
        for place, part in enumerate(parts):
            if part.shape[1] != self.width:
                parts[place] = np.zeros((len(part), self.width), dtype=part.dtype)
        return _joined(parts)


class ManyColumns:
    """The columns of some reports that come in order of their articles, a few thousand at a time."""

    def __init__(self, portions: Iterable[tuple[Sequence[ReportSketch], Sequence[ReportRarity]]]) -> None:
        parts = _Parts()
        for sketches, rarities in portions:
            parts.add(sketches, rarities)
        self.reports, self.size, self.width = parts.reports, parts.size, parts.width
        self.bodies = PackedRows(parts.matrix(0))
        self.means: Matrix | None = parts.matrix(1)
        self.marks: Hashes = np.concatenate(parts.marks)
        self.lookups = _joined(parts.lookups[0]), _joined(parts.lookups[1])
        self.words, self.names = parts.words.together(), parts.names.together()
        self.anchors = parts.anchors.together()
        self.numbers, self.number_kinds = parts.numbers.together()
        self.days, self.day_kinds = parts.days.together()
        self.places, self.place_kinds = parts.places.together()
        self.calls, self.call_kinds = parts.calls.together()
        plain = {name: np.concatenate(found) for name, found in parts.plain.items()}
        self.langs, self.frames = plain["langs"], plain["frames"]
        self.weekdays, self.published = plain["weekdays"], plain["published"]
        self.tolls: Floats = plain["tolls"]
        self.injured: Floats = plain["injured"]
        self.firm: Flags = plain["firm"]
        self.placed: Flags = plain["placed"]
        self._sizes = np.concatenate(parts.sizes)
        self._openings: Half = np.zeros((0, self.width), dtype=np.float16)
        self._begins: Numbers = np.zeros(0, dtype=np.int64)

    def __len__(self) -> int:
        return self.size

    def take_openings(self, sketches: Iterable[ReportSketch], wanted: Flags) -> None:
        """Hold the first sentences of some reports, which come in the same order again."""
        wanted = wanted & self.placed
        self._begins = bounds_of(np.where(wanted, self._sizes // (2 * self.width), 0))
        self._openings = np.empty((int(self._begins[-1]), self.width), dtype=np.float16)
        for place, sketch in enumerate(sketches):
            if wanted[place]:
                rows = np.frombuffer(sketch.opening, dtype="<f2").reshape(-1, self.width)
                self._openings[self._begins[place] : self._begins[place + 1]] = rows

    def opening(self, place: int) -> Matrix:
        """The first sentences of one report."""
        return at_unit_length_in_place(
            self._openings[self._begins[place] : self._begins[place + 1]].astype(np.float32)
        )


_PLAIN = ("langs", "frames", "weekdays", "published", "tolls", "injured", "firm", "placed")


def _renumbered(codes: Numbers, names: Sequence[str], kinds: dict[str, int]) -> npt.NDArray[np.int16]:
    """Codes of some names as codes of all names; -1 stays."""
    told = np.array([*(kinds.setdefault(name, len(kinds)) for name in names), -1], dtype=np.int16)
    return told[codes]


def _halves(rows: Sequence[bytes], width: int) -> Half:
    empty = bytes(2 * width)
    return np.frombuffer(b"".join(row or empty for row in rows), dtype="<f2").reshape(len(rows), width)


def in_portions(
    rows: Iterator[tuple[ReportSketch, ReportRarity]], most: int = 2048
) -> Iterator[tuple[list[ReportSketch], list[ReportRarity]]]:
    """Reports with their rarities, some at a time."""
    sketches: list[ReportSketch] = []
    rarities: list[ReportRarity] = []
    for sketch, rarity in rows:
        sketches.append(sketch)
        rarities.append(rarity)
        if len(sketches) == most:
            yield sketches, rarities
            sketches, rarities = [], []
    if sketches:
        yield sketches, rarities
