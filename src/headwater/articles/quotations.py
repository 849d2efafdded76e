"""A whole article quoted in another: the sentence that introduces it, and how far it goes."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.articles.creditlines import read_inline, read_line
from headwater.articles.lexicons import line_starts, patterns
from headwater.articles.lines import Label, Layout
from headwater.articles.names import as_printed, evened, is_name, tidy

_LONGEST_INTRO = 400
_LEAST_LINES = 2
_LEAST_LETTERS = 400
_INNER_TITLE_WITHIN = 4
_OPEN, _CLOSE = '"“«„', '"”»“'


@dataclass(frozen=True, slots=True)
class Intro:
    """The line that introduces a quoted article, and whose article it is."""

    line: int
    name: str | None
    words: str


def mark_quoted_whole(layout: Layout, labels: list[Label | None]) -> None:
    """Labels the units of an article quoted whole, as far as they are not labelled yet."""
    number = 0
    while number < len(layout.lines):
        intro = _intro(layout, labels, number)
        if intro is None:
            number += 1
            continue
        first = _first_line(layout, intro)
        last = _last_line(layout, labels, first)
        letters = sum(len(layout.lines[at]) for at in range(first, last + 1))
        if last - first + 1 >= _LEAST_LINES and letters >= _LEAST_LETTERS:
            _fill(layout, labels, first, last, intro)
            number = last
        number += 1


def _intro(layout: Layout, labels: list[Label | None], number: int) -> Intro | None:
    units = layout.units_of_line(number)
    if not units or labels[units[-1]] is not None:
        return None
    start, end = layout.units[units[-1]]
    words = evened(layout.text[start:end])
    if len(words) > _LONGEST_INTRO or not _leads_on(layout, number, words):
        return None
    for pattern in patterns("credits", "republished"):
        found = pattern.search(words)
        if found:
            named = found.groupdict().get("name")
            name = as_printed(tidy(named), layout.text[start:end]) if named and is_name(named) else None
            return Intro(number, name, layout.text[start:end])
    translated = next(read_inline(words), None)
    if translated and translated.kind == "translator":
        return Intro(number, None, layout.text[start:end])
    return None


def _leads_on(layout: Layout, number: int, words: str) -> bool:
    """Whether a sentence ends in a colon, or the next line is a title label."""
    if words.rstrip().endswith(":"):
        return True
    following = layout.words(number + 1) if number + 1 < len(layout.lines) else ""
    return bool(line_starts("credits", "inner_title").match(evened(following)))


def _first_line(layout: Layout, intro: Intro) -> int:
    """The line where the quoted text begins: its own title line where one is near, or the next line."""
    for number in range(intro.line + 1, min(intro.line + 1 + _INNER_TITLE_WITHIN, len(layout.lines))):
        if line_starts("credits", "inner_title").match(evened(layout.words(number))):
            return number
    return intro.line + 1


def _last_line(layout: Layout, labels: list[Label | None], first: int) -> int:
    """The last line of the quoted text: the one that closes its quotation marks, or the last before a credit."""
    end = len(layout.lines) - 1
    for number in range(first, len(layout.lines)):
        units = layout.units_of_line(number)
        ended = units and labels[units[0]] is not None and labels[units[0]].kind == "boilerplate"  # type: ignore[union-attr]
        if ended or set(layout.words(number)) <= set("*-_=# "):
            end = number - 1
            break
        if number > first and read_line(layout.words(number), ("original", "original_link", "via")):
            end = number - 1
            break
    opened = [at for at in range(first, min(first + 2, end + 1)) if layout.words(at)[:1] in _OPEN]
    if opened:
        closed = [at for at in range(opened[0], end + 1) if layout.words(at).rstrip(" .")[-1:] in _CLOSE]
        if closed:
            return closed[-1]
    return end


def _fill(layout: Layout, labels: list[Label | None], first: int, last: int, intro: Intro) -> None:
    words = intro.words if len(intro.words) <= 100 else intro.words[:97].rstrip() + "…"
    label = Label("quoted_whole", intro.name, f'introduced as another\'s text by "{words}"')
    for unit in layout.units_in(layout.lines[first].start, layout.lines[last].end):
        labels[unit] = labels[unit] or label
