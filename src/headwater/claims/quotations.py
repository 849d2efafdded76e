"""Where an article's quotations begin and end, whatever the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’", '"': '"'}
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-ZÀ-Ý])|.(?=\n)")
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
    for at, mark in enumerate(text):
        if start >= 0 and at - start > _LONGEST:
            yield Quotation(start, _line_end(text, start), False)
            start = -1
        if mark not in '«»“”„‹›‘’"':
            continue
        if start < 0:
            if _opens(text, at):
                start, opened, depth = at, mark, 1
            continue
        if opened == '"' and _opens(text, at) and at and text[at - 1] in "\n ":
            if text[at - 1] != "\n":  # a closing mark was lost before this opening one
                yield Quotation(start, _line_end(text, start), False)
                start = at
        elif _closes(text, at, opened):
            depth -= 1
            if depth == 0:
                yield Quotation(start, at + 1, True)
                start = -1
        elif mark == opened and opened in "«‹" and not _heads_line(text, at):
            depth += 1
    if start >= 0:
        yield Quotation(start, _line_end(text, start), False)


def _heads_line(text: str, at: int) -> bool:
    """Whether ``at`` is the first character of a line."""
    return at == 0 or text[at - 1] == "\n"


def _line_end(text: str, start: int) -> int:
    """Where a quotation that is never closed ends: with its sentence, at the latest with its line."""
    m = _SENTENCE_END.search(text, start)
    return m.start() + 1 if m else len(text)
