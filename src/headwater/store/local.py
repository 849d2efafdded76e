"""A case in a folder, as the port of the store has it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident

from headwater.records.errors import CaseError, DamagedCase, InputError
from headwater.store.atomic import sweep, write_whole
from headwater.store.evidence.disk import flush, flush_all, keeping, make_folder
from headwater.store.evidence.packing import FOLDERS, SINGLE
from headwater.store.evidence.verification import verify
from headwater.store.folder import CaseFolder, file_sha256
from headwater.store.lock import writing
from headwater.store.logged import NAME as LOG
from headwater.store.logged import FolderLog
from headwater.store.port import CaseStore, Copied, Mark, OpenReadModel, join_lines
from headwater.store.soundness import unsound
from headwater.store.truth import CUSTODY, in_order, require_known, require_same_evidence

_BLOCK = 1 << 20
_KEPT_FOR_GOOD = ("evidence/objects/", "evidence/texts/")
_NOT_TRUTH = re.compile(r"evidence/strays/|(?:.*/)?\.")
_MADE_HERE = ("case.sqlite", "search.sqlite")


class LocalCase:
    """A folder that ``headwater trace`` has written, or will write."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._holder: int | None = None

    @property
    def where(self) -> str:
        """The folder's path."""
        return str(self.out)

    @property
    def log(self) -> FolderLog:
        """Its judgements."""
        return FolderLog(self.out, held=self._holder == get_ident())

    def exists(self) -> bool:
        """Whether a run has ended here."""
        return CaseFolder(self.out).manifest_json.exists()

    def files(self) -> Mapping[str, Mark]:
        """Every file of the truth but the log; all are read. Raises NotACase."""
        CaseFolder(self.out).require_manifest()
        return {name: _mark(self.out / name) for name in self._names()}

    def _names(self) -> list[str]:
        found = [name for name in SINGLE if name != LOG and (self.out / name).is_file()]
        for folder in FOLDERS:
            paths = (
                path for path in (self.out / folder).rglob("*") if path.is_file() and not path.is_symlink()
            )
            found += [path.relative_to(self.out).as_posix() for path in paths]
        return sorted(name for name in found if not _NOT_TRUTH.match(name))

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes of a file in pieces."""
        with (self.out / name).open("rb") as file:
            while block := file.read(_BLOCK):
                yield block

    def left_out(self) -> list[str]:
        """Files and folders beside the case that a person has put here."""
        known = {
            *SINGLE,
            *FOLDERS,
            *_MADE_HERE,
            *(f"{name}{side}" for name in _MADE_HERE for side in ("-wal", "-shm")),
        }
        return sorted(
            path.name for path in self.out.iterdir() if path.name not in known and path.name[0] != "."
        )

    def require_sound(self) -> None:
        """Raises DamagedCase naming every file that is not as it was written, CaseError for a run cut off."""
        folder = CaseFolder(self.out)
        manifest = folder.require_manifest()
        if manifest.unfinished:
            raise CaseError(
                f"the last run in {self.out} was cut off; bring it to its end with: headwater add {self.out} INPUT..."
            )
        damaged = list(verify(self.out).damaged())
        damaged += [
            name for name, why in unsound(folder).items() if why.startswith("it ") and name not in damaged
        ]
        if damaged:
            raise DamagedCase(
                f"{self.out} holds damaged files: {', '.join(damaged)}; see headwater verify {self.out}, and make "
                f"what can be made anew with headwater rebuild {self.out}"
            )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the case's lock, in this thread; raises CaseBusy."""
        if self._holder == get_ident():
            yield
            return
        with writing(self.out):
            self._holder = get_ident()
            try:
                yield
            finally:
                self._holder = None

    def open_read_model(self) -> OpenReadModel:
        """``OUT/case.sqlite``, made first where it must be."""
        from headwater.store.readmodel import open_read_model

        return open_read_model(self.out)

    def rebuild_read_model(self) -> OpenReadModel:
        """The same, made anew."""
        from headwater.store.readmodel import rebuild_read_model

        return rebuild_read_model(self.out)

    def take(self, other: CaseStore) -> Copied:
        """Become what ``other`` is; killed anywhere, the same again completes it.

        Evidence comes before the lines that tell of it, the manifest last: readers have the old case until then.
        """
        folder = CaseFolder(self.out)
        if self.out.is_dir():
            folder.require_room()
        theirs = other.files()
        require_known(theirs, other.where)
        with self.writing():
            sweep_all(self.out)
            require_same_evidence(self, other)
            written = [name for name in in_order(theirs) if not self._has(name, theirs[name])]
            for name in written:
                self._put(name, theirs[name], other)
            removed = [name for name in self._names() if name not in theirs]
            self._remove(removed)
            joined, added, alone = join_lines(self.log.lines(), other.log.lines())
            self.log.replace(joined)
            return Copied(
                written, removed, added, alone, self.log.head(), custody_head(self), other.left_out()
            )

    def _has(self, name: str, mark: Mark) -> bool:
        path = self.out / name
        return path.is_file() and path.stat().st_size == mark.size and file_sha256(path) == mark.sha256

    def _put(self, name: str, mark: Mark, other: CaseStore) -> None:
        place = self.out / name

        def fill(draft: Path) -> None:
            hashed = hashlib.sha256()
            with draft.open("xb") as file:
                for piece in other.read(name):
                    hashed.update(piece)
                    file.write(piece)
            if hashed.hexdigest() != mark.sha256:
                raise DamagedCase(
                    f"{other.where}: {name} is damaged or was changed meanwhile; nothing was put in its place"
                )
            flush(draft)
            if name.startswith(_KEPT_FOR_GOOD):
                draft.chmod(0o444)

        with keeping(place):
            make_folder(place.parent)
        write_whole(place, fill)
        flush(place.parent)

    def _remove(self, names: list[str]) -> None:
        for name in names:
            (self.out / name).unlink()
        flush_all({(self.out / name).parent for name in names})

    @contextmanager
    def working(self, folder: Path) -> Iterator[Path]:
        """The folder of the case itself; ``folder`` is not needed."""
        yield self.out

    def close(self) -> None:
        """Nothing is held between calls."""


def sweep_all(out: Path) -> None:
    """Remove drafts that a killed copying has left at any depth."""
    for folder in [out, *(path for path in out.rglob("*") if path.is_dir())]:
        sweep(folder)


def custody_head(case: CaseStore) -> str:
    """The hash of the last line of a case's custody log; "" without evidence."""
    from headwater.store.evidence.lines import line_hash, split_log

    if CUSTODY not in case.files():
        return ""
    lines, _ = split_log(b"".join(case.read(CUSTODY)))
    return line_hash(lines[-1]) if lines else ""


def _mark(path: Path) -> Mark:
    try:
        return Mark(file_sha256(path), path.stat().st_size)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
