"""JSON files that are lists: rows of articles, GDELT's article lists; any other is a feed or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from headwater.articles.config import ArticlesConfig
from headwater.articles.encodings import decode
from headwater.articles.items import Item
from headwater.articles.kinds import reader_of
from headwater.articles.tabular.columns import normal
from headwater.articles.tabular.tables import Found, RowFault, Table, read_table_rows, to_fetch
from headwater.records.articles import Rejected


def read_objects(item: Item, config: ArticlesConfig) -> Found:
    """Drafts and rejections of a JSON file: a list of objects is a table, whatever is none goes to the feeds' reader."""
    rows = _rows(item, config)
    if rows is None:
        yield from reader_of("feed")(item, config)
    elif not rows:
        yield item.name, item.rejected("the list is empty")
    elif all("seendate" in row and "url" in row for row in rows):
        yield from _links(item, rows)
    else:
        yield from read_table_rows(item, _table(item, rows), config)


def _rows(item: Item, config: ArticlesConfig) -> list[dict[str, Any]] | None:
    """The objects of a file that is a list of them, or holds one under "articles"; None for any other."""
    if item.size > config.largest_text:
        return None
    decoded = decode(item.data())
    try:
        held = json.loads(decoded.text) if decoded else None
    except (ValueError, RecursionError):
        return None
    if isinstance(held, dict):
        held = held.get("articles") if not {"version", "items"} & held.keys() else None
    return held if isinstance(held, list) and all(isinstance(row, dict) for row in held) else None


def _links(item: Item, rows: Sequence[dict[str, Any]]) -> Found:
    """GDELT's article lists: addresses and titles without texts."""
    for number, row in enumerate(rows, 1):
        place = f"{item.name}:{number}"
        url = row["url"] if isinstance(row["url"], str) else ""
        title = row.get("title") if isinstance(row.get("title"), str) else None
        if url.startswith(("http://", "https://")):
            yield place, to_fetch(place, url, title)
        else:
            yield place, Rejected(place, "the row of this GDELT list gives no web address")


def _table(item: Item, rows: Sequence[dict[str, Any]]) -> Table:
    """Objects as rows under all the names that they have; nested values are no cells."""
    names: dict[str, None] = {}
    for row in rows:
        names.update(dict.fromkeys(name for name in row if normal(name)))
    header = list(names)

    def cells() -> Iterator[tuple[int, Sequence[object] | RowFault]]:
        for number, row in enumerate(rows, 1):
            yield number, [_cell(row.get(name)) for name in header]

    return Table(item.name, header, cells)


def _cell(value: object) -> object:
    return None if isinstance(value, dict | list) else value
