"""Files by name below one place, on this machine's disk or in S3-compatible storage; each is written whole or not at all.

A place is a path, or ``s3://BUCKET/PREFIX``. The endpoint of a service other than AWS comes from ``endpoint`` or the
environment (AWS_ENDPOINT_URL), credentials and region from the environment as AWS's own tools read them.
"""

from __future__ import annotations

import hashlib
import io
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq

from headwater.records.errors import CaseError, InputError, MissingInput
from headwater.store.atomic import write_whole
from headwater.store.folder import file_sha256

REMOTE = "s3://"
_ATTEMPTS = 4
_PAUSE = 0.2
_SECONDS = 30.0
_ROWS = 1 << 14
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that lies at a place: its whole address, its name below the place, size, and when it was changed."""

    address: str
    name: str
    size: int
    changed: str


@dataclass(frozen=True, slots=True)
class Storage:
    """One place. ``read`` and ``read_table`` give None where there is no such file."""

    place: str
    endpoint: str | None = None

    @property
    def is_remote(self) -> bool:
        """Whether it lies in S3-compatible storage."""
        return self.place.startswith(REMOTE)

    def address(self, name: str = "") -> str:
        """The whole address of a name."""
        return f"{self.place.rstrip('/')}/{name}" if name else self.place

    def path(self, name: str = "") -> Path:
        """Where a file lies on this machine's disk."""
        return Path(self.place, name) if name else Path(self.place)

    def open(self) -> BinaryIO:
        """The bytes of the file that this place is; raises OSError."""
        if not self.is_remote:
            return self.path().open("rb")
        opened = self._tried("read", self.place, lambda: self._fs().open_input_file(self._key()))
        return io.BufferedReader(opened, 1 << 20)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file."""
        if not self.is_remote:
            try:
                return self.path(name).read_bytes()
            except FileNotFoundError:
                return None
            except OSError as error:
                raise _unread(self.address(name), error) from error
        return self._tried("read", self.address(name), lambda: self._read_remote(name))

    def write(self, name: str, data: bytes) -> str:
        """Put a file there; gives its SHA-256. Raises CaseError where it cannot be written."""
        if self.is_remote:
            self._tried("written", self.address(name), lambda: self._write_remote(name, data))
        else:
            write_whole(self.path(name), lambda draft: _dump(draft, data))
        return hashlib.sha256(data).hexdigest()

    def read_table(self, name: str, columns: list[str] | None = None) -> pa.Table | None:
        """A Parquet table; raises CaseError where the file is none."""
        if self.is_remote:
            data = self.read(name)
            source: Any = None if data is None else pa.BufferReader(data)
        else:
            source = self.path(name) if self.path(name).exists() else None
        if source is None:
            return None
        try:
            table = pq.ParquetFile(source).read(
                columns
            )  # pq.read_table loads datasets, and pandas where it is there
            return table if columns is None else table.select(columns)
        except (OSError, pa.ArrowInvalid) as error:
            raise _unread(self.address(name), error) from error

    def write_table(self, name: str, table: pa.Table) -> str:
        """Put a table there as Parquet; gives the file's SHA-256. The same rows make the same bytes."""
        if self.is_remote:
            return self.write(name, parquet_of(table))
        path = self.path(name)
        write_whole(path, lambda draft: pq.write_table(table, draft, compression="zstd", version="2.6"))
        return file_sha256(path)

    def write_pieces(self, name: str, schema: pa.Schema, pieces: Iterable[pa.Table]) -> str:
        """Put a table there that comes some rows at a time, each piece a row group; gives the file's SHA-256."""
        if self.is_remote:
            sink = pa.BufferOutputStream()
            _write_pieces(sink, schema, pieces)
            return self.write(name, sink.getvalue().to_pybytes())
        path = self.path(name)
        write_whole(path, lambda draft: _write_pieces(draft, schema, pieces))
        return file_sha256(path)

    def read_pieces(self, name: str) -> Iterator[pa.Table] | None:
        """A Parquet table some rows at a time; raises CaseError where the file is none."""
        if not self.is_remote and not self.path(name).exists():
            return None
        data = self.read(name) if self.is_remote else None
        if self.is_remote and data is None:
            return None
        return self._pieces(name, self.path(name) if data is None else pa.BufferReader(data))

    def _pieces(self, name: str, source: Any) -> Iterator[pa.Table]:
        try:
            with pq.ParquetFile(source) as file:
                for batch in file.iter_batches(_ROWS):
                    yield pa.Table.from_batches([batch])
        except (OSError, pa.ArrowInvalid) as error:
            raise _unread(self.address(name), error) from error

    def sha256(self, name: str) -> str | None:
        """The SHA-256 of a file."""
        if not self.is_remote:
            return file_sha256(self.path(name)) if self.path(name).exists() else None
        data = self.read(name)
        return None if data is None else hashlib.sha256(data).hexdigest()

    def remove(self, name: str) -> None:
        """Take a file away."""
        if self.is_remote:
            self._tried("written", self.address(name), lambda: self._fs().delete_file(self._key(name)))
        else:
            self.path(name).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """The names of all files below the place, sorted."""
        return sorted(one.name for one in self.listed())

    def listed(self) -> Iterator[Listed]:
        """All files below the place; the file itself where the place is one. Raises MissingInput where nothing is there."""
        key = self._key()
        about = self._tried("read", self.place, lambda: self._fs().get_file_info(key))
        if about.type == pafs.FileType.NotFound:
            raise MissingInput(f"{self.place}: no such file or folder; check the spelling")
        found = [about]
        if about.type == pafs.FileType.Directory:
            chosen = pafs.FileSelector(key, recursive=True)
            found = self._tried("read", self.place, lambda: self._fs().get_file_info(chosen))
        for one in found:
            if one.type == pafs.FileType.File:
                name = one.path[len(key) :].lstrip("/") or one.path.rpartition("/")[2]
                address = f"{REMOTE}{one.path}" if self.is_remote else one.path
                yield Listed(address, name, one.size, one.mtime.isoformat() if one.mtime else "")

    def _fs(self) -> pafs.FileSystem:
        return _filesystem(self.endpoint) if self.is_remote else pafs.LocalFileSystem()

    def _key(self, name: str = "") -> str:
        return self.address(name).removeprefix(REMOTE).rstrip("/")

    def _read_remote(self, name: str) -> bytes | None:
        if self._fs().get_file_info(self._key(name)).type != pafs.FileType.File:
            return None
        with self._fs().open_input_file(self._key(name)) as file:
            return bytes(file.read())

    def _write_remote(self, name: str, data: bytes) -> None:
        with self._fs().open_output_stream(self._key(name)) as file:
            file.write(data)

    def _tried(self, done: str, address: str, attempt: Callable[[], _Value]) -> _Value:
        """What an attempt gives; a connection that was lost is tried again before anybody is told."""
        for number in range(_ATTEMPTS):
            try:
                return attempt()
            except FileNotFoundError:
                raise
            except OSError as error:
                if number + 1 == _ATTEMPTS or not self.is_remote:
                    if done == "read":
                        raise _unread(address, error) from error
                    raise CaseError(
                        f"{address} could not be written: {_short(error)}; what was done before is kept, "
                        "mend this and run the same command again"
                    ) from error
                time.sleep(_PAUSE * 2**number)
        raise AssertionError("unreachable")


def parquet_of(table: pa.Table) -> bytes:
    """A table as the bytes of the file that ``write_table`` makes of it."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", version="2.6")
    found: bytes = sink.getvalue().to_pybytes()
    return found


def _dump(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _write_pieces(sink: Any, schema: pa.Schema, pieces: Iterable[pa.Table]) -> None:
    with pq.ParquetWriter(sink, schema, compression="zstd", version="2.6") as writer:
        for piece in pieces:
            writer.write_table(piece)


def _unread(address: str, error: Exception) -> InputError:
    return InputError(
        f"{address} could not be read: {_short(error)}; what was done before is kept, mend this and run the same command again"
    )


def _short(error: Exception) -> str:
    said = (getattr(error, "strerror", None) or str(error)).strip()
    return " ".join(said.split())[:300]


@cache
def _filesystem(endpoint: str | None) -> pafs.FileSystem:
    """The S3 client; one a process."""
    endpoint = endpoint or os.environ.get("AWS_ENDPOINT_URL")
    scheme, _, host = (endpoint or "").rpartition("://")
    return pafs.S3FileSystem(
        endpoint_override=host or None,
        scheme=scheme or "https",
        region=os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1",
        request_timeout=_SECONDS,
        connect_timeout=_SECONDS / 3,
        retry_strategy=pafs.AwsStandardS3RetryStrategy(max_attempts=1),
    )
