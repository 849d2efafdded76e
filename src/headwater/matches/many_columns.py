"""The reports of a very large case as columns, laid out some at a time: no row is kept, only what pairs are weighed by.

Of each report that is some ten kilobytes, nearly all of them in files that are mapped. ``CaseColumns`` holds the same of
reports that are there as rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.matches.case_columns import CaseColumns, Flags, Floats, KeyColumns
from headwater.matches.columns import Numbers, Ragged, at_unit_length_in_place, bounds_of
from headwater.matches.joining import lookup_keys
from headwater.matches.packing import Hashes, hash_of_id
from headwater.matches.vectors import Matrix
from headwater.records.matches import ReportRarity, ReportSketch
from headwater.records.put_by import Grown

Half = npt.NDArray[np.float16]
_FEW, _AT_ONCE = 1 << 16, 1 << 19


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


class Known:
    """Different values, ascending, as more of them come: those that are new wait until it is worth putting them in order."""

    def __init__(self, kind: str) -> None:
        self._known: npt.NDArray[Any] = np.zeros(0, dtype=kind)
        self._waiting: list[npt.NDArray[Any]] = []
        self._weight = 0

    def add(self, values: npt.NDArray[Any]) -> None:
        """Some values more."""
        self._waiting.append(np.unique(values))
        self._weight += len(self._waiting[-1])
        if self._weight > max(_FEW, len(self._known)):
            self.all()

    def all(self) -> npt.NDArray[Any]:
        """All of them."""
        if self._waiting:
            self._known = np.unique(np.concatenate([self._known, *self._waiting]))
            self._waiting, self._weight = [], 0
        return self._known


class _Keys:
    """Keys of one kind, some reports after the other, put by."""

    def __init__(self) -> None:
        self._hashes, self._known = Grown("<u8"), Known("<u8")
        self._rarity, self._unit, self._marks = Grown("<f4"), Grown("<f4"), Grown("u1")
        self._lengths: list[npt.NDArray[np.int32]] = []

    def add(self, keys: KeyColumns) -> None:
        """Let these come behind the others."""
        self._known.add(keys.hashes)
        self._hashes.add(keys.hashes)
        self._rarity.add(keys.rarity)
        self._unit.add(keys.unit)
        self._marks.add(keys.marks)
        self._lengths.append(np.diff(keys.codes.bounds).astype(np.int32))

    def together(self) -> KeyColumns:
        """All of them."""
        known, hashes, codes = self._known.all(), self._hashes.whole(), Grown("<i4")
        for start in range(0, len(hashes), _AT_ONCE):
            codes.add(places_among(known, hashes[start : start + _AT_ONCE]))
        none = np.zeros(0, dtype=np.uint64)
        bounds = bounds_of(_joined(self._lengths))
        told = (self._rarity.whole(), self._unit.whole(), self._marks.whole())
        return KeyColumns(Ragged(codes.whole(), bounds), none, *told, len(known))


def places_among(known: npt.NDArray[Any], values: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """The place of each of some values among those that are known, which ascend; each different one is looked up once."""
    different, back = np.unique(values, return_inverse=True)
    return np.searchsorted(known, different)[back]


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


class _Vectors:
    """Vectors, a row each, put by; how wide they are is known from the first portion that has some."""

    def __init__(self, kind: str) -> None:
        self._kind, self._rows = kind, Grown(kind)
        self._before = 0  # rows that have none, before the width is known
        self._width = 0

    def add(self, rows: npt.NDArray[Any], width: int) -> None:
        """Rows of a portion whose vectors have a width; of one in which nobody has any it is 1."""
        if width == 1:
            rows = np.zeros((len(rows), max(1, self._width)), dtype=self._kind)
        elif not self._width:
            self._width = width
            self._rows.add(np.zeros((self._before, width), dtype=self._kind))
        if self._width:
            self._rows.add(rows)
        else:
            self._before += len(rows)

    def whole(self) -> npt.NDArray[Any]:
        """All rows."""
        if not self._width:
            return np.zeros((self._before, 1), dtype=self._kind)
        return self._rows.whole().reshape(-1, self._width)


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
        self.bodies, self.means = _Vectors("<f2"), _Vectors("<f4")
        self.openings = Grown("<f2")
        self.lookups = Grown("<i4"), Grown("<u8")
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
        self.lookups[0].add(owner + self.size)
        self.lookups[1].add(keys)
        self.bodies.add(_halves([sketch.body for sketch in sketches], columns.width), columns.width)
        self.means.add(columns.openings, columns.width)
        told = [sketch.opening if sketch.body else b"" for sketch in sketches]
        self.openings.add(np.frombuffer(b"".join(told), dtype="<f2"))
        self.sizes.append(np.array([len(opening) // 2 for opening in told], dtype=np.int32))
        self.marks.append(np.array([hash_of_id(sketch.article) for sketch in sketches], dtype=np.uint64))
        self.size += len(sketches)


class ManyColumns:
    """The columns of some reports that come in order of their articles, a few thousand at a time."""

    def __init__(self, portions: Iterable[tuple[Sequence[ReportSketch], Sequence[ReportRarity]]]) -> None:
        parts = _Parts()
        for sketches, rarities in portions:
            parts.add(sketches, rarities)
        self.reports, self.size, self.width = parts.reports, parts.size, parts.width
        self.bodies = PackedRows(parts.bodies.whole())
        self.means: Matrix = parts.means.whole()
        self.marks: Hashes = np.concatenate(parts.marks)
        self.lookups = parts.lookups[0].whole(), parts.lookups[1].whole()
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
        self._begins = bounds_of(np.concatenate(parts.sizes))
        self._openings: Half = parts.openings.whole()

    def __len__(self) -> int:
        return self.size

    def opening(self, place: int) -> Matrix:
        """The first sentences of one report."""
        rows = self._openings[self._begins[place] : self._begins[place + 1]].reshape(-1, self.width)
        return at_unit_length_in_place(rows.astype(np.float32))


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
