"""Columns of a page: cut where white space runs down between words, read one after the other.

The longest strip of white space that three rows on either side confirm cuts its rows in two; what lies above
and below it, and each side, is cut again (an XY-cut whose cuts need not run through the whole page).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from headwater.articles.documents.glyphs import Word
from headwater.articles.documents.rows import Row, rows_of

_LEAST_WIDTH = 0.7  # of the letters' size
_LEAST_ROWS = 3
_MOST_CUTS = 60
_MOST_STRIPS = 24
_MOST_GAPS = 12  # of a row, the widest
_MOST_ROWS = 1_000  # a page with more is no page of columns
_SHORT_CELL = 14  # signs of a table's cell, in the middle
_HEADLINE = 1.3
_ASCENT = 0.75  # how far letters reach above their base line, of their size
_FAR = 1e9


@dataclass(frozen=True, slots=True)
class _Strip:
    """White space between two edges that runs from row ``first`` to row ``last``."""

    left: float
    right: float
    first: int
    last: int
    rows_left: int
    rows_right: int


def regions(words: Sequence[Word], leftward: bool) -> list[list[Row]]:
    """The rows of a page's columns, in the order in which they are read."""
    return list(_regions(words, leftward, _Cuts(_MOST_CUTS)))


@dataclass(slots=True)
class _Cuts:
    """How many cuts a page may still have: a page made of noise would have them without end."""

    left: int

    def take(self) -> bool:
        """Whether one more may be made; takes it."""
        self.left -= 1
        return self.left >= 0


def _regions(words: Sequence[Word], leftward: bool, cuts: _Cuts) -> Iterator[list[Row]]:
    rows = rows_of(words)
    strip = _best(rows) if cuts.left > 0 else None
    if strip is None or not cuts.take():
        yield from [rows] if rows else []
        return
    middle = (strip.left + strip.right) / 2
    inside = [word for row in rows[strip.first : strip.last + 1] for word in row.words]
    left = [word for word in inside if (word.left + word.right) / 2 < middle]
    right = [word for word in inside if (word.left + word.right) / 2 >= middle]
    above = [word for row in rows[: strip.first] for word in row.words]
    below = [word for row in rows[strip.last + 1 :] for word in row.words]
    for part in (above, *((right, left) if leftward else (left, right)), below):
        yield from _regions(part, leftward, cuts)


def _best(rows: Sequence[Row]) -> _Strip | None:
    """The strip that runs furthest down, the wider of two; none in a table, whose rows are read whole."""
    if not _LEAST_ROWS <= len(rows) <= _MOST_ROWS:
        return None
    size = median(row.size for row in rows)
    found = [
        strip
        for strip in _strips(rows, size)
        if min(strip.rows_left, strip.rows_right) >= _LEAST_ROWS and not _is_table(rows, strip)
    ]
    return max(found, key=lambda one: (one.last - one.first, one.right - one.left, -one.left), default=None)


def _strips(rows: Sequence[Row], size: float) -> Iterator[_Strip]:
    """All strips that end: at a row that crosses them, at a headline that stands alone, or with the rows."""
    active: list[_Strip] = []
    for number, row in enumerate(rows):
        if _is_headline(rows, number, size):
            yield from active
            active = []
            continue
        gaps = _gaps(row, size)
        longer: dict[tuple[int, int], _Strip] = {}
        for strip in active:
            kept = [one for gap in gaps if (one := _narrowed(strip, gap, row, number, size))]
            if not kept:
                yield strip
            for one in kept:
                key = (round(one.left), round(one.right))
                if key not in longer or one.first < longer[key].first:
                    longer[key] = one
        for left, right in gaps:
            key = (round(left), round(right))
            if key not in longer:
                longer[key] = _Strip(left, right, number, number, left > -_FAR, right < _FAR)
        active = sorted(longer.values(), key=lambda one: (one.first, one.left))[:_MOST_STRIPS]
    yield from active


def _gaps(row: Row, size: float) -> list[tuple[float, float]]:
    """White space of a row wide enough to lie between columns, and that beside it."""
    found: list[tuple[float, float]] = []
    right = row.left
    for word in row.words:
        if word.left - right >= _LEAST_WIDTH * size:
            found.append((right, word.left))
        right = max(right, word.right)
    if len(found) > _MOST_GAPS:
        found = sorted(sorted(found, key=lambda gap: (gap[0] - gap[1], gap[0]))[:_MOST_GAPS])
    return [(-_FAR, row.left), *found, (right, _FAR)]


def _narrowed(strip: _Strip, gap: tuple[float, float], row: Row, number: int, size: float) -> _Strip | None:
    left, right = max(strip.left, gap[0]), min(strip.right, gap[1])
    if right - left < _LEAST_WIDTH * size:
        return None
    beside_left, beside_right = row.left < left, row.right > right
    return _Strip(
        left, right, strip.first, number, strip.rows_left + beside_left, strip.rows_right + beside_right
    )


def _is_headline(rows: Sequence[Row], number: int, size: float) -> bool:
    """Whether a row is set large and has no other row beside it."""
    row = rows[number]
    if row.size < _HEADLINE * size:
        return False
    clear_above = number == 0 or rows[number - 1].y - row.y > _ASCENT * row.size
    clear_below = number + 1 == len(rows) or row.y - rows[number + 1].y > _ASCENT * rows[number + 1].size
    return clear_above and clear_below


def _is_table(rows: Sequence[Row], strip: _Strip) -> bool:
    """Whether a strip lies between cells: most rows have words on both sides, and those of one side are short."""
    inside = rows[strip.first : strip.last + 1]
    middle = (strip.left + strip.right) / 2
    sides = [
        (
            sum(word.letters for word in row.words if word.right < middle),
            sum(word.letters for word in row.words if word.left > middle),
        )
        for row in inside
    ]
    both = [(left, right) for left, right in sides if left and right]
    if len(both) < 0.7 * len(inside):
        return False
    return min(median(left for left, _ in both), median(right for _, right in both)) <= _SHORT_CELL
