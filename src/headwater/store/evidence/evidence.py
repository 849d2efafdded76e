"""The evidence of a case: what it was given, kept unchanged, and a log of all that was done with it.

Nothing is acknowledged before it is on the disk: first the bytes, then their details, then the line of the log.
What a killed process leaves between two of these is swept before the next write.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from headwater.records.errors import CaseError, DamagedCase
from headwater.store.evidence.details import Details, Salt, random_salt
from headwater.store.evidence.disk import keeping, make_folder
from headwater.store.evidence.fold import Fold
from headwater.store.evidence.instants import Clock, utc_now
from headwater.store.evidence.kept import Incoming, Kept, Receipt
from headwater.store.evidence.lines import Entry, Line, to_line
from headwater.store.evidence.log import CustodyLog
from headwater.store.evidence.objects import Objects
from headwater.store.evidence.receiving import Receiving
from headwater.store.evidence.texts import ReadText, Texts, text_bytes
from headwater.store.folder import CaseFolder
from headwater.store.lock import writing

FOLDER = "evidence"
BY = "HEADWATER_BY"
"""The environment variable with the name under which a person handles evidence; without it none is kept."""
STUB = "stub"
_TOGETHER = 256  # items acknowledged at once


class Evidence:
    """The folder ``OUT/evidence``. Reading it takes no lock; each call that writes holds the case's lock.

    ``held`` says that the caller holds the lock already (``headwater.store.writing``). ``by`` is the name kept
    in the log; by default that of the environment variable HEADWATER_BY, never the login name. Raises
    DamagedCase where the log is broken, CaseBusy where another process writes, CaseError where the disk is full.
    """

    def __init__(
        self,
        out: Path,
        *,
        held: bool = False,
        by: str | None = None,
        now: Clock = utc_now,
        salt: Salt = random_salt,
    ) -> None:
        self.out = out
        self.folder = out / FOLDER
        self.objects = Objects(self.folder / "objects")
        self.texts = Texts(self.folder / "texts")
        self.details = Details(self.folder / "details.jsonl", salt)
        self.log = CustodyLog(self.folder, by or os.environ.get(BY) or None, now)
        self._held = held
        self._swept = False
        self._fold: Fold | None = None
        self._items: tuple[str, list[Kept]] | None = None  # as they were at a head of the log

    @property
    def head(self) -> str:
        """The hash of the log's last line: who writes it down elsewhere can show later that nothing was cut off."""
        self._read()
        return self.log.head

    @property
    def fold(self) -> Fold:
        """What the log comes to."""
        return self._read()

    def exists(self) -> bool:
        """Whether the case has a custody log."""
        return self.log.path.exists()

    def items(self) -> list[Kept]:
        """The items of the case, in the order in which they came."""
        fold = self._read()
        if self._items is None or self._items[0] != self.log.head:
            self._items = self.log.head, [self.kept(seq, entry) for seq, entry in fold.items.items()]
        return list(self._items[1])

    def receive(
        self,
        data: bytes | Path,
        name: str,
        kind: str,
        told: Mapping[str, Any] | None = None,
        how: str = "given as a file",
    ) -> Receipt:
        """Keep bytes, or a file's, under a name. The same bytes under the same name, told alike, are kept once."""
        return self.receive_all([Incoming(data, name, kind, told or {}, how)])[0]

    def receive_all(self, incoming: Sequence[Incoming]) -> list[Receipt]:
        """Keep many; a Receipt each, in their order. What is acknowledged is acknowledged by the hundred."""
        receipts: list[Receipt] = []
        with self._writing() as fold:
            for start in range(0, len(incoming), _TOGETHER):
                receipts += self._receive(incoming[start : start + _TOGETHER], fold)
        return receipts

    def stub(
        self,
        name: str,
        where: str,
        when: str,
        by: str | None = None,
        sha256: str | None = None,
        note: str | None = None,
    ) -> Receipt:
        """Note a document that was seen but cannot be kept: where, when (ISO 8601), by whom, its hash if known."""
        seen = {"by": by, "name": name, "sha256": sha256, "when": when, "where": where}
        seen |= {"note": note} if note else {}
        seen_only = Incoming(to_line(seen), name, STUB, {"url": where}, "seen, could not be kept")
        return self.receive_all([seen_only])[0]

    def refuse(self, name: str, because: str, how: str = "asked for") -> None:
        """Note that something was not taken in, and why."""
        self.note("refused", {"how": how}, {"name": name, "because": because})

    def contacted(self, hosts: Iterable[str], how: str = "fetched from") -> None:
        """Note which hosts learn of this case by being asked."""
        self.note("contacted", {"how": how}, {"hosts": list(hosts)})

    def remove(self, seqs: Iterable[int], because: str) -> None:
        """Take items out of the case; their bytes stay until a purge."""
        with self._writing() as fold:
            here = sorted(seq for seq in set(seqs) if seq in fold.items)
            if here:
                self.add([({"action": "removed", "of": here, "because": because}, None)])

    def derive(self, texts: Mapping[int, Sequence[ReadText]], extractor: Mapping[int, str]) -> None:
        """Keep what a reader made of items, by their numbers; the same text by the same extractor once."""
        with self._writing() as fold:
            files = {seq: text_bytes(articles) for seq, articles in texts.items()}
            full = [seq for seq, data in files.items() if data]
            hashes = dict(zip(full, self.texts.put_all([files[seq] for seq in full]), strict=True))
            entries: list[tuple[Entry, Entry | None]] = []
            for seq, articles in sorted(texts.items()):
                entry = {
                    "action": "derived",
                    "of": seq,
                    "text": hashes.get(seq),
                    "articles": len(articles),
                    "extractor": extractor[seq],
                }
                before = fold.derived.get(seq, {})
                if any(before.get(name, "") != value for name, value in entry.items()):
                    entries.append((entry, None))
            self.add(entries)

    def underived(self) -> list[int]:
        """Items that no reader has been noted to have read."""
        fold = self._read()
        return [seq for seq in fold.items if seq not in fold.derived]

    def prune(self) -> list[str]:
        """Remove derived texts that newer ones of the same item have followed, and those of removed items."""
        with self._writing() as fold:
            wanted = {entry["text"] for seq, entry in fold.derived.items() if seq in fold.items}
            old = sorted(sha for sha in fold.texts if sha not in wanted)
            self.objects.forget_strays()
            if old:
                self.add([({"action": "pruned", "texts": old}, None)])
                self.texts.remove(old)
            return old

    def note(self, action: str, entry: Mapping[str, Any], details: Mapping[str, Any] | None = None) -> Line:
        """Add one line; what names or addresses it holds belongs into ``details``."""
        with self._writing():
            return self.add([({"action": action, **entry}, dict(details) if details else None)])[0]

    def add(self, entries: Sequence[tuple[Entry, Entry | None]]) -> list[Line]:
        """Add lines with their details; only inside a call that holds the lock."""
        private = [details for _, details in entries if details is not None]
        hashes = iter(self.details.add(private) if private else [])
        lines = [
            entry if details is None else {**entry, "details": next(hashes)} for entry, details in entries
        ]
        if not lines:
            return []
        added = self.log.add(lines)
        self._read().take(added)
        return added

    @contextmanager
    def writing(self) -> Iterator[Fold]:
        """Hold the lock over several calls that write."""
        with self._writing() as fold:
            held, self._held = self._held, True
            try:
                yield fold
            finally:
                self._held = held

    @contextmanager
    def _writing(self) -> Iterator[Fold]:
        if self._held:
            yield self._ready()
            return
        with writing(self.out):
            yield self._ready()

    def _ready(self) -> Fold:
        """The fold as it stands, with what killed processes left behind put right."""
        if self._swept and self.log.stands() and self._fold is not None:
            return self._fold
        with keeping(self.folder):
            make_folder(self.folder)
        self._require_uncut()
        self.log.mend()
        self._fold = None
        fold = self._read()
        self.details.mend(fold.details)
        self.objects.sweep(fold.objects, fold.purged)
        self.texts.sweep(fold.texts)
        self._swept = True
        return fold

    def _require_uncut(self) -> None:
        """Raises DamagedCase where the log has lost the line at which the last run ended."""
        try:
            manifest = CaseFolder(self.out).manifest()
        except CaseError:
            return
        ended = manifest.custody if manifest else ""
        self.log.read()
        if not self.log.lines and (self.objects.folder.exists() or self.details.path.exists()):
            raise DamagedCase(
                f"{self.log.path} is gone, and evidence lies beside it; nothing was written. Put back a copy of the "
                "evidence folder, or begin a new case"
            )
        if ended and all(line.sha256 != ended for line in self.log.lines):
            raise DamagedCase(
                f"{self.log.path} was cut: the line at which the last run ended (SHA-256 {ended[:16]}…) is gone, and "
                "nothing was written to it. Put back a copy of the evidence folder, or begin a new case"
            )

    def _read(self) -> Fold:
        if self._fold is None or not self.log.stands():
            self.log.read()
            self.details.read()
            fold = Fold()
            try:
                fold.take(self.log.lines)
            except (KeyError, TypeError, ValueError) as error:
                raise DamagedCase(
                    f"{self.log.path} is broken: a line lacks what its action needs ({error}); "
                    f"headwater verify {self.out} names the first broken link"
                ) from error
            self._fold = fold
        return self._fold

    def kept(self, seq: int, entry: Entry) -> Kept:
        """The item that a line of the log received."""
        private = self.details.records.get(entry["details"], {})
        return Kept(
            seq,
            entry["sha256"],
            entry["size"],
            private.get("name") or entry["sha256"],
            entry["kind"],
            private.get("told", {}),
            entry["how"],
            entry["at"],
            self.objects.path(entry["sha256"]),
        )

    def _receive(self, incoming: Sequence[Incoming], fold: Fold) -> list[Receipt]:
        receiving = Receiving(fold, self.details.records, self.objects.path)
        stored = self.objects.put_all([one.data for one in incoming], fold.purged)
        for one, kept in zip(incoming, stored, strict=True):
            receiving.take(one, kept)
        return receiving.receipts(self.add(receiving.additions))
