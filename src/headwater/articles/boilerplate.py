"""Lines that a site prints around its texts: lists of other texts, appeals, disclaimers, buttons."""

from __future__ import annotations

from headwater.articles.lexicons import any_of, line_starts
from headwater.articles.lines import Label, Layout
from headwater.articles.names import evened

_LONGEST_LABEL = 250
_SECTION_FROM = 0.5  # of the text: further up, a list of other texts is one line long
_LONGEST_TEASER = 200


def mark_boilerplate(layout: Layout, labels: list[Label | None]) -> None:
    """Labels the units of boilerplate lines, and of all lines below one that opens a list or a disclaimer."""
    teaser = False
    for number, line in enumerate(layout.lines):
        units = layout.units_of_line(number)
        if units and labels[units[0]] is not None:
            teaser = False  # its file's own mark-up or its place has settled what it is, and where it ends
            continue
        words = evened(layout.words(number))
        kind = _kind(words)
        if kind == "section" and line.start >= _SECTION_FROM * len(layout.text):
            because = f'from "{_short(words)}" on the page speaks of other things than the article'
            _fill(layout, labels, line.start, len(layout.text), Label("boilerplate", None, because))
            return
        if kind:
            _fill(
                layout,
                labels,
                line.start,
                line.end,
                Label("boilerplate", None, f'a line of the site: "{_short(words)}"'),
            )
        elif teaser and len(words) <= _LONGEST_TEASER and not words.endswith((".", "”", '"', "»")):
            _fill(
                layout,
                labels,
                line.start,
                line.end,
                Label("boilerplate", None, "a headline under a list's label"),
            )
        teaser = kind == "section"


def _kind(words: str) -> str | None:
    """ "section", "line", or None for a line of the text itself."""
    if len(words) > _LONGEST_LABEL and not any_of("parts", "long").match(words):
        return None
    if line_starts("parts", "section").match(words):
        return "section"
    return "line" if line_starts("parts", "boilerplate").match(words) else None


def _fill(layout: Layout, labels: list[Label | None], start: int, end: int, label: Label) -> None:
    for unit in layout.units_in(start, end):
        labels[unit] = labels[unit] or label


def _short(words: str) -> str:
    return words if len(words) <= 50 else words[:47].rstrip() + "…"
