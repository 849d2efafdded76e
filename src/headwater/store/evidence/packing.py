"""A case in one file: a zip whose bytes hang on nothing but what it holds.

Members stand sorted, with one fixed date; they are stored, or deflated on request. ``PACK.json``, the last, lists
their hashes and sizes. A redacted pack holds the log, whose lines name nobody, and the tokens of time stamps.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from headwater.records.errors import CaseError, InputError
from headwater.store.atomic import write_whole
from headwater.store.evidence.disk import flush
from headwater.store.evidence.evidence import Evidence
from headwater.store.evidence.packlist import FORMAT, LIST
from headwater.store.evidence.shelves import FolderShelf
from headwater.store.folder import file_sha256
from headwater.version import __version__

SINGLE = ("case.json", "history.jsonl", "index.html", "judgements.jsonl", "manifest.json", "watch.json")
FOLDERS = ("evidence", "stages")
_DATE = (1980, 1, 1, 0, 0, 0)
_FILE = 0o100444 << 16
_BLOCK = 1 << 20
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was made, and what whoever gets it will see."""

    path: Path
    sha256: str
    size: int
    members: int
    redacted: bool
    head: str
    items: int
    hosts: list[str]
    handlers: list[str]


def pack(out: Path, file: Path, *, redacted: bool = False, page: bool = False, small: bool = False) -> Pack:
    """Write the case in ``out`` to ``file``, and note it in the log.

    ``page`` puts the dossier into a redacted pack: its private persons are masked, its articles are quoted.
    Raises InputError where ``file`` is there already or lies in the case, DamagedCase or CaseError where the
    evidence is damaged.
    """
    if file.exists():
        raise InputError(f"{file} is there already; give another name")
    if file.resolve().is_relative_to(out.resolve()):
        raise InputError(f"{file} lies in the case that it would hold; give a place outside {out}")
    evidence = Evidence(out)
    if not evidence.exists():
        raise InputError(f"{out} keeps no evidence; trace it without --no-evidence, then pack it")
    with evidence.writing():
        head = evidence.head
        names = list(_redacted(evidence, page=page) if redacted else _all(out))
        method = zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED
        write_whole(file, lambda draft: _write(draft, out, names, head, redacted=redacted, method=method))
        flush(file.parent)
        made = Pack(
            file,
            file_sha256(file),
            file.stat().st_size,
            len(names),
            redacted,
            head,
            len(evidence.fold.items),
            _hosts(evidence),
            sorted({str(line.entry["by"]) for line in evidence.log.lines if line.entry.get("by")}),
        )
        entry = {"sha256": made.sha256, "size": made.size, "redacted": redacted, "head": head}
        evidence.note("packed", entry, {"file": file.name})
    return made


def _all(out: Path) -> Iterator[str]:
    yield from (name for name in SINGLE if (out / name).is_file())
    shelf = FolderShelf(out)
    for folder in FOLDERS:
        yield from (name for name in shelf.names(folder) if not name.endswith(".draft"))


def _redacted(evidence: Evidence, *, page: bool) -> Iterator[str]:
    yield "evidence/custody.jsonl"
    if evidence.log.torn_path.exists():
        yield "evidence/custody.torn"
    tokens = {line.entry["sha256"] for line in evidence.log.lines if line.action == "stamped"}
    yield from sorted(f"evidence/objects/{sha[:2]}/{sha}" for sha in tokens)
    if page and (evidence.out / "index.html").is_file():
        yield "index.html"


def _write(draft: Path, out: Path, names: list[str], head: str, *, redacted: bool, method: int) -> None:
    members: dict[str, dict[str, object]] = {}
    with zipfile.ZipFile(draft, "x", method, compresslevel=_LEVEL) as target:
        for name in sorted(names):
            sha, size = _add(target, out / name, name, method)
            _require_own_hash(out, name, sha)
            members[name] = {"sha256": sha, "size": size}
        told = {
            "format": FORMAT,
            "headwater": __version__,
            "head": head,
            "redacted": redacted,
            "members": members,
        }
        data = json.dumps(told, sort_keys=True, indent=0).encode("ascii") + b"\n"
        target.writestr(_info(LIST, method), data)
    flush(draft)


def _add(target: zipfile.ZipFile, source: Path, name: str, method: int) -> tuple[str, int]:
    hashed, size = hashlib.sha256(), 0
    info = _info(name, method)
    info.file_size = source.stat().st_size
    with source.open("rb") as file, target.open(info, "w", force_zip64=info.file_size >= 1 << 31) as member:
        while block := file.read(_BLOCK):
            hashed.update(block)
            member.write(block)
            size += len(block)
    return hashed.hexdigest(), size


def _info(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type = method
    info.create_system = 3  # Unix, on any machine
    info.external_attr = _FILE
    return info


def _require_own_hash(out: Path, name: str, sha: str) -> None:
    stem = name.rpartition("/")[2].removesuffix(".jsonl")
    if name.startswith(("evidence/objects/", "evidence/texts/")) and stem != sha:
        raise CaseError(
            f"{out / name} is damaged, so nothing was packed; headwater verify {out} names all that is damaged"
        )


def _hosts(evidence: Evidence) -> list[str]:
    found: set[str] = set()
    for line in evidence.log.lines:
        if line.action == "contacted":
            found.update(
                map(str, evidence.details.records.get(line.entry.get("details", ""), {}).get("hosts", []))
            )
    return sorted(found)
