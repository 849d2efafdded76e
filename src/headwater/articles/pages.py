"""HTML pages to drafts: metadata by our own readers, the body by trafilatura, captions and posts set apart."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

import htmldate
import lxml.html
import trafilatura
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from headwater.articles.bodies import Writer, folded_words, kept_quotations, write_body
from headwater.articles.drafts import DateClaim, Draft, Mark
from headwater.articles.items import Item
from headwater.articles.metadata import PageFacts, read_facts
from headwater.records.articles import Link, Rejected
from headwater.records.ids import bytes_id, row_id

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_SITE_END = re.compile(r"\s+(?:[|–—-]|::|»)\s+[^|–—]{2,60}$")
_DEEPEST = 200
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^>]{0,2000}?(?P<void>/?)>")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "tr",
        "th",
        "dt",
        "dd",
        "option",
    ]
)
_POSTS = (
    "twitter-tweet",
    "instagram-media",
    "fb-post",
    "tiktok-embed",
    "telegram-post",
    "bluesky-embed",
    "mastodon-embed",
)


def declared_encoding(data: bytes) -> str | None:
    """The character set that a page's head names."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def read_page(item: Item, data: bytes, text: str, note: str | None) -> Draft | Rejected:
    """The draft of a page, or why it holds no article. Nothing is fetched and no script is run."""
    if _depth(text) > _DEEPEST:
        return item.rejected(f"the page nests more than {_DEEPEST} elements in one another")
    tree = _parse(text)
    if tree is None:
        return item.rejected("the page cannot be read as HTML")
    facts = read_facts(tree)
    facts.dates = facts.dates or _last_resort(tree)
    title = _title(tree, facts)
    special = _set_apart(tree)
    body = _body(tree)
    writer = write_body(body, len(title) + 1, special, title) if body is not None else None
    if writer is None or not writer.text():
        return item.rejected("the page holds no article text")
    return _draft(item, data, facts, title, writer, note)


def _draft(item: Item, data: bytes, facts: PageFacts, title: str, writer: Writer, note: str | None) -> Draft:
    sha = bytes_id(data)
    byline = ", ".join(facts.authors) or None
    return Draft(
        id=row_id("a", sha, facts.url or item.told.url or item.name, facts.publisher),
        path=item.name,
        url=facts.url,
        sha256=sha,
        media_type="html",
        title=title,
        text=f"{title}\n{writer.text()}",
        publisher=facts.publisher,
        byline=byline,
        authors=facts.authors,
        lang=facts.lang,
        dates=_dates(facts),
        links=[_absolute(link, facts.url) for link in writer.links],
        marks=kept_quotations(writer.marks, writer.at),
        credits=facts.credits,
        encoding_note=note,
    )


def _depth(text: str) -> int:
    """How deep elements nest, as far as a scan of the tags tells; stops counting at the limit."""
    depth = deepest = 0
    for tag in _TAG.finditer(text):
        if tag["void"] or tag["name"].lower() in _VOID:
            continue
        depth = max(0, depth - 1) if tag["close"] else depth + 1
        deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            break
    return deepest


def _parse(text: str) -> HtmlElement | None:
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _title(tree: HtmlElement, facts: PageFacts) -> str:
    """The headline that readers see: the h1 that agrees with the metadata, else the metadata's, else the tab's."""
    heads = [" ".join(node.text_content().split()) for node in tree.iter("h1")]
    tab = " ".join((tree.findtext(".//title") or "").split())
    named = [" ".join(head.split()) for head in facts.headlines if head.strip()] or [_SITE_END.sub("", tab)]
    for head in heads:
        if head and any(_agree(head, other) for other in named):
            return head
    return named[0] or next((head for head in heads if head), "")


def _agree(left: str, right: str) -> bool:
    """Whether two headlines share more than half of the shorter one's words."""
    a, b = (set(re.findall(r"\w+", words.lower())) for words in (left, right))
    return 2 * len(a & b) > min(len(a), len(b)) > 1 or folded_words(left) == folded_words(right)


def _set_apart(tree: HtmlElement) -> dict[str, Mark]:
    """Captions and embedded posts as paragraphs of their own, so that extraction keeps them, and their marks."""
    special: dict[str, Mark] = {}
    for node in [*tree.iter("figcaption"), *_classed(tree, "wp-caption-text")]:
        _replace(node, special, Mark("caption", 0, 0, None, "set as a caption by the page"), within="figure")
    for node in [
        node for node in tree.iter("blockquote") if any(name in (node.get("class") or "") for name in _POSTS)
    ]:
        words = " ".join(node.text_content().split())
        signed = re.search(r"[—–-]\s?([^@—–]{1,60}\(@\w{1,30}\))", words)
        name = signed[1].strip() if signed else None
        _replace(node, special, Mark("embed", 0, 0, name, "a post that the page embeds"), within="blockquote")
    return special


def _classed(tree: HtmlElement, name: str) -> list[HtmlElement]:
    return [node for node in tree.iter("p", "div", "span") if name in (node.get("class") or "").split()]


def _replace(node: HtmlElement, special: dict[str, Mark], mark: Mark, within: str) -> None:
    """Puts a plain paragraph of the node's words in the place of the node, or of the element around it."""
    words = " ".join(node.text_content().split())
    parent = node.getparent()
    target = parent if parent is not None and parent.tag == within else node
    holder = target.getparent()
    if not words or holder is None:
        return
    paragraph = lxml.html.Element("p")
    paragraph.text, paragraph.tail = words, target.tail
    holder.replace(target, paragraph)
    special[folded_words(words)] = mark


def _body(tree: HtmlElement) -> Any:
    """The body that trafilatura finds, as its element tree; None where it finds none."""
    try:
        found = trafilatura.bare_extraction(
            tree, include_links=True, include_comments=False, include_tables=True, with_metadata=False
        )
    except (ValueError, RecursionError, AttributeError, TypeError, LxmlError):
        return None
    return getattr(found, "body", None)


def _last_resort(tree: HtmlElement) -> list[DateClaim]:
    """A date that htmldate finds in marked places of the page; 1 January is its way to say a year."""
    try:
        found = htmldate.find_date(tree, original_date=True, extensive_search=False)
    except (ValueError, RecursionError, AttributeError, TypeError, OverflowError, LxmlError):
        return []
    if not found:
        return []
    return [DateClaim(found[:4] if found.endswith("-01-01") else found, "found on the page by htmldate")]


def _dates(facts: PageFacts) -> list[DateClaim]:
    """Dates without repetition, those with a clock before those of the same kind without."""
    seen = {claim.value: claim for claim in reversed(facts.dates)}
    claims = [claim for claim in facts.dates if seen.get(claim.value) is claim]
    return sorted(claims, key=lambda claim: "T" not in claim.value)


def _absolute(link: Link, base: str | None) -> Link:
    if base is None or "://" in link.href:
        return link
    try:
        return Link(link.text, link.start, link.end, urljoin(base, link.href))
    except ValueError:
        return link
