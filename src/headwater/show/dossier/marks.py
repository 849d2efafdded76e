"""A text cut at the borders of everything that is marked in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from headwater.show.masking import WITHHELD, Mask, visible

MARKS = ("source", "cue", "content", "hedge", "evidence", "headline")
"""What may be marked; each has a colour, a shape of underline and a line in the legend."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is marked, and the anchor by which links reach it."""

    kind: str
    start: int
    end: int
    anchor: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks; ``anchors`` are those that begin here."""

    text: str
    kinds: tuple[str, ...]
    anchors: tuple[str, ...]
    title: str
    masked: bool = False


def cut(text: str, start: int, end: int, marks: Iterable[Mark], masks: Iterable[Mask]) -> list[Piece]:
    """The stretch ``[start, end)`` of ``text`` as pieces, none of which crosses the border of a mark.

    Time is linear in the text and in the number of borders times the marks open at once.
    """
    inside = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    hidden = [mask for mask in masks if mask.start < end and mask.end > start]
    borders = {start, end}
    for stretch in (*inside, *hidden):
        borders.update((max(start, stretch.start), min(end, stretch.end)))
    points = sorted(borders)
    opening: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(max(start, mark.start), []).append(mark)
    pieces: list[Piece] = []
    open_marks: list[Mark] = []
    for here, there in itertools.pairwise(points):
        open_marks = [mark for mark in open_marks if mark.end > here] + opening.get(here, [])
        is_hidden = any(mask.start < there and mask.end > here for mask in hidden)
        pieces.append(_piece(text, here, there, open_marks, is_hidden))
    return pieces


def _piece(text: str, here: int, there: int, open_marks: list[Mark], is_hidden: bool) -> Piece:
    kinds = tuple(kind for kind in MARKS if any(mark.kind == kind for mark in open_marks))
    anchors = tuple(dict.fromkeys(mark.anchor for mark in open_marks if mark.anchor and mark.start == here))
    title = next((mark.title for mark in reversed(open_marks) if mark.title), "")
    return Piece(WITHHELD if is_hidden else visible(text[here:there]), kinds, anchors, title, is_hidden)
