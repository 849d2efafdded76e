"""Where an article's quotations begin and end, whatever the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = {"«": "»", "“": "”", "”": '”“"', "„": "“”", "‹": "›", "‘": "’", '"': '"'}
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-ZÀ-Ý])|.(?=\n)")
_MARKS = re.compile('[«»“”„‹›‘’"]')
_LONGEST = 4000  # characters: a mark that stays open longer was lost, and its quotation ends with its line


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, marks included."""

    start: int
    end: int
    closed: bool  # false: its closing mark was lost


def _opens(text: str, at: int) -> bool:
    """Whether the mark at ``at`` can open a quotation."""
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark == "‘":
        return not before.isalnum() and not after.isspace()
    if mark == '"':
        return (before.isspace() or before in "([-–—:,'’") and not after.isspace()
    if mark == "”":  # set on both sides, as where writing runs from right to left
        return before.isspace() and after.isalnum()
    return mark in _PAIRS


def _closes(text: str, at: int, opened: str) -> bool:
    """Whether the mark at ``at`` closes what ``opened`` opened."""
    mark = text[at]
    if mark not in _PAIRS[opened]:
        return False
    if mark == "’":
        after = text[at + 1] if at + 1 < len(text) else " "
        return not after.isalnum() and not text[at - 1].isspace()
    return True


def find_quotations(text: str) -> list[Quotation]:
    """The outermost quotations of a text, in order; linear in its length.

    A mark that opens while one of its own kind is open continues it at the head of a line, as
    newspapers do in quotations of several paragraphs, and otherwise means that a mark was lost.
    """
    return list(_scan(text))


def _scan(text: str) -> Iterator[Quotation]:
    start, opened, depth = -1, "", 0
    for m in _MARKS.finditer(text):
        at, mark = m.start(), m.group()
        if start >= 0 and at - start > _LONGEST:
            yield Quotation(start, _sentence_end(text, start), False)
            start = -1
        if start < 0:
            if _opens(text, at):
                start, opened, depth = at, mark, 1
        elif _lost_its_end(text, at, opened):
            end = len(text[start : min(_sentence_end(text, start), at)].rstrip()) + start
            yield Quotation(start, end, False)
            start = at
        else:
            depth += _step(text, at, opened)
            if depth == 0:
                yield Quotation(start, at + 1, True)
                start = -1
    if start >= 0:
        yield Quotation(start, _sentence_end(text, start), False)


def _lost_its_end(text: str, at: int, opened: str) -> bool:
    """Whether a straight mark opens another quotation before the open one was closed."""
    return opened == '"' and text[at] == '"' and text[at - 1] == " " and _opens(text, at)


def _step(text: str, at: int, opened: str) -> int:
    """How the mark at ``at`` changes the depth of nested marks of one kind."""
    if opened == '"' and text[at - 1] == "\n" and _opens(text, at):
        return 0  # the next paragraph of the same quotation
    if _closes(text, at, opened):
        return -1
    return 1 if text[at] == opened and opened in "«‹" and not _heads_line(text, at) else 0


def _heads_line(text: str, at: int) -> bool:
    """Whether ``at`` is the first character of a line."""
    return at == 0 or text[at - 1] == "\n"


def _sentence_end(text: str, start: int) -> int:
    """Where a quotation that is never closed ends: with its sentence, at the latest with its line."""
    m = _SENTENCE_END.search(text, start)
    return m.start() + 1 if m else len(text)
