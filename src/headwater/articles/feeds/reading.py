"""Feeds as input: entries that hold their full text become articles, the others are told with what fetches them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import DateClaim, Draft, Mark, MetaCredit
from headwater.articles.feeds.entries import Credited, Entry, Listing
from headwater.articles.feeds.listings import listing_of
from headwater.articles.feeds.wrappers import is_appended
from headwater.articles.items import Item, Told
from headwater.articles.kinds import reader_of
from headwater.records.articles import Rejected
from headwater.records.ids import bytes_id, row_id

_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));?",
    re.IGNORECASE,
)
Found = Iterator[tuple[str, Draft | Rejected | Item]]

_MOST_TOLD = 2_000
"""Rows of a case's list of rejections that one feed may fill; the rest is told as a number."""


def read_feed(item: Item, config: ArticlesConfig) -> Found:
    """(place, entry or rejection) of everything that a feed lists; places read "feed.rss/entry 3"."""
    if item.size > config.largest_text:
        reason = (
            f"the file has {item.size:,} bytes, more than the {config.largest_text:,} that a feed may have"
        )
        yield item.name, item.rejected(reason)
        return
    listing = listing_of(item.data(), base=item.told.url, charset=item.told.charset, most=config.most_entries)
    if listing.unreadable:
        yield item.name, item.rejected(listing.unreadable)
        return
    for fault in listing.faults:
        yield item.name, item.rejected(fault)
    yield from _feeds(item, listing)
    if not listing.entries and not listing.feeds:
        yield item.name, item.rejected(f"{listing.form} that lists nothing")
    yield from _entries(item, listing)


def _feeds(item: Item, listing: Listing) -> Found:
    for number, url in enumerate(listing.feeds[:_MOST_TOLD], 1):
        place = f"{item.name}/feed {number}"
        yield (
            place,
            Rejected(
                place, f"a feed to follow, not an article: {url}; put it in the file of headwater watch"
            ),
        )
    if len(listing.feeds) > _MOST_TOLD:
        yield item.name, item.rejected(f"{len(listing.feeds) - _MOST_TOLD:,} more feeds are listed in it")


def _entries(item: Item, listing: Listing) -> Found:
    told = 0
    for number, entry in enumerate(listing.entries, 1):
        place = f"{item.name}/entry {number}"
        if entry.lacking:
            told += 1
            if told <= _MOST_TOLD:
                yield place, Rejected(place, to_fetch(entry))
            continue
        data = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        if not item.budget.take(len(data), 1):
            yield place, Rejected(place, "not read: more was unpacked from the file than one file may hold")
            return
        yield place, item.inner(f"entry {number}", "feed_entry", data, _told(item, entry, listing))
    if told > _MOST_TOLD:
        yield item.name, item.rejected(f"{told - _MOST_TOLD:,} more of its entries hold no full text")


def to_fetch(entry: Entry) -> str:
    """Why an entry is no article yet, and the command that makes it one."""
    title = f"“{entry.title[:100]}”: " if entry.title else ""
    if entry.url is None:
        return f"{title}{entry.lacking}, and no address to fetch it from"
    return f"{title}{entry.lacking}; to fetch the article: headwater add OUT {entry.url}"


def _told(item: Item, entry: Entry, listing: Listing) -> Told:
    """What the entry says of its article; when the feed was taken is when its entries were."""
    return Told(
        url=entry.url,
        crawled=item.told.crawled,
        publisher=entry.publisher or item.told.publisher,
        title=entry.title or None,
        authors=entry.authors,
        published=entry.published,
        modified=entry.modified,
        lang=entry.lang or item.told.lang,
        original=entry.original,
        how=listing.how,
    )


def read_entry(item: Item, config: ArticlesConfig) -> Found:
    """The article of one entry, its text read by the page reader; its bytes are the entry as canonical JSON."""
    fields = json.loads(item.data())
    credits_ = [Credited(**one) for one in fields.pop("credits")]
    entry = Entry(**fields | {"authors": tuple(fields["authors"]), "credits": tuple(credits_)})
    page = _page(entry)
    inner = replace(
        item,
        kind="html",
        size=len(page),
        open=item.inner("", "html", page).open,
        told=Told(url=item.told.url),
    )
    for place, one in reader_of(inner.kind)(inner, config):
        yield place, _as_entry(one, entry, item) if isinstance(one, Draft) else one


def _page(entry: Entry) -> bytes:
    """The entry as a page that holds nothing but its headline and its text."""
    title = html.escape(entry.title)
    lang = f' lang="{html.escape(entry.lang)}"' if entry.lang else ""
    named = f'<meta property="og:title" content="{title}">' if title else ""
    head = f'<meta charset="utf-8"><title>{title}</title>{named}'
    body = _CONTROLS.sub("", entry.html)  # lxml takes them in and raises when it is to give them out
    return (
        f"<!DOCTYPE html><html{lang}><head>{head}</head><body><article><h1>{title}</h1>{body}"
        "</article></body></html>"
    ).encode("utf-8", "replace")


def _appended(draft: Draft) -> Iterator[Mark]:
    """The line under a text that only says where it was printed first."""
    start = draft.text.rstrip().rfind("\n") + 1
    if start > draft.body_start and is_appended(draft.text[start:]):
        because = "put under the text by the program that made the feed"
        yield Mark("boilerplate", start, len(draft.text), None, because)


def _as_entry(draft: Draft, entry: Entry, item: Item) -> Draft:
    """The draft as its entry's: what the entry says stands before whatever its text's mark-up seems to say."""
    told = item.told
    sha = bytes_id(entry.html.encode("utf-8", "replace"))
    named = [MetaCredit(one.kind, one.name, None, one.because) for one in entry.credits]  # type: ignore[arg-type]
    return replace(
        draft,
        id=row_id("a", sha, told.url or item.name, told.publisher),
        url=told.url,
        sha256=sha,
        media_type="feed_entry",
        publisher=told.publisher,
        byline=", ".join(entry.authors) or None,
        authors=list(entry.authors),
        lang=told.lang,
        dates=[] if told.published else draft.dates,  # what is told of the entry is laid under it later
        credits=[*named, *draft.credits],
        marks=[*draft.marks, *_appended(draft)],
        modified=DateClaim(told.modified, told.how) if told.modified else None,
    )
