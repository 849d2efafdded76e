"""A letter's body as a page or a text: the marked-up part where there is one, without what its mailer put in.

Layout tables become plain blocks, pictures and hidden words go (nothing is loaded from anywhere), so do the lines
about the subscription and every address of a recipient.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from urllib.parse import quote, urlsplit

import lxml.html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from headwater.articles.archives.forwards import forward_in
from headwater.articles.lexicons import lexicon

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|$)|font-size\s*:\s*0",
    re.IGNORECASE,
)
_LAYOUT = re.compile(r"</?(?:table|tbody|thead|tfoot|tr|center|font)\b[^<>]*>", re.IGNORECASE)
_GONE = ("img", "script", "style", "noscript", "object", "embed", "iframe", "form", "video", "audio", "title", "meta", "link", "base")  # fmt: skip
_BLOCKS = ("p", "td", "div", "li", "span", "footer")
_LONGEST_FOOT = 400
_MOST_IN_FOOT = 40
_TOKEN = re.compile(r"[A-Za-z0-9_=-]{24,}")


def parsed(html: str) -> HtmlElement | None:
    """The letter's mark-up as a tree, or None."""
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def online_address(tree: HtmlElement) -> str | None:
    """The address of the same letter as a page, where the letter links to it and it does not tell who reads it."""
    for link in tree.iter("a"):
        words = " ".join(link.text_content().split())
        if len(words) < 120 and _online().search(words):
            address = public_address(link.get("href") or "")
            if address:
                return address
    return None


def public_address(href: str) -> str | None:
    """An http address without its query, or None where its path holds a key that is one reader's own."""
    try:
        parts = urlsplit(href.strip())
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    if any(
        _TOKEN.fullmatch(part) and re.search(r"\d", part) and "-" not in part
        for part in parts.path.split("/")
    ):
        return None
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def page_of(tree: HtmlElement, subject: str) -> str:
    """The letter as a page of its own with the subject as its title."""
    for node in [node for node in tree.iter() if isinstance(node.tag, str) and _goes(node)]:
        if node.getparent() is not None:
            node.drop_tree()
    for node in [node for node in tree.iter(*_BLOCKS) if _is_foot(node)]:
        if node.getparent() is not None:
            node.drop_tree()
    for node in tree.iter("td", "th"):
        node.tag = "div"
        node.attrib.clear()
    body = tree.find(".//body")
    words = _LAYOUT.sub(" ", lxml.html.tostring(body if body is not None else tree, encoding="unicode"))
    title = escape(subject)
    return (
        f'<html><head><title>{title}</title><meta property="og:title" content="{title}"></head>{words}</html>'
    )


def _goes(node: HtmlElement) -> bool:
    """Pictures, scripts, hidden words, and the lines that a mail program prints above a letter that is passed on."""
    if node.tag in _GONE or _HIDDEN.search(node.get("style") or "") or node.get("hidden") is not None:
        return True
    return "gmail_attr" in (node.get("class") or "").split()


def _is_foot(node: HtmlElement) -> bool:
    for number, inner in enumerate(node.iter()):
        if number > _MOST_IN_FOOT or inner.tag == "table":
            return False
    pieces: list[str] = []
    for piece in node.itertext():
        pieces.append(piece)
        if len(pieces) > _MOST_IN_FOOT * 2 or sum(map(len, pieces)) > _LONGEST_FOOT * 4:
            return False
    words = " ".join("".join(pieces).split())
    return 0 < len(words) <= _LONGEST_FOOT and bool(
        _footers().search(words) or (len(words) < 120 and _online().search(words))
    )


def words_of(text: str) -> str:
    """A plain letter's words: what was passed on alone, without the lines about the subscription."""
    forward = forward_in(text)
    body = text[forward.body_start :] if forward else text
    kept = [
        block
        for block in re.split(r"\n{2,}", body)
        if not (len(block) <= _LONGEST_FOOT and _footers().search(block))
    ]
    return "\n\n".join(kept).strip("\n")


def without_recipients(text: str, addresses: list[str]) -> str:
    """The text without the addresses that the letter was sent to, plain or coded for a link."""
    for address in addresses:
        for form in dict.fromkeys((address, quote(address, safe=""), address.replace("@", "="))):
            text = re.sub(re.escape(form), "[address]", text, flags=re.IGNORECASE)
    return text


@cache
def _online() -> re.Pattern[str]:
    return _any("online")


@cache
def _footers() -> re.Pattern[str]:
    return _any("footers")


def _any(key: str) -> re.Pattern[str]:
    joined = "|".join(f"(?:{source})" for source in lexicon("mail")[key])
    return re.compile(rf"(?<!\w)(?:{joined})", re.IGNORECASE)
