"""Rows as lines of text in the order in which they are read, each letter with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headwater.articles.documents.glyphs import Row, WebLink
from headwater.articles.documents.writing import Cell, direction, nests_well, read_order, runs_leftward


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its text, its edges, and how it is set. ``hrefs`` has an address or None for every letter."""

    text: str
    hrefs: tuple[str | None, ...]
    left: float
    right: float
    y: float
    size: float
    bold: bool
    leftward: bool
    page: int
    column: int

    @property
    def begins(self) -> float:
        """How far its beginning stands from the page's edge, in the direction of reading."""
        return -self.right if self.leftward else self.left

    @property
    def ends(self) -> float:
        """Where its end stands, in the direction of reading."""
        return -self.left if self.leftward else self.right


def lines_of(
    region: Sequence[Row], links: Sequence[WebLink], page: int, column: int, mirrored: bool
) -> list[TextLine]:
    """The lines of one column."""
    leftward = runs_leftward([text for row in region for text, _ in _cells(row)])
    return [_line(row, links, page, column, leftward, mirrored) for row in region]


def _line(
    row: Row, links: Sequence[WebLink], page: int, column: int, leftward: bool, mirrored: bool
) -> TextLine:
    cells = _cells(row)
    if any(direction(text) == "R" for text, _ in cells):
        cells = read_order(cells, leftward, mirrored)
    over = [link for link in links if link.bottom - 1 <= row.y + row.size / 3 <= link.top + 1]
    text: list[str] = []
    hrefs: list[str | None] = []
    for letters, middle in cells:
        href = next((link.href for link in over if link.left <= middle <= link.right), None)
        text.append(letters)
        hrefs += [href] * len(letters)
    bold = sum(word.letters for word in row.words if word.bold) * 2 > sum(word.letters for word in row.words)
    return TextLine(
        "".join(text), tuple(hrefs), row.left, row.right, row.y, row.size, bold, leftward, page, column
    )


def _cells(row: Row) -> list[Cell]:
    """Letters of a row from left to right, with white space between its words."""
    cells: list[Cell] = []
    for number, word in enumerate(row.words):
        if number:
            cells.append((" ", (row.words[number - 1].right + word.left) / 2))
        cells += [(glyph.text, (glyph.left + glyph.right) / 2) for glyph in word.glyphs]
    return cells


def brackets_are_drawn(regions: Sequence[Sequence[Row]]) -> bool:
    """Whether a document gives brackets of text from right to left as drawn: then they nest once they change sides."""
    drawn = written = 0
    for region in regions:
        leftward = runs_leftward([text for row in region for text, _ in _cells(row)])
        if leftward:
            drawn += nests_well("".join(_read(region, leftward, True)))
            written += nests_well("".join(_read(region, leftward, False)))
    return drawn >= written


def _read(region: Sequence[Row], leftward: bool, mirrored: bool) -> Iterator[str]:
    for row in region:
        yield from (text for text, _ in read_order(_cells(row), leftward, mirrored))
