"""Posts embedded in a text: the words above a signature such as "— Name (@handle) February 17, 2023"."""

from __future__ import annotations

import re

from headwater.articles.lines import Label, Layout

_SIGNATURE = re.compile(
    r"[—–-]{1,2}\s?(?P<name>[^@\n]{1,80}?)\s?\(@(?P<handle>\w{1,30})\)(?P<date>[^\n]{0,60})$"
)
_MOST_LINES = 8
_POST_WORDS = re.compile(r"pic\.twitter\.com/|https?://t\.co/|#\w+|@\w+")


def mark_embeds(layout: Layout, labels: list[Label | None]) -> None:
    """Labels the units of an embedded post: its signature line and the lines above it in the same block."""
    for number, line in enumerate(layout.lines):
        words = layout.words(number)
        found = _SIGNATURE.search(words) if "(@" in words else None
        if found is None:
            continue
        start = (
            line.start + found.start() if found.start() else layout.lines[_first_line(layout, number)].start
        )
        if found.start():
            start = _post_start(layout, number, found.start())
        name = f"{found['name'].strip()} (@{found['handle']})"
        label = Label("embed", name, f"a post of {name}, embedded: its signature stands under it")
        for unit in layout.units_in(start, line.end):
            labels[unit] = labels[unit] or label


def _first_line(layout: Layout, number: int) -> int:
    """The line where the post above a signature begins: its block, or the line above a blank one."""
    first = number
    while first > 0 and number - first < _MOST_LINES and not layout.lines[first].gap:
        first -= 1
    if first == number and number > 0:
        first -= 1
    return first


def _post_start(layout: Layout, number: int, signature: int) -> int:
    """Where the post begins when it shares the signature's line: its first unit with a post's marks, or the last."""
    line = layout.lines[number]
    units = [unit for unit in layout.units_of_line(number) if layout.units[unit][0] < line.start + signature]
    for unit in units:
        start, end = layout.units[unit]
        if _POST_WORDS.search(layout.text[start:end]):
            return start
    return layout.units[units[-1]][0] if units else line.start
