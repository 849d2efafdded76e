"""Whether the time stamps of a log fit the lines that they stamp."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from headwater.store.evidence.lines import Line, is_sha256
from headwater.store.evidence.report import Report
from headwater.store.evidence.shelves import Shelf, read_all

_DO = "stamp the log anew; the time of the old stamp counts no more"


def check_stamps(shelf: Shelf, lines: Sequence[Line], report: Report, roots: Path | None) -> None:
    """Note stamps whose head is no line of the log, and tokens that are not of that head."""
    hashes = {line.sha256: line.seq for line in lines}
    stamped = [line for line in lines if line.action == "stamped"]
    report.stamps = len(stamped)
    for line in stamped:
        entry = line.entry
        sha, head = str(entry.get("sha256", "")), str(entry.get("head", ""))
        name = f"evidence/objects/{sha[:2]}/{sha}"
        if hashes.get(head, line.seq) >= line.seq or not is_sha256(sha):
            report.fault("timestamp", name, f"line {line.seq} stamps a head that no line before it has", _DO)
            continue
        token = read_all(shelf, name)
        if token is None:
            continue  # its object is noted as missing; a redacted pack has none
        _check_token(token, hashes[head], line, name, report, roots)


def _check_token(token: bytes, of: int, line: Line, name: str, report: Report, roots: Path | None) -> None:
    from headwater.store.evidence.calendars import proof_of
    from headwater.store.evidence.timestamps import look_at

    head = str(line.entry["head"])
    if line.entry.get("how") == "opentimestamps":
        says = None if proof_of(token) == head else "it is no OpenTimestamps proof of that line"
        if says is None:
            report.notes.append(
                f"Line {of} has an OpenTimestamps proof ({name}): check it with: ots verify -d {head} FILE"
            )
    else:
        says, note = look_at(token, head, roots)
        report.notes += [note] if note else []
    if says:
        report.fault("timestamp", name, f"the stamp of line {line.seq}: {says}", _DO)
