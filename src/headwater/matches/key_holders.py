"""Who holds a key, as holders come and go: keys of all sorted once, those that came since in a list beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import numpy as np
import numpy.typing as npt

from headwater.matches.packing import Hashes

_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
_STALE = 8
"""Of so many holders one may be gone, or new, before all are sorted again."""


class KeyHolders:
    """The holders of packed keys, each called by a name that it has alone."""

    def __init__(self, holders: Iterable[tuple[str, bytes]] = ()) -> None:
        self._held: dict[str, bytes] = dict(holders)
        self._sort()

    def _sort(self) -> None:
        self._names: list[str] = list(self._held)
        self._place = {name: place for place, name in enumerate(self._names)}
        every = np.frombuffer(b"".join(self._held.values()), dtype="<u8")
        owners = np.repeat(
            np.arange(len(self._names), dtype=np.int32), [len(keys) // 8 for keys in self._held.values()]
        )
        order = np.argsort(every, kind="stable")
        self._keys: Hashes = every[order]
        self._owners: npt.NDArray[np.int32] = owners[order]
        self._since: dict[int, list[str]] = {}
        self._moved = 0

    def take(self, name: str, keys: bytes) -> None:
        """Let somebody hold keys, and no others."""
        self.drop(name)
        self._held[name] = keys
        for key in np.frombuffer(keys, dtype="<u8").tolist():
            self._since.setdefault(key, []).append(name)

    def drop(self, name: str) -> None:
        """Let somebody hold nothing."""
        keys = self._held.pop(name, None)
        if keys is None:
            return
        if self._place.pop(name, None) is None:
            for key in np.frombuffer(keys, dtype="<u8").tolist():
                self._since[key].remove(name)
        self._moved += 1
        if self._moved * _STALE > len(self._names) + 64:
            self._sort()

    def each(self, key: int) -> Iterator[str]:
        """Those who hold a key, one after the other."""
        yield from self._since.get(key, ())
        wanted = np.uint64(key)
        start, end = (int(np.searchsorted(self._keys, wanted, side=side)) for side in _SIDES)
        for place in range(start, end):
            name = self._names[self._owners[place]]
            if name in self._place:
                yield name

    def of(self, keys: Iterable[int]) -> set[str]:
        """Those who hold any of some keys."""
        return {name for key in keys for name in self.each(key)}
