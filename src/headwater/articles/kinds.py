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
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".opml": "feed",
    ".json": "objects",
    ".csv": "table",
    ".tsv": "table",
    ".parquet": "parquet",
    ".xlsx": "sheets",
    ".xls": "sheets",
    ".ods": "sheets",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".epub": "epub",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".webp": "image",
    ".warc": "warc",
    ".arc": "warc",
    ".wacz": "wacz",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".eml": "mail",
    ".mbox": "mbox",
    ".zip": "zip",
    ".tar": "tar",
    ".tgz": "packed",
    ".gz": "packed",
    ".bz2": "packed",
    ".xz": "packed",
}
"""File kinds that are read, by suffix."""

NAMED = {
    "texts": ("text", "markdown"),
    "web pages": ("html", "mhtml"),
    "PDF, Word, ODT and EPUB files": ("pdf", "docx", "odt", "epub"),
    "pictures of text": ("image",),
    "tables": ("row", "table", "parquet", "sheets", "objects"),
    "feeds": ("feed",),
    "web archives": ("warc", "wacz"),
    "mail": ("mail", "mbox"),
    "packed files": ("zip", "tar", "packed"),
}
"""The kinds that have suffixes, as a person is told of them."""

WHAT_IS_READ = f"{', '.join([*NAMED][:-1])} and {[*NAMED][-1]}"
"""What a person may give, in one line; docs/start.md gives every suffix."""

READERS = {
    "text": "headwater.articles.files:read_text",
    "markdown": "headwater.articles.files:read_text",
    "html": "headwater.articles.pages:read_html",
    "row": "headwater.articles.rows:read_rows",
    "feed": "headwater.articles.feeds.reading:read_feed",
    "feed_entry": "headwater.articles.feeds.reading:read_entry",
    "objects": "headwater.articles.tabular.objects:read_objects",
    "stub": "headwater.articles.documents.stubs:read_stub",
    "table": "headwater.articles.tabular.csv_files:read_table",
    "parquet": "headwater.articles.tabular.parquet_files:read_parquet",
    "sheets": "headwater.articles.tabular.sheets:read_sheets",
    "pdf": "headwater.articles.documents.pdf:read_pdf",
    "docx": "headwater.articles.documents.docx:read_docx",
    "odt": "headwater.articles.documents.odt:read_odt",
    "epub": "headwater.articles.documents.epub:read_epub",
    "image": "headwater.articles.documents.images:read_image",
    "warc": "headwater.articles.archives.warc:read_warc",
    "wacz": "headwater.articles.archives.wacz:read_wacz",
    "mhtml": "headwater.articles.archives.mhtml:read_mhtml",
    "mail": "headwater.articles.archives.mail:read_mail",
    "mbox": "headwater.articles.archives.mail:read_mbox",
    "zip": "headwater.articles.archives.zips:read_zip",
    "tar": "headwater.articles.archives.tars:read_tar",
    "packed": "headwater.articles.archives.packed:read_packed",
    "auto_archiver": "headwater.articles.archives.autoarchiver:read_auto_archiver",
}
"""Each kind's reader. It yields (place, what it found): drafts, rejections, and items that lie in its item."""

MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "text/x-opml": "feed",
    "application/feed+json": "feed",
    "application/json": "objects",
    "text/csv": "table",
    "text/tab-separated-values": "table",
    "application/vnd.apache.parquet": "parquet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "sheets",
    "application/vnd.ms-excel": "sheets",
    "application/vnd.oasis.opendocument.spreadsheet": "sheets",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/epub+zip": "epub",
    "image/png": "image",
    "image/jpeg": "image",
    "image/tiff": "image",
    "image/webp": "image",
    "message/rfc822": "mail",
    "multipart/related": "mhtml",
    "application/warc": "warc",
    "application/wacz": "wacz",
    "application/mbox": "mbox",
    "application/zip": "zip",
    "application/x-tar": "tar",
    "application/gzip": "packed",
}
"""Kinds by the media type that a capture or a mail gives."""


def kind_of(name: str, media_type: str | None = None) -> str | None:
    """The kind of a document by its media type, else by its name's suffix; None for one that is not read."""
    bare = (media_type or "").partition(";")[0].strip().lower()
    known = MEDIA_TYPES.get(bare)
    if known is not None:
        return known
    if name.lower().endswith((".warc.gz", ".arc.gz")):
        return "warc"  # packed record by record: its reader unpacks it
    return SUFFIXES.get(PurePosixPath(name).suffix.lower())


def reader_of(kind: str) -> Reader:
    """The reader of a kind, imported when first asked for."""
    module, _, function = READERS[kind].partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader
