"""A second text pasted under the first: by a change of language, or by a headline with its own byline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from headwater.articles.creditlines import read_line
from headwater.articles.datelines import read_dateline
from headwater.articles.headlines import is_headline
from headwater.articles.lines import Label, Layout
from headwater.articles.mastheads import read_masthead
from headwater.text.languages import UNDETERMINED, name_of

_LEAST_LETTERS = 200
_LEAST_UNITS = 2
_QUOTES = '"“«„‘'


def mark_pasted(layout: Layout, codes: Sequence[str], labels: list[Label | None]) -> None:
    """Labels the units of pasted texts, as far as they are not labelled yet."""
    _by_language(layout, codes, labels)
    _by_headline(layout, labels)


def _by_language(layout: Layout, codes: Sequence[str], labels: list[Label | None]) -> None:
    tongues = [_tongue(layout, codes, labels, number) for number in range(len(layout.lines))]
    own = _own(layout, tongues)
    if own is None:
        return
    run: list[int] = []
    for number, tongue in enumerate([*tongues, own]):
        if tongue is None or (run and tongue == tongues[run[0]]):
            run += [number] if run and tongue is not None else []
            continue
        _close(layout, tongues, run, labels, own)
        run = [] if tongue == own else [number]


def _own(layout: Layout, tongues: list[str | None]) -> str | None:
    """The language of the first line long enough to be the article's own."""
    letters: Counter[str] = Counter()
    for number, tongue in enumerate(tongues):
        if tongue is not None:
            letters[tongue] += len(layout.lines[number])
            if letters[tongue] >= 80:
                return tongue
    return None


def _tongue(layout: Layout, codes: Sequence[str], labels: list[Label | None], number: int) -> str | None:
    """The language of one line by characters; None for lines of other parts and lines without a language."""
    weight: Counter[str] = Counter()
    for unit in layout.units_of_line(number):
        if labels[unit] is None and codes[unit] != UNDETERMINED:
            start, end = layout.units[unit]
            weight[codes[unit]] += end - start
    return min(weight, key=lambda code: (-weight[code], code)) if weight else None


def _close(
    layout: Layout, tongues: list[str | None], run: list[int], labels: list[Label | None], own: str
) -> None:
    """Labels a finished run of lines in another language, if it is long enough to be a text."""
    if not run:
        return
    units = layout.units_in(layout.lines[run[0]].start, layout.lines[run[-1]].end)
    letters = sum(len(layout.lines[number]) for number in run)
    quoted = len(run) < 3 and layout.words(run[0])[:1] in _QUOTES
    if letters < _LEAST_LETTERS or len(units) < _LEAST_UNITS or quoted:
        return
    first, other = layout.words(run[0]), name_of(tongues[run[0]])
    opening = f' at a headline of its own, "{_short(first)}"' if is_headline(first, alone=False) else ""
    name = _credited(layout, run)
    whose = f"credited to {name}" if name else "nothing says who wrote it"
    label = Label("pasted", name, f"the text turns from {name_of(own)} to {other}{opening}; {whose}")
    for unit in units:
        labels[unit] = labels[unit] or label


def _credited(layout: Layout, run: list[int]) -> str | None:
    """Whom the first or last lines of a run credit."""
    for number in [*run[:4], *run[-2:]]:
        words = layout.words(number)
        dateline = read_dateline(layout.text, layout.lines[number].start)
        if dateline and dateline.name:
            return dateline.name
        masthead = read_masthead(words)
        if masthead:
            return ", ".join(name for _, name in masthead.names)
        credit = read_line(words, ("staff", "byline", "via", "original"))
        if credit and credit.names:
            return ", ".join(credit.names)
    return None


def _by_headline(layout: Layout, labels: list[Label | None]) -> None:
    """A line that reads as a headline, far below the first, with a byline or a wire's dateline under it."""
    start: int | None = None
    for number in range(2, len(layout.lines) - 2):
        if not opens_text(layout, labels, number):
            continue
        if start is not None:
            _fill(layout, labels, start, number - 1)
        start = number
    if start is not None:
        _fill(layout, labels, start, len(layout.lines) - 1)


def opens_text(layout: Layout, labels: list[Label | None], number: int) -> bool:
    """Whether a line is a headline in the midst of a text, with a byline or a wire's dateline under it."""
    line = layout.lines[number]
    units = layout.units_of_line(number)
    words = layout.words(number)
    if not line.gap or not units or labels[units[0]] is not None:
        return False
    if not is_headline(words, alone=False) or words.endswith((".", "…")) or len(words.split()) < 4:
        return False
    under = layout.words(number + 1)
    dateline = read_dateline(layout.text, layout.lines[number + 1].start)
    credit = read_line(under, ("staff", "byline"))
    return bool(
        (dateline and dateline.name and "(" in dateline.words)
        or (credit and len(credit.because) < 200 and credit.names)
    )


def _fill(layout: Layout, labels: list[Label | None], first: int, last: int) -> None:
    name = _credited(layout, list(range(first + 1, min(first + 3, last + 1))))
    because = (
        f'under the first text stands another with a headline of its own, "{_short(layout.words(first))}"'
    )
    label = Label("pasted", name, because + (f", credited to {name}" if name else ""))
    for unit in layout.units_in(layout.lines[first].start, layout.lines[last].end):
        labels[unit] = labels[unit] or label


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:77].rstrip() + "…"
