"""The reports of a case as columns, for comparing many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from headwater.matches.columns import (
    Ragged,
    at_unit_length_in_place,
    bounds_of,
    matrix_of,
    mean_openings,
    ragged,
)
from headwater.matches.packing import OPENS, PLACE
from headwater.matches.tolls import is_vague
from headwater.matches.vectors import Matrix
from headwater.records.matches import Keyed, Quantity, ReportRarity, ReportSketch

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class KeyColumns:
    """Keys of one kind of all reports, each row rarest first. ``codes`` number the keys; ``codes.bounds`` holds for all."""

    codes: Ragged
    hashes: npt.NDArray[np.uint64]
    rarity: npt.NDArray[np.float32]
    unit: npt.NDArray[np.float32]  # weight at unit length of its row
    marks: npt.NDArray[np.uint8]
    kinds: int  # how many different keys there are

    def marked(self, mark: int) -> Ragged:
        """The hashes that have a mark."""
        return Ragged(self.hashes, self.codes.bounds).where((self.marks & mark) > 0)


def key_columns(keyed: Sequence[Keyed], rarities: Sequence[bytes]) -> KeyColumns:
    """Keys of many reports or claims, with their rarities."""
    hashes = ragged([row.hashes for row in keyed], "<u8")
    weights = np.frombuffer(b"".join(row.weights for row in keyed), dtype="<f4")
    marks = np.frombuffer(b"".join(row.marks or bytes(len(row.hashes) // 8) for row in keyed), dtype=np.uint8)
    rarity = np.frombuffer(b"".join(rarities), dtype="<f4")
    owner = hashes.owners()
    order = np.lexsort((hashes.values, -rarity, owner))
    weight = np.sqrt(weights) * rarity
    norms = np.sqrt(np.bincount(owner, weight.astype(np.float64) ** 2, minlength=len(hashes)))
    norms[norms == 0] = 1
    keys, codes = np.unique(hashes.values[order], return_inverse=True)
    return KeyColumns(
        Ragged(codes.astype(np.int64), hashes.bounds),
        hashes.values[order],
        rarity[order],
        (weight / norms[owner]).astype(np.float32)[order],
        marks[order],
        len(keys),
    )


class CaseColumns:
    """The columns of some reports."""

    def __init__(self, sketches: Sequence[ReportSketch], rarities: Sequence[ReportRarity]) -> None:
        self.sketches = sketches
        self.words = key_columns([s.words for s in sketches], [r.words for r in rarities])
        self.names = key_columns([s.names for s in sketches], [r.names for r in rarities])
        self.anchors = key_columns([s.anchors for s in sketches], [r.anchors for r in rarities])
        known = sorted({s.lang for s in sketches})
        self.langs = np.array([known.index(s.lang) for s in sketches], dtype=np.int64)
        self.lang_names = known
        self.tolls, self.firm = _bounds([s.toll for s in sketches])
        self.injured, _ = _bounds([s.injured for s in sketches])
        self.weekdays = np.array([sum(1 << day for day in s.weekdays) for s in sketches], dtype=np.int64)
        self.published = np.array(
            [date.fromisoformat(s.published).toordinal() if s.published else -1 for s in sketches],
            dtype=np.int64,
        )
        frames = sorted({s.frame for s in sketches} - {"other"})
        self.frames = np.array(
            [frames.index(s.frame) if s.frame != "other" else -1 for s in sketches], dtype=np.int64
        )
        self.numbers, self.number_kinds = coded([s.numbers for s in sketches])
        self.days, self.day_kinds = coded([s.days for s in sketches])
        self.frame_names = frames
        self.place_hashes = self.names.marked(PLACE)
        self.call_hashes = ragged([s.calls for s in sketches], "<u8")
        self.places, self.place_kinds = _codes(self.place_hashes)
        self.calls, self.call_kinds = _codes(self.call_hashes)
        self.width = next((len(s.body) // 2 for s in sketches if s.body), 1)
        self.placed: Flags = np.array([bool(s.body and s.opening) for s in sketches], dtype=np.bool_)

    def __len__(self) -> int:
        return len(self.sketches)

    @cached_property
    def bodies(self) -> Matrix:
        """The mean vector of each text."""
        return matrix_of([s.body for s in self.sketches], self.width)

    @cached_property
    def openings(self) -> Matrix:
        """The mean direction of each opening."""
        return mean_openings([s.opening if s.body else b"" for s in self.sketches], self.width)

    def opening(self, place: int) -> Matrix:
        """The first sentences of one report."""
        rows = np.frombuffer(self.sketches[place].opening, dtype="<f2").reshape(-1, self.width)
        return at_unit_length_in_place(rows.astype(np.float32))

    def opening_keys(self) -> list[tuple[str, Ragged, npt.NDArray[np.float32]]]:
        """What each opening may be looked up by: names, and words by language; with their rarities."""
        found = []
        for kind, columns in (("name", self.names), ("word", self.words)):
            keep = (columns.marks & OPENS) > 0
            hashes = Ragged(columns.hashes, columns.codes.bounds).where(keep)
            found.append((kind, hashes, columns.rarity[keep]))
        return found


def _bounds(quantities: Sequence[Quantity | None]) -> tuple[Floats, Flags]:
    """The low end of counts, or else the high one; nan where there is none. And which of them are exact enough to differ."""
    values = [q if q is None else q.low if q.low is not None else q.high for q in quantities]
    firm = [
        v is not None and q is not None and not is_vague(q) for v, q in zip(values, quantities, strict=True)
    ]
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64), np.array(
        firm, dtype=np.bool_
    )


def coded(rows: Sequence[Sequence[int] | Sequence[str]]) -> tuple[Ragged, int]:
    """Short lists as numbered values, and how many different ones there are."""
    known: dict[int | str, int] = {}
    values = [known.setdefault(value, len(known)) for row in rows for value in row]
    return Ragged(np.array(values, dtype=np.int64), bounds_of(len(row) for row in rows)), len(known)


def _codes(keys: Ragged) -> tuple[Ragged, int]:
    known, codes = np.unique(keys.values, return_inverse=True)
    return Ragged(codes.astype(np.int64), keys.bounds), len(known)
