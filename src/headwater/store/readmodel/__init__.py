"""The read model: ``OUT/case.sqlite``, the lists of case.json as tables that SQL, Datasette and full-text search read.

What goes in: case.json as the last run wrote it. What comes out: a SQLite file with a table a list, and a reader of
it. It is no second truth: it is made when first asked for, made anew when case.json has moved or it is damaged, and
may be deleted at any time. It is written to a draft and moved into its place, so that readers see an old or a new one,
whole, and never hinder the run that writes the case. What can go wrong: no case (NotACase), a damaged case.json
(DamagedCase), a full disk (CaseError; the case is as it was), another process that makes it for too long (CaseBusy).

Names of private persons stand in it as the articles have them: only its owner may read it (mode 0600), and no pack
holds it.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from headwater.records.errors import DamagedCase
from headwater.store.folder import CaseFolder
from headwater.store.port import Found
from headwater.store.readmodel.building import fill
from headwater.store.readmodel.changing import change
from headwater.store.readmodel.lists import TABLES
from headwater.store.readmodel.model import ReadModel, open_whole
from headwater.store.readmodel.places import NAME, clear, discard, draft_of, making, path_of, put, unwritten
from headwater.store.readmodel.rows import CaseRows

__all__ = [
    "NAME",
    "TABLES",
    "Found",
    "ReadModel",
    "open_read_model",
    "rebuild_read_model",
    "remove_read_model",
]

_TRIES = 20
_PAUSE = 0.1


def open_read_model(out: Path) -> ReadModel:
    """The read model of the case in ``out``, made first where there is none that is whole and of this case.

    While a run is under way it is that of the last answer. Raises NotACase, DamagedCase, FormatTooNew, CaseError.
    """
    wanted, under_way = _made_from(out)
    return open_whole(path_of(out), wanted, under_way=under_way) or _make(out, even_so=False)


def rebuild_read_model(out: Path) -> ReadModel:
    """The read model of the case in ``out``, made anew even where it is whole. Raises as ``open_read_model``."""
    _made_from(out)
    return _make(out, even_so=True)


def remove_read_model(out: Path) -> None:
    """Remove the read model, drafts of it, and what SQLite laid beside it; waits for one that is being made."""
    if out.is_dir():
        with making(out):
            clear(out)


def _made_from(out: Path) -> tuple[str | None, bool]:
    """The SHA-256 of case.json by the manifest, None before the first is written; and whether a run is under way, or was cut off."""
    folder = CaseFolder(out)
    manifest = folder.require_manifest()
    made = manifest.exports.get(folder.case_json.name, "")
    return made.rpartition("\n")[2] or None, manifest.unfinished


def _make(out: Path, *, even_so: bool) -> ReadModel:
    """Make it, whoever else is about to; a case.json that is replaced meanwhile is read again."""
    with making(out):
        for _ in range(_TRIES):
            wanted, under_way = _made_from(out)
            found = None if even_so else open_whole(path_of(out), wanted, under_way=under_way)
            found = found or _made(out, wanted, even_so=even_so)
            if found:
                return found
            time.sleep(_PAUSE)
    raise DamagedCase(
        f"{out / 'case.json'} is not as its run wrote it; run headwater trace again: it is made anew"
    )


def _changed(out: Path, draft: Path, rows: CaseRows) -> bool:
    """Whether a draft could be made from the read model of an older answer."""
    old = open_whole(path_of(out), None)
    if old is None:
        return False
    old.close()
    try:
        return change(path_of(out), draft, rows)
    except (
        sqlite3.Error
    ):  # the old one is damaged where nobody looked, or the disk is full: making it anew will tell
        return False


def _made(out: Path, wanted: str | None, *, even_so: bool) -> ReadModel | None:
    """A new one in its place; None where case.json is not, or no longer, what the manifest names."""
    rows, draft = CaseRows(out / "case.json"), draft_of(out)
    try:
        if even_so or not _changed(out, draft, rows):
            discard(draft)
            rows = CaseRows(out / "case.json")
            fill(draft, rows)
        if rows.sha256 != (wanted or rows.sha256) or _made_from(out)[0] not in (wanted, rows.sha256):
            return None
        put(draft, path_of(out))
    except (sqlite3.Error, OSError) as error:
        raise unwritten(out, error) from error
    finally:
        discard(draft)
    return open_whole(path_of(out), rows.sha256)
