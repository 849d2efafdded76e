"""OpenDocument texts: paragraphs with tracked deletions left out; annotations are no text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.drafting import Properties, Read, draft_of, reader_name, sha256_of
from headwater.articles.documents.edges import rejecting
from headwater.articles.documents.packages import Package, PackageFault
from headwater.articles.documents.paragraphs import Paragraph, ParagraphKind, ParagraphWriter
from headwater.articles.drafts import Draft
from headwater.articles.items import Item
from headwater.records.articles import Rejected

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_DROPPED = frozenset(
    ("tracked-changes", "annotation", "note-citation", "forms", "sequence-decls", "table-of-content")
)
_MADE = (
    "given by the OpenDocument file as the day on which it was made, which need not be that of publication"
)


@rejecting("no OpenDocument text that can be read")
def read_odt(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The draft of an OpenDocument text."""
    with Package(item, config) as package:
        read = _read(package)
    yield item.name, draft_of(item, sha256_of(item), read)


def _read(package: Package) -> Read:
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and any(_local(one) == "encryption-data" for one in manifest.iter()):
        raise PackageFault("the package is encrypted; save it without a password")
    root = package.xml("content.xml")
    if root is None:
        raise PackageFault("it has no content part")
    walk = _Walk(_styles(root))
    for body in root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"):
        walk.blocks(body)
    return Read("odt", [*walk.found, *walk.notes], _properties(package), reader_name("odt", "lxml"))


def _styles(root: Any) -> dict[str, str]:
    """The parent of each style that the text itself defines."""
    return {
        one.get(_STYLE + "name", ""): one.get(_STYLE + "parent-style-name", "")
        for one in root.iter(_STYLE + "style")
    }


@dataclass(slots=True)
class _Walk:
    """Goes through the text and gathers its paragraphs; notes apart."""

    styles: dict[str, str]
    found: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    def blocks(self, parent: Any) -> None:
        """Paragraphs, lists and tables of an element, in order."""
        for child in parent:
            name = _local(child)
            if name in ("p", "h"):
                self._paragraph(child, self._kind(child, name))
            elif name == "table-row":
                self._row(child)
            elif name not in _DROPPED:
                self.blocks(child)

    def _kind(self, element: Any, name: str) -> ParagraphKind:
        style = element.get(_TEXT + "style-name", "")
        style = self.styles.get(style) or style
        if style == "Title":
            return "title"
        if name == "h":
            return "heading"
        return "caption" if style in ("Caption", "Illustration", "Figure") else "body"

    def _paragraph(self, element: Any, kind: ParagraphKind) -> None:
        writer = ParagraphWriter()
        self._runs(element, writer, None)
        paragraph = writer.take(kind)
        if paragraph:
            self.found.append(paragraph)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def _runs(self, element: Any, writer: ParagraphWriter, href: str | None) -> None:
        writer.add(element.text, href)
        for child in element:
            name = _local(child)
            if name in ("s", "tab", "line-break"):
                writer.add(" ", href)
            elif name == "a":
                self._runs(child, writer, child.get(_HREF) or href)
            elif name == "note":
                self._note(child)
            elif name == "text-box":
                self.boxes.append(child)
            elif name not in _DROPPED:
                self._runs(child, writer, href)
            writer.add(child.tail, href)

    def _note(self, note: Any) -> None:
        inner = _Walk(self.styles)
        for body in note:
            if _local(body) == "note-body":
                inner.blocks(body)
        self.notes += [Paragraph("note", one.text, one.links) for one in inner.found]

    def _row(self, row: Any) -> None:
        """A row of a table on one line, its cells apart."""
        writer, first = ParagraphWriter(), True
        for cell in row:
            inner = _Walk(self.styles)
            inner.blocks(cell)
            self.notes += inner.notes
            for place, one in enumerate(inner.found):
                writer.add(None if first and not place else " " if place else " | ")
                writer.add(one.text)
            first = first and not inner.found
        paragraph = writer.take("body")
        if paragraph:
            self.found.append(paragraph)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _properties(package: Package) -> Properties:
    root = package.xml("meta.xml")
    said = {_local(one): one.text for one in root.iter()} if root is not None else {}
    author = said.get("initial-creator") or said.get("creator")
    return Properties(
        title=said.get("title"),
        authors=(author,) if author else (),
        lang=said.get("language"),
        made=said.get("creation-date"),
        made_how=_MADE,
        changed=said.get("date"),
        changed_how="given by the OpenDocument file as its last change",
    )
