"""Rows as lines of text in the order in which they are read, each letter with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from headwater.articles.documents.glyphs import WebLink
from headwater.articles.documents.rows import Row
from headwater.articles.documents.writing import Cell, direction, nests_well, read_order, runs_leftward

_CELL_GAP = 1.5  # of the letters' size
_SAME_EDGE = 2.5
_TABLE_ROWS = 3


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
    celled: bool = False  # a row of a table

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
    celled = _table_rows(region)
    return [
        _line(row, links, page, column, leftward, mirrored, at in celled) for at, row in enumerate(region)
    ]


def _table_rows(region: Sequence[Row]) -> set[int]:
    """The rows, by number, that stand in cells: three or more with words below each other behind wide white space."""
    places = [_cell_edges(row) for row in region]
    found: set[int] = set()
    run: list[int] = []
    for at, (above, below) in enumerate(pairwise(places)):
        if any(abs(one - other) < _SAME_EDGE for one in above for other in below):
            run = [*run[-_TABLE_ROWS:], at + 1] if run else [at, at + 1]
        else:
            run = []
        if len(run) >= _TABLE_ROWS:
            found.update(run)
    return found


def _cell_edges(row: Row) -> list[float]:
    """Where words begin or end beside wide white space."""
    edges = []
    for left, right in pairwise(row.words):
        if right.left - left.right > _CELL_GAP * row.size:
            edges += [right.left, right.right]
    return edges


def _line(
    row: Row,
    links: Sequence[WebLink],
    page: int,
    column: int,
    leftward: bool,
    mirrored: bool,
    celled: bool,
) -> TextLine:
    cells = _cells(row, celled)
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
        "".join(text),
        tuple(hrefs),
        row.left,
        row.right,
        row.y,
        row.size,
        bold,
        leftward,
        page,
        column,
        celled,
    )


def _cells(row: Row, celled: bool = False) -> list[Cell]:
    """Letters of a row from left to right, with white space between its words; cells of a table set apart."""
    cells: list[Cell] = []
    for number, word in enumerate(row.words):
        if number:
            before = row.words[number - 1].right
            wide = celled and word.left - before > _CELL_GAP * row.size
            cells += [(sign, (before + word.left) / 2) for sign in (" | " if wide else " ")]
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
