"""What the log comes to: which items the case has, and which objects and texts must lie beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from headwater.store.evidence.lines import Entry, Line, is_sha256


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
            if "details" in line.entry:
                self.details[_sha(line.entry["details"])] = line.seq
            if line.action in steps:
                steps[line.action](line)

    def _stamp(self, line: Line) -> None:
        self.objects.setdefault(_sha(line.entry["sha256"]), line.seq)

    def _derive(self, line: Line) -> None:
        if line.entry["text"] is not None:
            self.texts.setdefault(_sha(line.entry["text"]), line.seq)
        self.derived[line.entry["of"]] = line.entry

    def _remove(self, line: Line) -> None:
        for seq in line.entry["of"]:
            self.items.pop(seq, None)

    def _refuse(self, line: Line) -> None:
        if "sha256" in line.entry:
            self.refused.add(_sha(line.entry["sha256"]))

    def _prune(self, line: Line) -> None:
        for text in line.entry["texts"]:
            self.texts.pop(text, None)

    def _give(self, line: Line) -> None:
        entry = line.entry
        sha = _sha(entry["sha256"])
        _require_item(entry)
        self.items.pop(entry.get("instead_of", 0), None)
        self.items[line.seq] = entry
        self.objects.setdefault(sha, line.seq)
        self.contents.setdefault(sha, []).append(line.seq)

    def _purge(self, line: Line) -> None:
        for sha in line.entry["objects"]:
            self.objects.pop(sha, None)
            self.purged[_sha(sha)] = line.seq
        for text in line.entry["texts"]:
            self.texts.pop(text, None)
        for seq in line.entry["of"]:
            self.items.pop(seq, None)
            self.derived.pop(seq, None)
        for details in line.entry["redacted"]:
            self.details.pop(details, None)


def _sha(value: object) -> str:
    """The value where it is a SHA-256: others would lead to files that are no objects. Raises ValueError."""
    if not is_sha256(value):
        raise ValueError(f"{str(value)[:80]!r} is no SHA-256")
    return str(value)


def _require_item(entry: Entry) -> None:
    if (
        not isinstance(entry["kind"], str)
        or not isinstance(entry["how"], str)
        or type(entry["size"]) is not int
    ):
        raise ValueError("kind, how or size of an item is missing or of another form")
    _sha(entry["details"])
