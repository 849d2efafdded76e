"""WARC files to one WACZ file (WACZ 1.1.1): the archives as they are, an index, the list of pages, every hash.

The bytes hang on the input and on ``now`` alone. The index is CDXJ, sorted by SURT key, in one gzip part for each
3,000 lines with a list of the parts, as the format asks.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from headwater.articles.archives.codings import Unreadable
from headwater.articles.archives.packing import Broken
from headwater.articles.archives.responses import read_head
from headwater.articles.archives.surts import surt
from headwater.articles.archives.warc_records import Record, records
from headwater.version import __version__

_WACZ = "1.1.1"
_LINES = 3000
_MOST_SUMMED = 1 << 20


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the WACZ lists: its address, the ISO instant of its capture, its title."""

    url: str
    instant: str
    title: str = ""


def write_wacz(warcs: Sequence[tuple[str, Path]], pages: Sequence[Page], out: Path, now: datetime) -> int:
    """Writes ``out`` from (name, file) of WARC files; gives how many captures the index lists.

    Names are those in the WACZ, "x.warc.gz" or "x.warc". Raises OSError where a file cannot be read or written.
    """
    stamp = now.astimezone(UTC)
    hashes: dict[str, tuple[str, int]] = {}
    lines: list[str] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for name, path in sorted(warcs):
            path_within = f"archive/{name}"
            hashes[path_within] = _store(archive, path_within, path, stamp)
            lines += index_lines(path, name)
        blocks, parts = _index(sorted(lines))
        for name, data in (
            ("indexes/index.cdx.gz", blocks),
            ("indexes/index.idx", parts),
            ("pages/pages.jsonl", _page_list(pages)),
        ):
            hashes[name] = _write(archive, name, data, stamp)
        described = _described(hashes, stamp)
        _write(archive, "datapackage.json", described, stamp)
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(described).hexdigest()}"}
        _write(archive, "datapackage-digest.json", json.dumps(digest, indent=2).encode(), stamp)
    return len(lines)


def _info(name: str, stamp: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, stamp.timetuple()[:6])
    info.external_attr = 0o644 << 16
    return info


def _store(archive: zipfile.ZipFile, name: str, path: Path, stamp: datetime) -> tuple[str, int]:
    """Copies a file into the archive as it is; its SHA-256 and size."""
    hashed, size = hashlib.sha256(), 0
    info = _info(name, stamp)
    info.file_size = path.stat().st_size
    with path.open("rb") as source, archive.open(info, "w") as target:
        while piece := source.read(1 << 20):
            hashed.update(piece)
            size += len(piece)
            target.write(piece)
    return hashed.hexdigest(), size


def _write(archive: zipfile.ZipFile, name: str, data: bytes, stamp: datetime) -> tuple[str, int]:
    archive.writestr(_info(name, stamp), data)
    return hashlib.sha256(data).hexdigest(), len(data)


def index_lines(path: Path, name: str) -> Iterator[str]:
    """CDXJ lines of a WARC file: every response, revisit and resource with the place of its record."""
    with path.open("rb") as stream:
        waiting: tuple[str, dict[str, Any], int] | None = None
        end = path.stat().st_size
        for one in records(stream):
            if not isinstance(one, Record):
                continue
            if waiting:
                yield _line(*waiting, one.offset)
            entry = _entry(one, name)
            waiting = (*entry, one.offset) if entry else None
        if waiting:
            yield _line(*waiting, end)


def _entry(record: Record, name: str) -> tuple[str, dict[str, Any]] | None:
    """The key and the fields of a record's line, None for one that is not indexed."""
    if record.kind not in ("response", "revisit", "resource") or not record.url:
        return None
    fields: dict[str, Any] = {"url": record.url}
    mime, status = record.fields.get("content-type", "").partition(";")[0].strip(), None
    try:
        if record.kind != "resource" and record.size:
            answer = read_head(record)
            if answer is not None:
                mime, status = answer.media_type or "", answer.status
    except (Broken, Unreadable):
        return None
    if record.kind == "revisit":
        mime = "warc/revisit"
    if mime:
        fields["mime"] = mime
    if status is not None:
        fields["status"] = str(status)
    digest = record.fields.get("warc-payload-digest")
    if digest:
        fields["digest"] = digest
    fields["filename"] = name
    date = "".join(letter for letter in record.fields.get("warc-date", "") if letter.isdigit())[:14]
    return f"{surt(record.url)} {date or '0'}", fields


def _line(key: str, fields: dict[str, Any], offset: int, end: int) -> str:
    placed = {**fields, "length": str(end - offset), "offset": str(offset)}
    return f"{key} {json.dumps(placed, ensure_ascii=True)}\n"


def _index(lines: list[str]) -> tuple[bytes, bytes]:
    """The index in gzip parts, and the list that says where each part begins."""
    blocks = io.BytesIO()
    parts = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for begin in range(0, len(lines), _LINES):
        chosen = lines[begin : begin + _LINES]
        block = gzip.compress("".join(chosen).encode(), 9, mtime=0)
        key = " ".join(chosen[0].split(" ", 2)[:2])
        told = {
            "offset": blocks.tell(),
            "length": len(block),
            "digest": f"sha256:{hashlib.sha256(block).hexdigest()}",
            "filename": "index.cdx.gz",
        }
        parts.append(f"{key} {json.dumps(told)}\n")
        blocks.write(block)
    if not lines:
        blocks.write(gzip.compress(b"", 9, mtime=0))
    return blocks.getvalue(), "".join(parts).encode()


def _page_list(pages: Sequence[Page]) -> bytes:
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All pages"}]
    for page in sorted(pages, key=lambda page: (page.instant, page.url)):
        told = {"id": hashlib.sha256(f"{page.instant} {page.url}".encode()).hexdigest()[:22], "url": page.url, "ts": page.instant}  # fmt: skip
        lines.append(told | ({"title": page.title} if page.title else {}))
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()


def _described(hashes: dict[str, tuple[str, int]], stamp: datetime) -> bytes:
    """``datapackage.json``: every file with its hash and size."""
    listed = [
        {"name": name.rpartition("/")[2].lower(), "path": name, "hash": f"sha256:{value}", "bytes": size}
        for name, (value, size) in hashes.items()
    ]
    package = {
        "profile": "data-package",
        "resources": listed,
        "created": stamp.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "wacz_version": _WACZ,
        "software": f"headwater {__version__}",
    }
    return json.dumps(package, indent=2).encode()
