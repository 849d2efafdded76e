"""A coding sheet as it comes back from a spreadsheet: its cells, whatever separates them, and their row numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from headwater.records.errors import InputError, MissingInput
from headwater.show.coding.fields import FIELDS

_SEPARATORS = (",", ";", "\t")
_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one record as a coder filled it in; ``coded`` is empty where nothing was set."""

    row: int
    record: str
    field: str
    coded: str
    note: str
    proposed: str
    coder: str
    state: str


def read_cells(path: Path) -> list[Cell]:
    """All cells of a sheet, long or wide; raises InputError where it is none."""
    lines = csv.reader(_text(path).splitlines(keepends=True), delimiter=_separator(path), strict=True)
    try:
        rows = list(lines)
    except csv.Error as error:
        raise InputError(f"{path} is no table, near line {lines.line_num}: {error}") from error
    head = [name.strip() for name in rows[0]] if rows else []
    numbered = [
        (number, dict(zip(head, row, strict=False))) for number, row in enumerate(rows[1:], 2) if any(row)
    ]
    if {"record", "field", "coded"} <= set(head):
        return [_long(number, row) for number, row in numbered]
    if "record" in head and not set(FIELDS).isdisjoint(head):
        return [cell for number, row in numbered for cell in _wide(number, row)]
    raise InputError(
        f"{path} is no coding sheet: it has no columns record, field and coded, nor any field's own"
    )


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path} is larger than a coding sheet of 200 MB")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise MissingInput(f"{path} is not there; give a filled coding sheet") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8: save it as “CSV UTF-8”") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error


def _separator(path: Path) -> str:
    """What stands between the columns of the heading: spreadsheets of many countries write semicolons."""
    head = _text(path).partition("\n")[0]
    return max(_SEPARATORS, key=head.count)


def _plain(row: dict[str, str], name: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from calculating it."""
    told = row.get(name, "").strip()
    return told[1:] if told.startswith("'") and not told[1:2].isalnum() else told


def _long(number: int, row: dict[str, str]) -> Cell:
    names = ("record", "field", "coded", "note", "proposed", "coder", "state")
    return Cell(number, *(_plain(row, name) for name in names))


def _wide(number: int, row: dict[str, str]) -> Iterator[Cell]:
    record, note, coder, state = (_plain(row, name) for name in ("record", "note", "coder", "state"))
    for name in FIELDS:
        if name in row:
            told, proposed = _plain(row, name), _plain(row, f"{name}_proposed")
            yield Cell(number, record, name, told, note if told else "", proposed, coder, state)
    if note and not any(_plain(row, name) for name in FIELDS):
        yield Cell(number, record, "", "", note, "", coder, state)
