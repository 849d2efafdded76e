"""JSON Feed 1.0 and 1.1 to a listing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from headwater.articles.feeds.entries import Entry, Listing
from headwater.articles.feeds.fulltexts import choose, one_line, paragraphs
from headwater.articles.feeds.people import names_of
from headwater.articles.feeds.stamps import iso_of
from headwater.articles.feeds.wrappers import address, is_wrapper, outlet_of, without_outlet
from headwater.text.languages import code_of

_VERSION = "jsonfeed.org/version/"
_FORM = "a JSON Feed"


def read_json_feed(text: str, base: str | None, most: int) -> Listing:
    """The listing of a JSON Feed; a file of other JSON is unreadable, and says so."""
    try:
        feed = json.loads(text)
    except RecursionError:
        return Listing(_FORM, unreadable="the file is no JSON Feed: it nests its lists too deep to be read")
    except ValueError as error:
        return Listing(_FORM, unreadable=f"the file is no JSON: {' '.join(str(error).split())[:80]}")
    if not isinstance(feed, dict) or _VERSION not in _words(feed, "version"):
        return Listing(
            _FORM,
            unreadable="the file is JSON, but no JSON Feed (it has no version of jsonfeed.org); "
            "rows of articles are read from .jsonl",
        )
    items = feed.get("items")
    faults = [] if isinstance(items, list) else ["the feed has no list of items"]
    rows = items if isinstance(items, list) else []
    if len(rows) > most:
        faults.append(f"the feed has {len(rows):,} entries; the first {most:,} are read")
    title, url = one_line(_words(feed, "title")), address(_words(feed, "home_page_url"), base)
    listing = Listing(_FORM, title, url, code_of(_words(feed, "language")))
    base = base or address(_words(feed, "feed_url")) or url
    publisher = None if is_wrapper(base) else outlet_of(title, url)
    entries: list[Entry] = []
    for number, row in enumerate(rows[:most], 1):
        if isinstance(row, dict):
            entries.append(_entry(row, feed, listing, publisher, base))
        else:
            faults.append(f"item {number} is no object with fields")
    return Listing(_FORM, title, url, listing.lang, tuple(entries), faults=tuple(faults[:100]))


def _entry(
    row: dict[str, Any], feed: dict[str, Any], listing: Listing, publisher: str | None, base: str | None
) -> Entry:
    given = row.get("id")
    key = _sound(str(given)) if isinstance(given, str | int | float) else ""
    url = address(_words(row, "url") or (key if key.startswith("http") else None), base)
    original = address(_words(row, "external_url"), base)
    published, modified = iso_of(_words(row, "date_published")), iso_of(_words(row, "date_modified"))
    authors, agencies = names_of([*_names(row)] or [*_names(feed)])
    text = _words(row, "content_text")
    contents = [one for one in (_words(row, "content_html"), paragraphs(text)) if one]
    html, lacking = choose(contents[:1], paragraphs(_words(row, "summary")))
    title = without_outlet(one_line(_words(row, "title")), publisher)
    return Entry(
        key=key or url or title,
        url=url or original,
        title=title,
        published=published or modified,
        modified=modified if modified != published else None,
        publisher=publisher,
        authors=authors,
        credits=agencies,
        lang=code_of(_words(row, "language")) or listing.lang,
        original=original if url and original != url else None,
        html=html,
        lacking=lacking,
    )


def _names(row: dict[str, Any]) -> Iterator[str]:
    """Names of version 1.1's ``authors`` and of version 1.0's ``author``."""
    several = row.get("authors")
    for one in [*(several if isinstance(several, list) else []), row.get("author")]:
        if isinstance(one, dict) and isinstance(one.get("name"), str):
            yield _sound(one["name"])


def _words(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return _sound(value).strip() if isinstance(value, str) else ""


def _sound(text: str) -> str:
    """Text that UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
