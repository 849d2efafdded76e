"""The part of reading spreadsheets that runs apart: a workbook's sheets as messages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

_BATCH = 200


def messages_of(data: bytes, limits: dict[str, int]) -> Iterator[dict[str, Any]]:
    """{"sheet": name, "rows": [...]} in batches, or {"fault": why} for a workbook that cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheets_metadata:
            hidden = sheet.visible != SheetVisibleEnum.Visible
            yield {"sheet": sheet.name, "hidden": hidden, "rows": []}
            if not hidden:
                yield from _rows(book.get_sheet_by_name(sheet.name), sheet.name)
    except CalamineError as error:
        yield {"fault": " ".join(str(error).split())[:120]}


def _rows(sheet: Any, name: str) -> Iterator[dict[str, Any]]:
    batch: list[list[object]] = []
    for row in sheet.iter_rows():
        batch.append([_plain(cell) for cell in row])
        if len(batch) == _BATCH:
            yield {"sheet": name, "rows": batch}
            batch = []
    if batch:
        yield {"sheet": name, "rows": batch}


def _plain(cell: object) -> object:
    """A cell as JSON can hold it; days and instants as ISO."""
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds").removesuffix("T00:00:00")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return cell
