"""JSONL rows to drafts: one line, one article; a broken line is set aside, the rest is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import DateClaim, Draft
from headwater.articles.encodings import decode
from headwater.articles.items import Item
from headwater.records.articles import Rejected
from headwater.records.ids import bytes_id, row_id
from headwater.text.languages import code_of

_TEXTS = ("title", "text", "url", "publisher", "byline", "published", "lang")
_SHOWN = 60
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_rows(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """(place, draft or rejection) of every line that is not blank; places read "name.jsonl:12"."""
    largest_line, empty = config.largest_line, True
    with item.open() as lines:
        number = 0
        while line := lines.readline(largest_line + 1):
            number += 1
            place = f"{item.name}:{number}"
            if len(line) > largest_line and not line.endswith(b"\n"):
                _skip_line(lines)
                empty = False
                yield place, Rejected(place, f"the line is longer than {largest_line:,} bytes")
            elif line.strip(b" \t\r\n\xef\xbb\xbf"):
                empty = False
                yield place, _row(line, place, item.name)
    if empty:
        yield item.name, item.rejected("the file is empty")


def _skip_line(lines: Any) -> None:
    while rest := lines.readline(1_000_000):
        if rest.endswith(b"\n"):
            return


def _row(line: bytes, place: str, path: str) -> Draft | Rejected:
    decoded = decode(line)
    if decoded is None:
        return Rejected(place, "the line holds binary data, no JSON")
    try:
        row = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        return Rejected(place, f"the line is no JSON: {_short(str(error))}")
    problem = _problem(row)
    if problem:
        return Rejected(place, problem)
    return _draft(row, line, path, decoded.note)


def _problem(row: Any) -> str | None:
    """What keeps a row from being an article, or None."""
    if not isinstance(row, dict):
        return "the line is JSON but no object with fields"
    wrong = [name for name in _TEXTS if row.get(name) is not None and not isinstance(row[name], str)]
    if wrong:
        return f"the field {wrong[0]} is no text"
    if row.get("text") is None and row.get("title") is None:
        return "the row has neither a title nor a text"
    if not ((row.get("text") or "") + (row.get("title") or "")).strip():
        return "the row's title and text are empty"
    if row.get("id") is not None and not isinstance(row["id"], str | int):
        return "the field id is neither a text nor a number"
    return None


def _draft(row: dict[str, Any], line: bytes, path: str, note: str | None) -> Draft:
    title, text = _sound(row.get("title") or ""), _sound(row.get("text") or "")
    given = row.get("id")
    sha = bytes_id(line.strip())
    publisher = _value(row, "publisher")
    url = _value(row, "url")
    published = _value(row, "published")
    byline = _value(row, "byline")
    return Draft(
        id=_sound(str(given)) if given not in (None, "") else row_id("a", sha, url or path, publisher),
        path=path,
        url=url,
        sha256=sha,
        media_type="row",
        title=title,
        text=f"{title}\n{text}",
        publisher=publisher,
        byline=byline,
        lang=code_of(_value(row, "lang")),
        dates=[DateClaim(published, "given by the row")] if published else [],
        encoding_note=note,
    )


def _value(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    return _sound(value).strip() or None if isinstance(value, str) else None


def _sound(text: str) -> str:
    """Text that UTF-8 can hold: lone surrogates, which JSON escapes allow, become U+FFFD, one for one."""
    return _SURROGATE.sub("\ufffd", text)


def _short(message: str) -> str:
    return message if len(message) <= _SHOWN else message[:_SHOWN] + "…"
