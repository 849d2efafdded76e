"""HTML pages to drafts: the door of the package ``page`` for readers of other kinds that hold pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.encodings import decode
from headwater.articles.items import Item
from headwater.records.articles import Rejected

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)


def declared_encoding(data: bytes) -> str | None:
    """The character set that a page's head names."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def read_html(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The drafts of a page: its article, and each entry of a live blog or channel."""
    from headwater.articles.page.reader import read_pages

    if item.size > config.largest_text:
        reason = (
            f"the file has {item.size:,} bytes, more than the {config.largest_text:,} that a text may have"
        )
        yield item.name, item.rejected(reason)
        return
    data = item.data()
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        yield item.name, item.rejected("the file is empty")
        return
    decoded = decode(data, item.told.charset or declared_encoding(data))
    if decoded is None:
        yield item.name, item.rejected("the file holds binary data, no text")
    elif not any(letter.isalpha() for letter in decoded.text):
        yield item.name, item.rejected("the file holds no words")
    else:
        yield from read_pages(item, data, decoded.text, decoded.note)


def read_page(item: Item, data: bytes, text: str, note: str | None) -> Draft | Rejected:
    """The first draft of a decoded page, or why it holds no article."""
    from headwater.articles.page.reader import read_pages

    found = [one for _, one in read_pages(item, data, text, note)]
    return next((one for one in found if isinstance(one, Draft)), found[0])
