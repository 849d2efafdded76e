"""PDF files: pages read apart, laid out by places, their text put in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.columns import regions
from headwater.articles.documents.drafting import Properties, Read, draft_of, reader_name, sha256_of
from headwater.articles.documents.flow import Block, blocks_of, body_size, paragraphs_of
from headwater.articles.documents.furniture import furniture
from headwater.articles.documents.glyphs import Row, WebLink, Word, links_of, rows_of, words_of
from headwater.articles.documents.headline import headline_of, masthead_of, several_headlines
from headwater.articles.documents.limited import LimitFault, read_apart
from headwater.articles.documents.lines import TextLine, brackets_are_drawn, lines_of
from headwater.articles.documents.ocr import (
    OcrFault,
    PictureText,
    join_confidence,
    read_picture,
    remark_of,
    require,
)
from headwater.articles.documents.paragraphs import Paragraph
from headwater.articles.documents.pdfdates import instant_of
from headwater.articles.documents.writing import runs_leftward
from headwater.articles.drafts import Draft, Remark
from headwater.articles.items import Item
from headwater.records.articles import Rejected

_FAULT = "no PDF that can be read"
_MADE = "the day on which the PDF file was made, which need not be that of publication"
_CHANGED = "the last change that the PDF file notes"


@dataclass(slots=True)
class _Pages:
    """What has come of a PDF so far."""

    meta: dict[str, str] = field(default_factory=dict)
    count: int = 0
    words: list[list[Word]] = field(default_factory=list)
    links: list[list[WebLink]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    pictures: dict[int, PictureText] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)  # pages that show pictures and no letters
    garbled: list[int] = field(default_factory=list)  # pages whose letters mean nothing


def read_pdf(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The draft of a PDF, and a rejection for whatever of it was not read."""
    if item.size > config.largest_document:
        yield (
            item.name,
            item.rejected(
                f"the file has {item.size:,} bytes, more than the {config.largest_document:,} that a document may have"
            ),
        )
        return
    if item.size == 0:
        yield item.name, item.rejected("the file is empty")
        return
    missing = _why_no_ocr(config)
    pages = _Pages()
    try:
        fault = _gather(item, config, pages, missing)
    except LimitFault as limit:
        fault = None if any(pages.words) or pages.pictures else str(limit)
        pages.faults.append(f"of {pages.count} pages {len(pages.words)} were read: {limit}")
    if fault:
        yield item.name, item.rejected(f"{_FAULT}: {fault}")
        return
    yield from _tell(item, config, pages, missing)


def _gather(item: Item, config: ArticlesConfig, pages: _Pages, missing: str | None) -> str | None:
    """Takes the pages as they come; why there are none, or None."""
    limits = config.model_copy(update={"ocr_pages": 0}) if missing else config
    for message in read_apart(item, limits, "pdf"):
        if "fault" in message:
            return str(message["fault"])
        if "pages" in message:
            pages.count, pages.meta = message["pages"], message["meta"]
        elif message.get("broken"):
            pages.faults.append(f"page {message['page'] + 1} is damaged")
            _add(pages, [], [], 0.0)
        else:
            _take(message, pages, config)
    if pages.count == 0:
        return "it has no pages"
    if pages.count > config.most_pages:
        pages.faults.append(f"of {pages.count:,} pages the first {config.most_pages:,} were read")
    return None


def _add(pages: _Pages, words: list[Word], links: list[WebLink], height: float) -> None:
    pages.words.append(words)
    pages.links.append(links)
    pages.heights.append(height)


def _take(message: dict[str, Any], pages: _Pages, config: ArticlesConfig) -> None:
    number = message["page"]
    words = [] if message["garbled"] else _inside(words_of(message), message)
    _add(pages, words, links_of(message), message["height"])
    if "picture" in message:
        try:
            pages.pictures[number] = read_picture(message["picture"], config)
        except OcrFault as fault:
            pages.faults.append(f"page {number + 1} could not be read as a picture: {fault}")
    elif message["garbled"]:
        pages.garbled.append(number + 1)
    elif message["pictured"]:
        pages.unread.append(number + 1)


def _inside(words: list[Word], message: dict[str, Any]) -> list[Word]:
    """Words that lie on the page: what is set outside it is not seen. Turned pages are taken as they are."""
    left, bottom, right, top = message["box"]
    seen = [word for word in words if left - 1 <= word.left <= right + 1 and bottom - 1 <= word.y <= top + 1]
    return seen if len(seen) * 2 > len(words) else words


def _why_no_ocr(config: ArticlesConfig) -> str | None:
    if config.ocr_pages == 0:
        return "reading pictures of text is switched off"
    try:
        require(config)
    except OcrFault as fault:
        return str(fault)
    return None


def _tell(
    item: Item, config: ArticlesConfig, pages: _Pages, missing: str | None
) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The draft, then what was not read."""
    if any(pages.words) or pages.pictures:
        yield item.name, draft_of(item, sha256_of(item), _read(pages, config))
        for fault in [*pages.faults, *_not_read(pages, missing)]:
            yield item.name, item.rejected(f"{fault}; the rest of the PDF is read")
    else:
        faults = [*_not_read(pages, missing), *pages.faults] or ["its pages hold no text and no pictures"]
        yield item.name, item.rejected(f"{_FAULT}: {'; '.join(faults)}")


def _not_read(pages: _Pages, missing: str | None) -> Iterator[str]:
    why = missing or "more such pages than are read as pictures"
    if pages.garbled:
        yield (
            f"{_numbered(pages.garbled)} a text layer that is garbage (its fonts do not say which letters they draw), "
            f"and pictures of it are not read: {why}"
        )
    if pages.unread:
        yield f"{_numbered(pages.unread)} pictures without a text layer, and these are not read: {why}"


def _numbered(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (" and more" if len(numbers) > 10 else "")
    return f"page {shown} has" if len(numbers) == 1 else f"pages {shown} have"


def _read(pages: _Pages, config: ArticlesConfig) -> Read:
    blocks, repeated = _lay_out(pages)
    size = body_size([line for block in blocks for line in block.lines])
    head = headline_of(blocks, size, pages.meta.get("Title"))
    others = several_headlines(blocks, size) if pages.count == 1 else []
    paragraphs = paragraphs_of([block for block in blocks if block is not head])
    title = " ".join(one.text for one in paragraphs_of([head])) if head else None
    for number in sorted(pages.pictures):
        paragraphs += pages.pictures[number].paragraphs
    remarks = [_several(others)] if len(others) > 1 else []
    confidence = join_confidence(list(pages.pictures.values()))
    if pages.pictures:
        which = f"{len(pages.pictures)} of its {pages.count} pages" if pages.count > 1 else "its page"
        remarks.append(remark_of(which, config, confidence))
    meta = pages.meta
    properties = Properties(
        title=meta.get("Title"),
        authors=(meta["Author"],) if _is_person(meta.get("Author")) else (),
        publisher=masthead_of(blocks, head),
        made=instant_of(meta.get("CreationDate")),
        made_how=_MADE,
        changed=instant_of(meta.get("ModDate")),
        changed_how=_CHANGED,
    )
    by = reader_name("pdf", *(["pypdfium2", "pytesseract"] if pages.pictures else ["pypdfium2"]))
    return Read("pdf", [*paragraphs, *repeated], properties, by, remarks, confidence, title)


def _lay_out(pages: _Pages) -> tuple[list[Block], list[Paragraph]]:
    """The paragraphs of all pages, and what their heads and feet print, once."""
    rows = [rows_of(words) for words in pages.words]
    out = furniture(rows)
    leftward = [runs_leftward([g.text for word in words for g in word.glyphs]) for words in pages.words]
    cut: list[list[list[Row]]] = []
    for number, page in enumerate(rows):
        kept = [word for at, row in enumerate(page) if at not in out[number] for word in row.words]
        cut.append(regions(kept, leftward[number]))
    mirrored = brackets_are_drawn([region for page in cut for region in page])
    columns: list[list[TextLine]] = [
        lines_of(region, pages.links[number], number, column, mirrored)
        for number, page in enumerate(cut)
        for column, region in enumerate(page)
    ]
    size = body_size([line for column in columns for line in column])
    return blocks_of(columns, size, pages.heights), _once(rows, out, mirrored)


def _once(rows: Sequence[Sequence[Row]], out: Sequence[dict[int, str]], mirrored: bool) -> list[Paragraph]:
    """Running heads and feet, each at its first place alone; numbers of pages not at all."""
    found: dict[str, Paragraph] = {}
    for number, page in enumerate(out):
        for at, because in page.items():
            if because.startswith("printed"):
                (line,) = lines_of([rows[number][at]], [], number, 0, mirrored)
                key = "".join(letter for letter in line.text if letter.isalpha()).casefold()
                found.setdefault(key, Paragraph("boilerplate", line.text.strip(), because=because))
    return [one for key, one in found.items() if key]


def _several(headlines: Sequence[str]) -> Remark:
    named = "; ".join(f'"{one[:60]}"' for one in headlines[:4])
    return Remark(
        "several_articles", f"the page seems to print several articles ({named}); they are read as one"
    )


def _is_person(author: str | None) -> bool:
    """Whether an author entry can be a name, not that of a program or an account."""
    name = (author or "").strip()
    return len(name) > 3 and not any(sign in name for sign in "\\/@_{}") and name.lower() not in _NO_NAMES


_NO_NAMES = frozenset(
    ("user", "admin", "administrator", "owner", "unknown", "anonymous", "author", "microsoft")
)
