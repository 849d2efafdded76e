"""Spreadsheets: every visible sheet that has a title or text column is a table; macros and formulas are not run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.edges import rejecting
from headwater.articles.documents.limited import LimitFault, read_apart
from headwater.articles.documents.packages import PackageFault, measure
from headwater.articles.items import Item
from headwater.articles.tabular.tables import Found, RowFault, Table, read_table_rows
from headwater.records.articles import Rejected

_NOT_A_WORKBOOK = "no spreadsheet that can be read"
_ZIP = b"PK\x03\x04"


@rejecting("no spreadsheet that can be read")
def read_sheets(item: Item, config: ArticlesConfig) -> Found:
    """Drafts and rejections of the rows of a workbook's sheets."""
    try:
        _look_at(item, config)
        sheets: dict[str, list[list[object]]] = {}
        hidden: list[str] = []
        for message in read_apart(item, config, "sheets"):
            if "fault" in message:
                raise PackageFault(message["fault"])
            if message.get("hidden"):
                hidden.append(message["sheet"])
            else:
                sheets.setdefault(message["sheet"], []).extend(message["rows"])
    except (PackageFault, LimitFault) as fault:
        yield item.name, item.rejected(f"{_NOT_A_WORKBOOK}: {fault}")
        return
    for name in hidden:
        place = f"{item.name}/{name}"
        yield place, Rejected(place, "a hidden sheet is not read; show it and save the file")
    filled = {name: rows for name, rows in sheets.items() if any(any(map(_filled, row)) for row in rows)}
    if not filled:
        yield item.name, item.rejected("no sheet of the file has a row")
    for name, rows in filled.items():
        yield from _sheet(item, name if len(sheets) > 1 else "", rows, config)


def _look_at(item: Item, config: ArticlesConfig) -> None:
    """Refuses a file that is too large, packed or unpacked, before its parser sees it."""
    if item.size > config.largest_document:
        raise PackageFault(
            f"the file has {item.size:,} bytes, more than the {config.largest_document:,} that a document may have"
        )
    with item.open() as stream:
        head = stream.read(4)
    if not head:
        raise PackageFault("the file is empty")
    if head == _ZIP:
        measure(item, config, config.largest_document)


def _sheet(item: Item, name: str, rows: list[list[object]], config: ArticlesConfig) -> Found:
    first = next(number for number, row in enumerate(rows) if any(map(_filled, row)))

    def behind_header() -> Iterator[tuple[int, Sequence[object] | RowFault]]:
        for number in range(first + 1, len(rows)):
            yield number + 1, rows[number]

    place = f"{item.name}/{name}" if name else item.name
    yield from read_table_rows(item, Table(place, rows[first], behind_header), config)


def _filled(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""
