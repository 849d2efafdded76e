"""The case's log of judgements: ``OUT/judgements.jsonl``, one judgement a line, only ever added to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater.records.errors import InputError, MissingInput

if TYPE_CHECKING:
    from headwater.runs.judgements.lines import Judgement

LOG = "judgements.jsonl"
_DECIDED = ("status", "because")
"""Fields that reading fills in; a line does not hold them."""


def log_of(out: Path) -> Path:
    """Where the log of the case in ``out`` lies."""
    return out / LOG


def read_log(path: Path) -> list[Judgement]:
    """The judgements of a case's log, each once; a last line cut off by a killed run is left out.

    Raises InputError where a whole line cannot be read.
    """
    if not path.exists():
        return []
    from headwater.runs.judgements.lines import parse  # a case without judgements needs no rows

    text = path.read_bytes().decode("utf-8", "replace")
    return parse(text[: text.rfind("\n") + 1], path)


def read_judgements(path: Path) -> list[Judgement]:
    """The judgements of a file that a person gives; raises InputError with the number of the first bad line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise MissingInput(f"{path} is not there; give a .jsonl file of judgements") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as judgements: {error}") from error
    from headwater.runs.judgements.lines import parse

    return parse(text, path)


def append_judgements(path: Path, judgements: Sequence[Judgement]) -> int:
    """Add those that the log does not hold yet, on disk before this returns; gives their number.

    The caller holds the case's lock. Raises CaseError where the disk is full; the log is then as it was.
    """
    if not judgements:
        return 0
    from headwater.store.logged import FolderLog

    known = {judgement.id for judgement in read_log(path)}
    new = [judgement for judgement in judgements if judgement.id not in known]
    path.parent.mkdir(parents=True, exist_ok=True)
    FolderLog(path.parent, held=True, name=path.name).append([line_of(judgement) for judgement in new])
    return len(new)


def as_line(judgement: Judgement) -> dict[str, Any]:
    """A judgement as an object of the log."""
    return {name: value for name, value in asdict(judgement).items() if name not in _DECIDED}


def line_of(judgement: Judgement) -> bytes:
    """A judgement as the bytes of a line, which every store's log takes."""
    return json.dumps(as_line(judgement), ensure_ascii=False).encode("utf-8", "surrogatepass")
