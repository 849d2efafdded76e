"""A chapter in XHTML as paragraphs; nothing it refers to is loaded, no script is run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from headwater.articles.documents.packages import PackageFault, parse_xml
from headwater.articles.documents.paragraphs import Paragraph, ParagraphKind, ParagraphWriter

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DROPPED = frozenset(
    ("head", "script", "style", "nav", "svg", "math", "object", "iframe", "template", "audio", "video")
)
_TYPE = "{http://www.idpf.org/2007/ops}type"
_NOTES = ("footnote", "endnote", "rearnote")
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*>", re.IGNORECASE)


def paragraphs_of(data: bytes, name: str) -> list[Paragraph]:
    """The paragraphs of a chapter; raises PackageFault for one that declares entities of its own."""
    try:
        root = parse_xml(_ENTITY.sub(_known, _DOCTYPE.sub(b"", data, count=1)), name)
    except PackageFault as fault:
        if "well-formed" not in str(fault):
            raise
        root = _mended(data, name)
    walk = _Walk()
    walk.go(root, "body", None)
    walk.end("body")
    return walk.found


def _known(found: re.Match[bytes]) -> bytes:
    """A named entity of HTML as its character; one that HTML does not know as it stands, escaped."""
    letter = unescape(found.group().decode("ascii"))
    if letter.startswith("&"):
        return b"&amp;" + found.group()[1:]
    return "".join(f"&#{ord(one)};" for one in letter).encode("ascii")


def _mended(data: bytes, name: str) -> Any:
    """A chapter that is no well-formed XML, read as a browser would."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(no_network=True, remove_comments=True))
    except (etree.ParserError, ValueError) as error:
        raise PackageFault(f"its part {name} is no well-formed XML") from error
    return root


@dataclass(slots=True)
class _Walk:
    """Goes through a chapter and gathers its paragraphs."""

    found: list[Paragraph] = field(default_factory=list)
    writer: ParagraphWriter = field(default_factory=ParagraphWriter)

    def end(self, kind: ParagraphKind) -> None:
        """Ends the paragraph, if one is begun."""
        paragraph = self.writer.take(kind)
        if paragraph:
            self.found.append(paragraph)

    def go(self, element: Any, kind: ParagraphKind, href: str | None) -> None:
        """Writes an element and what lies in it."""
        name = _local(element)
        if name in _DROPPED:
            return
        block = name in _BLOCKS
        if block:
            self.end(kind)
            kind = _kind(element, name, kind)
        elif name == "br":
            self.writer.add(" ", href)
        elif name == "a":
            href = _outside(element.get("href")) or href
        elif name in ("td", "th") and self.writer.pieces:
            self.writer.add(" | ")
        self.writer.add(element.text, href)
        for child in element:
            if isinstance(child.tag, str):
                self.go(child, kind, href)
            self.writer.add(child.tail, href)
        if block:
            self.end(kind)


def _kind(element: Any, name: str, outer: ParagraphKind) -> ParagraphKind:
    said = (element.get(_TYPE) or element.get("epub:type") or "").split()
    if outer == "note" or any(one in _NOTES for one in said):
        return "note"
    if name in _HEADINGS:
        return "heading"
    if name in ("figcaption", "caption"):
        return "caption"
    return outer if name not in ("p", "section", "div", "body") or outer == "caption" else "body"


def _outside(href: str | None) -> str | None:
    """A link's address where it leads out of the book."""
    return href.strip() if href and href.strip().lower().startswith(("http://", "https://")) else None


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()
