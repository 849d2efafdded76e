"""One file to drafts, by its kind, with whatever lies in it; every fault becomes a rejection with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from headwater.articles.archives.autoarchiver import is_report
from headwater.articles.archives.saved import told_by_comment
from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.encodings import decode
from headwater.articles.folders import MIRRORED
from headwater.articles.inputs import InputFile
from headwater.articles.items import Budget, Item, of_file
from headwater.articles.kinds import READERS, reader_of
from headwater.articles.markdown import read_markdown
from headwater.articles.plain import read_plain
from headwater.articles.signatures import HEAD, kind_of_bytes
from headwater.articles.told import with_told
from headwater.records.articles import Rejected


def read_file(file: InputFile, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected]]:
    """(place, draft or rejection) of everything in one file."""
    budget = Budget(config.most_members, config.most_unpacked)
    item = of_file(file.path, file.name, file.kind, file.size, budget, file.told)
    yield from read_item(item, config)


def read_item(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected]]:
    """(place, draft or rejection) of everything in one document and in the documents that lie in it."""
    if item.depth > config.deepest:
        yield item.name, item.rejected(f"lies in more than {config.deepest} containers, one in another")
        return
    try:
        item = _as_it_is(item)
        for place, one in reader_of(item.kind)(item, config):
            if isinstance(one, Item):
                yield from read_item(one, config)
            elif isinstance(one, Draft):
                yield place, with_told(_titled(one, item.told.title), item.told)
            else:
                yield place, one
    except OSError as error:
        yield item.name, item.rejected(f"cannot be read: {(error.strerror or str(error)).lower()}")


def _titled(draft: Draft, title: str | None) -> Draft:
    """A draft without a title under the one that its container gives it; offsets move with the text."""
    if not title or draft.title.strip():
        return draft
    by = len(title) - len(draft.title)
    return replace(
        draft,
        title=title,
        text=title + draft.text[len(draft.title) :],
        links=[replace(link, start=link.start + by, end=link.end + by) for link in draft.links],
        marks=[replace(mark, start=mark.start + by, end=mark.end + by) for mark in draft.marks],
    )


_NAMED_WRONGLY = ("text", "markdown", "html", "mail", "mhtml", "zip", "pdf", "docx", "odt", "epub")
_PACKAGES = ("zip", "wacz", "docx", "odt", "epub", "sheets")
_CERTAIN = (*_PACKAGES, "pdf", "parquet", "warc", "packed", "tar", "mhtml")


def _as_it_is(item: Item) -> Item:
    """The item under the kind that its first bytes show, where its name says another and they leave no doubt."""
    if item.kind not in _NAMED_WRONGLY:
        return item
    with item.open() as stream:
        head = stream.read(HEAD)
        if item.kind == "html" and kind_of_bytes(head) in (None, "html"):
            return _as_it_was_saved(item, head + stream.read(HEAD))
    kind = kind_of_bytes(head)
    if kind not in READERS or kind == item.kind or (kind in _PACKAGES and item.kind in _PACKAGES):
        return item
    is_certain = kind in _CERTAIN or (kind == "html" and item.kind in ("pdf", "docx", "odt", "epub", "zip"))
    return replace(item, kind=kind) if is_certain else item


def _as_it_was_saved(item: Item, head: bytes) -> Item:
    """A page with what the program that saved it has noted at its head, unless a capture tells more of it."""
    if is_report(head):
        return replace(item, kind="auto_archiver")
    saved = told_by_comment(head.decode("utf-8", "replace")) if item.told.how in ("", MIRRORED) else None
    if saved is None:
        return item
    url, crawled = saved.url or item.told.url, saved.crawled or item.told.crawled
    return replace(item, told=replace(item.told, url=url, crawled=crawled, how=saved.how))


def read_text(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The draft of a Markdown file or a plain text."""
    yield item.name, _read_text(item, config)


def _read_text(item: Item, config: ArticlesConfig) -> Draft | Rejected:
    if item.size > config.largest_text:
        return item.rejected(
            f"the file has {item.size:,} bytes, more than the {config.largest_text:,} that a text may have"
        )
    data = item.data()
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        return item.rejected("the file is empty")
    decoded = decode(data, item.told.charset)
    if decoded is None:
        return item.rejected("the file holds binary data, no text")
    if not any(letter.isalpha() for letter in decoded.text):
        return item.rejected("the file holds no words")
    if item.kind == "markdown":
        return read_markdown(item, data, decoded.text, decoded.note)
    return read_plain(item, data, decoded.text, decoded.note)
