"""Reads arbitrary bytes as a document of one kind; anything but drafts and rejections is a fault."""

from __future__ import annotations

import io

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.files import read_item
from headwater.articles.items import Budget, Item
from headwater.records.articles import Rejected

CONFIG = ArticlesConfig(largest_text=2_000_000)
_MOST = 1 << 20


def read_as(kind: str, data: bytes, suffix: str = "") -> list[Draft | Rejected]:
    """Everything in ``data`` read as ``kind``; asserts what every reader promises."""
    item = Item(f"fuzzed{suffix}", kind, len(data), lambda: io.BytesIO(data), Budget(1_000, 50_000_000))
    found = [one for _, one in read_item(item, CONFIG)]
    for one in found:
        if isinstance(one, Rejected):
            assert one.reason and one.path, "a rejection without a reason"
        else:
            _require_sound(one)
    return found


def _require_sound(draft: Draft) -> None:
    draft.text.encode("utf-8")
    assert draft.text.startswith(f"{draft.title}\n"), "the text does not begin with its title"
    for link in draft.links:
        assert draft.text[link.start : link.end] == link.text, "a link's offsets are not its words"
    for mark in draft.marks:
        assert 0 <= mark.start <= mark.end <= len(draft.text), "a mark leaves the text"
