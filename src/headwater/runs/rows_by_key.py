"""Rows of one table that a process holds, found by the ids in their fields without going through all of them.

Beside the rows lies an array of hashes of each field that was asked for; after a run it is made from the one before by the same
edits as the rows are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.runs.assembly import keys_of
from headwater.runs.edits import Edits, edits_between, moves_of

_BITS = 20
_MASK = (1 << _BITS) - 1
Hashes = npt.NDArray[np.int64]


class RowsByKey:
    """The rows of a table, or those of them that count."""

    def __init__(self, only: Callable[[Any], bool] | None = None) -> None:
        self.rows: Sequence[Any] = ()
        self.moved: Sequence[Any] = ()
        """Rows that went or came when it was last brought up to date."""
        self.edits: Edits = ()
        """How its rows came then out of those before."""
        self._only = only
        self._given: Sequence[Any] | None = None
        self._hashes: dict[str, Hashes] = {}

    def bring(self, given: Sequence[Any]) -> None:
        """Take the rows of now."""
        self.moved, self.edits = (), ()
        if given is self._given:
            return
        rows = given if self._only is None else list(filter(self._only, given))
        self.edits = edits_between(self.rows, rows)
        told = moves_of(self.rows, self.edits)
        self.moved = [*told.gone, *told.come]
        self._hashes = {
            field: self._after(field, hashes) for field, hashes in self._hashes.items() if self._single(field)
        }
        self.rows, self._given = rows, given

    def keys_moved(self, field: str) -> set[str]:
        """The ids in a field of rows that went or came."""
        return {key for row in self.moved for key in keys_of(row, field)}

    def places(self, field: str, wanted: Collection[str]) -> list[int]:
        """The numbers of the rows whose field has one of the ids, ascending."""
        if not wanted or not self.rows:
            return []
        hashes = self._hashes_of(field)
        marked = np.zeros(_MASK + 1, dtype=np.bool_)
        marked[_hashed(wanted)] = True
        owners = np.flatnonzero(marked[hashes])
        if not self._single(field):
            owners = np.unique(self._owners(field)[owners])
        get = self.rows.__getitem__
        return [at for at in owners.tolist() if any(key in wanted for key in keys_of(get(at), field))]

    def of(self, field: str, wanted: Collection[str]) -> dict[str, list[Any]]:
        """By id the rows whose field has it, in their order."""
        found: dict[str, list[Any]] = {}
        for at in self.places(field, wanted):
            for key in keys_of(self.rows[at], field):
                if key in wanted:
                    found.setdefault(key, []).append(self.rows[at])
        return found

    def _single(self, field: str) -> bool:
        """Whether a field holds one id and not a list of them."""
        return not self.rows or not isinstance(getattr(self.rows[0], field), list)

    def _hashes_of(self, field: str) -> Hashes:
        if field not in self._hashes:
            if self._single(field):
                self._hashes[field] = _hashed(list(map(attrgetter(field), self.rows)))
            else:
                self._hashes[field] = _hashed([key for row in self.rows for key in keys_of(row, field)])
        return self._hashes[field]

    def _owners(self, field: str) -> Hashes:
        """The number of the row of each id, where rows have lists of them."""
        sizes = [len(keys_of(row, field)) for row in self.rows]
        return np.repeat(np.arange(len(sizes)), sizes)

    def _after(self, field: str, hashes: Hashes) -> Hashes:
        get = attrgetter(field)
        pieces, at = [], 0
        for edit in self.edits:
            pieces += [hashes[at : edit.at], _hashed(list(map(get, edit.rows)))]
            at = edit.until
        return np.concatenate([*pieces, hashes[at:]])


def _hashed(keys: Collection[Any]) -> Hashes:
    return np.fromiter(map(hash, keys), dtype=np.int64, count=len(keys)) & _MASK
