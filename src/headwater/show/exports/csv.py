"""One CSV table a list of the case: spans and other objects become columns, ids stay as they are to join by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from headwater.show.exports.cells import table
from headwater.show.exports.masked import Handed
from headwater.show.view import Row

_NOT_A_LIST = ("format", "headwater")
_LEFT_OUT = ("text", "links")
"""Of articles: the text is in the case, and is not handed on with a table."""


def write(handed: Handed, folder: Path) -> None:
    """Write ``folder/LIST.csv`` for every list of the case, empty ones with their heading only."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in handed.view.case.items():
        if name in _NOT_A_LIST:
            continue
        flat = [flattened(_shown(name, row)) for row in rows]
        columns = list(dict.fromkeys(key for row in flat for key in row)) or ["id"]
        (folder / f"{name}.csv").write_text(table(columns, flat), encoding="utf-8", newline="")


def _shown(name: str, row: Row) -> Row:
    return {key: value for key, value in row.items() if name != "articles" or key not in _LEFT_OUT}


def flattened(row: Row) -> dict[str, Any]:
    """A row with objects as columns (``source_text``, ``source_start``) and lists of words joined by "; "."""
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, dict):
            flat.update({f"{key}_{inner}": kept for inner, kept in flattened(value).items()})
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            flat[key] = "; ".join(value)
        else:
            flat[key] = value
    return flat
