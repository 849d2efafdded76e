"""Where evidence is looked at: the folder of a case, or a pack that is not unpacked."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol

from headwater.records.errors import InputError
from headwater.store.folder import file_sha256

Hash = str | None
"""A SHA-256, or None where there is no such file or it cannot be read."""


class Shelf(Protocol):
    """Files of a case by their names relative to its folder, with slashes."""

    where: Path

    def names(self, folder: str) -> list[str]:
        """Names below a folder, sorted; hidden files are left out."""
        ...

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file; raises OSError where there is none."""
        ...

    def hashes(self, names: Sequence[str]) -> Iterator[Hash]:
        """The SHA-256 of each file, in their order."""
        ...


def read_all(shelf: Shelf, name: str) -> bytes | None:
    """All bytes of a file, or None where there is none."""
    try:
        with shelf.open(name) as file:
            return file.read()
    except OSError:
        return None


def sha256_of(file: BinaryIO) -> str:
    """The SHA-256 of what is left of a stream."""
    hashed = hashlib.sha256()
    while block := file.read(1 << 20):
        hashed.update(block)
    return hashed.hexdigest()


class FolderShelf:
    """The files of a case's folder."""

    def __init__(self, out: Path) -> None:
        self.where = out

    def names(self, folder: str) -> list[str]:
        """Names below a folder, sorted; hidden files are left out."""
        here = self.where / folder
        found = (path for path in here.rglob("*") if not path.name.startswith(".") and not path.is_dir())
        return sorted(path.relative_to(self.where).as_posix() for path in found)

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file; raises OSError where there is none."""
        return (self.where / name).open("rb")

    def hashes(self, names: Sequence[str]) -> Iterator[Hash]:
        """The SHA-256 of each file, in their order; several are read at once."""
        with ThreadPoolExecutor() as threads:
            yield from threads.map(self._hash, names)

    def _hash(self, name: str) -> Hash:
        try:
            return file_sha256(self.where / name)
        except OSError:
            return None


class PackShelf:
    """The files of a pack."""

    def __init__(self, path: Path) -> None:
        self.where = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise InputError(
                f"{path} is no pack of headwater: {error}; make one with headwater pack"
            ) from error
        self._members = {info.filename: info for info in self._zip.infolist()}

    def __enter__(self) -> PackShelf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def infos(self) -> Iterable[zipfile.ZipInfo]:
        """Every member as the pack's own list has it, doubled names and all."""
        return self._zip.infolist()

    def names(self, folder: str) -> list[str]:
        """Names below a folder, sorted."""
        return sorted(name for name in self._members if name.startswith(f"{folder}/" if folder else ""))

    def open(self, name: str) -> BinaryIO:
        """The bytes of a member; raises OSError where there is none or it cannot be unpacked."""
        if name not in self._members:
            raise FileNotFoundError(name)
        try:
            return _Member(self._zip.open(self._members[name]))  # type: ignore[return-value]
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise OSError(str(error)) from error

    def hashes(self, names: Sequence[str]) -> Iterator[Hash]:
        """The SHA-256 of each member, in their order."""
        for name in names:
            try:
                with self.open(name) as file:
                    yield sha256_of(file)
            except OSError:
                yield None


class _Member:
    """A member of a pack whose faults are OSErrors, whatever the library raises."""

    def __init__(self, opened: object) -> None:
        self._opened: BinaryIO = opened  # type: ignore[assignment]

    def __enter__(self) -> _Member:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def read(self, size: int = -1) -> bytes:
        import zlib

        try:
            return self._opened.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise OSError(str(error)) from error
