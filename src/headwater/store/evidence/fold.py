"""What the log comes to: which items the case has, and which objects and texts must lie beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from headwater.store.evidence.lines import Entry, Line


@dataclass(slots=True)
class Fold:
    """The state after the lines taken so far; lines are known by their numbers."""

    items: dict[int, Entry] = field(default_factory=dict)
    """Entries of the items that the case has, in the order in which they came."""
    objects: dict[str, int] = field(default_factory=dict)
    """SHA-256 of every object that must be here, to the number of the line that brought it."""
    texts: dict[str, int] = field(default_factory=dict)
    """SHA-256 of every derived text that must be here, to the number of the first line that tells of it."""
    derived: dict[int, Entry] = field(default_factory=dict)
    """The last derivation of each item."""
    details: dict[str, int] = field(default_factory=dict)
    """Hash of every record of details that must be here, to its line."""
    purged: dict[str, int] = field(default_factory=dict)
    """SHA-256 of what was purged, to the line that says so."""
    refused: set[str] = field(default_factory=set)
    """What was refused because it was purged before."""
    contents: dict[str, list[int]] = field(default_factory=dict)
    """Every line that brought an object, by the object."""

    def take(self, lines: Iterable[Line]) -> None:
        """Go on with these lines; raises KeyError, TypeError or ValueError where one lacks what its action needs."""
        steps: dict[str, Callable[[Line], None]] = {
            "received": self._give,
            "stub": self._give,
            "stamped": self._stamp,
            "derived": self._derive,
            "removed": self._remove,
            "refused": self._refuse,
            "pruned": self._prune,
            "purged": self._purge,
        }
        for line in lines:
            if isinstance(line.entry.get("details"), str):
                self.details[line.entry["details"]] = line.seq
            if line.action in steps:
                steps[line.action](line)

    def _stamp(self, line: Line) -> None:
        self.objects.setdefault(line.entry["sha256"], line.seq)

    def _derive(self, line: Line) -> None:
        self.derived[line.entry["of"]] = line.entry
        if line.entry["text"]:
            self.texts.setdefault(line.entry["text"], line.seq)

    def _remove(self, line: Line) -> None:
        for seq in line.entry["of"]:
            self.items.pop(seq, None)

    def _refuse(self, line: Line) -> None:
        if "sha256" in line.entry:
            self.refused.add(line.entry["sha256"])

    def _prune(self, line: Line) -> None:
        for text in line.entry["texts"]:
            self.texts.pop(text, None)

    def _give(self, line: Line) -> None:
        entry = line.entry
        self.items.pop(entry.get("instead_of", 0), None)
        self.items[line.seq] = entry
        self.objects.setdefault(entry["sha256"], line.seq)
        self.contents.setdefault(entry["sha256"], []).append(line.seq)

    def _purge(self, line: Line) -> None:
        for sha in line.entry["objects"]:
            self.objects.pop(sha, None)
            self.purged[sha] = line.seq
        for text in line.entry["texts"]:
            self.texts.pop(text, None)
        for seq in line.entry["of"]:
            self.items.pop(seq, None)
            self.derived.pop(seq, None)
        for details in line.entry["redacted"]:
            self.details.pop(details, None)
