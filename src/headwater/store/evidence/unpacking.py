"""A pack back to a case: every member is checked before it counts, and the folder is there whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import zipfile
from pathlib import Path

from headwater.records.errors import CaseError, InputError
from headwater.store.evidence.disk import flush, flush_all, keeping
from headwater.store.evidence.evidence import Evidence
from headwater.store.evidence.packing import FOLDERS, SINGLE
from headwater.store.evidence.packlist import LIST, Packed, read_list
from headwater.store.evidence.report import Report
from headwater.store.evidence.shelves import PackShelf
from headwater.store.evidence.verification import verify
from headwater.store.folder import file_sha256

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_DEEPEST = 5
_RATIO = 200  # a page of one letter deflates better; no case does
_FREE = 1 << 26  # bytes of a pack that may be of any ratio
_BLOCK = 1 << 20


def unpack(file: Path, out: Path) -> Report:
    """Restore the case in a pack to a new folder, and note it in its log; gives the check of what was restored.

    Raises InputError where ``out`` is there, where the pack is redacted or none, or where a member has a name
    that leads elsewhere, is a link, is not what the list says, or is suspiciously large; then nothing is left.
    """
    if out.exists() or out.is_symlink():
        raise InputError(f"{out} is there already; give a folder that is not")
    with PackShelf(file) as shelf:
        packed = read_list(shelf)
        _require_whole_case(packed, file)
        _require_harmless(shelf, packed)
        draft = out.with_name(f".{out.name}.{os.getpid()}.draft")
        try:
            with keeping(draft):
                draft.mkdir(parents=True)
                for name, (sha, size) in sorted(packed.members.items()):
                    _restore(shelf, name, draft / name, sha, size)
                folders = [draft, *(path for path in draft.rglob("*") if path.is_dir())]
                flush_all(path for path in draft.rglob("*") if path.is_file())
                flush_all(folders)
            _require_sound(verify(draft), file)
            with keeping(out):
                draft.replace(out)
                flush(out.parent)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    Evidence(out).note("unpacked", {"sha256": file_sha256(file), "head": packed.head})
    return verify(out)


def _require_whole_case(packed: Packed, file: Path) -> None:
    if packed.redacted:
        raise InputError(
            f"{file} is redacted: it holds no bytes to restore; check its log with headwater verify {file}"
        )


def _require_harmless(shelf: PackShelf, packed: Packed) -> None:
    """Look at all names, kinds and sizes before anything is written."""
    seen: set[str] = set()
    for info in shelf.infos():
        name = info.filename
        if name in seen:
            raise _refusal(shelf, name, "stands in it twice")
        seen.add(name)
        if not _is_ours(name):
            raise _refusal(shelf, name, "has a name that no case has, or one that leads elsewhere")
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            raise _refusal(shelf, name, "is no plain file")
        if info.flag_bits & 1:
            raise _refusal(shelf, name, "is encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refusal(shelf, name, "is packed in a way that headwater does not use")
        if name != LIST and name not in packed.members:
            raise _refusal(shelf, name, "is not in its list")
    missing = sorted(set(packed.members) - seen)
    if missing:
        raise _refusal(shelf, missing[0], "is in its list and not in the pack")
    total, size = sum(size for _, size in packed.members.values()), shelf.where.stat().st_size
    if total > _FREE and total > _RATIO * size:
        raise InputError(
            f"{shelf.where} would unpack to {total:,} bytes from {size:,}: no case of headwater does"
        )


def _is_ours(name: str) -> bool:
    parts = name.split("/")
    known = name in (*SINGLE, LIST) or (len(parts) > 1 and parts[0] in FOLDERS)
    return known and len(parts) <= _DEEPEST and all(_NAME.fullmatch(part) for part in parts)


def _restore(shelf: PackShelf, name: str, place: Path, sha: str, size: int) -> None:
    """Write one member, never more than its stated size, and compare its hash."""
    place.parent.mkdir(parents=True, exist_ok=True)
    hashed, left = hashlib.sha256(), size
    with place.open("xb") as target:
        for block in _blocks(shelf, name):
            left -= len(block)
            if left < 0:
                break
            hashed.update(block)
            target.write(block)
    if left or hashed.hexdigest() != sha:
        raise _refusal(shelf, name, "is not what its list says: it was damaged or changed")
    if name.startswith(("evidence/objects/", "evidence/texts/")):
        place.chmod(0o444)


def _blocks(shelf: PackShelf, name: str):  # type: ignore[no-untyped-def]
    try:
        with shelf.open(name) as member:
            while True:
                block = member.read(_BLOCK)
                if not block:
                    return
                yield block
    except OSError as error:
        raise _refusal(shelf, name, f"cannot be unpacked: {error}") from error


def _require_sound(report: Report, file: Path) -> None:
    if report.first_broken:
        raise CaseError(
            f"{file} holds a damaged case, so nothing was unpacked: {report.first_broken.where}: {report.first_broken.says}"
        )


def _refusal(shelf: PackShelf, name: str, says: str) -> InputError:
    shown = name if len(name) <= 80 else f"{name[:80]}…"
    return InputError(f"{shelf.where} was not unpacked: its member {shown!r} {says}")
