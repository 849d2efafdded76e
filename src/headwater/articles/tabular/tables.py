"""The rows of any table to drafts: one reader for CSV, Parquet and spreadsheets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import DateClaim, Draft, Remark
from headwater.articles.items import Item
from headwater.articles.tabular.columns import ColumnFault, Columns, take_columns
from headwater.articles.tabular.days import DayOrder, DayOrderSeen, day_of, order_of
from headwater.articles.tabular.mapping import read_map
from headwater.records.articles import Rejected
from headwater.records.ids import bytes_id, row_id
from headwater.text.languages import NAMES, code_of

Found = Iterator[tuple[str, Draft | Rejected | Item]]

_BAD = re.compile("[\x00\ud800-\udfff]")
_CODES = {name.casefold(): code for code, name in NAMES.items()}


class RowFault(Exception):  # noqa: N818 - it never leaves this package
    """A row that could not be read, in place of its cells; the message says why."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what to call it, its header, and its rows, which can be gone through again.

    ``rows`` gives (number as a reader of the file would count, cells or what was wrong with the row).
    """

    name: str
    header: Sequence[object]
    rows: Callable[[], Iterator[tuple[int, Sequence[object] | RowFault]]]


def read_table_rows(item: Item, table: Table, config: ArticlesConfig) -> Found:
    """Drafts and rejections of a table's rows; the first draft tells which column was taken for what."""
    try:
        columns = take_columns(table.header, given_columns(item, config))
    except ColumnFault as fault:
        yield table.name, Rejected(table.name, str(fault))
        return
    seen = order_of(_column(table, columns, "published"))
    yield from _about_dates(table, columns, seen)
    remark: Remark | None = Remark(
        "columns_taken", f"{table.name} was read as a table: {columns.told(table.header)}"
    )
    empty = True
    for number, row in table.rows():
        place = f"{table.name}:{number}"
        one = _row(item, place, row, columns, seen.order, remark, config)
        if one is None:
            continue
        empty = False
        remark = None if isinstance(one, Draft) else remark
        yield place, one
    if empty:
        yield table.name, Rejected(table.name, "the table has a header but no rows")


def given_columns(item: Item, config: ArticlesConfig) -> Mapping[str, str]:
    """The column map that goes with a table, else that of the settings."""
    return read_map([item.told.columns]) if item.told.columns else config.columns


def _column(table: Table, columns: Columns, field: str) -> Iterator[object]:
    if field in columns.places:
        for _, row in table.rows():
            if not isinstance(row, RowFault):
                yield columns.value(field, row)


def _about_dates(table: Table, columns: Columns, seen: DayOrderSeen) -> Found:
    if not seen.undecided or seen.order in ("day first", "month first"):
        return
    shows = "no row shows" if seen.order == "unknown" else "rows contradict each other on"
    yield (
        table.name,
        Rejected(
            table.name,
            f'the column "{columns.names["published"]}" has dates such as {seen.example}, and {shows} whether day '
            f"or month comes first; these dates are not believed, the articles are read without them",
        ),
    )


def _row(
    item: Item,
    place: str,
    row: Sequence[object] | RowFault,
    columns: Columns,
    order: DayOrder,
    remark: Remark | None,
    config: ArticlesConfig,
) -> Draft | Rejected | None:
    if isinstance(row, RowFault):
        return Rejected(place, str(row))
    if all(cell is None or not str(cell).strip() for cell in row):
        return None
    if any(isinstance(cell, str) and len(cell) > config.largest_cell for cell in row):
        return Rejected(place, f"the row has a cell longer than {config.largest_cell:,} characters")
    said = {field: _text(columns.value(field, row), field) for field in columns.places}
    if not (said.get("text") or "").strip():
        if said.get("url"):
            return to_fetch(place, said["url"] or "", said.get("title"))
        if not (said.get("title") or "").strip():
            return Rejected(place, "the row has neither a title nor a text")
    return _draft(item, said, _days(row, columns, order), columns, remark)


def _days(row: Sequence[object], columns: Columns, order: DayOrder) -> tuple[str | None, str | None]:
    """When the row's article was published and last changed."""
    published, modified = columns.value("published", row), columns.value("modified", row)
    return day_of(_storable(published), order), day_of(_storable(modified), order)


def _storable(cell: object) -> object:
    """A cell whose text UTF-8 can hold; dates that are no dates are kept as they are given."""
    return _BAD.sub("\ufffd", cell.replace("\x00", "")) if isinstance(cell, str) else cell


def to_fetch(place: str, url: str, title: str | None) -> Rejected:
    """A row that only says where an article is: what to do to have it read."""
    named = f' to "{" ".join(title.split())[:80]}"' if title and title.strip() else ""
    return Rejected(
        place, f"only a link{named}, without a text; to have it read: headwater add OUT {url.strip()}"
    )


def _text(cell: object, field: str) -> str | None:
    """A cell as text; numbers without a needless fraction, times as ISO."""
    if cell is None:
        return None
    if isinstance(cell, bytes):
        cell = cell.decode("utf-8", "replace")
    elif isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    text = str(_storable(text)).replace("\r\n", "\n").replace("\r", "\n")
    return text if field in ("title", "text") else (text.strip() or None)


def _draft(
    item: Item,
    said: dict[str, str | None],
    days: tuple[str | None, str | None],
    columns: Columns,
    remark: Remark | None,
) -> Draft:
    title = " ".join((said.get("title") or "").split())
    text = (said.get("text") or "").strip("\n")
    sha = bytes_id(json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8"))
    given, publisher, url, byline = (said.get(one) for one in ("id", "publisher", "url", "byline"))
    published, modified = days
    taken = " and ".join(f'"{columns.names[one]}"' for one in ("title", "text") if one in columns.names)
    return Draft(
        id=given or row_id("a", sha, url or item.name, publisher),
        path=item.name,
        url=url,
        sha256=sha,
        media_type="row",
        title=title,
        text=f"{title}\n{text}",
        publisher=publisher,
        byline=byline,
        lang=_lang(said.get("lang")),
        dates=[DateClaim(published, "given by the row")] if published else [],
        modified=DateClaim(modified, "given by the row") if modified else None,
        extracted_by=f"table (columns {taken})",
        remarks=[remark] if remark else [],
    )


def _lang(said: str | None) -> str | None:
    """A language by its code or its English name."""
    return _CODES.get((said or "").casefold()) or code_of(said)
