"""The blocks of a page: paragraphs, headings, rows of tables, in the order of the document, with their links."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from headwater.articles.page.apart import NUMBER
from headwater.articles.page.words import flat, is_marked

_BLOCK = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "aside",
        "header",
        "footer",
        "nav",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "q-block",
        "pre",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "address",
        "center",
        "hr",
        "br",
        "body",
        "details",
        "summary",
        "center",
        "amp-twitter",
        "amp-facebook",
        "amp-instagram",
    ]
)
_INLINE = frozenset(("span", "time", "a", "cite", "em", "small", "strong", "b", "i"))
_HOLDERS = frozenset(("div", "header", "td", "section", "article", "footer", "body", "form"))
_CELLS = ("td", "th")
_BESIDE = ("span", "a", "strong", "time")  # in boxes they stand side by side without a space
_BETWEEN_CELLS = " | "
_LONGEST_CELL = 300


@dataclass(slots=True)
class Block:
    """One line of text: its links as (start, end, address) in it, the element that holds it, what sets it apart."""

    text: str
    links: list[tuple[int, int, str]]
    node: HtmlElement
    special: int | None = None
    quote: HtmlElement | None = None
    row: bool = False

    @property
    def linked(self) -> float:
        """The share of the text that is links."""
        return sum(end - start for start, end, _ in self.links) / max(1, len(self.text))


@dataclass(frozen=True, slots=True)
class _Opened:
    """A link that is open: where in its line it began."""

    node: HtmlElement
    at: int
    piece: int


@dataclass(slots=True)
class _Line:
    """A block under construction, white space folded."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        """Adds running text."""
        if not text:
            return
        words = " ".join(text.split())
        spaced = text[0].isspace()
        if self.pieces and (spaced or not words) and not self.pieces[-1].endswith(" "):
            self._put(" ")
        if words:
            self._put(words)
            if text[-1].isspace():
                self._put(" ")

    def _put(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def close_link(self, opened: _Opened, href: str) -> None:
        """Ends a link."""
        words = "".join(self.pieces[opened.piece :])
        bare = words.strip()
        if bare:
            left = opened.at + len(words) - len(words.lstrip())
            self.links.append((left, left + len(bare), href))

    def opened(self, node: HtmlElement) -> _Opened:
        """A link that begins here."""
        return _Opened(node, self.length, len(self.pieces))


def blocks_of(root: HtmlElement) -> list[Block]:
    """The blocks below an element."""
    return _Walk(root).run()


class _Walk:
    """One pass over a tree; a stack of open links and quotations."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.found: list[Block] = []
        self.line = _Line()
        self.holders: list[HtmlElement] = [root]
        self.links: list[_Opened] = []
        self.quotes: list[HtmlElement] = []

    def run(self) -> list[Block]:
        walker = etree.iterwalk(self.root, events=("start", "end"))
        for event, node in walker:
            if not isinstance(node.tag, str):
                continue
            if event == "start":
                if node.get(NUMBER) is not None or _is_data_row(node):
                    self._whole(node)
                    walker.skip_subtree()
                else:
                    self._open(node)
            else:
                self._close(node)
        self._flush()
        return self.found

    def _open(self, node: HtmlElement) -> None:
        if _is_block(node):
            self._flush()
            self.holders.append(node)
        if node.tag == "blockquote":
            self.quotes.append(node)
        if node.tag == "a":
            self.links.append(self.line.opened(node))
        self.line.add(node.text)

    def _close(self, node: HtmlElement) -> None:
        if self.links and self.links[-1].node is node:
            opened, href = self.links.pop(), node.get("href")
            if href:
                self.line.close_link(opened, href)
        if self.holders[-1] is node and node is not self.root:
            self._flush()
            self.holders.pop()
        if self.quotes and self.quotes[-1] is node:
            self.quotes.pop()
        if node is not self.root:
            self.line.add(node.tail)

    def _whole(self, node: HtmlElement) -> None:
        """An element that is one block: a special one, or a row of data with its cells side by side."""
        self._flush()
        row = node.get(NUMBER) is None
        for event, inner in etree.iterwalk(node, events=("start", "end")):
            if not isinstance(inner.tag, str):
                continue
            if inner is not node and inner.tag in _BLOCK:
                self.line.add(_BETWEEN_CELLS if row and event == "start" and self.line.length else " ")
            elif inner is not node and not row and inner.tag in _BESIDE:
                self.line.add(" ")
            if event == "start":
                if inner.tag == "a":
                    self.links.append(self.line.opened(inner))
                self.line.add(inner.text)
                continue
            if inner.tag == "a" and self.links and self.links[-1].node is inner:
                opened, href = self.links.pop(), inner.get("href")
                if href:
                    self.line.close_link(opened, href)
            if inner is not node:
                self.line.add(inner.tail)
        number = node.get(NUMBER)
        self._flush(node, special=int(number) if number is not None else None, row=row)

    def _flush(self, node: HtmlElement | None = None, special: int | None = None, row: bool = False) -> None:
        whole = "".join(self.line.pieces)
        text = whole.strip()
        if text:
            cut = len(whole) - len(whole.lstrip())
            links = [
                (start - cut, min(end - cut, len(text)), href)
                for start, end, href in self.line.links
                if end - cut > 0
            ]
            holder = node if node is not None else self.holders[-1]
            self.found.append(
                Block(text, links, holder, special, self.quotes[-1] if self.quotes else None, row)
            )
        self.line = _Line()
        self.links = [_Opened(one.node, 0, 0) for one in self.links]


def _is_block(node: HtmlElement) -> bool:
    """Whether an element is a line of its own: by its tag, or as a writer's or a date's box beside another's."""
    if node.tag in _BLOCK:
        return True
    if node.tag not in _INLINE or (not node.get("class") and not node.get("id")):
        return False
    parent = node.getparent()
    return parent is not None and parent.tag in _HOLDERS and is_marked(node, "byline", "dated")


def _is_data_row(node: HtmlElement) -> bool:
    """A row of a table of data: two cells or more, each short and without blocks inside."""
    if node.tag != "tr":
        return False
    cells = [cell for cell in node if cell.tag in _CELLS]
    if len(cells) < 2:
        return False
    for cell in cells:
        if len(flat(cell)) > _LONGEST_CELL or any(one.tag in _BLOCK for one in cell.iterdescendants()):
            return False
    return bool(flat(cells[0])) and any(len(flat(cell)) for cell in cells[1:])
