"""Lines as paragraphs: where one ends, which go on over a column's or a page's end, what is a heading or a note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from headwater.articles.documents.hyphens import joint, words_of
from headwater.articles.documents.lines import TextLine
from headwater.articles.documents.paragraphs import Paragraph, ParagraphKind, ParagraphWriter

_LARGER = 1.15
_SMALLER = 0.92
_SAME_SIZE = 0.06
_SHORT_LINE = 0.85  # of its column's width
_HALF_LINE = 0.6  # a line that ends so early does not go on with a capital
_STOPS = (".", "!", "?", "…", "؟", "۔", ":", "”", "»", '"', ".)", "’")
_NOTE = re.compile(r"(?:[\[(]?\d{1,3}[\])]?[.:]?|[*†‡]+)\s?(?=\S)")
_LIST = re.compile(r"(?:[•·▪●○◦–—*]|\d{1,2}[.)]|[a-z][.)])\s")
_LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one paragraph."""

    lines: tuple[TextLine, ...]
    kind: ParagraphKind

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.lines[0].size


def body_size(lines: Sequence[TextLine]) -> float:
    """The size that most letters of a document have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def blocks_of(columns: Sequence[Sequence[TextLine]], size: float, heights: Sequence[float]) -> list[Block]:
    """The paragraphs of a document's columns; ``heights`` are those of its pages."""
    found: list[Block] = []
    for column in columns:
        blocks = [Block(lines, _kind(lines, size, heights[lines[0].page])) for lines in _split(column)]
        if found and blocks and _goes_on(found, blocks[0]):
            at = _last_body(found)
            found[at] = Block((*found[at].lines, *blocks[0].lines), "body")
            blocks = blocks[1:]
        found += blocks
    return found


def _split(lines: Sequence[TextLine]) -> list[tuple[TextLine, ...]]:
    """The lines of a column cut into paragraphs."""
    if not lines:
        return []
    leading = _leading(lines)
    left = min(line.begins for line in lines)
    begins = Counter(round(line.begins) for line in lines).most_common(1)[0][0]
    right = max(line.ends for line in lines)
    found = [[lines[0]]]
    edge = max(left, begins - 1)
    for before, line in pairwise(lines):
        if _breaks(before, line, leading.get(round(line.size), 1.2), edge, right) or (
            len(found[-1]) == 1 and min(before.begins, line.begins) - edge > 0.6 * line.size
        ):
            found.append([line])
        else:
            found[-1].append(line)
    return [tuple(one) for one in found]


def _leading(lines: Sequence[TextLine]) -> dict[int, float]:
    """The usual step from line to line for each size of letters, in that size."""
    steps: dict[int, list[float]] = {}
    for before, line in pairwise(lines):
        if abs(before.size - line.size) < _SAME_SIZE * line.size and before.y > line.y:
            steps.setdefault(round(line.size), []).append((before.y - line.y) / line.size)
    return {size: min(median(found), 2.4) for size, found in steps.items()}


def _breaks(before: TextLine, line: TextLine, leading: float, left: float, right: float) -> bool:
    """Whether a paragraph ends between two lines of a column."""
    if abs(before.size - line.size) > _SAME_SIZE * max(before.size, line.size):
        return not (min(len(before.text), len(line.text)) <= 3)
    if before.celled or line.celled:
        return True
    if before.ends < left + _HALF_LINE * (right - left) and line.text[:1].isupper():
        return True
    short = before.ends < left + _SHORT_LINE * (right - left)
    stopped = before.text.rstrip().endswith(_STOPS)
    if before.bold != line.bold and (stopped or short):
        return True
    if before.y - line.y > 1.3 * leading * line.size or _LIST.match(line.text):
        return True
    indented = 0.6 * line.size < line.begins - left < 6 * line.size
    if indented and (short or line.begins - before.begins > 0.6 * line.size):
        return True
    return short and stopped


def _kind(lines: Sequence[TextLine], size: float, height: float) -> ParagraphKind:
    length = sum(len(line.text) for line in lines)
    first = lines[0]
    if first.size >= _LARGER * size and length <= _LONGEST_HEADING:
        return "heading"
    if all(line.bold for line in lines) and length <= _LONGEST_HEADING / 2 and len(lines) <= 2:
        return "heading" if not lines[-1].text.rstrip().endswith((".", ",", ";", ":")) else "body"
    if first.size <= _SMALLER * size and first.y < 0.4 * height and _NOTE.match(first.text):
        return "note"
    return "body"


def _last_body(blocks: Sequence[Block]) -> int:
    """The last paragraph that is no note."""
    return next((at for at in range(len(blocks) - 1, -1, -1) if blocks[at].kind != "note"), len(blocks) - 1)


def _goes_on(found: Sequence[Block], block: Block) -> bool:
    """Whether a column begins in the middle of the paragraph that the one before it ended with."""
    before = found[_last_body(found)]
    last, first = before.lines[-1], block.lines[0]
    if before.kind != "body" or block.kind != "body" or last.leftward != first.leftward:
        return False
    if abs(last.size - first.size) > _SAME_SIZE * last.size or last.bold != first.bold:
        return False
    text, following = last.text.rstrip(), first.text.lstrip()
    if text.endswith(("-", "\u00ad", "\u2010", ",", ";", "،", "؛")):
        return True
    if text.endswith(_STOPS):
        return False
    return following[:1].islower() or len(before.lines) > 1 or not following[:1].isupper()


def paragraphs_of(blocks: Sequence[Block]) -> list[Paragraph]:
    """The paragraphs as text, with words cut at the ends of lines joined."""
    known = words_of(
        line.text.rpartition(" ")[0] if line.text.endswith(("-", "\u00ad", "\u2010")) else line.text
        for block in blocks
        for line in block.lines
    )
    found = []
    for block in blocks:
        writer = ParagraphWriter()
        for at, line in enumerate(block.lines):
            following = block.lines[at + 1].text if at + 1 < len(block.lines) else None
            _write(writer, line, following, known)
        paragraph = writer.take(block.kind)
        if paragraph:
            found.append(paragraph)
    return found


def _write(writer: ParagraphWriter, line: TextLine, following: str | None, known: frozenset[str]) -> None:
    end = len(line.text)
    how = "space" if following is None else joint(line.text, following, known)
    if how == "join":
        end -= 1
    at = 0
    while at < end:
        until = at
        while until < end and line.hrefs[until] == line.hrefs[at]:
            until += 1
        writer.add(line.text[at:until], line.hrefs[at])
        at = until
    if following is not None and how == "space":
        writer.add(" ", line.hrefs[-1] if line.hrefs and line.hrefs[-1] else None)
