"""Ids by their places, and the row numbers of each thing, as columns: a million of them are held in some megabytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.signedinteger[Any]]

_SHORTEST = np.iinfo(np.int32).max
_AT_ONCE = 65_536
_NONE = np.zeros(0, dtype=np.int64)
_hash = hash
"""It differs from process to process: no result depends on it."""


class Ranks:
    """Ids, and the place of each; of an id that stands twice its last.

    Ids are found by their hashes, sorted, and then compared: 40 bytes an id, where strings in a dictionary are 180.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        left = iter(ids)
        self._set(
            pa.array(some, type=pa.large_string()) for some in iter(lambda: list(islice(left, _AT_ONCE)), [])
        )

    @classmethod
    def of_columns(cls, arrays: Iterable[pa.Array]) -> Ranks:
        """The ids of a column that lies in stretches."""
        found = cls.__new__(cls)
        found._set(array.cast(pa.large_string()) for array in arrays)
        return found

    def _set(self, arrays: Iterable[pa.Array]) -> None:
        texts, hashes = [pa.array([], type=pa.large_string())], [_NONE]
        for array in arrays:
            texts.append(array)
            hashes.append(_hashes(array))
        self._texts = pa.concat_arrays(texts)
        every = np.concatenate(hashes)
        order = np.argsort(every, kind="stable")
        self._hashes = every[order]
        self._order = _short(order)

    def __len__(self) -> int:
        return len(self._texts)

    @property
    def ids(self) -> list[str]:
        """All ids; nobody holds them."""
        found: list[str] = self._texts.to_pylist()
        return found

    def some(self, ranks: Numbers) -> list[str]:
        """The ids at some places."""
        found: list[str] = self._texts.take(pa.array(ranks)).to_pylist()
        return found

    def known(self, ids: Iterable[str]) -> Numbers:
        """The places of those of some ids that are known, ascending."""
        found = self._find(pa.array(list(ids), type=pa.large_string()))
        return np.unique(found[found >= 0])

    def rank(self, one: str) -> int:
        """The place of an id, -1 for one that is not known."""
        wanted = _hash(one)
        at = int(np.searchsorted(self._hashes, wanted, side="right")) - 1
        while at >= 0 and self._hashes[at] == wanted:
            place = int(self._order[at])
            if self._texts[place].as_py() == one:
                return place
            at -= 1
        return -1

    def places(self, names: pa.Array) -> Numbers:
        """The place of each name, -1 for one that is not known."""
        known, codes = self.coded(names)
        return known[codes]

    def coded(self, names: pa.Array) -> tuple[Numbers, Numbers]:
        """The place of each name that is there, -1 at the end, and for each row which of these is its."""
        coded = names.dictionary_encode()
        known = self._find(coded.dictionary.cast(pa.large_string()))
        codes = coded.indices.fill_null(len(known)).to_numpy(zero_copy_only=False)
        return np.append(known, -1), codes

    def _find(self, names: pa.Array) -> Numbers:
        """The places of names, each by the last of the ids with its hash that are equal to it."""
        wanted, found = _hashes(names), np.full(len(names), -1, dtype=np.int64)
        at = np.searchsorted(self._hashes, wanted, side="right") - 1
        left = np.arange(len(names))
        while left.size:
            left = left[at[left] >= 0]
            left = left[self._hashes[at[left]] == wanted[left]]
            places = self._order[at[left]].astype(np.int64)
            same = pc.equal(self._texts.take(pa.array(places)), names.take(pa.array(left))).to_numpy(
                zero_copy_only=False
            )
            found[left[same]] = places[same]
            left = left[~same]  # another id of the same hash
            at[left] -= 1
        return found


def _hashes(names: pa.Array) -> Numbers:
    """The hashes of texts."""
    return np.fromiter(map(_hash, names.to_pylist()), dtype=np.int64, count=len(names))


class Pairs:
    """The row numbers of each of some things, laid end to end: those of ``k`` are ``rows[bounds[k]:bounds[k + 1]]``.

    Where the rows of each thing lie side by side, only the first of each is held (``starts``).
    """

    def __init__(self, bounds: Numbers, rows: Numbers | None = None, starts: Numbers | None = None) -> None:
        self.bounds = bounds
        self._rows = rows
        self._starts = starts

    @property
    def rows(self) -> Numbers:
        """All rows, those of one thing after those of another."""
        return self.all_of(np.arange(len(self.bounds) - 1)) if self._rows is None else self._rows

    def of(self, at: int) -> Numbers:
        """The rows of one."""
        first, end = int(self.bounds[at]), int(self.bounds[at + 1])
        if self._rows is not None:
            return self._rows[first:end]
        assert self._starts is not None
        return np.arange(end - first, dtype=np.int64) + int(self._starts[at])

    def all_of(self, some: Numbers) -> Numbers:
        """The rows of some, one after the other."""
        firsts, lengths = self.bounds[some], self.bounds[some + 1] - self.bounds[some]
        begins = np.cumsum(lengths) - lengths
        starts = firsts if self._starts is None else self._starts[some]
        found: Numbers = np.arange(int(lengths.sum())) + np.repeat(starts - begins, lengths)
        return found if self._rows is None else self._rows[found]

    def as_they_lie(self, size: int) -> bool:
        """Whether these are all of so many rows, in their order."""
        if self._starts is None or int(self.bounds[-1]) != size:
            return False
        return bool(np.all((self._starts == self.bounds[:-1]) | (np.diff(self.bounds) == 0)))


def paired(owners: Numbers, rows: Numbers, size: int) -> Pairs:
    """Pairs by their owners; the rows of one keep their order, and pairs without an owner (-1) are left out."""
    if owners.size and owners.min() < 0:
        rows, owners = rows[owners >= 0], owners[owners >= 0]
    if np.any(owners[1:] < owners[:-1]):
        order = np.argsort(owners, kind="stable")
        owners, rows = owners[order], rows[order]
    return Pairs(_bounds(np.bincount(owners, minlength=size)[:size]), _short(rows))


def by_owner(column: Iterator[tuple[int, pa.Array]], size: int, owners: Ranks, otherwise: str) -> Pairs:
    """The rows of each owner that a column names; raises ValueError where a row names none."""
    named, firsts = [_NONE], [_NONE]
    for start, array in column:
        if array.null_count:
            raise ValueError(otherwise)
        known, codes = owners.coded(array)
        turns = np.flatnonzero(np.diff(codes, prepend=-1))
        named.append(known[codes[turns]])
        firsts.append(start + turns)
    owner, first = np.concatenate(named), np.concatenate(firsts)
    turns = np.flatnonzero(np.diff(owner, prepend=-2))
    owner, first = owner[turns], first[turns]
    lengths = np.diff(first, append=size)
    owner, first, lengths = owner[owner >= 0], first[owner >= 0], lengths[owner >= 0]
    if len(np.unique(owner)) < len(owner):
        every = np.arange(int(lengths.sum())) + np.repeat(first - (np.cumsum(lengths) - lengths), lengths)
        return paired(np.repeat(owner, lengths), every, len(owners))
    starts, of_each = np.zeros(len(owners), dtype=np.int64), np.zeros(len(owners), dtype=np.int64)
    starts[owner], of_each[owner] = first, lengths
    return Pairs(_bounds(of_each), starts=_short(starts))


def _bounds(lengths: Numbers) -> Numbers:
    return _short(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64))


def _short(numbers: Numbers) -> Numbers:
    """Numbers in half the room, where they fit: of each row of each table one is held."""
    return numbers.astype(np.int32) if not numbers.size or numbers.max() <= _SHORTEST else numbers
