"""A draft cut into units: the pieces of its head and foot, and the sentences between them."""

from __future__ import annotations

import re
from itertools import pairwise

from headwater.articles.captions import inline_caption
from headwater.articles.config import ArticlesConfig
from headwater.articles.datelines import find_lost_dateline, read_dateline
from headwater.articles.drafts import Draft
from headwater.articles.heads import read_head
from headwater.articles.lexicons import abbreviations, line_starts
from headwater.articles.lines import Layout, Line, line_numbers, lines_of
from headwater.articles.live import stamps_of
from headwater.articles.repeats import doubled_at
from headwater.articles.segmentation import split
from headwater.articles.stretches import Stretch
from headwater.articles.tails import read_foot

_TAGS = re.compile(r"(?:(?<=[.!?\"”»] )|(?<=\n))(?:Tags|Mots-clés) (?=[^\W_])")
_TAG_ZONE = 700
_MOST_TAGS = 30
_FOOT_LINES = 6
_LONG_LINE = 400
_SENTENCE = 100
_STOPS = (".", "!", "?", "…", "”", "»", '"', "؟")


def lay_out(draft: Draft, config: ArticlesConfig) -> Layout:
    """The lines and units of a draft."""
    text = draft.text
    lines = list(lines_of(text, draft.body_start))
    head = _head(text, draft.body_start, draft.title, lines)
    begin = max([draft.body_start, *(piece.end for piece in head)])
    foot = _foot(text, begin, lines)
    until = foot[0].start if foot else len(text)
    head += [piece for piece in _inner_datelines(text, lines, begin) if piece.end <= until]
    pieces = sorted([*head, *foot], key=lambda piece: piece.start)
    title = [(0, len(draft.title))] if draft.title.strip() else []
    marks = sorted(
        {mark.start for mark in draft.marks}
        | {mark.end for mark in draft.marks}
        | {stamp.end for stamp in stamps_of(text, lines)}
    )
    units = title + _units(text, draft.body_start, pieces, marks, config.longest_sentence)
    return Layout(text, len(title), lines, units, line_numbers(units, lines), head, foot)


def _foot(text: str, begin: int, lines: list[Line]) -> list[Stretch]:
    """The foot of running text; of a text in lines, what closes its last lines behind their last sentence."""
    if len(lines) <= 1:
        return read_foot(text, begin)
    found: list[Stretch] = []
    for line in lines[-_FOOT_LINES:]:
        if line.end > begin:
            pieces = read_foot(text, max(begin, line.start), line.end)
            found += [piece for piece in pieces if _closes(text, line, piece)]
    return found


def _closes(text: str, line: Line, piece: Stretch) -> bool:
    """Whether a piece stands behind a line's last sentence, and is not the end of a caption or a byline."""
    if piece.role == "boilerplate" and len(line) < _LONG_LINE:
        return False
    before = text[line.start : piece.start].rstrip()
    return before.endswith(_STOPS) or (
        len(before) > _SENTENCE and not line_starts("parts", "caption").match(before)
    )


def _head(text: str, start: int, title: str, lines: list[Line]) -> list[Stretch]:
    """The head's pieces, then a caption and tags where they follow, then what stands behind them."""
    head = read_head(text, start, title)
    at = head[-1].end if head else start
    caption = inline_caption(text, at)
    if caption is None and not any(piece.role == "dateline" for piece in head):
        newline = text.find("\n", at)
        lost = find_lost_dateline(text, at, min(at + _TAG_ZONE, newline if newline >= 0 else len(text)))
        head += [lost] if lost else []
    if caption:
        head.append(caption)
        behind = caption.end + len(text[caption.end :]) - len(text[caption.end :].lstrip())
        dateline = read_dateline(text, behind)
        if dateline:
            head.append(dateline)
    tags = _tags(text, max((piece.end for piece in head if piece.role != "dateline"), default=start))
    return sorted(head + ([tags] if tags else []), key=lambda piece: piece.start)


def _tags(text: str, at: int) -> Stretch | None:
    """A list of tags in the running text: "... a monitor said. Tags Syria war At least six ..."."""
    found = _TAGS.search(text, at, at + _TAG_ZONE)
    if found is None:
        return None
    openers = abbreviations().openers
    position = found.end()
    for number, word in enumerate(re.finditer(r"\S+", text[position : position + 400])):
        if number > _MOST_TAGS:
            break
        bare = word.group().strip('"“”')
        if number and bare[:1].isupper() and bare.lower() in openers:
            end = position + word.start()
            return Stretch(found.start(), end, "boilerplate", words=text[found.start() : end].strip())
    return None


def _inner_datelines(text: str, lines: list[Line], begin: int) -> list[Stretch]:
    """Datelines at the start of later lines; far down only those with an agency in brackets."""
    found = []
    for number, line in enumerate(lines):
        if line.start < begin or len(line) < 40:
            continue
        dateline = read_dateline(text, line.start)
        if dateline and dateline.end < line.end and (number < 6 or (dateline.name and "(" in dateline.words)):
            found.append(dateline)
    return found


def _units(
    text: str, start: int, pieces: list[Stretch], marks: list[int], longest: int
) -> list[tuple[int, int]]:
    units: list[tuple[int, int]] = []
    at = start
    for piece in pieces:
        if piece.start < at:
            continue
        units.extend(_between(text, at, piece.start, marks, longest))
        units.extend(split(text, piece.start, piece.end, max(longest, piece.end - piece.start)))
        at = piece.end
    units.extend(_between(text, at, len(text), marks, longest))
    return units


def _between(text: str, start: int, end: int, marks: list[int], longest: int) -> list[tuple[int, int]]:
    """Sentences of a stretch, cut where the file's mark-up sets something apart."""
    cuts = [start, *(mark for mark in marks if start < mark < end), end]
    found: list[tuple[int, int]] = []
    for left, right in pairwise(cuts):
        for begin, stop in split(text, left, right, longest):
            again = doubled_at(text, begin, stop)
            found += [(begin, again), (again, stop)] if again else [(begin, stop)]
    return [trimmed_span(text, *span) for span in found]


def trimmed_span(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without white space at its end."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
