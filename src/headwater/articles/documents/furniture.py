"""What pages print beside their text: running heads, running feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from headwater.articles.documents.rows import Row

_ROWS = 3  # at the top and at the bottom of a page
_SAME_PLACE = 5.0
_SHARE = 0.3
_NUMBER = re.compile(
    r"[\W_]*(?:page|p\.|seite|sayfa|стр(?:аница|\.)?|صفحة|ص)?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*"
    r"(?:(?:/|of|sur|de|из|von|من)\s*\d{1,4})?[\W_]*$",
    re.IGNORECASE,
)


def is_page_number(text: str) -> bool:
    """Whether a row holds a page's number and nothing else."""
    return bool(_NUMBER.match(text)) and any(letter.isdigit() or letter in "ivxlcIVXLC" for letter in text)


def furniture(pages: Sequence[Sequence[Row]]) -> list[dict[int, str]]:
    """For each page the rows, by their number, that are no text, and why.

    A row that stands at the same place with the same words (numbers aside) on several pages; a number alone
    at the very top or bottom.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for rows in pages:
        for key in {key for number in _edges(rows) for key in _keys(rows[number])}:
            seen[key] += 1
    least = max(2, round(_SHARE * len(pages) + 0.4999))
    found = []
    for rows in pages:
        out: dict[int, str] = {}
        for number in _edges(rows):
            times = max(seen[key] for key in _keys(rows[number]))
            if is_page_number(_text(rows[number])) and number in (0, len(rows) - 1):
                out[number] = "the number of the page"
            elif len(pages) > 1 and times >= least:
                out[number] = f"printed at the same place on {times} pages"
        found.append(out)
    return found


def _edges(rows: Sequence[Row]) -> list[int]:
    return sorted({*range(min(_ROWS, len(rows))), *range(max(0, len(rows) - _ROWS), len(rows))})


def _keys(row: Row) -> list[tuple[str, int]]:
    """A row's words without numbers, and its height: two, so that a step between two heights does no harm."""
    words = re.sub(r"\d+", "0", re.sub(r"\s+", "", _text(row))).casefold()
    step = row.y / _SAME_PLACE
    return [(words, int(step)), (words, int(step + 0.5) + 100_000)]


def _text(row: Row) -> str:
    return " ".join("".join(glyph.text for glyph in word.glyphs) for word in row.words)
