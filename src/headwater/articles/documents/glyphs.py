"""Glyphs of a page as words: by their places alone, whatever order the file draws them in."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from headwater.articles.documents.writing import direction

_GENERATED, _SPACE = 1, 32
_FORMS = ((0xFB00, 0xFB06), (0xFB13, 0xFB4F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
_HYPHEN = 2  # pdfium's sign for a hyphen that ends a line, whatever it is there for
_ALEF = "اأإآٱ"
_SAME_ROW = 0.25


@dataclass(frozen=True, slots=True)
class Glyph:
    """What one glyph stands for, where it stands and how it is set; ``index`` is its place in the file."""

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    index: int
    spaced: int  # white space before it in the file: 0 none, 1 supposed by pdfium, 32 written


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs without white space between them, from left to right as seen."""

    glyphs: tuple[Glyph, ...]
    left: float
    right: float
    y: float
    size: float
    bold: bool

    @property
    def letters(self) -> int:
        """How many signs it has."""
        return sum(len(glyph.text) for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class WebLink:
    """A rectangle of a page that leads to an address."""

    left: float
    bottom: float
    right: float
    top: float
    href: str


def links_of(message: dict[str, Any]) -> list[WebLink]:
    """The links of a page's message."""
    return [WebLink(*link) for link in message.get("links", [])]


def words_of(message: dict[str, Any]) -> list[Word]:
    """The words of a page, those in its main direction; text turned otherwise is left out."""
    return [word for row in _glyph_rows(_glyphs(message)) for word in _cut(row)]


def _glyphs(message: dict[str, Any]) -> list[Glyph]:
    styles = message["styles"]
    turns = Counter(styles[one][1] for one in message["style"] if one >= 0 and styles[one][1] >= 0)
    if not turns:
        return []
    turn = max(turns, key=lambda one: (turns[one], -one))
    found: list[Glyph] = []
    seen: set[tuple[str, int, int]] = set()
    spaced = _SPACE
    columns = zip(*(message[name] for name in ("codes", "left", "right", "x", "y", "style")), strict=True)
    for index, (code, left, right, x, y, style) in enumerate(columns):
        if style < 0:
            spaced = max(spaced, code)
            continue
        size, turned, bold = styles[style]
        if turned != turn or size <= 0:
            continue
        left, right, y = _turned(left, right, x, y, turn)
        text = _plain(code)
        key = (text, round(left * 2), round(y * 2))
        if text and key not in seen:  # bold is sometimes faked by printing twice
            seen.add(key)
            found.append(Glyph(text, left, max(left, right), y, size, bool(bold), index, spaced))
            spaced = 0
    return found


def _turned(left: float, right: float, x: float, y: float, turn: int) -> tuple[float, float, float]:
    """A glyph's edges and base line as they would be if its text ran from left to right."""
    if turn == 1:
        return left, right, -x
    if turn == 2:
        return -right, -left, -y
    if turn == 3:
        return -right, -left, x
    return left, right, y


def _plain(code: int) -> str:
    """The letters of a glyph: presentation forms and ligatures as the letters that they stand for."""
    if code == _HYPHEN:
        return "-"
    if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code in (0x640, 0xFEFF, 0xFFFE, 0xFFFF):
        return ""
    letter = chr(code)
    if any(first <= code <= last for first, last in _FORMS):
        return unicodedata.normalize("NFKC", letter).replace(" ", "")
    return "" if unicodedata.category(letter) == "Cf" and letter != "\u00ad" else letter


def _glyph_rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs on one base line, from left to right; marks above and below behind the letter they belong to."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: (-one.y, one.left)):
        if row and row[0].y - glyph.y > _SAME_ROW * min(row[0].size, glyph.size):
            yield _joined(row)
            row = []
        row.append(glyph)
    if row:
        yield _joined(row)


def _joined(row: list[Glyph]) -> list[Glyph]:
    """Letters of a row from left to right, each with its marks; glyphs of one box as one."""
    row = sorted(row, key=lambda one: (one.left + one.right, one.index))
    found: list[Glyph] = []
    marks: list[Glyph] = []
    for glyph in row:
        if glyph.text and all(unicodedata.combining(letter) for letter in glyph.text):
            marks.append(glyph)
        elif found and abs(found[-1].index - glyph.index) == 1 and _same_box(found[-1], glyph):
            found[-1] = _merged(found[-1], glyph)
        else:
            found.append(glyph)
    return _with_marks(found, marks)


def _same_box(left: Glyph, right: Glyph) -> bool:
    return (
        abs(left.left - right.left) < 0.02 and abs(left.right - right.right) < 0.02 and left.right > left.left
    )


def _merged(first: Glyph, second: Glyph) -> Glyph:
    """Two letters that one glyph draws; lam and alef are written in that order."""
    one, other = (first, second) if first.index < second.index else (second, first)
    text = one.text + other.text
    if len(text) == 2 and text[0] in _ALEF and text[1] == "ل":
        text = text[1] + text[0]
    return Glyph(text, one.left, one.right, one.y, one.size, one.bold, one.index, one.spaced or other.spaced)


def _with_marks(letters: list[Glyph], marks: list[Glyph]) -> list[Glyph]:
    """Each mark behind the letter that it stands over most, the one drawn next to it where that is a tie."""
    if not marks:
        return letters
    if not letters:
        return marks
    found = list(letters)
    centres = [(one.left + one.right) / 2 for one in letters]
    at = 0
    for mark in marks:
        centre = (mark.left + mark.right) / 2
        while at + 1 < len(letters) and abs(centres[at + 1] - centre) < abs(centres[at] - centre):
            at += 1
        near = range(max(0, at - 1), min(len(letters), at + 2))
        best = min(
            near, key=lambda n: (-round(_overlap(letters[n], mark), 1), abs(letters[n].index - mark.index))
        )
        base = found[best]
        found[best] = Glyph(
            base.text + mark.text,
            base.left,
            base.right,
            base.y,
            base.size,
            base.bold,
            base.index,
            base.spaced,
        )
    return found


def _overlap(letter: Glyph, mark: Glyph) -> float:
    return min(letter.right, mark.right) - max(letter.left, mark.left)


def _cut(row: list[Glyph]) -> Iterator[Word]:
    """Words of a row of glyphs."""
    begin = 0
    for at, (left, right) in enumerate(pairwise(row), start=1):
        if _is_apart(left, right):
            yield _word(row[begin:at])
            begin = at
    yield _word(row[begin:])


def _is_apart(left: Glyph, right: Glyph) -> bool:
    """Whether white space lies between two neighbours: as wide as one, or written and not overprinted."""
    gap = (right.left - left.right) / max(left.size, right.size)
    between = right.spaced if right.index > left.index else left.spaced
    near = abs(right.index - left.index) <= 4
    # pdfium moves the white space of text that runs from right to left, so there it proves less.
    leftward = direction(left.text) == "R" or direction(right.text) == "R"
    if gap > 0.27 or (near and between == _SPACE and gap > (0.12 if leftward else -0.15)):
        return True
    if near and between == _GENERATED:
        return gap > (0.22 if leftward else 0.1)
    return gap > 0.16 and left.text.isascii() and right.text.isascii()


def _word(glyphs: Sequence[Glyph]) -> Word:
    sizes = Counter(glyph.size for glyph in glyphs)
    size = max(sizes, key=lambda one: (sizes[one], one))
    bold = sum(glyph.bold for glyph in glyphs) * 2 > len(glyphs)
    left, right = min(one.left for one in glyphs), max(one.right for one in glyphs)
    return Word(tuple(glyphs), left, right, glyphs[0].y, size, bold)
