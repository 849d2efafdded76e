"""Entries of live blogs and channels: each is an article of its own, with its own time and address.

An entry printed at 14:02 and one at 19:40 are two reports; as parts of one article both would bear the page's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from headwater.articles.drafts import MetaCredit
from headwater.articles.page.facts import Names
from headwater.articles.page.linked_data import LinkedData, Node, address_of, has_kind, names_of, text_of
from headwater.articles.page.words import flat, is_marked, label, phrase

_MOST = 2000
_LEAST_TEXT = 30
_LISTED = ("related", "away")
_OWNER = "tgme_widget_message_owner_name"
_FORWARDED = "tgme_widget_message_forwarded_from_name"
_POST = re.compile(r"^[\w/]{3,80}$")


@dataclass(slots=True)
class Entry:
    """One entry: the element that holds it, and what the page says of it."""

    node: HtmlElement
    anchor: str
    published: str
    how: str
    headline: str = ""
    modified: str | None = None
    authors: Names = field(default_factory=list)
    publisher: str | None = None
    url: str | None = None
    credits: list[MetaCredit] = field(default_factory=list)


def take_entries(tree: HtmlElement, data: LinkedData) -> list[Entry]:
    """The entries of a page, taken out of its tree, oldest first; empty for an ordinary page."""
    found = list(_messages(tree)) or list(_declared(tree, data)) or list(_timed(tree))
    for entry in found:
        parent = entry.node.getparent()
        if parent is not None:
            entry.node.drop_tree()
    return sorted(found[:_MOST], key=lambda entry: (entry.published, entry.anchor))


def _messages(tree: HtmlElement) -> Iterator[Entry]:
    """Messages of a Telegram channel's preview or of one embedded message."""
    for node in tree.xpath("//*[@data-post and contains(@class, 'tgme_widget_message')]"):
        post = node.get("data-post") or ""
        times = node.xpath(".//a[contains(@class, 'tgme_widget_message_date')]//time[@datetime]")
        texts = [
            one
            for one in node.xpath(".//*[contains(@class, 'tgme_widget_message_text')]")
            if not any("reply" in (above.get("class") or "") for above in one.iterancestors())
        ]
        if not times or not texts or not _POST.match(post):
            continue
        owner = next((flat(one) for one in node.xpath(f".//*[contains(@class, '{_OWNER}')]")), None)
        yield Entry(
            texts[-1],
            post,
            times[-1].get("datetime"),
            "given by the channel's preview",
            publisher=owner,
            url=f"https://t.me/{post}",
            credits=list(_forwarded(node)),
        )


def _forwarded(node: HtmlElement) -> Iterator[MetaCredit]:
    for one in node.xpath(f".//*[contains(@class, '{_FORWARDED}')]")[:1]:
        href = one.get("href")
        safe = href if href and href.startswith("https://") else None
        yield MetaCredit(
            "original", flat(one) or None, safe, f"the message is forwarded from {flat(one) or safe}"
        )


def _declared(tree: HtmlElement, data: LinkedData) -> Iterator[Entry]:
    """Updates that a LiveBlogPosting declares; their text is the page's own element where it has one."""
    updates = [
        one
        for node in data.articles
        if has_kind(node, ("LiveBlogPosting",))
        for one in data.resolved(node.get("liveBlogUpdate"))
    ]
    by_id = {
        str(node.get("id")): node for node in tree.iter() if isinstance(node.tag, str) and node.get("id")
    }
    for number, update in enumerate(updates[:_MOST]):
        published = text_of(update.get("datePublished")) if isinstance(update, dict) else None
        if not published:
            continue
        anchor = _anchor(update)
        node = by_id.get(anchor) if anchor else None
        if node is None:
            node = _as_element(update)
        if node is not None:
            headline = text_of(update.get("headline")) or ""
            yield Entry(
                node, anchor or f"entry-{number + 1}", published, "given by the entry's JSON-LD", headline,
                text_of(update.get("dateModified")), [(name, False) for name in names_of(update.get("author"))],
            )  # fmt: skip


def _anchor(update: Node) -> str:
    for value in (update.get("@id"), update.get("url"), address_of(update.get("mainEntityOfPage"))):
        if isinstance(value, str) and "#" in value:
            return value.rpartition("#")[2][:100]
    return ""


def _as_element(update: Node) -> HtmlElement | None:
    body = update.get("articleBody")
    if not isinstance(body, str) or len(body) < _LEAST_TEXT:
        return None
    try:
        parsed = lxml.html.fragment_fromstring(body, create_parent="div")
    except (LxmlError, ValueError, AssertionError):
        return None
    return parsed if isinstance(parsed, HtmlElement) else None


def _timed(tree: HtmlElement) -> Iterator[Entry]:
    """Elements of a live list that have an id and a time of their own; a list of other texts is none."""
    holders: dict[HtmlElement, list[tuple[HtmlElement, HtmlElement]]] = {}
    for time in tree.iter("time"):
        if not time.get("datetime"):
            continue
        for above in time.iterancestors():
            if above.tag in ("article", "div", "li", "section") and above.get("id"):
                parent = above.getparent()
                if parent is not None:
                    holders.setdefault(parent, []).append((above, time))
                break
    for parent, pairs in holders.items():
        first_of = dict(reversed(pairs))
        moments = {time.get("datetime") for time in first_of.values()}
        if len(first_of) >= 2 and len(moments) >= 2 and _is_live(tree, parent):
            for node, time in first_of.items():
                if len(flat(node)) >= _LEAST_TEXT:
                    yield _entry_of(node, time)
            return


def _is_live(tree: HtmlElement, parent: HtmlElement) -> bool:
    around = [parent, *parent.iterancestors()][:4]
    if any(is_marked(one, *_LISTED) or one.tag in ("aside", "nav", "footer") for one in around):
        return False
    title = tree.findtext(".//title") or ""
    return any(is_marked(one, "live") for one in around) or phrase("live").search(title) is not None


def _entry_of(node: HtmlElement, time: HtmlElement) -> Entry:
    head = next((flat(one) for one in node.iter("h2", "h3", "h4")), "")
    signed = [flat(one) for one in node.iter("span", "p", "a") if is_marked(one, "byline")][:1]
    names = [label("author").match(one) for one in signed]
    authors = [
        (found["rest"] if found else one, False) for one, found in zip(signed, names, strict=True) if one
    ]
    return Entry(
        node,
        node.get("id") or "",
        time.get("datetime") or "",
        "given by the entry's <time>",
        head,
        authors=authors,
    )
