"""Word files: paragraphs as they stand once all tracked changes are accepted; comments are no text."""

from __future__ import annotations

import re
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

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_R = re.compile(r"\{[^}]*officeDocument/(?:2006/)?relationships\}id$")
_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_LONG_CELL = 200
_DROPPED = frozenset(
    ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "Fallback", "sectPr", "tblPr", "comment")
)
_TEMPLATES = ("2013-12-23T23:15:00Z",)  # what python-docx's template says; files made with it keep the date
_MADE = "given by the Word file as the day on which it was made, which need not be that of publication"


@rejecting("no Word file that can be read")
def read_docx(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The draft of a Word file."""
    with Package(item, config) as package:
        read = _read(package)
    yield item.name, draft_of(item, sha256_of(item), read)


def _read(package: Package) -> Read:
    name = _main_part(package)
    root = package.xml(name)
    if root is None:
        raise PackageFault("it has no document part")
    folder, _, leaf = name.rpartition("/")
    walk = _Walk(_relations(package, f"{folder}/_rels/{leaf}.rels"), _styles(package, folder))
    for body in _children(root, "body"):
        walk.blocks(body)
    for kind in ("footnotes", "endnotes"):
        _read_notes(package, folder, kind, walk)
    return Read("docx", walk.found, _properties(package), reader_name("docx", "lxml"))


def _read_notes(package: Package, folder: str, kind: str, walk: _Walk) -> None:
    notes = package.xml(f"{folder}/{kind}.xml")
    walk.relations = _relations(package, f"{folder}/_rels/{kind}.xml.rels")
    for note in notes if notes is not None else ():
        if not any(key.endswith("}type") for key in note.attrib):  # separators have a type
            walk.blocks(note, "note")


def _main_part(package: Package) -> str:
    """The part that the package names as its document."""
    for target, kind in _relation_rows(package, "_rels/.rels").values():
        if kind.endswith("/officeDocument"):
            return target.lstrip("/")
    raise PackageFault("it names no document part")


def _relation_rows(package: Package, name: str) -> dict[str, tuple[str, str]]:
    root = package.xml(name)
    rows = root if root is not None else ()
    return {row.get("Id", ""): (row.get("Target", ""), row.get("Type", "")) for row in rows}


def _relations(package: Package, name: str) -> dict[str, str]:
    """Addresses of links by the id of their relation."""
    return {
        key: target
        for key, (target, kind) in _relation_rows(package, name).items()
        if kind.endswith("/hyperlink")
    }


def _styles(package: Package, folder: str) -> dict[str, ParagraphKind]:
    """The kind of paragraph that each style sets; names of built-in styles are English in every language."""
    root = package.xml(f"{folder}/styles.xml")
    kinds: dict[str, ParagraphKind] = {}
    for style in _children(root, "style") if root is not None else ():
        name = next((_value(one) for one in _children(style, "name")), "").lower()
        kind = _kind_named(name)
        if kind:
            kinds[_attribute(style, "styleId")] = kind
    return kinds


def _kind_named(name: str) -> ParagraphKind | None:
    if name == "title":
        return "title"
    if re.fullmatch(r"heading \d", name):
        return "heading"
    return "caption" if name == "caption" else None


@dataclass(slots=True)
class _Walk:
    """Goes through a document part and gathers its paragraphs."""

    relations: dict[str, str]
    styles: dict[str, ParagraphKind]
    found: list[Paragraph] = field(default_factory=list)
    writer: ParagraphWriter = field(default_factory=ParagraphWriter)
    field_link: str | None = None
    boxes: list[Any] = field(default_factory=list)

    def blocks(self, parent: Any, kind: ParagraphKind = "body") -> None:
        """Paragraphs and tables of an element, in order."""
        for child in parent:
            name = _local(child)
            if name == "p":
                self._paragraph(child, kind)
            elif name == "tbl":
                self._table(child, kind)
            elif name not in _DROPPED:
                self.blocks(child, kind)

    def _paragraph(self, element: Any, kind: ParagraphKind) -> None:
        self._runs(element, None)
        properties = next(_children(element, "pPr"), None)
        if properties is not None and any(True for _ in properties.iter(_W + "del", _W_STRICT + "del")):
            return  # its end was deleted: the next paragraph goes on in it
        style = next((_value(one) for one in _children(properties, "pStyle")), "")
        self._end(self.styles.get(style, kind) if kind == "body" else kind)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box, kind)

    def _end(self, kind: ParagraphKind) -> None:
        paragraph = self.writer.take(kind)
        if paragraph:
            self.found.append(paragraph)

    def _runs(self, element: Any, href: str | None) -> None:
        for child in element:
            name = _local(child)
            if name == "t":
                self.writer.add(child.text, href or self.field_link)
            elif name in ("tab", "br", "cr", "ptab"):
                self.writer.add(" ", href)
            elif name == "noBreakHyphen":
                self.writer.add("-", href)
            elif name == "hyperlink":
                self._runs(child, self._address(child) or href)
            elif name in ("fldChar", "instrText"):
                self._field(child)
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name == "r" and _is_hidden(child):
                continue
            elif name not in _DROPPED:
                self._runs(child, href)

    def _address(self, link: Any) -> str | None:
        key = next((value for name, value in link.attrib.items() if _R.match(name)), "")
        return self.relations.get(key)

    def _field(self, mark: Any) -> None:
        """A link written as a field: its instruction comes first, then its words, then its end."""
        link = _FIELD_LINK.match(mark.text or "")
        if link:
            self.field_link = link[1]
        elif _attribute(mark, "fldCharType") == "end":
            self.field_link = None

    def _table(self, table: Any, kind: ParagraphKind) -> None:
        """A row a line, its cells apart; a table that only lays out text is read as that text."""
        for row in _inside(table, "tr"):
            cells = [self._cell(cell) for cell in _inside(row, "tc")]
            if any(len(one.text) > _LONG_CELL or one.kind != "body" for cell in cells for one in cell):
                self.found += [one for cell in cells for one in cell]
                continue
            written = [cell for cell in cells if cell]
            for number, cell in enumerate(written):
                self.writer.add(" | " if number else None)
                for place, one in enumerate(cell):
                    self.writer.add(" " if place else None)
                    _copy(one, self.writer)
            self._end(kind)

    def _cell(self, cell: Any) -> list[Paragraph]:
        outer, self.found = self.found, []
        self.blocks(cell)
        inner, self.found = self.found, outer
        return inner


def _copy(paragraph: Paragraph, writer: ParagraphWriter) -> None:
    """Writes a paragraph with its links into another."""
    at = 0
    for start, end, href in paragraph.links:
        writer.add(paragraph.text[at:start])
        writer.add(paragraph.text[start:end], href)
        at = end
    writer.add(paragraph.text[at:])


def _is_hidden(run: Any) -> bool:
    properties = next(_children(run, "rPr"), None)
    return any(_value(one) not in ("0", "false") for one in _children(properties, "vanish"))


def _inside(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those that a control or a change wraps."""
    for child in parent:
        if _local(child) == name:
            yield child
        elif _local(child) in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _inside(child, name)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(parent: Any, name: str) -> Iterator[Any]:
    return (child for child in parent if _local(child) == name) if parent is not None else iter(())


def _attribute(element: Any, name: str) -> str:
    return str(element.get(_W + name) or element.get(_W_STRICT + name) or "")


def _value(element: Any) -> str:
    return _attribute(element, "val")


def _unless_template(instant: str | None) -> str | None:
    return None if instant in _TEMPLATES else instant


def _properties(package: Package) -> Properties:
    root = package.xml("docProps/core.xml")
    said = {_local(one): one.text for one in root} if root is not None else {}
    creator = said.get("creator")
    return Properties(
        title=said.get("title"),
        authors=tuple(re.split(r"\s*;\s*", creator)) if creator else (),
        lang=said.get("language"),
        made=_unless_template(said.get("created")),
        made_how=_MADE,
        changed=_unless_template(said.get("modified")),
        changed_how="given by the Word file as its last change",
    )
