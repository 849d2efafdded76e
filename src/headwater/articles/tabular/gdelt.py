"""GDELT's files without a header: they list where articles are, never their texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from headwater.articles.items import Item
from headwater.articles.tabular.tables import Found, RowFault, to_fetch
from headwater.records.articles import Rejected

_GKG_ID = re.compile(r"\d{14}-T?\d+$")
_TITLE = re.compile(r"<PAGE_TITLE>(.*?)</PAGE_TITLE>")
_WEB = re.compile(r"https?://\S+$")
_FORMS = {27: ("GKG", 4, 26), 61: ("events", 60, None), 58: ("events", 57, None), 16: ("mentions", 5, None)}
"""Number of columns: what the file is, the column of the address, that of the title."""


def is_gdelt(first: Sequence[str]) -> bool:
    """Whether a file's first row, cut at tabs, is one of GDELT's: GKG 2.x, events or mentions."""
    form = _FORMS.get(len(first))
    if form is None:
        return False
    if form[0] == "GKG":
        return bool(_GKG_ID.match(first[0]))
    return first[0].isdigit() and bool(_WEB.match(first[form[1]]))


def read_gdelt(
    item: Item, rows: Iterator[tuple[int, Sequence[object] | RowFault]], first: Sequence[str]
) -> Found:
    """A rejection for every address that the file lists, once, with the line that fetches it."""
    _, address, titled = _FORMS[len(first)]
    seen: set[str] = set()
    for number, row in rows:
        place = f"{item.name}:{number}"
        if isinstance(row, RowFault):
            yield place, Rejected(place, str(row))
            continue
        url = str(row[address]) if len(row) > address else ""
        if not _WEB.match(url):
            yield place, Rejected(place, "the row of this GDELT file gives no web address")
        elif url not in seen:
            seen.add(url)
            found = _TITLE.search(str(row[titled])) if titled is not None and len(row) > titled else None
            yield place, to_fetch(place, url, unescape(found[1]) if found else None)
