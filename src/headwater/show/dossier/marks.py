"""Weaves marks into a text: properly nested openings and closings, whatever the marks cross."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from headwater.show.masking import Mask, visible

Kind = Literal["headline", "content", "evidence", "source", "cue", "hedge", "change", "place"]
RANK: dict[str, int] = {
    name: rank
    for rank, name in enumerate(
        ("place", "headline", "content", "evidence", "source", "cue", "hedge", "change")
    )
}
"""Of marks with the same border the one with the lower rank is outside."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is marked. ``depth`` counts contents around a content; ``note`` is told after it."""

    kind: Kind
    start: int
    end: int
    anchor: str | None = None
    depth: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """A mark begins; a mark that others cross begins more than once, and is whole in no piece."""

    mark: Mark
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Close:
    """The innermost open mark ends here."""

    mark: Mark
    last: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Words under the marks that are open."""

    text: str
    masked: bool = False


Token = Open | Close | Run


def weave(
    text: str, start: int, end: int, marks: Iterable[Mark], masks: Iterable[Mask] = ()
) -> Iterator[Token]:
    """The stretch ``[start, end)`` of ``text`` as tokens; masked words are replaced once for each mask.

    Time is linear in the text and in the number of borders times the marks open at once.
    """
    inside = [_within(mark, start, end) for mark in marks if max(mark.start, start) < min(mark.end, end)]
    inside.sort(key=lambda mark: (mark.start, -mark.end, RANK[mark.kind], mark.depth, mark.anchor or ""))
    hidden = [mask for mask in masks if mask.start < end and mask.end > start]
    borders = [(m.start, m.end) for m in inside] + [(m.start, m.end) for m in hidden]
    points = sorted({start, end, *(min(max(point, start), end) for pair in borders for point in pair)})
    stack: list[Mark] = []
    waiting, masking = 0, 0
    for here, there in itertools.pairwise(points):
        yield from _close_ended(stack, here)
        while waiting < len(inside) and inside[waiting].start == here:
            yield _open(stack, inside[waiting], first=True)
            waiting += 1
        while masking < len(hidden) and hidden[masking].end <= here:
            masking += 1
        if masking < len(hidden) and hidden[masking].start < there:
            if here <= max(start, hidden[masking].start):
                yield Run(hidden[masking].label, True)
        else:
            yield Run(visible(text[here:there]))
    while stack:
        yield Close(stack.pop(), True)


def _within(mark: Mark, start: int, end: int) -> Mark:
    return replace(mark, start=max(mark.start, start), end=min(mark.end, end))


def _open(stack: list[Mark], mark: Mark, *, first: bool) -> Open:
    last = all(below.end >= mark.end for below in stack)
    stack.append(mark)
    return Open(mark, first, last)


def _close_ended(stack: list[Mark], here: int) -> Iterator[Token]:
    """Close all that end here; what lies above them is closed too and opened again."""
    lowest = next((depth for depth, mark in enumerate(stack) if mark.end <= here), None)
    if lowest is None:
        return
    above = stack[lowest:]
    while len(stack) > lowest:
        mark = stack.pop()
        yield Close(mark, mark.end <= here)
    for mark in above:
        if mark.end > here:
            yield _open(stack, mark, first=False)
