"""Which reader reads what: file kinds by suffix, by media type and by first bytes, and each kind's reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.articles.config import ArticlesConfig
    from headwater.articles.drafts import Draft
    from headwater.articles.items import Item
    from headwater.records.articles import Rejected

    Reader = Callable[[Item, ArticlesConfig], Iterator["tuple[str, Draft | Rejected | Item]"]]

SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "row",
    ".ndjson": "row",
}
"""File kinds that are read, by suffix."""

READERS = {
    "text": "headwater.articles.files:read_text",
    "markdown": "headwater.articles.files:read_text",
    "html": "headwater.articles.files:read_text",
    "row": "headwater.articles.rows:read_rows",
}
"""Each kind's reader. It yields (place, what it found): drafts, rejections, and items that lie in its item."""

MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
}
"""Kinds by the media type that a capture or a mail gives."""


def kind_of(name: str, media_type: str | None = None) -> str | None:
    """The kind of a document by its media type, else by its name's suffix; None for one that is not read."""
    bare = (media_type or "").partition(";")[0].strip().lower()
    return MEDIA_TYPES.get(bare) or SUFFIXES.get(PurePosixPath(name).suffix.lower())


def reader_of(kind: str) -> Reader:
    """The reader of a kind, imported when first asked for."""
    module, _, function = READERS[kind].partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader
