"""A page that an archive kept: its own address and the instant of the capture, with the archive's additions taken off.

Known are the Wayback Machine's replays (and others of its address form) and the archive.today family.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from headwater.articles.page.words import storable

_WAYBACK = re.compile(
    r"(?P<before>(?:https?:)?//web\.archive\.org)?/web/(?P<stamp>\d{14})(?:[a-z]{2}_)?/(?P<url>https?:/{1,2}\S+)",
    re.IGNORECASE,
)
_WOMBAT = re.compile(
    r"__wm\.wombat\(\s*[\"'](?P<url>https?://[^\"']{1,2000})[\"']\s*,\s*[\"'](?P<stamp>\d{14})[\"']"
)
_TODAY = re.compile(
    r"https?://archive\.(?:today|ph|is|li|md|vn|fo)/(?P<stamp>\d{14}|\d{4}\.\d\d\.\d\d-\d{6})/(?P<url>https?:/{1,2}\S+)",
    re.IGNORECASE,
)
_TODAY_LINK = re.compile(
    r"https?://archive\.(?:today|ph|is|li|md|vn|fo)/o/\w+/(?P<url>https?:/{1,2}\S+)", re.IGNORECASE
)
_ONE_SLASH = re.compile(r"^(https?:)/(?=[^/])", re.IGNORECASE)
_TOOLBARS = ("wm-ipp-base", "wm-ipp", "donato", "wm-capinfo", "HEADER", "FOOTER", "hashtags")
_ADDRESSES = ("href", "src", "content", "action", "data-src")


@dataclass(frozen=True, slots=True)
class Kept:
    """What an archive says of a page that it kept: the page's address, the instant, the archive's own address."""

    url: str
    instant: str
    archived: str | None
    by: str


def unwrap(tree: HtmlElement) -> Kept | None:
    """What the archive says; its toolbar goes out of the tree, and addresses become the page's own again."""
    kept = _wayback(tree) or _archive_today(tree)
    if kept is None:
        return None
    for name in _TOOLBARS if kept.by == "archive.today" else _TOOLBARS[:4]:
        for node in tree.xpath("//*[@id=$name]", name=name):
            if node.getparent() is not None and node.tag not in ("html", "body"):
                node.drop_tree()
    if kept.by == "archive.today":
        _drop_own_head(tree)
    for node in tree.iter():
        if isinstance(node.tag, str) and node.attrib:
            for name in _ADDRESSES:
                value = node.get(name)
                if value and "/http" in value:
                    node.set(name, storable(own_address(value)))
    return kept


def own_address(href: str) -> str:
    """An address as the page itself gave it."""
    for pattern in (_WAYBACK, _TODAY, _TODAY_LINK):
        found = pattern.match(href)
        if found:
            return _ONE_SLASH.sub(r"\1//", found["url"])
    return href


def _wayback(tree: HtmlElement) -> Kept | None:
    for script in tree.iter("script"):
        found = _WOMBAT.search((script.text or "")[:20_000])
        if found:
            return _kept(found, "the Wayback Machine", None)
    toolbar = tree.xpath("//*[@id='wm-ipp-base' or @id='wm-ipp']")
    for node in tree.iter("link", "base"):
        href = node.get("href") or ""
        found = _WAYBACK.match(href)
        if (
            found
            and (toolbar or found["before"])
            and (node.tag == "base" or (node.get("rel") or "").lower() == "canonical")
        ):
            return _kept(found, "the Wayback Machine", href)
    return None


def _archive_today(tree: HtmlElement) -> Kept | None:
    for link in tree.iter("link"):
        found = _TODAY.match(link.get("href") or "")
        if found and (link.get("rel") or "").lower() in ("canonical", "bookmark"):
            return _kept(found, "archive.today", link.get("href"))
    return None


def _drop_own_head(tree: HtmlElement) -> None:
    """The archive's statements of itself: its name as site, the capture's time as the page's own."""
    for node in list(tree.iter("meta", "link", "time")):
        named = (node.get("property") or node.get("name") or "").lower()
        own = node.tag == "time" or named.startswith(("og:", "article:", "twitter:")) or node.get("itemprop")
        if (own or node.tag == "link") and node.getparent() is not None and not _is_title(named):
            node.drop_tree()
    for node in tree.iter("html", "div"):
        for name in ("itemscope", "itemtype", "itemprop"):
            if node.get("id") in (None, "CONTENT") and name in node.attrib:
                del node.attrib[name]


def _is_title(named: str) -> bool:
    return named in ("og:title", "twitter:title")


def _kept(found: re.Match[str], by: str, archived: str | None) -> Kept:
    digits = re.sub(r"\D", "", found["stamp"])
    day, clock = digits[:8], digits[8:]
    instant = f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}+00:00"
    url = _ONE_SLASH.sub(r"\1//", found["url"])
    if archived is None:
        archived = f"https://web.archive.org/web/{digits}/{url}"
    return Kept(url, instant, archived, by)
