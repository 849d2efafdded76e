"""Words of a page as rows from top to bottom, with small raised figures where they belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from headwater.articles.documents.glyphs import Word

_SMALL = 0.9  # of the letters beside it: raised figures are set smaller
_SHORT_MARK = 4
_SAME_ROW = 0.25


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one base line, from left to right."""

    words: tuple[Word, ...]
    y: float
    size: float

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.words[-1].right


def rows_of(words: Sequence[Word]) -> list[Row]:
    """Words as rows from top to bottom; small raised figures join the row that they belong to."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (-one.y, one.left)):
        if rows and rows[-1][0].y - word.y <= _SAME_ROW * min(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_row(words) for words in _with_raised(rows)]


def _with_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """Rows with small raised words put into the row below; marks of notes are left out."""
    found: list[list[Word]] = []
    for row in rows:
        above = found[-1] if found else []
        size = max(word.size for word in row)
        raised = [word for word in above if _is_raised(word, row[0].y, size)]
        if raised:
            kept = [word for word in above if word not in raised]
            found[-1:] = [kept] if kept else []
            for word in raised:
                row = _without_mark(row, word) if _is_note_mark(word) else [*row, word]
        found.append(row)
    return found


def _is_raised(word: Word, y: float, size: float) -> bool:
    return word.letters <= _SHORT_MARK and word.size < _SMALL * size and 0 < word.y - y < 0.6 * size


def _without_mark(row: list[Word], mark: Word) -> list[Word]:
    """The row with the two words joined that a mark between them set apart."""
    near = 0.3 * mark.size
    left = next((one for one in row if abs(one.right - mark.left) < near), None)
    right = next((one for one in row if abs(one.left - mark.right) < near), None)
    if left is None or right is None or left is right or right.glyphs[0].text.isalnum():
        return row
    joined = Word((*left.glyphs, *right.glyphs), left.left, right.right, left.y, left.size, left.bold)
    return [joined if one is left else one for one in row if one is not right]


def _is_note_mark(word: Word) -> bool:
    return all(glyph.text.isdigit() or glyph.text in "*†‡" for glyph in word.glyphs)


def _row(words: list[Word]) -> Row:
    words = sorted(words, key=lambda one: one.left)
    weights: Counter[float] = Counter()
    for word in words:
        weights[word.size] += word.letters
    size = max(weights, key=lambda one: (weights[one], one))
    return Row(tuple(words), max(word.y for word in words if word.size == size), size)
