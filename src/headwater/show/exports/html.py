"""The dossier as it lies in the case: self-contained, and masked always."""

from __future__ import annotations

from pathlib import Path

from headwater.records.errors import InputError
from headwater.show.exports.masked import Handed


def write(handed: Handed, path: Path) -> None:
    """Copy the case's page; raises InputError where there is none."""
    page = handed.page
    if page is None or not page.exists():
        raise InputError("the case has no page yet; run: headwater trace INPUT... -o OUT")
    path.write_bytes(page.read_bytes())
