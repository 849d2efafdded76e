"""Pages that a browser saved as one file (``.mht``, ``.mhtml``; RFC 2557) to the page in them.

Chromium gives its address as ``Snapshot-Content-Location``, older programs as the part's ``Content-Location``.
Pictures and frames beside the page are part of it and not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import Message

from headwater.articles.archives.messages import read_message
from headwater.articles.archives.saved import instant_of
from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.items import Item
from headwater.records.articles import Rejected

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_MOST_PARTS = 10_000


def read_mhtml(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The page in an MHTML file."""
    found = read_message(
        item, config, policy.compat32, "a saved page", lambda message, _: _page(item, message)
    )
    yield item.name, found


def _page(item: Item, message: Message) -> Item | Rejected:
    root = _root(message)
    if root is None:
        return item.rejected("holds no page: none of its parts is HTML or text")
    data = root.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return item.rejected("the page in it is empty")
    if not item.budget.take(len(data), 1):
        return item.rejected("comes after all the bytes that one input may hold")
    url = _address(message.get("Snapshot-Content-Location")) or _address(root.get("Content-Location"))
    told = replace(
        item.told,
        url=url or item.told.url,
        charset=root.get_content_charset() or item.told.charset,
        media_type=root.get_content_type(),
        crawled=instant_of(str(message.get("Date") or "")) or item.told.crawled,
        how=item.told.how or "given by the program that saved it",
    )
    kind = "text" if root.get_content_type() == "text/plain" else "html"
    return item.inner("page.html" if kind == "html" else "page.txt", kind, data, told)


def _root(message: Message) -> Message | None:
    """The part that is the page: the one that ``start`` names, else the first one that is HTML."""
    parts = [
        part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False) if not part.is_multipart()
    ]
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    start = message.get_param("start")
    if isinstance(start, str):
        named = [part for part in pages if str(part.get("Content-ID") or "").strip() == start.strip()]
        pages = named or pages
    pages.sort(key=lambda part: part.get_content_type() == "text/plain")
    return pages[0] if pages else None


def _address(value: object) -> str | None:
    address = "".join(str(value or "").split())
    return address if address.startswith(("http://", "https://")) and len(address) < 2000 else None
