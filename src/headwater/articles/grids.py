"""Tables pasted into plain text: lines of cells, set apart so that a row is not read as a sentence of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.articles.lines import Label, Layout

_LEAST_ROWS = 3
_SIGNS = (("\t", re.compile(r"\t+")), ("|", re.compile(r"\s*\|\s*")), (";", re.compile(r"\s*;\s*")))
_LONGEST_CELL = 80
_FIGURE = re.compile(r"[~<>≈+-]?[\d٠-٩][\d٠-٩.,\s%]*")


def mark_tables(layout: Layout, labels: list[Label | None]) -> None:
    """Labels the rows of each table that nothing else has labelled: body still, a stretch of its own."""
    for first, last in _tables(layout):
        because = f"a table of {last - first + 1} rows, pasted as lines"
        for unit in layout.units_in(layout.lines[first].start, layout.lines[last].end):
            labels[unit] = labels[unit] or Label("body", None, because)


def _tables(layout: Layout) -> Iterator[tuple[int, int]]:
    """Runs of lines with as many cells each, figures among them."""
    shapes = [_shape(layout.words(number)) for number in range(len(layout.lines))]
    number = 0
    while number < len(shapes):
        last = number
        while last + 1 < len(shapes) and shapes[number] is not None and shapes[last + 1] == shapes[number]:
            last += 1
        if shapes[number] is not None and last - number + 1 >= _LEAST_ROWS and _counts(layout, number, last):
            yield number, last
        number = last + 1


def _shape(words: str) -> tuple[str, int] | None:
    """The sign between a line's cells and their number; None for a line of prose."""
    for sign, pattern in _SIGNS:
        if sign in words:
            cells = _cells(words, pattern)
            if len(cells) > 1 and all(len(cell) <= _LONGEST_CELL for cell in cells):
                return sign, len(cells)
    return None


def _cells(words: str, pattern: re.Pattern[str]) -> list[str]:
    return pattern.split(words.strip().strip("|"))


def _counts(layout: Layout, first: int, last: int) -> bool:
    """Whether most rows behind the first have a cell that is a figure."""
    rows = [layout.words(number) for number in range(first + 1, last + 1)]
    pattern = dict(_SIGNS)[(_shape(rows[0]) or ("\t", 0))[0]]
    with_figure = [
        row for row in rows if any(_FIGURE.fullmatch(cell.strip()) for cell in _cells(row, pattern))
    ]
    return 2 * len(with_figure) > len(rows)
