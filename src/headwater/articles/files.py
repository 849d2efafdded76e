"""One file to drafts, by its kind, with whatever lies in it; every fault becomes a rejection with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.encodings import decode
from headwater.articles.inputs import InputFile
from headwater.articles.items import Budget, Item, of_file
from headwater.articles.kinds import reader_of
from headwater.articles.markdown import read_markdown
from headwater.articles.pages import declared_encoding, read_page
from headwater.articles.plain import read_plain
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
        for place, one in reader_of(item.kind)(item, config):
            if isinstance(one, Item):
                yield from read_item(one, config)
            elif isinstance(one, Draft):
                yield place, with_told(one, item.told)
            else:
                yield place, one
    except OSError as error:
        yield item.name, item.rejected(f"cannot be read: {(error.strerror or str(error)).lower()}")


def read_text(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The draft of a page, a Markdown file or a plain text."""
    yield item.name, _read_text(item, config)


def _read_text(item: Item, config: ArticlesConfig) -> Draft | Rejected:
    if item.size > config.largest_text:
        return item.rejected(
            f"the file has {item.size:,} bytes, more than the {config.largest_text:,} that a text may have"
        )
    data = item.data()
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        return item.rejected("the file is empty")
    declared = declared_encoding(data) if item.kind == "html" else None
    decoded = decode(data, item.told.charset or declared)
    if decoded is None:
        return item.rejected("the file holds binary data, no text")
    if not any(letter.isalpha() for letter in decoded.text):
        return item.rejected("the file holds no words")
    if item.kind == "html":
        return read_page(item, data, decoded.text, decoded.note)
    if item.kind == "markdown":
        return read_markdown(item, data, decoded.text, decoded.note)
    return read_plain(item, data, decoded.text, decoded.note)
