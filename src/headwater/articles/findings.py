"""What a careful reader should see of a text as such: no date, a caption from elsewhere, hidden characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from headwater.articles.drafts import Draft
from headwater.articles.lines import Label, Layout
from headwater.articles.names import NAME, evened
from headwater.articles.publication import Verdict, dates_of
from headwater.records.articles import ArticleFinding
from headwater.records.ids import row_id
from headwater.text.dates import days_between, find_dates
from headwater.text.scripts import bidi_overrides, mixed_words

_FAR = 31  # days between a caption's date and the article's
_PLACE_BEFORE = re.compile(r"(?<!\w)(?:in|at|near|from|à|en|au|dans|près de|de)\s+$", re.IGNORECASE)


def find_all(
    draft: Draft, layout: Layout, labels: Sequence[Label], verdict: Verdict
) -> Iterator[ArticleFinding]:
    """The room's findings on one article, in the order of the text."""
    if verdict.published.value is None:
        because = "neither the text nor its file says when it was published"
        if verdict.published.not_before:
            because += f"; {verdict.published.how.removeprefix('not stated; ')}"
        yield _finding(draft, "undated", None, because)
    if verdict.disagreement:
        yield _finding(draft, "dates_disagree", None, verdict.disagreement)
    if draft.encoding_note:
        yield _finding(draft, "encoding_guessed", None, draft.encoding_note)
    for remark in draft.remarks:
        yield _finding(draft, remark.kind, None, remark.because)
    yield from _hidden(draft)
    yield from _captions(draft, layout, labels, verdict)


def _finding(draft: Draft, kind: str, span: tuple[int, int] | None, because: str) -> ArticleFinding:
    start, end = span if span else (None, None)
    text = draft.text[start:end] if span else None
    return ArticleFinding(
        row_id("fi", draft.id, kind, start, end), kind, draft.id, None, text, start, end, because
    )


def _hidden(draft: Draft) -> Iterator[ArticleFinding]:
    overrides = bidi_overrides(draft.text)
    if overrides:
        because = (
            f"{len(overrides)} hidden controls of writing direction; what is seen may not be what is written"
        )
        yield _finding(draft, "hidden_characters", (overrides[0], overrides[0] + 1), because)
    mixed = mixed_words(draft.text)
    if mixed:
        start, end = mixed[0]
        because = f'letters of two scripts that look alike stand in one word, "{draft.text[start:end]}" ({len(mixed)} such words)'
        yield _finding(draft, "hidden_characters", mixed[0], because)


def _captions(
    draft: Draft, layout: Layout, labels: Sequence[Label], verdict: Verdict
) -> Iterator[ArticleFinding]:
    """``caption_elsewhere``: a caption gives a date far from the article's, or places it does not speak of."""
    for first, last in _runs(labels, "caption"):
        start, end = layout.units[first][0], layout.units[last][1]
        words = draft.text[start:end]
        reasons = [*_other_dates(words, layout, labels, verdict), *_other_places(words, layout, labels)]
        if reasons:
            yield _finding(draft, "caption_elsewhere", (start, end), "the caption " + " and ".join(reasons))


def _runs(labels: Sequence[Label], kind: str) -> Iterator[tuple[int, int]]:
    first = None
    for at, label in enumerate([*labels, None]):
        inside = label is not None and label.kind == kind
        if inside and first is None:
            first = at
        elif not inside and first is not None:
            yield first, at - 1
            first = None


def _other_dates(words: str, layout: Layout, labels: Sequence[Label], verdict: Verdict) -> Iterator[str]:
    own = list(dates_of(verdict.published)) or _newest(layout, labels)
    for date in find_dates(words):
        far = _FAR if len(date.value) >= 10 else 2 * _FAR
        if own and abs(days_between(date.first_day, own[0])) > far:
            dated = "is dated" if verdict.published.value else "is no older than"
            yield f'gives the date "{words[date.start : date.end]}", while the article {dated} {own[0]}'
            return


def _newest(layout: Layout, labels: Sequence[Label]) -> list[str]:
    days = [
        date.value[:10]
        for (start, end), label in zip(layout.units, labels, strict=True)
        if label.kind not in ("caption", "boilerplate", "embed")
        for date in find_dates(layout.text[start:end])
        if date.precision == "day"
    ]
    return [max(days)] if days else []


def _other_places(words: str, layout: Layout, labels: Sequence[Label]) -> Iterator[str]:
    """Two names or more after "in", "at", "near" that the rest of the article does not hold in any spelling."""
    line = evened(words)
    named = [
        found.group()
        for found in NAME.finditer(line)
        if _PLACE_BEFORE.search(line[max(0, found.start() - 10) : found.start()])
    ]
    if not named:
        return
    rest = {
        word[:4].lower()
        for (start, end), label in zip(layout.units, labels, strict=True)
        if label.kind != "caption"
        for word in re.findall(r"\w{3,}", layout.text[start:end])
    }
    absent = [
        name
        for name in dict.fromkeys(named)
        if not any(word[:4].lower() in rest for word in re.findall(r"\w{3,}", name))
    ]
    if len(absent) >= 2:
        yield f"names {' and '.join(absent[:3])}, of which the rest of the text does not speak"
