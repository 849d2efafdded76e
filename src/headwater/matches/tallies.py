"""The counts of one kind of key, brought up to date as reports come and go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from headwater.matches.key_holders import KeyHolders
from headwater.matches.packing import Hashes, hash_of
from headwater.matches.word_counts import Counts, bound_of, count_keys, settled
from headwater.records.matches import Keyed

Rows = Sequence[tuple[str, Keyed]]


class Tally:
    """What ``count_keys`` counts of some reports, held ready."""

    def __init__(self, held: Iterable[tuple[str, Keyed]]) -> None:
        self._held: dict[str, Keyed] = dict(held)
        self.holders = KeyHolders((article, keyed.hashes) for article, keyed in self._held.items())
        self._count()

    def _count(self) -> None:
        self._bound = bound_of(len(self._held))
        self._chosen = sum(hash_of(article) < self._bound for article in self._held)
        self.counts: Counts = count_keys(list(self._held), list(self._held.values()))

    def articles(self) -> Iterable[str]:
        """The reports that are here."""
        return self._held

    def move(self, gone: Rows, come: Rows) -> list[int] | None:
        """Let reports go and come; gives the keys that are as rare as before no more, None where that is all of them."""
        for article, _ in gone:
            self._held.pop(article, None)
            self.holders.drop(article)
        for article, keyed in come:
            self._held[article] = keyed
            self.holders.take(article, keyed.hashes)
        chosen = self._chosen + self._counted(come) - self._counted(gone)
        if bound_of(len(self._held)) != self._bound or settled(chosen) != self.counts.reports:
            self._count()
            return None
        self._chosen = chosen
        return self._recount(gone, come)

    def _counted(self, rows: Rows) -> int:
        return sum(hash_of(article) < self._bound for article, _ in rows)

    def _recount(self, gone: Rows, come: Rows) -> list[int]:
        """Count again the keys of those that went or came."""
        more, less = self._keys_of(come), self._keys_of(gone)
        touched = np.union1d(more[0], less[0])
        self._make_room(touched)
        counts = self.counts
        places = np.searchsorted(counts.keys, touched)
        before = _as_told(counts, places)
        for (keys, shares, inside), step in ((more, 1), (less, -1)):
            at = np.searchsorted(counts.keys, keys)
            np.add.at(counts.counts, at[inside], step)
            if step > 0:
                np.maximum.at(counts.shares, at, shares)
        doubtful = np.unique(less[0][less[1] >= counts.shares[np.searchsorted(counts.keys, less[0])]])
        for place in np.searchsorted(counts.keys, doubtful).tolist():
            known = float(counts.shares[place])
            counts.shares[place] = self._greatest_share(int(counts.keys[place]), known)
        after = _as_told(counts, places)
        moved: list[int] = touched[(before != after).any(axis=0)].tolist()
        return moved

    def _keys_of(self, rows: Rows) -> tuple[Hashes, npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
        """The keys of some reports, their shares, and whether their report is counted."""
        keys = np.frombuffer(b"".join(keyed.hashes for _, keyed in rows), dtype="<u8")
        shares = np.frombuffer(b"".join(keyed.shares for _, keyed in rows), dtype="<f4")
        counted = [hash_of(article) < self._bound for article, _ in rows]
        inside = np.repeat(np.array(counted, dtype=np.bool_), [len(keyed.hashes) // 8 for _, keyed in rows])
        return keys, shares, inside

    def _make_room(self, keys: Hashes) -> None:
        known = self.counts
        at = np.searchsorted(known.keys, keys)
        missing = (at == len(known.keys)) | (
            known.keys[np.minimum(at, max(0, len(known.keys) - 1))] != keys if len(known.keys) else True
        )
        if missing.any():
            at, new = at[missing], keys[missing]
            self.counts = Counts(
                known.reports,
                np.insert(known.keys, at, new),
                np.insert(known.counts, at, 0),
                np.insert(known.shares, at, np.float32(0)),
            )

    def _greatest_share(self, key: int, known: float) -> float:
        """The greatest share that a report gives a key, at most the ``known`` one; 0 where none has it."""
        most = 0.0
        for article in self.holders.each(key):
            keyed = self._held[article]
            at = np.frombuffer(keyed.hashes, dtype="<u8") == np.uint64(key)
            most = max(most, float(np.frombuffer(keyed.shares, dtype="<f4")[at].max()))
            if most >= known:
                break
        return most


def _as_told(counts: Counts, places: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """All that rarity hangs on, of the keys at some places."""
    return np.stack([counts.as_told(counts.counts[places]), counts.shares[places].astype(np.float64)])
