"""A page's text to its element tree, with guards: depth, number of elements."""

from __future__ import annotations

import re

import lxml.html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from headwater.articles.page.apart import NUMBER
from headwater.articles.page.words import storable

DEEPEST = 200
MOST_ELEMENTS = 150_000
_CONTROL_REFERENCE = re.compile(
    r"&#(?:[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|7[fF]|[fF]{3}[eEfF])|0*(?:[0-8]|1[124-9]|2\d|3[01]|127))(?![\da-fA-F]);?"
)
MOST_ATTRIBUTES = 2_000
_LONG = re.compile(r"<[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*'){4000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]{0,2000})")
_FLAT = frozenset(
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
        "path",
        "circle",
        "rect",
        "line",
        "polygon",
        "polyline",
        "ellipse",
        "stop",
        "use",
        "g",
    ]
)  # void, closed by the next of their kind, or drawings' strokes


def _attributes(text: str) -> bool:
    """Whether an element has more attributes than a parser compares in fair time: each is held against all before it."""
    for found in _LONG.finditer(text):
        bare = _QUOTED.sub("", found.group())
        if len(bare) > 2 * MOST_ATTRIBUTES and len(bare.split()) > MOST_ATTRIBUTES:
            return True
    return False


def too_much(text: str) -> str | None:
    """Why a page is not parsed: its elements nest too deep or are too many; None where it may be."""
    if _attributes(text):
        return f"an element of the page has more than {MOST_ATTRIBUTES:,} attributes"
    depth = number = 0
    for tag in _TAG.finditer(text):
        number += 1
        if tag["name"].lower() in _FLAT or tag["rest"].endswith("/"):
            continue
        depth = max(0, depth - 1) if tag["close"] else depth + 1
        if depth > DEEPEST:
            return f"the page nests more than {DEEPEST} elements in one another"
    if number > 2 * MOST_ELEMENTS:
        return f"the page has more than {MOST_ELEMENTS:,} elements"
    return None


def parse(text: str) -> HtmlElement | None:
    """The tree of a page without its comments; None where nothing can be read."""
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        bare = _CONTROL_REFERENCE.sub("", storable(text))  # a tree may hold them, but not be changed then
        tree = lxml.html.document_fromstring(bare.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    return _unmarked(tree) if isinstance(tree, HtmlElement) else None


def _unmarked(tree: HtmlElement) -> HtmlElement:
    """The tree without the mark that this reader sets itself: a page that bears it would choose its parts."""
    for node in tree.xpath(f"//*[@{NUMBER}]"):
        del node.attrib[NUMBER]
    return tree
