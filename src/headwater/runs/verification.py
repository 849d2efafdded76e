"""Whether a whole case holds: its evidence and tables (``store``), and its log of judgements."""

from __future__ import annotations

import tempfile
from pathlib import Path

from headwater.records.errors import InputError
from headwater.runs.judgements import LOG, read_log
from headwater.store.evidence.report import Report
from headwater.store.evidence.shelves import FolderShelf, PackShelf, read_all
from headwater.store.evidence.verification import verify


def verify_case(where: Path, head: str | None = None, roots: Path | None = None) -> Report:
    """Check the case in a folder, or the pack in a file; as ``headwater.store.evidence.verify``."""
    report = verify(where, head, roots)
    if where.is_dir():
        data = read_all(FolderShelf(where), LOG)
    else:
        with PackShelf(where) as shelf:
            data = read_all(shelf, LOG)
    if data is not None:
        _check_judgements(data, report)
    return report


def _check_judgements(data: bytes, report: Report) -> None:
    with tempfile.TemporaryDirectory(prefix="headwater-") as folder:
        copy = Path(folder) / LOG
        copy.write_bytes(data)
        try:
            read_log(copy)
        except InputError as error:
            says = str(error).replace(str(copy), LOG)
            report.fault("judgements", LOG, says, "mend or take out the line that is named")
