"""RSS and Atom to a listing, by feedparser, which is given bytes alone and opens nothing.

What is known of it and kept away here: a text given as ``str`` or ``bytes`` may be taken for an address or a
file name (a stream is not); its sanitiser drops the mark-up that the page reader needs (it is off: no
script is run later either); its parsed dates lose zones (``stamps`` reads the words); its entries answer
one date for another where one is missing (membership is asked first); a DOCTYPE's entities are not
expanded.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from typing import Any

from headwater.articles.feeds.entries import Entry, Listing
from headwater.articles.feeds.fulltexts import choose, one_line, paragraphs
from headwater.articles.feeds.people import names_of, picture_credits
from headwater.articles.feeds.stamps import iso_of
from headwater.articles.feeds.wrappers import address, is_wrapper, outlet_of, without_outlet
from headwater.articles.halves import without_half_references
from headwater.text.languages import code_of

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]{0,2000}(?:\[(?P<inner>[^\]]{0,200000})\]\s*)?>", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_ITEM = re.compile(r"<(?P<close>/?)(?:\w{1,20}:)?(?:item|entry)(?=[\s>/])")
_LONGEST_TITLE = 2_000


def read_syndicated(text: str, base: str | None, most: int) -> Listing:
    """The listing of an RSS or Atom feed; entries beyond ``most`` are not read, and that is said."""
    import feedparser

    faults: list[str] = []
    text = _without_doctype(_DECLARATION.sub("", text, count=1), faults)
    text = _first_entries(without_half_references(text), most, faults)
    headers = {"content-type": "application/xml; charset=utf-8"}
    if base:
        headers["content-location"] = base
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            parsed = feedparser.parse(
                io.BytesIO(text.encode("utf-8", "replace")),
                sanitize_html=False,
                resolve_relative_uris=True,
                response_headers=headers,
            )
        except Exception as error:  # feedparser's own parsers raise anything on hostile mark-up
            return Listing("feed", unreadable=f"the feed cannot be read: feedparser says {_short(error)}")
    return _listing(parsed, base, faults)


def _without_doctype(text: str, faults: list[str]) -> str:
    """The feed without its DOCTYPE: what it declares is not expanded."""
    found = _DOCTYPE.search(text, 0, 300_000)
    if found is None:
        return text
    declared = len(_ENTITY.findall(found["inner"] or ""))
    if declared:
        faults.append(
            f"the feed declares {declared} {'entity' if declared == 1 else 'entities'} of its own, which are not expanded; "
            "the rest is read"
        )
    return text[: found.start()] + text[found.end() :]


def _first_entries(text: str, most: int, faults: list[str]) -> str:
    """The feed cut behind its ``most``-th entry, with its own end, so that it stays whole as XML."""
    count, cut, last = 0, 0, 0
    for tag in _ITEM.finditer(text):
        if tag["close"]:
            count += 1
            last = text.find(">", tag.end()) + 1
            if count == most:
                cut = last
    if count <= most or not cut or last < cut:
        return text
    faults.append(f"the feed has {count:,} entries; the first {most:,} are read")
    return text[:cut] + text[last:]


def _listing(parsed: Any, base: str | None, faults: list[str]) -> Listing:
    feed = parsed.get("feed") or {}
    entries = parsed.get("entries") or []
    version = str(parsed.get("version") or "")
    if not entries and not feed.get("title"):
        return Listing("feed", unreadable="the file is XML, but no feed: it has neither a title nor entries")
    if parsed.get("bozo"):
        reason = _short(parsed.get("bozo_exception"))
        faults.append(f"the feed is broken ({reason}); what could be read of it is read")
    title, url = one_line(str(feed.get("title") or ""))[:_LONGEST_TITLE], address(feed.get("link"), base)
    listing = Listing(
        "an Atom feed" if version.startswith("atom") else "an RSS feed",
        title,
        url,
        code_of(str(feed.get("language") or feed.get("lang") or "")),
        faults=tuple(faults),
    )
    publisher = outlet_of(title, url) if not is_wrapper(base) else None
    named = _name(feed.get("publisher_detail")) or one_line(str(feed.get("publisher") or ""))
    read = tuple(_entry(row, version, listing, named or publisher, base) for row in entries)
    return Listing(
        listing.form, title, url, listing.lang, read, faults=listing.faults,
    )  # fmt: skip


def _entry(
    row: Mapping[str, Any], version: str, feed: Listing, publisher: str | None, base: str | None
) -> Entry:
    source = row.get("source") if dict.__contains__(row, "source") else None
    printed = one_line(str((source or {}).get("title") or "")) or _own(row, "publisher") or publisher
    title = without_outlet(one_line(_own(row, "title"))[:_LONGEST_TITLE], printed)
    url = address(_own(row, "feedburner_origlink") or _own(row, "link") or _permalink(row), base or feed.url)
    published, modified = _dates(row, atom=version.startswith("atom"))
    authors, agencies = names_of(_authors(row))
    contents = [_markup(one) for one in row.get("content") or [] if one.get("value")]
    html, lacking = choose(contents, _summary(row))
    pictures = [
        (str(one.get("role") or ""), str(one.get("content") or "")) for one in row.get("media_credit") or []
    ]
    return Entry(
        key=_own(row, "id") or url or title,
        url=url,
        title=title,
        published=published,
        modified=modified,
        publisher=printed or None,
        authors=authors,
        credits=(*agencies, *picture_credits(pictures)),
        lang=_lang(row) or feed.lang,
        original=_via(row, url),
        html=html,
        lacking=lacking,
    )


def _own(row: Mapping[str, Any], name: str) -> str:
    """A field that the entry has itself: feedparser answers some fields with others."""
    value = dict.get(row, name) if isinstance(row, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _permalink(row: Mapping[str, Any]) -> str:
    """The id of an entry that has no link, where it is an address."""
    return _own(row, "id") if _own(row, "id").startswith(("http://", "https://")) else ""


def _dates(row: Mapping[str, Any], *, atom: bool) -> tuple[str | None, str | None]:
    """(published, modified). A ``dc:date`` in RSS is the only date that its entry has: it is the first."""
    published, updated = iso_of(_own(row, "published") or _own(row, "created")), iso_of(_own(row, "updated"))
    if published is None:
        return updated, updated if atom else None
    return published, updated if updated and updated != published else None


def _authors(row: Mapping[str, Any]) -> list[str]:
    given = [one for one in [*(row.get("authors") or []), *(row.get("contributors") or [])] if one]
    return [name for one in given if (name := _name(one))] or (
        [_own(row, "author")] if _own(row, "author") else []
    )


def _name(detail: Any) -> str:
    return one_line(str(detail.get("name") or "")) if isinstance(detail, Mapping) else ""


def _markup(content: Mapping[str, Any]) -> str:
    value = str(content.get("value") or "")
    return paragraphs(value) if content.get("type") == "text/plain" and "</" not in value else value


def _summary(row: Mapping[str, Any]) -> str:
    return _markup(row.get("summary_detail") or {"value": _own(row, "summary")})


def _lang(row: Mapping[str, Any]) -> str | None:
    contents = row.get("content") or []
    given = [_own(row, "language"), *(str(one.get("language") or "") for one in contents)]
    title = row.get("title_detail")
    given += [str(title.get("language") or "")] if isinstance(title, Mapping) else []
    return next((code for one in given if (code := code_of(one))), None)


def _via(row: Mapping[str, Any], url: str | None) -> str | None:
    """The text that an entry says it was taken from."""
    links = [one.get("href") for one in row.get("links") or [] if one.get("rel") == "via"]
    found = next((whole for one in links if (whole := address(one))), None)
    return found if found != url else None


def _short(error: object) -> str:
    words = " ".join(str(error).replace("<unknown>:", "line ").split())
    return words if len(words) <= 100 else words[:100] + "…"
