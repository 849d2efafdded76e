"""Stubs: documents that somebody has seen and that could not be kept. They hold no text and are never articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.halves import whole_values
from headwater.articles.items import Item
from headwater.records.articles import Rejected

_LARGEST = 100_000


def read_stub(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The row that says what was seen, where, when and by whom."""
    yield item.name, item.rejected(_seen(item))


def _seen(item: Item) -> str:
    try:
        note: Any = whole_values(json.loads(item.data())) if item.size <= _LARGEST else None
    except (ValueError, RecursionError):
        note = None
    if not isinstance(note, dict):
        return "seen, but not kept; the note about it cannot be read"
    said = [
        f"{word} {note[name]}"
        for name, word in (("when", "on"), ("where", "at"), ("by", "by"))
        if note.get(name)
    ]
    if "(absent on " in item.name:  # an address that was asked and had nothing
        return f"asked {', '.join(said)}; nothing was there to keep"
    words = f"seen {', '.join(said)}; the document itself is not kept" if said else "seen, but not kept"
    if note.get("sha256"):
        words += f"; its SHA-256 is {note['sha256']}"
    return f"{words}; {note['note']}" if note.get("note") else words
