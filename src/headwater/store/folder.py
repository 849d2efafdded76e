"""The folder of a case, and the tables in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater.records.errors import DamagedCase, InputError, NotACase
from headwater.records.tables import TABLES
from headwater.store.atomic import sweep, write_whole
from headwater.store.lock import LOCK
from headwater.store.manifest import Manifest, read_manifest
from headwater.store.migrations import NotFittingError, file_of, fitted
from headwater.store.seen import SeenFiles

if TYPE_CHECKING:
    import pyarrow as pa


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_AT_ONCE = 4096


class CaseFolder:
    """``OUT/``: ``case.json``, ``index.html``, ``manifest.json``, and ``stages/TABLE.parquet``."""

    def __init__(self, path: Path, seen: SeenFiles | None = None) -> None:
        self.path = path
        self.seen = seen or SeenFiles()
        self.case_json = path / "case.json"
        self.index_html = path / "index.html"
        self.manifest_json = path / "manifest.json"
        self.stages = path / "stages"

    def require_room(self) -> None:
        """Raises InputError where files that headwater has not written would be overwritten."""
        if (self.path / LOCK).exists() or self.stages.exists():
            return  # a case, whole or begun
        strangers = [file for file in (self.index_html, self.case_json, self.manifest_json) if file.exists()]
        if strangers:
            raise InputError(
                f"{strangers[0]} was not written by headwater and would be lost; give another folder for the case"
            )

    def sweep(self) -> None:
        """Remove what a killed run has left half written."""
        sweep(self.path)
        sweep(self.stages)

    def manifest(self) -> Manifest | None:
        """The manifest, or None where nothing has been run here."""
        return read_manifest(self.manifest_json)

    def require_manifest(self) -> Manifest:
        """The manifest; raises NotACase where there is none."""
        manifest = self.manifest()
        if manifest is None:
            raise NotACase(
                f"{self.path} holds no case; make one with: headwater trace INPUT... -o {self.path}"
            )
        return manifest

    def write_manifest(self, manifest: Manifest) -> None:
        """Write the manifest, whole or not at all."""
        manifest.write(self.manifest_json)

    def table_path(self, table: str) -> Path:
        """Where a table lies."""
        return self.stages / f"{table}.parquet"

    def write_table(self, name: str, table: pa.Table) -> str:
        """Write one table; returns the SHA-256 of its file. The same rows make the same bytes."""
        import pyarrow.parquet as pq  # a run with nothing to do touches no table

        path = self.table_path(name)
        write_whole(path, lambda draft: pq.write_table(table, draft, compression="zstd", version="2.6"))
        return self._wrote(path)

    def _wrote(self, path: Path) -> str:
        sha = file_sha256(path)
        self.seen.wrote(path, sha)
        return sha

    def read_table(self, name: str, schema: pa.Schema) -> pa.Table:
        """One table, as this version has it; one that an older version did not write is empty until the next run.

        Raises DamagedCase where its file cannot be read or lacks what is needed.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = file_of(self.stages, name)
        if not path.exists() and self._never_written(name):
            return schema.empty_table()
        try:
            table = pq.ParquetFile(path).read()
        except (OSError, pa.ArrowInvalid) as error:
            raise DamagedCase(f"{path} cannot be read ({error}); run trace again: it is made anew") from error
        if table.schema.names == schema.names and table.schema.types == schema.types:
            return table
        try:
            return fitted(table, TABLES[name])
        except NotFittingError as error:
            raise DamagedCase(
                f"{path} has other columns than this version writes ({error}); run trace again: it is made anew"
            ) from error

    def _never_written(self, name: str) -> bool:
        """Whether a run has ended here, or was cut off, that did not know the table."""
        manifest = self.manifest()
        return manifest is not None and all(name not in record.tables for record in manifest.stages.values())

    def holds(self, tables: Mapping[str, str]) -> bool:
        """Whether every table's file is here and has the SHA-256 given."""
        return all(
            self.table_path(name).exists() and self.seen.sha256(self.table_path(name)) == sha
            for name, sha in tables.items()
        )

    def write_json(self, path: Path, lists: Iterable[tuple[str, Any]]) -> str:
        """Write a JSON object with one row of each list a line; returns its SHA-256."""
        return self.write_pieces(
            path,
            pieces_of(
                (name, [as_line(row) for row in value] if isinstance(value, list) else value)
                for name, value in lists
            ),
        )

    def write_lines(self, path: Path, lists: Iterable[tuple[str, Any]]) -> str:
        """As ``write_json``, with rows that are lines already."""
        return self.write_pieces(path, pieces_of(lists))

    def write_pieces(self, path: Path, pieces: Iterable[bytes]) -> str:
        """Write a file from its bytes, some at a time; returns its SHA-256."""
        hashed = hashlib.sha256()

        def fill(draft: Path) -> None:
            with draft.open("xb") as file:
                for piece in pieces:
                    hashed.update(piece)
                    file.write(piece)

        write_whole(path, fill)
        self.seen.wrote(path, hashed.hexdigest())
        return hashed.hexdigest()


def pieces_of(lists: Iterable[tuple[str, Any]]) -> Iterator[bytes]:
    """The bytes of a JSON object with lists whose rows are lines already, some thousand lines at a time."""
    start = b"{\n"
    for name, value in lists:
        key = start + as_line(name) + b": "
        if not isinstance(value, list):
            yield key + as_line(value)
        elif not value:
            yield key + b"[]"
        else:
            key += b"[\n"
            for at in range(0, len(value), _AT_ONCE):
                yield key + b",\n".join(value[at : at + _AT_ONCE])
                key = b",\n"
            yield b"\n]"
        start = b",\n"
    yield b"\n}\n" if start != b"{\n" else b"{\n\n}\n"


def as_line(value: Any) -> bytes:
    """A value as JSON without spaces, in UTF-8; half a letter of UTF-16 stays what it is."""
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
