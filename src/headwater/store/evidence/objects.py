"""Bytes under their SHA-256: ``objects/ab/abcdef...``, never changed and readable only.

A new object is written to a draft, flushed, moved to its name, and its folder is flushed. A name is never there
before all of its bytes are.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from headwater.store.evidence.copying import Unreadable, store_bytes, store_file
from headwater.store.evidence.disk import flush, flush_all, keeping, make_folder
from headwater.store.evidence.lines import is_sha256
from headwater.store.folder import file_sha256

DRAFT = ".draft"


@dataclass(frozen=True, slots=True)
class Stored:
    """One object, or why its source could not be read; ``new`` where it was not here before."""

    sha256: str
    size: int
    new: bool
    mended: bool = False
    unreadable: OSError | None = None


class Objects:
    """The folder of objects."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.strays = folder.with_name("strays")

    def path(self, sha: str) -> Path:
        """Where the object with this hash lies, or would."""
        return self.folder / sha[:2] / sha

    def holds(self, sha: str, size: int) -> bool:
        """Whether the object is here with as many bytes; they are not read."""
        try:
            return self.path(sha).stat().st_size == size
        except OSError:
            return False

    def whole(self, sha: str) -> bool:
        """Whether the object is here and its bytes have its hash."""
        try:
            return file_sha256(self.path(sha)) == sha
        except OSError:
            return False

    def put_all(self, sources: Sequence[bytes | Path], refused: Iterable[str] = ()) -> list[Stored]:
        """Keep every source; all are on the disk when this returns. Bytes whose hash is ``refused`` are not kept.

        An object that is here already and whole is left alone, one that was damaged is replaced. Raises
        CaseError where the disk is full or may not be written; a source that cannot be read is told in its place.
        """
        unwanted = frozenset(refused)
        drafts: list[Path] = []
        with keeping(self.folder):
            make_folder(self.folder)
            try:
                found = [self._draft(source, drafts) for source in sources]
                return self._place(found, unwanted)
            finally:
                for draft in drafts:
                    draft.unlink(missing_ok=True)

    def _draft(self, source: bytes | Path, drafts: list[Path]) -> tuple[Path, Stored]:
        draft = self.folder / f".{os.getpid()}.{len(drafts)}{DRAFT}"
        drafts.append(draft)
        draft.unlink(missing_ok=True)
        try:
            stored = store_bytes(source, draft) if isinstance(source, bytes) else store_file(source, draft)
        except Unreadable as error:
            return draft, Stored("", 0, new=False, unreadable=error.error)
        draft.chmod(0o444)
        return draft, Stored(stored[0], stored[1], new=True)

    def _place(self, found: list[tuple[Path, Stored]], refused: frozenset[str]) -> list[Stored]:
        moves: list[tuple[Path, Path]] = []
        coming: set[str] = set()
        told: list[Stored] = []
        for draft, stored in found:
            place = self.path(stored.sha256)
            if stored.unreadable or stored.sha256 in refused:
                told.append(stored)
            elif stored.sha256 in coming or self.whole(stored.sha256):
                told.append(Stored(stored.sha256, stored.size, new=False))
            else:
                coming.add(stored.sha256)
                told.append(Stored(stored.sha256, stored.size, new=True, mended=place.exists()))
                moves.append((draft, place))
        flush_all(draft for draft, _ in moves)
        for folder in dict.fromkeys(place.parent for _, place in moves):
            make_folder(folder)
        for draft, place in moves:
            draft.replace(place)
        flush_all(place.parent for _, place in moves)
        self.forget_strays(coming)
        return told

    def remove(self, shas: Iterable[str]) -> None:
        """Take objects away; the names are gone from the disk when this returns."""
        places = [self.path(sha) for sha in shas]
        with keeping(self.folder):
            for place in places:
                place.unlink(missing_ok=True)
            flush_all(place.parent for place in places if place.parent.is_dir())

    def names(self) -> Iterator[str]:
        """The hashes by which objects lie here, sorted."""
        if self.folder.is_dir():
            for part in sorted(self.folder.iterdir()):
                if part.is_dir():
                    yield from sorted(entry.name for entry in part.iterdir() if is_sha256(entry.name))

    def sweep(self, known: Container[str], purged: Container[str]) -> list[str]:
        """Remove drafts and purged objects; set aside those that no line of the log tells of.

        A killed run leaves such strays, and so does a log that was cut: they are moved, never deleted.
        """
        for draft in self.folder.glob(f".*{DRAFT}"):
            draft.unlink(missing_ok=True)
        unknown = [sha for sha in self.names() if sha not in known]
        self.remove(sha for sha in unknown if sha in purged)
        strays = [sha for sha in unknown if sha not in purged]
        if strays:
            with keeping(self.strays):
                make_folder(self.strays)
                for sha in strays:
                    self.path(sha).replace(self.strays / sha)
                flush_all([self.strays, *(self.path(sha).parent for sha in strays)])
        return strays

    def forget_strays(self, shas: Container[str] | None = None) -> None:
        """Delete what was set aside: all of it, or what is here by these hashes."""
        if self.strays.is_dir():
            with keeping(self.strays):
                for stray in sorted(self.strays.iterdir()):
                    if shas is None or stray.name in shas:
                        stray.unlink()
                flush(self.strays)
