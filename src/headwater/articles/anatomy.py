"""A draft taken apart: sentences with languages, parts, credits, dates, findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headwater.articles.bounds import day_in_address, newest_proof
from headwater.articles.config import ArticlesConfig
from headwater.articles.credits import place_in_parts, read_credits
from headwater.articles.drafts import DateClaim, Draft
from headwater.articles.findings import find_all
from headwater.articles.heads import read_date_line, title_date
from headwater.articles.layout import lay_out
from headwater.articles.lines import Label, Layout
from headwater.articles.links import all_links
from headwater.articles.parts import label_units, tile
from headwater.articles.people import authors_of, byline_of, own_dispatch, publisher_of
from headwater.articles.publication import PrintedDate, Verdict, decide, printed_dates
from headwater.articles.stretches import Stretch
from headwater.articles.tongues import settle, shares
from headwater.records.articles import Article, Credit, Part, Rejected, Sentence
from headwater.records.ports import Models
from headwater.records.tables import Tables
from headwater.text.dates import FoundDate

_HEAD_LINES = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """The layout of one draft and the language of each of its units."""

    layout: Layout
    codes: list[str]


def identify_all(drafts: Sequence[Draft], config: ArticlesConfig, models: Models) -> list[Frame]:
    """The frame of each draft; the language model is asked once for all."""
    layouts = [lay_out(draft, config) for draft in drafts]
    texts = [layout.text[start:end] for layout in layouts for start, end in layout.units]
    guesses = models.languages.identify(texts)
    frames, at = [], 0
    for draft, layout in zip(drafts, layouts, strict=True):
        until = at + len(layout.units)
        frames.append(Frame(layout, settle(texts[at:until], guesses[at:until], draft.lang)))
        at = until
    return frames


def dissect(draft: Draft, frame: Frame, config: ArticlesConfig) -> Tables:
    """All rows of one article; dates that are not believed come as ``Rejected`` rows."""
    layout, codes = frame.layout, frame.codes
    labels = label_units(draft, layout, codes)
    parts, number_of = tile(draft, layout, codes, labels)
    dated = list(read_credits(draft, layout, labels))
    placed = place_in_parts(_once(credit for credit, _ in dated), parts)
    pieces = [*_own_pieces(layout, labels), *_in_title(draft), *_date_lines(layout, labels), *layout.foot]
    printed = [*printed_dates(pieces), *_printed_beside_names(layout, labels, dated)]
    hrefs = [link.href for link in all_links(draft) if not _in_boilerplate(layout, labels, link.start)]
    proof = newest_proof(layout, labels, hrefs, [(one.start, one.end) for one in printed])
    own_day = day_in_address(draft.url)
    claims = [*draft.dates, *([DateClaim(own_day, "given by its address")] if own_day else [])]
    verdict = decide(printed, claims, proof, config)
    own = [credit for credit in placed if _is_own(credit, parts)]
    dispatch = own_dispatch(draft, own)
    if dispatch is not None:
        placed.append(dispatch)
        own.append(dispatch)
    article = _article(draft, frame, labels, own, verdict)
    sentences = [
        Sentence(draft.id, index, start, end, code, parts[part].id, index < layout.title_units)
        for index, ((start, end), code, part) in enumerate(zip(layout.units, codes, number_of, strict=True))
    ]
    findings = list(find_all(draft, layout, labels, verdict))
    where = draft.path if draft.media_type != "row" else f"{draft.path}, article {draft.id}"
    notes = [
        Rejected(
            where or draft.url or draft.id, f"{reason}; the article is read without it", "date_disbelieved"
        )
        for reason in verdict.disbelieved
    ]
    return Tables.of_rows([article], parts, sentences, placed, findings, notes)


def _article(
    draft: Draft, frame: Frame, labels: Sequence[Label], rows: Sequence[Credit], verdict: Verdict
) -> Article:
    kept = [at for at, label in enumerate(labels) if label.kind != "boilerplate"] or list(range(len(labels)))
    lengths = [frame.layout.units[at][1] - frame.layout.units[at][0] for at in kept]
    return Article(
        id=draft.id,
        path=draft.path,
        url=draft.url,
        sha256=draft.sha256,
        title=draft.title,
        text=draft.text,
        publisher=publisher_of(draft, rows),
        byline=byline_of(draft, rows),
        published=verdict.published,
        languages=shares([frame.codes[at] for at in kept], lengths),
        links=all_links(draft),
        authors=authors_of(draft, rows),
        media_type=draft.media_type,
        modified=draft.modified.value if draft.modified else None,
        modified_how=draft.modified.how if draft.modified else None,
        crawled=draft.crawled,
        asked_url=draft.asked_url,
        extracted_by=draft.extracted_by,
        ocr_confidence=draft.ocr_confidence,
    )


def _once(given: Iterator[Credit]) -> list[Credit]:
    """Credits without repetition: one row for a kind, a name and a place; in the order of the text."""
    kept = {credit.id: credit for credit in given}
    return sorted(
        kept.values(),
        key=lambda row: (row.start if row.start is not None else -1, row.end or -1, row.kind, row.id),
    )


def _printed_beside_names(
    layout: Layout, labels: Sequence[Label], dated: Sequence[tuple[Credit, FoundDate | None]]
) -> Iterator[PrintedDate]:
    """Dates of bylines at the head of the article's own text."""
    seen: set[int] = set()
    for credit, date in dated:
        if date is None or credit.start is None or credit.end is None or credit.start in seen:
            continue
        units = layout.units_in(credit.start, credit.start + 1) or layout.units_in(credit.start, credit.end)
        if units and labels[units[0]].kind == "body" and units[0] < 12:
            seen.add(credit.start)
            line = next(one for one in layout.lines if one.start <= credit.start < one.end)
            words = layout.text[line.start : line.end][:80]
            yield PrintedDate(line.start, line.end, date.value, False, words)


def _own_pieces(layout: Layout, labels: Sequence[Label]) -> list[Stretch]:
    """Pieces of the head that stand in the article's own text, not in one pasted into it."""
    return [
        piece
        for piece in layout.head
        if all(labels[unit].kind == "body" for unit in layout.units_in(piece.start, piece.start + 1))
    ]


def _date_lines(layout: Layout, labels: Sequence[Label]) -> list[Stretch]:
    """Lines near the headline that hold a date and nothing else."""
    found = []
    for number, line in enumerate(layout.lines[:_HEAD_LINES]):
        units = layout.units_of_line(number)
        pieces = read_date_line(layout.text, line.start, line.end)
        if pieces and units and labels[units[0]].kind == "body":
            found += pieces
    return found


def _in_title(draft: Draft) -> list[Stretch]:
    found = title_date(draft.title)
    return [found] if found else []


def _in_boilerplate(layout: Layout, labels: Sequence[Label], offset: int) -> bool:
    units = layout.units_in(0, offset + 1)
    return bool(units) and labels[units[-1]].kind == "boilerplate"


def _is_own(credit: Credit, parts: Sequence[Part]) -> bool:
    """Whether a credit speaks of the article itself, not of a text or picture inside it."""
    part = next((part for part in parts if part.id == credit.part), None)
    return part is None or part.kind in ("body", "boilerplate")
