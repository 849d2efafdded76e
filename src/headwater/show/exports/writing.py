"""Writes one case in one form, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from headwater.records.errors import InputError
from headwater.runs.results import Case
from headwater.show.exports.formats import format_of
from headwater.show.exports.masked import Handed


def export(case: Case, name: str, target: Path, *, unmasked: bool = False) -> Path:
    """Write ``case`` in the form ``name`` to ``target`` (a file, for ``csv`` a folder) and return where it lies.

    An earlier file is replaced. Raises InputError for an unknown form, a folder that is not empty, and a place
    that cannot be written to.
    """
    form = format_of(name)
    if not form.suffix and target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(f"{target} is there already; give an empty or a new folder")
    handed = Handed(case.json, unmasked=unmasked, page=case.folder.index_html)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".headwater-") as drafts:
            draft = Path(drafts) / "draft"
            form.write(handed, draft)
            if not form.suffix and target.exists():
                target.rmdir()
            shutil.move(draft, target) if not form.suffix else draft.replace(target)
    except OSError as error:
        raise InputError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}") from error
    return target
