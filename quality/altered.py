"""Corpora made harder in a known way before they are traced: without dates, with dates swapped, without line breaks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
RETELLING = ".retold"
"""What the id of a retelling has behind that of its original."""


def undated(rows: Sequence[Row]) -> list[Row]:
    """No article says when it was published, but in its text."""
    return [row | {"published": None} for row in rows]


def dates_swapped(rows: Sequence[Row]) -> list[Row]:
    """Each original has the date of its retelling, and the other way round."""
    dates = {row["id"]: row["published"] for row in rows}
    return [row | {"published": dates[_other(row["id"])]} for row in rows]


def _other(name: str) -> str:
    return name.removesuffix(RETELLING) if name.endswith(RETELLING) else name + RETELLING


def on_one_line(rows: Sequence[Row]) -> list[Row]:
    """No text has a line break."""
    return [row | {"text": " ".join(row["text"].split("\n"))} for row in rows]


ALTERATIONS: Mapping[str, Callable[[Sequence[Row]], list[Row]]] = {
    "undated": undated,
    "dates_swapped": dates_swapped,
    "on_one_line": on_one_line,
}


def altered(corpus: Path, alteration: str, folder: Path) -> Path:
    """The corpus with one of ``ALTERATIONS``, written into ``folder``."""
    rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines() if line.strip()]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / corpus.name
    lines = (json.dumps(row, ensure_ascii=False) for row in ALTERATIONS[alteration](rows))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
