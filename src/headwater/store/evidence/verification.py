"""Whether evidence holds: every line's chain, every object's and text's hash, every table's against the manifest.

It only reads, and takes no lock: it can check a folder that may not be written, and a pack.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from headwater.records.errors import NotACase
from headwater.store.evidence.details import read_details
from headwater.store.evidence.fold import Fold
from headwater.store.evidence.lines import BEFORE_THE_FIRST, Line, read_chain, split_log
from headwater.store.evidence.packlist import check_list
from headwater.store.evidence.report import FaultKind, Report
from headwater.store.evidence.shelves import FolderShelf, PackShelf, Shelf, read_all
from headwater.store.evidence.stamped import check_stamps

LOG = "evidence/custody.jsonl"
DETAILS = "evidence/details.jsonl"
OBJECTS = "evidence/objects"
TEXTS = "evidence/texts"
_COPY = "put back a copy of this file from a backup or a pack; its hash must be the one in its name"
_LOG_COPY = (
    "put back the log from a backup or a pack, or say to whoever relies on it from which line on it is unsure"
)
_COPY_DETAILS = "put back details.jsonl from a backup or a pack"
_AGAIN = "run trace again: it is made anew"


def verify(where: Path, head: str | None = None, roots: Path | None = None) -> Report:
    """Check the case in a folder, or the pack in a file.

    ``head`` is a head of the log that was written down elsewhere; ``roots`` a PEM file of the certificates of
    those who are trusted to stamp times. Raises NotACase where there is neither case nor evidence, InputError
    for a file that is no pack.
    """
    if where.is_dir():
        return _check(FolderShelf(where), Report(where), head, roots)
    if not where.exists():
        raise NotACase(f"{where} is not there; give the folder of a case, or a pack")
    with PackShelf(where) as shelf:
        report = Report(where)
        check_list(shelf, report)
        return _check(shelf, report, head, roots)


def _check(shelf: Shelf, report: Report, head: str | None, roots: Path | None) -> Report:
    data = read_all(shelf, LOG)
    manifest = None if report.redacted else _manifest(shelf, report)
    kept = shelf.names("evidence")
    if data is None and manifest is None and not kept:
        raise NotACase(
            f"{shelf.where} holds no case; make one with: headwater trace INPUT... -o {shelf.where}"
        )
    if data is None and not kept:
        report.notes.append("No evidence is kept in this case: it was traced with --no-evidence.")
    else:
        if b"\n" not in (data or b"") and set(kept) != {LOG}:
            report.fault("chain", LOG, "the custody log is gone, and evidence lies beside it", _LOG_COPY)
        lines = _check_chain(data or b"", report)
        _check_heads(lines, head, (manifest or {}).get("custody") or None, report)
        fold = _folded(lines, report)
        report.items = len(fold.items)
        if not report.redacted:
            _check_details(shelf, fold, report)
            _check_objects(shelf, fold, report)
            _check_texts(shelf, fold, report)
            _check_purged(shelf, fold, report)
        check_stamps(shelf, lines, report, roots)
    if manifest is not None:
        _check_tables(shelf, manifest, report)
    return report


def _manifest(shelf: Shelf, report: Report) -> dict[str, Any] | None:
    data = read_all(shelf, "manifest.json")
    if data is None:
        return None
    try:
        value = json.loads(data)
        if isinstance(value["stages"], dict):
            return dict(value)
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    report.fault("table", "manifest.json", "it cannot be read", _AGAIN)
    return {}


def _check_chain(data: bytes, report: Report) -> list[Line]:
    whole, torn = split_log(data)
    lines, broken = read_chain(whole, strictly=True)
    report.lines = len(whole)
    report.head = lines[-1].sha256 if lines else BEFORE_THE_FIRST
    if broken:
        report.fault("chain", LOG, broken.says, _LOG_COPY)
    if torn:
        report.notes.append(
            f"The log ends in {len(torn)} bytes of a line that was cut off while it was written; nobody was told that "
            "it was done. The next run sets it aside."
        )
    return lines


def _check_heads(lines: Sequence[Line], noted: str | None, last: str | None, report: Report) -> None:
    hashes = {line.sha256 for line in lines} | {BEFORE_THE_FIRST}
    if noted and noted.strip().lower() not in hashes:
        report.fault(
            "head",
            LOG,
            f"no line has the SHA-256 that was noted, {noted}: the log was cut or rewritten",
            _LOG_COPY,
        )
    if last and last not in hashes:
        report.fault(
            "head",
            LOG,
            f"the last run ended at a line with the SHA-256 {last}, which is gone: the log was cut",
            _LOG_COPY,
        )


def _folded(lines: Sequence[Line], report: Report) -> Fold:
    """What the log comes to, as far as its lines can be understood."""
    fold = Fold()
    for line in lines:
        try:
            fold.take([line])
        except (KeyError, TypeError, ValueError):
            report.fault("chain", LOG, f"line {line.seq} lacks what its action needs", _LOG_COPY)
    return fold


def _check_details(shelf: Shelf, fold: Fold, report: Report) -> None:
    found = read_details(read_all(shelf, DETAILS) or b"")
    for details, seq in fold.details.items():
        if details not in found:
            report.fault(
                "details",
                DETAILS,
                f"the names that belong to line {seq} of the log are gone or were changed",
                _COPY_DETAILS,
            )


def _check_objects(shelf: Shelf, fold: Fold, report: Report) -> None:
    names = {f"{OBJECTS}/{sha[:2]}/{sha}": sha for sha in fold.objects}
    report.objects = len(names)
    _check_hashes(
        shelf, names, "object", "the bytes that line {seq} of the log received", fold.objects, report
    )
    strays = [name for name in shelf.names(OBJECTS) if name not in names and name[-64:] not in fold.purged]
    if strays:
        report.notes.append(
            f"{len(strays)} of the objects are told of by no line of the log ({strays[0]}): a run that was cut off left "
            "them, or somebody put them there. The next run removes them."
        )


def _check_texts(shelf: Shelf, fold: Fold, report: Report) -> None:
    names = {f"{TEXTS}/{sha}.jsonl": sha for sha in fold.texts}
    report.texts = len(names)
    _check_hashes(shelf, names, "text", "the text that line {seq} of the log derived", fold.texts, report)


def _check_hashes(
    shelf: Shelf, names: dict[str, str], kind: FaultKind, what: str, seqs: dict[str, int], report: Report
) -> None:
    """Every file against the hash in its name; of a changed one, whether it holds the bytes of another."""
    of_hash = {sha: name for name, sha in names.items()}
    for (name, sha), found in zip(names.items(), shelf.hashes(list(names)), strict=True):
        if found == sha:
            continue
        said = what.format(seq=seqs[sha])
        if found is None:
            report.fault(kind, name, f"it is missing or cannot be read; it held {said}", _COPY)
        elif found in of_hash:
            report.fault(kind, name, f"it holds the bytes of {of_hash[found]} instead of {said}", _COPY)
        else:
            report.fault(kind, name, f"it was changed (SHA-256 now {found}); it held {said}", _COPY)


def _check_purged(shelf: Shelf, fold: Fold, report: Report) -> None:
    here = {name[-64:]: name for name in shelf.names(OBJECTS)}
    for sha, seq in fold.purged.items():
        if sha in here:
            report.fault(
                "purge",
                here[sha],
                f"line {seq} of the log purged it, and it lies here still: the purge was cut off",
                "run headwater purge again with the same item, or any run: it goes on where it stopped",
            )


def _check_tables(shelf: Shelf, manifest: dict[str, Any], report: Report) -> None:
    """Tables and exports against the manifest; after a run that was cut off they may be newer than it."""
    expected: dict[str, str] = {}
    for record in manifest.get("stages", {}).values():
        expected.update({f"stages/{name}.parquet": sha for name, sha in record.get("tables", {}).items()})
    for name, made in manifest.get("exports", {}).items():
        expected[name] = str(made).rpartition("\n")[2]
    names = list(expected)
    report.tables = len(names)
    wrong = [name for name, found in zip(names, shelf.hashes(names), strict=True) if found != expected[name]]
    if wrong and manifest.get("unfinished"):
        report.notes.append(f"The last run was cut off ({len(wrong)} tables are of another run): {_AGAIN}.")
        return
    for name in wrong:
        report.fault("table", name, "it is missing, or not what the manifest tells of", _AGAIN)
