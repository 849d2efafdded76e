"""Speech whose opening mark was lost: sentences up to a closing mark that nothing opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from headwater.claims.bounds import trim
from headwater.claims.drafts import Draft
from headwater.claims.quotations import Quotation
from headwater.claims.trees import Tree

_CLOSING = "»”"
_OPENING = "«“"
_LONGEST = 8  # sentences of one such speech
_LEAST_WORDS = 2
_PARAGRAPH = re.compile(r"\n\s*\n")


def read_lost_openings(
    trees: Mapping[int, Tree], quotations: Sequence[Quotation], drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """For each sentence between a cue and a closing mark without opening one the draft that the speaker goes on.

    The speech begins behind the last sentence that names a speaker; without one at most eight sentences
    before the mark nothing is read, nor where a blank line stands between them: a mark at the end of a text
    closes the whole of it. ``drafts`` must be all of the article's so far.
    """
    closed = {q.end - 1 for q in quotations if q.closed}
    by_sentence: dict[int, list[int]] = {}
    for n, draft in enumerate(drafts):
        by_sentence.setdefault(draft.sentence, []).append(n)
    order = list(trees.values())
    for place, tree in enumerate(order):
        at = _lone_mark(tree)
        if at is None or at in closed or tree.sentence.title:
            continue
        behind = place
        while behind >= 0 and place - behind < _LONGEST and not _speakers(order[behind], by_sentence, drafts):
            behind -= 1
        told = _speakers(order[behind], by_sentence, drafts) if behind >= 0 else []
        if told and _PARAGRAPH.search(tree.text, order[behind].sentence.end, tree.sentence.start):
            continue
        for said in order[behind + 1 : place + 1] if told else ():
            if not by_sentence.get(said.sentence.index):
                yield from _going_on(said, told[-1])


def _lone_mark(tree: Tree) -> int | None:
    """Where a closing mark ends a sentence in which none opens."""
    start, end = tree.sentence.start, tree.sentence.end
    text = tree.text[start:end].rstrip(" \u00a0\u202f.!?…\n")
    alone = text[-1:] in _CLOSING and bool(text) and not any(mark in text for mark in _OPENING)
    return start + len(text) - 1 if alone else None


def _speakers(tree: Tree, by_sentence: Mapping[int, Sequence[int]], drafts: Sequence[Draft]) -> list[int]:
    """The drafts of a sentence that name who speaks, or of one that opens a quotation any."""
    opens = any(mark in tree.text[tree.sentence.start : tree.sentence.end] for mark in _OPENING)
    own = by_sentence.get(tree.sentence.index, ())
    return [n for n in own if opens or (drafts[n].cue and drafts[n].source)]


def _going_on(tree: Tree, speaker: int) -> Iterator[Draft]:
    start, end = trim(tree.text, tree.sentence.start, tree.sentence.end)
    if len(tree.text[start:end].split()) >= _LEAST_WORDS:
        yield Draft(tree.sentence.index, None, None, ((start, end),), "continued", "say", "", speaker=speaker)
