"""Whole files or none: write beside the place, then move."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from headwater.records.errors import CaseError

_DRAFT = ".draft"


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a new file, then put it at ``path``; on any error ``path`` is untouched.

    Raises CaseError where the disk is full or the place may not be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}{_DRAFT}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(draft)
        draft.replace(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CaseError(
            f"{path} could not be written: {reason}; what was done before is kept, mend this and run again"
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Put ``text`` at ``path`` in UTF-8, whole or not at all."""
    write_whole(path, lambda draft: _dump(draft, text))


def _dump(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="\n")


def sweep(folder: Path) -> None:
    """Remove the drafts that a killed run has left in a folder."""
    for draft in folder.glob(f".*{_DRAFT}"):
        draft.unlink(missing_ok=True)
