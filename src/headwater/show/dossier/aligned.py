"""A parent beside its child: the passages that they share side by side, what changed in them marked, the rest apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from headwater.show.dossier.marks import Mark, weave
from headwater.show.dossier.reader import markup
from headwater.show.dossier.showing import Showing, direction
from headwater.show.dossier.wordings import changed
from headwater.show.view import Row
from headwater.show.words import CHANGE

_LONGEST = 600
"""Characters of a passage that are shown; its whole text stands on its article's sheet."""
_MOST_BRIEF = 3
"""Passages of an edge that a large case shows."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one side; ``href`` leads to them in their text."""

    words: Markup
    lang: str
    dir: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: a passage of the parent beside its counterpart, or one that has none.

    ``shared``: the two were aligned. ``same``: they are one text.
    """

    parent: Passage | None
    child: Passage | None
    shared: bool
    same: bool
    kinds: list[str]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Parent beside child; ``says`` counts passages that both have, ``more`` those that are not shown."""

    id: str
    parent: str
    parent_href: str | None
    child: str
    pairs: list[Pair]
    says: str
    more: str


def aligned_with(showing: Showing, article: str) -> list[Aligned]:
    """The article beside each parent of it that is in the case, wherever passages of both were aligned."""
    view, found = showing.view, []
    for edge in view.parents.get(article, []):
        if edge["parent"] in view.articles and edge["parent"] != article:
            spans, changes = _spans(showing, edge), view.changes_between(article, edge["parent"])
            if spans or changes:
                found.append(_Sides(showing, edge, changes).aligned(spans))
    return found


def _spans(showing: Showing, edge: Row) -> list[tuple[Span, Span]]:
    """(parent's, child's) places of the passages that were aligned, in the order of the child."""
    found = []
    for row in showing.view.reuse_of.get(frozenset((edge["child"], edge["parent"])), []):
        parent, child = ("a", "b") if row["a"] == edge["parent"] else ("b", "a")
        found += [
            ((pair[parent]["start"], pair[parent]["end"]), (pair[child]["start"], pair[child]["end"]))
            for pair in row["aligned"]
        ]
    return sorted(set(found), key=lambda pair: (pair[1], pair[0]))


class _Sides:
    """Both texts of one edge, with the words that its changes mark."""

    def __init__(self, showing: Showing, edge: Row, changes: list[Row]) -> None:
        self._showing = showing
        self._edge = edge
        self._changes = changes
        self._marks = {side: self._marked(side) for side in ("parent", "child")}

    def aligned(self, spans: list[tuple[Span, Span]]) -> Aligned:
        """The rows: shared passages, between them what only one side has, and changes that lie in none of them."""
        showing = self._showing
        whole = showing.small
        t, rest = showing.t, 0 if whole else max(len(spans) - _MOST_BRIEF, 0)
        pairs = list(self._with_gaps(spans) if whole else self._shared(spans[:_MOST_BRIEF]))
        return Aligned(
            showing.place(self._edge["id"]),
            showing.name(self._edge["parent"]),
            showing.href(self._edge["parent"]),
            showing.outlet(self._edge["child"]),
            pairs,
            f"{t.count(len(spans), 'shared passage')}, {t.count(len(self._changes), 'change')}",
            t.count(rest, "more shared passage") if rest else "",
        )

    def _shared(self, spans: list[tuple[Span, Span]]) -> Iterator[Pair]:
        for parent, child in spans:
            yield self._pair(parent, child)

    def _with_gaps(self, spans: list[tuple[Span, Span]]) -> Iterator[Pair]:
        """Each shared passage after what stands before it on either side and is not shared."""
        gaps = {side: self._gaps(side, spans) for side in ("parent", "child")}
        for parent, child in spans:
            yield from self._apart(gaps["parent"].pop(parent[0], None), gaps["child"].pop(child[0], None))
            yield self._pair(parent, child)
        yield from self._apart(gaps["parent"].pop(-1, None), gaps["child"].pop(-1, None))

    def _gaps(self, side: str, spans: list[tuple[Span, Span]]) -> dict[int, Span]:
        """Stretches of a side that are not shared, by where the shared passage after them begins; the last under -1."""
        text, found, last = self._text(side), {}, 0
        for start, end in sorted(pair[side == "child"] for pair in spans):
            if any(letter.isalnum() for letter in text[last:start]):
                found[start] = (last, start)
            last = max(last, end)
        if any(letter.isalnum() for letter in text[last:]):
            found[-1] = (last, len(text))
        return found

    def _apart(self, parent: Span | None, child: Span | None) -> Iterator[Pair]:
        if parent or child:
            yield self._pair(parent, child, shared=False)

    def _pair(self, parent: Span | None, child: Span | None, *, shared: bool = True) -> Pair:
        texts = [
            self._text(side)[span[0] : span[1]]
            for side, span in (("parent", parent), ("child", child))
            if span
        ]
        kinds = {
            self._showing.t.say(CHANGE, row["kind"])
            for row in self._changes
            if _meets(row["child"], child) or _meets(row["parent"], parent)
        }
        same = shared and not kinds and len(texts) == 2 and _plain(texts[0]) == _plain(texts[1])
        return Pair(
            self._passage("parent", parent) if parent else None,
            self._passage("child", child) if child else None,
            shared,
            same,
            sorted(kinds),
        )

    def _text(self, side: str) -> str:
        return str(self._showing.view.articles[self._edge[side]]["text"])

    def _passage(self, side: str, span: Span) -> Passage:
        showing, name, text = self._showing, self._edge[side], self._text(side)
        start, end = _trimmed(text, span)
        cut = min(end, start + _LONGEST)
        marks = [mark for mark in self._marks[side] if mark.start < cut and mark.end > start]
        words = markup(weave(text, start, cut, marks, showing.masking.spans(name)))
        lang = showing.view.language_at(showing.view.articles[name], start)
        return Passage(
            words + "…" if cut < end else words, lang, direction(lang), self._place(name, start, end)
        )

    def _place(self, name: str, start: int, end: int) -> str | None:
        """The place of the first claim within these words, else of the part that they stand in."""
        view = self._showing.view
        within = (row["id"] for row in view.claims.get(name, []) if start <= row["start"] < end)
        part = (row["id"] for row in view.parts.get(name, []) if row["start"] <= start < row["end"])
        found = (self._showing.href(row_id) for row_id in itertools.chain(within, part))
        return next((href for href in found if href), None)

    def _marked(self, side: str) -> list[Mark]:
        """Places of a side that a change names, overlapping ones joined, the child's with what kind of change it is."""
        other = "child" if side == "parent" else "parent"
        notes: dict[Span, dict[str, None]] = {}
        for row in self._changes:
            if row[side]["start"] is not None:
                for place in changed(row[side], row[other], row):
                    notes.setdefault(place, {})[self._showing.t.say(CHANGE, row["kind"])] = None
        marks: list[Mark] = []
        for (start, end), kinds in sorted(notes.items()):
            if marks and start < marks[-1].end:
                told = dict.fromkeys((*marks[-1].note.split("; "), *kinds))
                marks[-1] = Mark("change", marks[-1].start, max(end, marks[-1].end), note="; ".join(told))
            else:
                marks.append(Mark("change", start, end, note="; ".join(kinds)))
        return marks


def _meets(side: dict[str, Any], span: Span | None) -> bool:
    return (
        span is not None and side["start"] is not None and side["start"] < span[1] and side["end"] > span[0]
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _trimmed(text: str, span: Span) -> Span:
    """A stretch without the white space and stops at its ends that are left between passages."""
    start, end = span
    while start < end and not (text[start].isalnum() or text[start] in "“\"'«([„‘"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
