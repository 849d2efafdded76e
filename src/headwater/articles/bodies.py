"""A page's body as text: blocks as lines, links and captions as spans of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from headwater.articles.drafts import Mark
from headwater.records.articles import Link

_BLOCKS = frozenset(
    ("p", "head", "item", "row", "cell", "quote", "list", "table", "lb", "div", "code", "body")
)
_SPACES = re.compile(r"[ \t\r\f\v\n]+")
_QUOTED_SHARE = 0.5
_LEAST_QUOTED = 400


@dataclass(slots=True)
class Writer:
    """Text under construction; ``at`` is its length so far."""

    start: int
    pieces: list[str] = field(default_factory=list)
    at: int = 0
    fresh: bool = True  # at the start of a line
    links: list[Link] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        """Adds running text, white space folded."""
        if not text:
            return
        text = _SPACES.sub(" ", text)
        if self.fresh or (self.pieces and self.pieces[-1].endswith(" ")):
            text = text.lstrip(" ")
        if text:
            self.pieces.append(text)
            self.at += len(text)
            self.fresh = False

    def break_line(self) -> None:
        """Ends the line, if one is begun."""
        if not self.fresh:
            self.pieces.append("\n")
            self.at += 1
            self.fresh = True

    def offset(self) -> int:
        """The offset in the article's text at which the next words would stand."""
        return self.start + self.at

    def text(self) -> str:
        """What was written, without white space at its end."""
        return "".join(self.pieces).rstrip()


def write_body(body: Any, start: int, special: dict[str, Mark], title: str) -> Writer:
    """The text of an extracted body whose first character will stand at ``start``.

    ``special`` maps the folded words of captions and embedded posts to marks (their spans are filled in
    here). A first heading that repeats ``title`` is left out.
    """
    writer = Writer(start)
    opened: list[tuple[Any, int]] = []
    for event, node in _events(body):
        if event == "start":
            if node.tag in _BLOCKS:
                writer.break_line()
            opened.append((node, writer.offset()))
            if not (writer.at == 0 and node.tag == "head" and same_words(node, title)):
                writer.add(node.text)
        else:
            _, began = opened.pop()
            _finish(writer, node, began, special)
            writer.add(node.tail if node is not body else None)
    return writer


def _events(body: Any) -> Iterator[tuple[str, Any]]:
    """Start and end of every element in the order of the document, without recursion."""
    stack: list[tuple[Any, bool]] = [(body, False)]
    while stack:
        node, done = stack.pop()
        if done:
            yield "end", node
        elif isinstance(node.tag, str):
            yield "start", node
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))


def _finish(writer: Writer, node: Any, began: int, special: dict[str, Mark]) -> None:
    end = writer.offset()
    if node.tag == "ref" and node.get("target") and end > began:
        words = _tail(writer, end - began)
        bare = words.strip()
        if bare:
            left = began + len(words) - len(words.lstrip())
            writer.links.append(Link(bare, left, left + len(bare), node.get("target")))
    if node.tag in _BLOCKS:
        mark = (
            special.get(folded_words(_tail(writer, end - began)))
            if node.tag in ("p", "quote", "head", "item")
            else None
        )
        if mark and end > began:
            writer.marks.append(Mark(mark.kind, began, end, mark.name, mark.because))
        elif node.tag == "quote" and end > began:
            writer.marks.append(
                Mark("quoted_whole", began, end, None, "set as a block quotation by the page")
            )
        writer.break_line()


def _tail(writer: Writer, length: int) -> str:
    """The last ``length`` characters written."""
    kept: list[str] = []
    for piece in reversed(writer.pieces):
        if length <= 0:
            break
        kept.append(piece[-length:])
        length -= len(piece)
    return "".join(reversed(kept))


def folded_words(text: str) -> str:
    """Words without punctuation, spaces and case, to compare what two readers made of one element."""
    return re.sub(r"[\W_]+", "", text).lower()


def same_words(node: Any, title: str) -> bool:
    """Whether an element holds the title and nothing else."""
    return folded_words("".join(node.itertext())) == folded_words(title)


def kept_quotations(marks: list[Mark], length: int) -> list[Mark]:
    """Marks that say where a part begins: captions and posts, and block quotations that are most of the text."""
    quoted = sum(mark.end - mark.start for mark in marks if mark.kind == "quoted_whole")
    whole = quoted >= max(_QUOTED_SHARE * length, _LEAST_QUOTED)
    return [mark for mark in marks if mark.kind != "quoted_whole" or whole]
