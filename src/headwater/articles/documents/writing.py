"""From the order seen to the order read: the bidirectional algorithm undone, line by line.

Glyphs come from left to right as they stand on the page. In a line of Arabic or Hebrew the words run from
right to left, but numbers and Latin names in it from left to right (Unicode Annex 9, reversed).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_JOINS_NUMBERS = frozenset(".,:/٫٬")
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}

Cell = tuple[str, float]
"""A letter with its marks, or white space, and the middle of the place where it stands."""


def direction(text: str) -> str:
    """ "R" for a letter of Arabic, Hebrew and their like, "L" of other scripts, "N" of digits, "" for no letter."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "R"
        if kind == "L":
            return "L"
        if kind in ("EN", "AN"):
            return "N"
    return ""


def runs_leftward(texts: Sequence[str]) -> bool:
    """Whether most letters are read from right to left."""
    kinds = [direction(text) for text in texts]
    return kinds.count("R") > kinds.count("L")


def read_order(cells: Sequence[Cell], leftward: bool, mirrored: bool) -> list[Cell]:
    """The cells of a line in the order in which they are read.

    ``leftward``: the line runs from right to left. ``mirrored``: brackets come as they are drawn, so that
    those in text from right to left change sides.
    """
    kinds = _resolved([direction(text) for text, _ in cells], [text for text, _ in cells], leftward)
    runs: list[list[int]] = []
    for at, kind in enumerate(kinds):
        if runs and kinds[runs[-1][-1]] == kind:
            runs[-1].append(at)
        else:
            runs.append([at])
    order: list[int] = []
    for run in reversed(runs) if leftward else runs:
        order += reversed(run) if kinds[run[0]] == "R" else run
    read = [
        (cells[at][0].translate(_MIRRORED), cells[at][1]) if mirrored and kinds[at] == "R" else cells[at]
        for at in order
    ]
    turned = [_facing(read, place) if kinds[at] == "R" else read[place] for place, at in enumerate(order)]
    return _closed_up(turned) if leftward else turned


def _closed_up(cells: Sequence[Cell]) -> list[Cell]:
    """The line without white space on the inner side of brackets."""
    return [
        cell
        for at, cell in enumerate(cells)
        if cell[0] != " "
        or not ((at and cells[at - 1][0] in _PAIRS) or (at + 1 < len(cells) and cells[at + 1][0] in _CLOSING))
    ]


def _facing(read: Sequence[Cell], at: int) -> Cell:
    """A bracket turned to the words that it stands at: the white space beside it shows whether it opens."""
    sign, place = read[at]
    if sign not in _PAIRS and sign not in _CLOSING:
        return read[at]
    before = at == 0 or read[at - 1][0] == " "
    after = at + 1 == len(read) or read[at + 1][0] in (" ", ".", ",", "،", "؛", ":", ";", "؟")
    if before != after and before != (sign in _PAIRS):
        return sign.translate(_MIRRORED), place
    return read[at]


def _resolved(kinds: list[str], texts: Sequence[str], leftward: bool) -> list[str]:
    """ "L" or "R" for every cell: letters as they are, numbers "L", what stands between by its neighbours."""
    found = list(kinds)
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and not kinds[end]:
            end += 1
        if end > at:
            before, after = kinds[at - 1] if at else "", kinds[end] if end < len(kinds) else ""
            found[at:end] = [_between(before, after, "".join(texts[at:end]), leftward)] * (end - at)
        at = max(end, at + 1)
    return ["L" if kind == "N" else kind for kind in found]


def _between(before: str, after: str, text: str, leftward: bool) -> str:
    """What signs without direction are between two neighbours."""
    base = "R" if leftward else "L"
    if before == "N" and after == "N":
        return "L" if text in _JOINS_NUMBERS else base
    if before == "L" and after in ("L", "N"):
        return "L"
    if before == "R" and after == "R":
        return "R"
    return base


def nests_well(text: str) -> int:
    """How many brackets close one that was opened before, less those that close none."""
    waiting: list[str] = []
    score = 0
    for letter in text:
        if letter in _PAIRS:
            waiting.append(letter)
        elif letter in _CLOSING:
            if waiting and waiting[-1] == _CLOSING[letter]:
                waiting.pop()
                score += 1
            else:
                score -= 1
    return score
