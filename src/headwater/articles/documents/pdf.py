"""PDF files: pages read apart, laid out by places, their text put in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.drafting import Properties, Read, draft_of, sha256_of
from headwater.articles.documents.edges import rejecting
from headwater.articles.documents.glyphs import Word, links_of, words_of
from headwater.articles.documents.limited import LimitFault, read_apart
from headwater.articles.documents.ocr import (
    OcrFault,
    PictureText,
    join_confidence,
    read_png,
    remark_of,
    require,
    tesseract_version,
)
from headwater.articles.documents.pages import PageWords, lay_out
from headwater.articles.documents.pdfdates import instant_of
from headwater.articles.drafts import Draft
from headwater.articles.items import Item
from headwater.records.articles import Rejected

_GARBAGE = "its fonts do not say which letters they draw"
_FAULT = "no PDF that can be read"
_MADE = "given by the PDF as the day on which the file was made, which need not be that of publication"
_CHANGED = "given by the PDF as its last change"


@dataclass(slots=True)
class _Pages:
    """What has come of a PDF so far."""

    meta: dict[str, str] = field(default_factory=dict)
    count: int = 0
    words: list[PageWords] = field(default_factory=list)
    pictures: list[PictureText] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)  # pages that show pictures and no letters
    garbage: bool = False
    garbled: list[int] = field(default_factory=list)  # pages whose letters mean nothing


@rejecting("no PDF that can be read")
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
        fault = None if _has_words(pages) else str(limit)
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
            pages.words.append(PageWords([], [], 0.0))
        else:
            _take(message, pages, config)
            if sum(len(page.words) for page in pages.words) > config.longest_article:
                pages.faults.append(
                    f"of {pages.count} pages {len(pages.words)} were read: they hold too many words"
                )
                break
    if pages.count == 0:
        return "it has no pages"
    if pages.count > config.most_pages:
        pages.faults.append(f"of {pages.count:,} pages the first {config.most_pages:,} were read")
    return None


def _take(message: dict[str, Any], pages: _Pages, config: ArticlesConfig) -> None:
    number, height = message["page"], message["height"]
    pages.garbage = pages.garbage or message["garbled"]
    words = [] if message["garbled"] else _inside(words_of(message), message)
    if "picture" in message:
        try:
            picture = read_png(message["picture"], height, config)
            pages.pictures.append(picture)
            words = list(picture.words)
        except OcrFault as fault:
            pages.faults.append(f"page {number + 1} could not be read as a picture: {fault}")
    elif message["garbled"]:
        pages.garbled.append(number + 1)
    elif message["pictured"]:
        pages.unread.append(number + 1)
    pages.words.append(PageWords(words, links_of(message), height))


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
    if _has_words(pages):
        yield item.name, draft_of(item, sha256_of(item), _read(pages, config))
        for fault in [*pages.faults, *_not_read(pages, missing)]:
            yield item.name, item.rejected(f"{fault}; the rest of the PDF is read")
    else:
        faults = [*_not_read(pages, missing), *pages.faults] or [_nothing(pages)]
        yield item.name, item.rejected(f"{_FAULT}: {'; '.join(faults)}")


def _nothing(pages: _Pages) -> str:
    if pages.pictures:
        layer = f"its text layer is garbage ({_GARBAGE})" if pages.garbage else "it has no text layer"
        return f"{layer}, and pictures of its pages show no text that Tesseract can read"
    return "its pages hold no text and no pictures"


def _has_words(pages: _Pages) -> bool:
    return any(page.words for page in pages.words)


def _not_read(pages: _Pages, missing: str | None) -> Iterator[str]:
    why = missing or "more such pages than are read as pictures"
    if pages.garbled:
        yield (
            f"{_numbered(pages.garbled)} a text layer that is garbage ({_GARBAGE}), "
            f"and pictures of it are not read: {why}"
        )
    if pages.unread:
        yield f"{_numbered(pages.unread)} pictures without a text layer, and these are not read: {why}"


def _numbered(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (" and more" if len(numbers) > 10 else "")
    return f"page {shown} has" if len(numbers) == 1 else f"pages {shown} have"


def _read(pages: _Pages, config: ArticlesConfig) -> Read:
    meta = pages.meta
    laid = lay_out(pages.words, meta.get("Title"))
    confidence = join_confidence(pages.pictures)
    remarks, libraries = laid.remarks, [f"pypdfium2 {version('pypdfium2')}"]
    if pages.pictures:
        which = f"{len(pages.pictures)} of its {pages.count} pages" if pages.count > 1 else "its page"
        remarks = [remark_of(which, config, confidence), *remarks]
        libraries.append(tesseract_version())
    properties = Properties(
        title=meta.get("Title"),
        authors=(meta["Author"],) if _is_person(meta.get("Author")) else (),
        publisher=laid.publisher,
        made=instant_of(meta.get("CreationDate")),
        made_how=_MADE,
        changed=instant_of(meta.get("ModDate")),
        changed_how=_CHANGED,
    )
    by = f"pdf ({', '.join(libraries)})"
    return Read("pdf", laid.paragraphs, properties, by, remarks, confidence, laid.title or "")


def _is_person(author: str | None) -> bool:
    """Whether an author entry can be a name, not that of a program or an account."""
    name = (author or "").strip()
    return len(name) > 3 and not any(sign in name for sign in "\\/@_{}") and name.lower() not in _NO_NAMES


_NO_NAMES = frozenset(
    ("user", "admin", "administrator", "owner", "unknown", "anonymous", "author", "microsoft")
)
