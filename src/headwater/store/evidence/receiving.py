"""Which lines the log needs for what comes in, and which receipt each gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from headwater.store.evidence.fold import Fold
from headwater.store.evidence.kept import Incoming, Receipt, plain_told
from headwater.store.evidence.lines import Entry, Line
from headwater.store.evidence.objects import Stored

PURGED = "its bytes were purged from this case and are not taken again; leave it out, or begin another case"
Addition = tuple[Entry, Entry | None]
"""A line to be written and its details."""


class Receiving:
    """Receipts for things that were stored, in the order in which they are taken."""

    def __init__(
        self, fold: Fold, details: Mapping[str, Mapping[str, Any]], path: Callable[[str], Path]
    ) -> None:
        self._fold = fold
        self._details = details
        self._path = path
        self._receipts: list[
            tuple[Receipt, int | None]
        ] = []  # with the place of its line among the additions
        self._places: dict[tuple[str, str], int] = {}
        self.additions: list[Addition] = []
        """Lines to write."""

    def take(self, one: Incoming, stored: Stored) -> None:
        """Decide on one thing."""
        path = self._path(stored.sha256) if stored.sha256 else Path()
        receipt = Receipt(stored.sha256, one.name, one.kind, stored.size, 0, path, new=False)
        if stored.unreadable:
            reason = (stored.unreadable.strerror or str(stored.unreadable)).lower()
            self._receipts.append((replace(receipt, refused=f"cannot be read: {reason}"), None))
        elif stored.sha256 in self._fold.purged:
            self._refuse(stored.sha256)
            self._receipts.append((replace(receipt, refused=PURGED), None))
        else:
            self._receipts.append(self._known_or_new(receipt, one, stored))

    def receipts(self, lines: Sequence[Line]) -> list[Receipt]:
        """All receipts, once the additions were written as ``lines``."""
        return [
            receipt if place is None else replace(receipt, seq=lines[place].seq)
            for receipt, place in self._receipts
        ]

    def _refuse(self, sha: str) -> None:
        if sha not in self._fold.refused:
            entry: Entry = {
                "action": "refused",
                "sha256": sha,
                "because": "its bytes were purged from this case",
            }
            self.additions.append((entry, None))
            self._fold.refused.add(sha)

    def _known_or_new(self, receipt: Receipt, one: Incoming, stored: Stored) -> tuple[Receipt, int | None]:
        key = (stored.sha256, one.name)
        if key in self._places:  # twice in one batch
            return receipt, self._places[key]
        told = plain_told(one.told)
        entry: Entry = {
            "action": "stub" if one.kind == "stub" else "received",
            "sha256": stored.sha256,
            "size": stored.size,
            "kind": one.kind,
            "how": one.how,
        }
        if stored.mended:
            entry["mended"] = True
        before = self._before(stored.sha256, one.name)
        if before is not None:
            private = self._details.get(self._fold.items[before]["details"], {})
            same = self._fold.items[before]["kind"] == one.kind and private.get("told", {}) == told
            if same and not stored.mended:
                return replace(receipt, seq=before), None
            entry["instead_of"] = before
        self._places[key] = len(self.additions)
        self.additions.append((entry, {"name": one.name, "told": told}))
        return replace(receipt, new=True), self._places[key]

    def _before(self, sha: str, name: str) -> int | None:
        """The item of the case with these bytes under this name."""
        for seq in self._fold.contents.get(sha, ()):
            entry = self._fold.items.get(seq)
            if entry is not None and self._details.get(entry["details"], {}).get("name") == name:
                return seq
        return None
