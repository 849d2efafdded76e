"""Credit rows: every line and word by which an article says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.articles.creditlines import (
    SAYS_ORIGIN,
    CreditLine,
    address_of,
    is_address,
    read_inline,
    read_line,
)
from headwater.articles.drafts import Draft
from headwater.articles.lexicons import agency_of, any_of, patterns
from headwater.articles.lines import Label, Layout
from headwater.articles.links import host_of
from headwater.articles.mastheads import is_staff, read_masthead, same_house
from headwater.articles.names import as_printed, evened, is_name, split_names, tidy
from headwater.articles.signoffs import read_sign_off
from headwater.articles.stretches import Stretch
from headwater.records.articles import Credit, CreditKind, Part
from headwater.records.ids import row_id
from headwater.text.dates import FoundDate

_HEAD_LINES = 6
_FOOT_LINES = 8
_OPENING_LINES = 3
_INLINE_WITHIN = 4
_LATER = ("translated_from", "translator", "translated", "original", "original_link", "via", "photo", "staff")


def read_credits(
    draft: Draft, layout: Layout, labels: Sequence[Label]
) -> Iterator[tuple[Credit, FoundDate | None]]:
    """Credits with the date that stands in the same line; parts are not known yet."""
    for meta in draft.credits:
        yield Credit(row_id("cr", draft.id, "meta", meta.kind, meta.name, meta.href), draft.id, None, meta.kind,
                     meta.name, meta.href, None, None, meta.because), None  # fmt: skip
    for agency in dict.fromkeys(agency_of(name) for name in split_names(draft.byline or "")):
        if agency and not same_house(agency, draft.publisher):
            because = f'the byline "{draft.byline}" holds an agency\'s name'
            yield _row(draft, "agency", agency, None, None, None, because), None
    pieces = [*layout.head, *layout.foot]
    for piece in pieces:
        for credit in _of_piece(draft, piece, foot=piece in layout.foot):
            yield credit, None
    yield from _of_sign_off(draft, layout.text)
    taken = [(piece.start, piece.end) for piece in pieces if piece.role not in ("boilerplate", "repeat")]
    for number in range(len(layout.lines)):
        yield from _of_line(draft, layout, labels, number, taken)


def _row(
    draft: Draft,
    kind: CreditKind,
    name: str | None,
    href: str | None,
    start: int | None,
    end: int | None,
    because: str,
) -> Credit:
    identity = row_id("cr", draft.id, kind, name, start, end)
    return Credit(identity, draft.id, None, kind, name, href, start, end, because)


def _of_piece(draft: Draft, piece: Stretch, foot: bool) -> Iterator[Credit]:
    where = "behind the last sentence" if foot else "before the first sentence"
    if piece.role == "dateline":
        yield _spanned(draft, "dateline", piece.name, piece, f'the dateline "{piece.words}"')
    elif piece.role == "agency":
        for name in (piece.name or "").split(", "):
            because = f'the agency\'s name stands {where}: "{piece.words[:60]}"'
            yield _spanned(draft, "agency", name or None, piece, because)
    elif piece.role == "byline":
        yield from _of_byline(draft, piece, f'names {where}: "{piece.words[:60]}"')
    elif piece.role in ("photo", "caption") and piece.name:
        yield _spanned(draft, "photo", piece.name, piece, f'credits a picture: "{piece.words[-50:]}"')
    elif piece.role == "credit":
        yield from _of_source(draft, piece)


def _of_sign_off(draft: Draft, text: str) -> Iterator[tuple[Credit, FoundDate | None]]:
    piece = read_sign_off(text)
    if piece is not None and piece.name and not same_house(piece.name, draft.publisher):
        because = f'the text signs off with "{piece.words}" and a desk\'s initials'
        yield _spanned(draft, "agency", agency_of(piece.name) or piece.name, piece, because), None


def _spanned(draft: Draft, kind: CreditKind, name: str | None, piece: Stretch, because: str) -> Credit:
    return _row(draft, kind, name, None, piece.start, piece.end, because)


def _of_byline(draft: Draft, piece: Stretch, because: str) -> Iterator[Credit]:
    """Names before the first or behind the last sentence; the house's own name is no author."""
    for name in split_names(piece.name or ""):
        if same_house(name, draft.publisher):
            yield _spanned(draft, "publisher", name, piece, because)
        elif not is_staff(name):
            yield _spanned(draft, "agency" if agency_of(name) else "byline", name, piece, because)


def _of_source(draft: Draft, piece: Stretch) -> Iterator[Credit]:
    """ "Source: X and agencies" at the foot: the outlet itself and unnamed agencies, or whom it took the text from."""
    because = f'the words "{piece.words}" say where it was taken from'
    if any_of("credits", "agencies").search(evened(piece.name or "")):
        yield _spanned(draft, "agency", "agencies", piece, because)
        return
    for name in split_names(piece.name or ""):
        agency = agency_of(name)
        kind: CreditKind = "agency" if agency else "publisher" if same_house(name, draft.publisher) else "via"
        yield _spanned(draft, kind, agency or name, piece, because)


def _of_line(
    draft: Draft, layout: Layout, labels: Sequence[Label], number: int, taken: list[tuple[int, int]]
) -> Iterator[tuple[Credit, FoundDate | None]]:
    line = layout.lines[number]
    words = layout.words(number)
    head = number < _HEAD_LINES or _opens_part(layout, labels, number)
    masthead = read_masthead(words) if head else None
    if masthead is None and any(start <= line.start < end for start, end in taken):
        return
    foot = number >= len(layout.lines) - _FOOT_LINES
    units = layout.units_of_line(number)
    label = labels[units[0]] if units else None
    kind = label.kind if label else "body"
    if label and kind == "boilerplate" and not label.because.startswith(SAYS_ORIGIN):
        yield from _copyright(draft, words, line.start)
        return
    if masthead:
        because = f'the line "{words[:80]}" names it beside a date'
        for own, name in masthead.names:
            yield _row(draft, own, name, None, line.start, line.end, because), masthead.date
        return
    found = read_line(words) if head or foot else read_line(words, _LATER)
    if found:
        yield from _rows(draft, found, line.start)
        for beside in read_inline(words) if found.kind in ("original", "via") else ():
            yield from _rows(draft, beside, line.start)
    elif is_address(words) and foot and number and kind != "embed":
        host = host_of(address_of(words))
        because = "a bare web address at the foot of the text"
        yield _row(draft, "original", host, address_of(words), line.start, line.end, because), None
    elif (number < _INLINE_WITHIN or foot) and kind != "caption":
        yield from _inline(draft, layout, units)


def _opens_part(layout: Layout, labels: Sequence[Label], number: int) -> bool:
    """Whether a line stands among the first of a text inside the text."""
    kinds = [_label_of(layout, labels, at) for at in (number, max(0, number - _OPENING_LINES))]
    return kinds[0] in ("pasted", "quoted_whole") and kinds[1] != kinds[0]


def _label_of(layout: Layout, labels: Sequence[Label], number: int) -> str | None:
    units = layout.units_of_line(number)
    return labels[units[0]].kind if units else None


def _rows(draft: Draft, found: CreditLine, at: int) -> Iterator[tuple[Credit, FoundDate | None]]:
    for name in found.names or (None,):
        kind: CreditKind = (
            "agency" if name is not None and found.kind == "byline" and agency_of(name) else found.kind
        )
        yield _row(draft, kind, name, found.href, at + found.start, at + found.end, found.because), found.date
    if found.translated:
        yield _row(draft, "translator", None, None, at + found.start, at + found.end, found.because), None


def _inline(draft: Draft, layout: Layout, units: range) -> Iterator[tuple[Credit, FoundDate | None]]:
    """Credits inside a sentence near the head or foot: "article in X, translated by Y"."""
    for unit in units:
        start, end = layout.units[unit]
        words = layout.text[start:end]
        if len(words) > 400:
            continue
        for found in read_inline(words):
            yield from _rows(draft, found, start)
        if words.rstrip().endswith(":"):
            yield from _introduced(draft, words, start)


def _introduced(draft: Draft, words: str, at: int) -> Iterator[tuple[Credit, FoundDate | None]]:
    """Whose text follows, from the line that introduces it."""
    yield from _named_by(draft, words, at, "original", "republished", "introduce another's text")


def _copyright(draft: Draft, words: str, at: int) -> Iterator[tuple[Credit, FoundDate | None]]:
    """Who printed it, from a disclaimer or a copyright line."""
    yield from _named_by(draft, words, at, "publisher", "copyright", "name the publisher")


def _named_by(
    draft: Draft, words: str, at: int, kind: CreditKind, patterns_of: str, says: str
) -> Iterator[tuple[Credit, FoundDate | None]]:
    """One credit from the first pattern whose words name somebody."""
    for pattern in patterns("credits", patterns_of):
        found = pattern.search(evened(words))
        named = found.groupdict().get("name") if found else None
        if found and named and is_name(named):
            start, end = at + found.start(), at + found.end()
            because = f'the words "{words[found.start() : found.end()].strip()}" {says}'
            yield _row(draft, kind, as_printed(tidy(named), words), None, start, end, because), None
            return


def place_in_parts(rows: Sequence[Credit], parts: Sequence[Part]) -> list[Credit]:
    """The credits with the part that each stands in."""
    placed = []
    for credit in rows:
        part = next(
            (p.id for p in parts if credit.start is not None and p.start <= credit.start < p.end), None
        )
        placed.append(
            Credit(
                credit.id,
                credit.article,
                part,
                credit.kind,
                credit.name,
                credit.href,
                credit.start,
                credit.end,
                credit.because,
            )
        )
    return placed
