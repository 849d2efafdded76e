"""Parts: stretches of an article with their own provenance; they tile its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from headwater.articles.boilerplate import mark_boilerplate
from headwater.articles.captions import mark_captions
from headwater.articles.creditlines import SAYS_ORIGIN, is_address, read_line
from headwater.articles.drafts import Draft
from headwater.articles.embeds import mark_embeds
from headwater.articles.grids import mark_tables
from headwater.articles.lines import Label, Layout
from headwater.articles.lists import mark_lists
from headwater.articles.live import mark_live
from headwater.articles.pasted import mark_pasted, opens_text
from headwater.articles.quotations import mark_quoted_whole
from headwater.articles.stretches import Stretch
from headwater.records.articles import Part
from headwater.records.ids import row_id
from headwater.text.languages import UNDETERMINED

_BODY = Label("body", None, "the article's own text")
_FOOT_LINES = 6
_LONGEST_CREDIT = 160


def label_units(draft: Draft, layout: Layout, codes: Sequence[str]) -> list[Label]:
    """The label of every unit; the surest signs first, what is left is the article's own text."""
    labels: list[Label | None] = [None] * len(layout.units)
    for mark in draft.marks:
        for unit in layout.units_in(mark.start, mark.end):
            labels[unit] = labels[unit] or Label(mark.kind, mark.name, mark.because)
    for piece in [*layout.head, *layout.foot]:
        _mark_piece(layout, labels, piece, foot=piece in layout.foot)
    mark_embeds(layout, labels)
    mark_lists(layout, labels)
    mark_boilerplate(layout, labels)
    mark_captions(layout, labels)
    _mark_credit_lines(layout, labels)
    mark_quoted_whole(layout, labels)
    mark_pasted(layout, codes, labels)
    mark_live(layout, labels)
    mark_tables(layout, labels)
    return [label or _BODY for label in labels]


def _mark_piece(layout: Layout, labels: list[Label | None], piece: Stretch, foot: bool) -> None:
    """Captions, buttons and everything of the foot are no body; date lines and repeated headlines are."""
    if piece.role == "caption":
        label = Label(
            "caption", piece.name, f"words under a picture, ending in its credit: {piece.words[-40:]}"
        )
    elif foot:
        label = Label("boilerplate", None, "stands behind the last sentence and tells nothing of the events")
    elif piece.role in ("boilerplate", "photo"):
        label = Label("boilerplate", None, "printed by the page between the headline and the text")
    else:
        return
    for unit in layout.units_in(piece.start, piece.end):
        labels[unit] = labels[unit] or label


def _mark_credit_lines(layout: Layout, labels: list[Label | None]) -> None:
    """Lines at the foot that say where the text comes from are no part of what it tells."""
    for number in range(max(1, len(layout.lines) - _FOOT_LINES), len(layout.lines)):
        units = layout.units_of_line(number)
        words = layout.words(number)
        if not units or labels[units[0]] is not None or len(words) > _LONGEST_CREDIT * 2:
            continue
        if is_address(words):
            label = Label("boilerplate", None, f"{SAYS_ORIGIN}: a bare web address")
        elif read_line(words) and not opens_text(layout, labels, number - 1):
            label = Label("boilerplate", None, SAYS_ORIGIN)
        else:
            continue
        for unit in units:
            labels[unit] = labels[unit] or label


def tile(
    draft: Draft, layout: Layout, codes: Sequence[str], labels: Sequence[Label]
) -> tuple[list[Part], list[int]]:
    """The parts of an article, and for each unit the number of its part.

    A part begins where its first unit begins, the first one at 0, and ends where the next begins.
    """
    starts: list[int] = []
    number_of: list[int] = []
    for at, label in enumerate(labels):
        if at == 0 or label != labels[at - 1]:
            starts.append(at)
        number_of.append(len(starts) - 1)
    if not starts:
        return [_part(draft, 0, len(draft.text), _BODY, None)], []
    offsets = [0, *(layout.units[at][0] for at in starts[1:]), len(draft.text)]
    parts = []
    for number, at in enumerate(starts):
        until = starts[number + 1] if number + 1 < len(starts) else len(labels)
        lang = _commonest(layout, codes, at, until)
        parts.append(_part(draft, offsets[number], offsets[number + 1], labels[at], lang))
    return parts, number_of


def _part(draft: Draft, start: int, end: int, label: Label, lang: str | None) -> Part:
    identity = row_id("p", draft.id, start, end, label.kind)
    return Part(identity, draft.id, start, end, label.kind, lang, label.name, label.because, label.time)


def _commonest(layout: Layout, codes: Sequence[str], start: int, end: int) -> str | None:
    weight: Counter[str] = Counter()
    for unit in range(start, end):
        if codes[unit] != UNDETERMINED:
            weight[codes[unit]] += layout.units[unit][1] - layout.units[unit][0]
    return min(weight, key=lambda code: (-weight[code], code)) if weight else None
