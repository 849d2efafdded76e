"""What a page's mark-up sets apart from the running text: captions, posts, lists of other texts, sign-up boxes.

Elements that are no text at all (scripts, forms' controls, comments, menus) go out of the tree; the others get
the number of their ``Special`` in an attribute, and the blocks of the text carry it on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement

from headwater.articles.page.embedded import address_of_post, is_post, network_of
from headwater.articles.page.words import class_pattern, flat, label, marks_of, phrase, storable
from headwater.records.articles import PartKind

NUMBER = "data-headwater-apart"
_NEVER = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "button",
        "select",
        "textarea",
        "input",
        "object",
        "canvas",
        "audio",
        "video",
        "link",
        "meta",
        "dialog",
    ]
)
_FRAMES = frozenset(["iframe", "embed", "amp-iframe", "amp-youtube", "amp-dailymotion"])
_BOXES = frozenset(
    [
        "div",
        "section",
        "ul",
        "ol",
        "aside",
        "p",
        "span",
        "nav",
        "table",
        "li",
        "h2",
        "h3",
        "h4",
        "h5",
        "dl",
        "figure",
        "footer",
        "header",
    ]
)
_CAPTIONS = frozenset(["figcaption", "p", "div", "span", "em", "small", "dd", "i"])
_SIGNED = re.compile(r"[—–-]\s?([^@—–]{1,60}\(@\w{1,30}\))")
_MOST_SHARE = 0.4
_LONGEST_CAPTION = 700
_LONGEST_BOX = 1500


@dataclass(frozen=True, slots=True)
class Special:
    """Why a stretch is a part of its own."""

    kind: PartKind
    name: str | None
    because: str


def set_apart(tree: HtmlElement) -> list[Special]:
    """Numbers the special elements of a tree and drops what is no text; the specials by number."""
    specials: list[Special] = []
    body = tree.find("body")
    if body is None:
        return specials
    whole = max(1, len(body.text_content()))
    away, boxes = class_pattern("away"), class_pattern("related", "signup")
    captions = class_pattern("caption")
    for node in list(body.iter()):
        if not isinstance(node.tag, str) or node.getparent() is None or node.get(NUMBER) is not None:
            continue
        if node.tag in _NEVER:
            node.drop_tree()
        elif node.tag in _FRAMES or str(node.tag).startswith("amp-"):
            _set_frame(node, specials)
        elif is_post(node):
            _set_post(node, specials)
        elif node.tag == "figcaption":
            _number(node, specials, Special("caption", None, "set as a caption by the page"))
        else:
            marks = marks_of(node)
            if marks and node is not body:
                _by_marks(node, marks, whole, specials, (away, boxes, captions))
            elif node.tag in ("nav", "aside"):
                _set_box(node, whole, specials)
    return specials


def _by_marks(
    node: HtmlElement,
    marks: str,
    whole: int,
    specials: list[Special],
    patterns: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]],
) -> None:
    away, boxes, captions = patterns
    if node.tag in _CAPTIONS and captions.search(marks):
        words = flat(node)
        if words and len(words) <= _LONGEST_CAPTION and node.find(".//p") is None:
            _number(node, specials, Special("caption", None, "set as a caption by the page"))
            return
    if node.tag not in _BOXES:
        return
    if boxes.search(marks) or node.tag in ("nav", "aside"):
        _set_box(node, whole, specials)
    elif away.search(marks) and len(node.text_content()) < _MOST_SHARE * whole:
        node.drop_tree()


def _set_box(node: HtmlElement, whole: int, specials: list[Special]) -> None:
    """A list of other texts or a box that asks for something: boilerplate where it stands in the text."""
    length = len(node.text_content())
    if length >= _MOST_SHARE * whole or node.find(".//h1") is not None:
        return
    if length > _LONGEST_BOX or not length:
        node.drop_tree()
        return
    _number(node, specials, Special("boilerplate", None, _why(flat(node))))


def _why(words: str) -> str:
    short = words if len(words) <= 50 else words[:47].rstrip() + "…"
    if label("related").match(words):
        return f'a list of other texts, set apart by the page: "{short}"'
    if phrase("signup").search(words):
        return f'a box that asks readers to sign up: "{short}"'
    return f'set apart from the text by the page\'s mark-up: "{short}"'


def _number(node: HtmlElement, specials: list[Special], special: Special) -> None:
    if any(above.get(NUMBER) is not None for above in node.iterancestors()):
        return
    specials.append(special)
    node.set(NUMBER, str(len(specials) - 1))


def _set_frame(node: HtmlElement, specials: list[Special]) -> None:
    """A frame becomes a line with its public address; AMP's components keep their fallback text."""
    href = address_of_post(node)
    if str(node.tag).startswith("amp-") and href is None:
        if not flat(node) or node.tag in ("amp-ad", "amp-embed", "amp-sidebar", "amp-list", "amp-consent"):
            node.drop_tree()
        return
    if href is None:
        node.drop_tree()
        return
    _add_address(node, href)
    network = network_of(href) or "a network"
    node.tag = "div"
    _number(node, specials, Special("embed", _signed(node), f"a post of {network} that the page embeds"))


def _set_post(node: HtmlElement, specials: list[Special]) -> None:
    href = address_of_post(node)
    if href and not any(href.partition("?")[0] in (one.get("href") or "") for one in node.iter("a")):
        _add_address(node, href)
    _number(node, specials, Special("embed", _signed(node), "a post that the page embeds"))


def _signed(node: HtmlElement) -> str | None:
    signed = _SIGNED.search(flat(node))
    return signed[1].strip() if signed else None


def _add_address(node: HtmlElement, href: str) -> None:
    href = storable(href)
    link = lxml.html.Element("a")
    link.set("href", href)
    link.text = href
    if len(node):
        node[-1].tail = f"{node[-1].tail or ''} "
    else:
        node.text = f"{node.text.strip()} " if node.text and node.text.strip() else None
    node.append(link)
